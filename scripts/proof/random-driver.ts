import { randomUUID } from 'node:crypto';
import type { Case } from '../../src/cases/core/case.ts';
import { isGiven } from '../../src/catalogue/given-standard.ts';
import { later } from '../../src/regulation/instant.ts';
import {
  type CommandName,
  commandNames,
  kebab,
  rowOf,
  targetsOf,
} from '../../src/regulation/lifecycle/index.ts';
import type { Capacity } from '../../src/regulation/roles.ts';
import { type CaseState, caseStates, isTerminal } from '../../src/regulation/states.ts';
import { usualCapacity, usualInput, waybillOf } from '../../test/case-acts.ts';
import { type ActOptions, lead, type Teller } from '../../test/case-builder.ts';
import { secondPersons } from '../../test/case-facts.ts';
import type { Chance } from './chance.ts';
import type { Answer, Sent, World } from './world.ts';

/** What is noted before and after every request, so that a run can go on after a kill. */
export type Note =
  | { n: number; now: string; command: string; sent: Sent }
  | { n: number; status: number; code?: string; text: string };

/** What a drive did. */
export type Drive = {
  commands: number;
  accepted: Record<string, number>;
  refused: Record<string, number>;
  jumps: number;
  checks: number;
};

/** The pairs of windows that work together: eight windows in four provinces. */
const windowPairs = [
  ['510107', '500110'],
  ['510104', '500112'],
  ['520302', '500110'],
  ['530102', '520303'],
  ['500103', '510105'],
] as const;

/** A case broke an invariant; the tail of what was done stands beside it. */
export class InvariantBroken extends Error {}

/** The number of commands that were asked for is reached. */
class Enough extends Error {}
/** The story cannot go on as it was meant to. */
class Stuck extends Error {}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const casesWithDraft = 20;

const accountPrefix: Partial<Record<Capacity, readonly ['intake' | 'home', string]>> = {
  creator: ['intake', 'intake'],
  intakeClerk: ['intake', 'intake'],
  intakeLead: ['intake', 'lead'],
  intakeAdministration: ['intake', 'admin'],
  homeClerk: ['home', 'home'],
  homeLead: ['home', 'lead'],
  homeAdministration: ['home', 'admin'],
  approver: ['home', 'approver'],
};

/** Who acts in a capacity on a case. */
function accountOf(capacity: Capacity, intake: string, home: string): string {
  const [side, prefix] = accountPrefix[capacity] ?? ['intake', 'applicant'];
  if (prefix === 'applicant') return capacity === 'auditor' ? 'auditor' : 'applicant.1';
  return `${prefix}.${side === 'intake' ? intake : home}`;
}

/** The colleague who confirms what needs two, by the token that a usual body names. */
function secondOf(token: string, intake: string, home: string): string {
  const [name] = Object.entries(secondPersons).find(([, person]) => person.token === token) ?? [];
  const accounts: Record<keyof typeof secondPersons, string> = {
    intakeLead: `lead.${intake}`,
    intakeClerk: `home.${intake}`,
    homeLead: `lead.${home}`,
    homeClerk: `intake.${home}`,
    approver: `approver2.${home}`,
  };
  return accounts[(name ?? 'intakeLead') as keyof typeof secondPersons];
}

const endsEarly: ReadonlySet<CommandName> = new Set<CommandName>([
  'withdrawCase',
  'discardDraft',
  'declineIntake',
  'rejectAtHome',
]);

/** The usual application, with the two questions that a matter without a published standard asks. */
const fitting = ({ optionId, standardVersion }: Case, { answers, ...form }: Body): Body =>
  isGiven({ standardVersion })
    ? { ...form, situations: { [`${optionId}-s-self`]: true, [`${optionId}-s-agent`]: false } }
    : { ...form, answers };

const bySystem = (command: CommandName): boolean =>
  rowOf(command).actors.every((actor) => actor === 'system');

type Body = Record<string, unknown>;

/** A wrong body: something is left out, of another kind, or means something else. */
function spoiled(body: Body, chance: Chance): unknown {
  const names = Object.keys(body);
  if (names.length === 0) return { unexpected: true };
  const name = chance.of(names);
  const wrong: unknown[] = ['', null, -1, [], {}, true, 'x'.repeat(3000), '2021-02-30', randomUUID(), '‮'];
  if (chance.percent(30)) {
    const { [name]: _gone, ...rest } = body;
    return rest;
  }
  return { ...body, [name]: chance.of(wrong) };
}

/**
 * Drives cases by generated commands: most of them usual ones on the way to a random state, the rest anything on
 * anything, by anybody, with wrong bodies and versions, and a clock that jumps. Every so many commands all cases are
 * held against C.10, their chains, and the recomputation of their duties; throws InvariantBroken.
 */
export async function driveRandomly(given: {
  world: World;
  chance: Chance;
  commands: number;
  cases: number;
  checkEvery: number;
  /** Number of the first command, when a run goes on. */
  from?: number;
  note?: (note: Note) => void;
  /** Told of what does not hold; by default the drive ends there. */
  onFault?: (error: InvariantBroken) => void;
}): Promise<Drive> {
  const { world, chance, commands, cases: mostCases, checkEvery, note = () => undefined } = given;
  const onFault =
    given.onFault ??
    ((error: InvariantBroken): never => {
      throw error;
    });
  let n = given.from ?? 0;
  const drive: Drive = { commands: 0, accepted: {}, refused: {}, jumps: 0, checks: 0 };
  const tail: string[] = [];
  let serial = n * 10 + 1;
  const ids = (await world.listCases()).map(({ id }) => id);

  async function check(): Promise<void> {
    const faults = await world.findFaults();
    drive.checks += 1;
    if (faults.length === 0) return;
    for (const fault of faults) {
      const lines = tail.filter((line) => line.includes(fault.slice(0, 36)));
      onFault(new InvariantBroken(`${fault}\n${lines.slice(-25).join('\n')}`));
    }
  }

  async function passTime(): Promise<void> {
    const jump = chance.percent(3) ? (1 + chance.below(12)) * dayMs : chance.below(30) * minuteMs;
    world.set(later(world.now(), jump));
    if (jump < dayMs) return;
    drive.jumps += 1;
    // Sometimes people are quicker than the clock.
    if (chance.percent(80)) await world.system.settle();
  }

  async function request(command: CommandName, sent: Sent): Promise<Answer> {
    if (n >= commands) throw new Enough();
    note({ n, now: world.now(), command, sent });
    const answer = await world.send(sent);
    const code = answer.status < 300 ? undefined : String(answer.body['code']);
    note({ n, status: answer.status, text: answer.text, ...(code ? { code } : {}) });
    n += 1;
    drive.commands += 1;
    tail.push(
      `${n} ${world.now()} ${sent.account} ${sent.path} ${JSON.stringify(sent.body).slice(0, 300)} → ${answer.status} ${code ?? ''}`,
    );
    if (tail.length > 4000) tail.splice(0, 2000);
    if (answer.status >= 500)
      onFault(new InvariantBroken(`${command} answered ${answer.text}\n${tail.slice(-10).join('\n')}`));
    const counts = code === undefined ? drive.accepted : drive.refused;
    const counted = code ?? command;
    counts[counted] = (counts[counted] ?? 0) + 1;
    if (n % checkEvery === 0) await check();
    return answer;
  }

  /** The usual body, made to fit the real windows: their department, a real second person, real uploads. */
  async function usualBody(command: CommandName, kase: Case, account: string): Promise<Body> {
    const [intake, home] = [kase.intake.regionCode, kase.home.regionCode];
    const upload = [
      'attachFile',
      'recordCustody',
      'reportDiscrepancy',
      'settleLostOriginal',
      'reinstateCase',
    ].includes(command)
      ? await world.upload(account)
      : randomUUID();
    const around = { now: world.now(), nextId: () => upload, nextWaybill: () => waybillOf((serial += 1)) };
    const body = { ...(usualInput[command](kase, around) as Body) };
    if (command === 'submitCase')
      body['form'] = fitting(kase, { ...(body['form'] as Body), duplicateReason: '同一人的另一件' });
    if (typeof body['confirmation'] === 'string') {
      const second = secondOf(body['confirmation'], intake, home);
      body['confirmation'] = await world.confirm(account, second, {
        caseId: kase.id,
        version: kase.version,
        command,
      });
    }
    if (command === 'assignHandler') {
      const { departments } = await world
        .get<{ departments: { name: string; staff: { id: string }[] }[] }>(
          `home.${home}`,
          `/api/cases/${kase.id}/assignees`,
        )
        .catch(() => ({ departments: [] }));
      body['department'] = departments[0]?.name ?? body['department'];
      const [staff] = departments[0]?.staff ?? [];
      if (staff && chance.percent(50)) body['staffId'] = staff.id;
    }
    return body;
  }

  async function act(
    kase: Case,
    command: CommandName,
    options: ActOptions & { body?: unknown } = {},
  ): Promise<Answer> {
    const capacity = options.as ?? usualCapacity(command, kase);
    const account = accountOf(capacity, kase.intake.regionCode, kase.home.regionCode);
    const usual = await usualBody(command, kase, account);
    const own = options.body as Body | undefined;
    const body =
      command === 'submitCase' && own?.['form']
        ? { form: fitting(kase, { ...(own['form'] as Body), duplicateReason: '同一人的另一件' }) }
        : (own ?? usual);
    return request(command, {
      account,
      path: `/api/cases/${kase.id}/${kebab(command)}`,
      key: randomUUID(),
      version: kase.version,
      body,
    });
  }

  /** Lets the clock come to the next moment at which it acts on a case. */
  async function letClockAct(kase: Case): Promise<void> {
    for (let days = 0; days < 40; days += 1) {
      world.set(later(world.now(), dayMs));
      await world.system.settle();
      if ((await world.load(kase.id)).version !== kase.version) return;
    }
    throw new Stuck();
  }

  async function open(): Promise<string> {
    const [intake, home] = chance.of(windowPairs);
    // One case in five is about an item whose standard the home window still has to give (stage 1).
    const matter = chance.percent(20)
      ? { catalogueId: 'southwest-5', itemNumber: 25 }
      : { optionId: '048-1' };
    const body = { ...matter, homeRegion: home, mode: 'proxyIntake' };
    const answer = await request('openCase', {
      account: `intake.${intake}`,
      path: '/api/cases',
      key: randomUUID(),
      version: undefined,
      body,
    });
    if (answer.status >= 300) throw new Stuck();
    const id = String(answer.body['id']);
    ids.push(id);
    return id;
  }

  /** A new case on its usual way to a state, as far as it comes. */
  async function tell(target: CaseState): Promise<void> {
    let id: string | undefined;
    const teller: Teller = {
      kase: undefined as unknown as Case,
      get now() {
        return world.now();
      },
      set now(moment) {
        world.set(moment);
      },
      upload: async () => world.upload(`intake.${teller.kase.intake.regionCode}`),
      usual: (command) =>
        usualInput[command](teller.kase, {
          now: world.now(),
          nextId: randomUUID,
          nextWaybill: () => waybillOf((serial += 1)),
        }) as Body,
      async take(command, input, options = {}) {
        if (options.at !== undefined && options.at > world.now()) world.set(options.at);
        if (id === undefined) id = await open();
        else if (bySystem(command) || options.as === 'system') await letClockAct(teller.kase);
        else {
          if (chance.percent(8)) await anything();
          teller.kase = await world.load(id);
          const answer = await act(teller.kase, command, {
            ...options,
            ...(input === undefined ? {} : { body: input }),
          });
          if (answer.status >= 300) throw new Stuck();
        }
        teller.kase = await world.load(id);
        await passTime();
        return undefined;
      },
    };
    await lead(teller, target, { way: chance.of(['mail', 'pickUpAtIntake', 'pickUpAtHome'] as const) });
  }

  /** What the table allows now; what ends a case early comes seldom, or no case would come far. */
  const possibleOn = (kase: Case): CommandName[] =>
    commandNames.filter(
      (name) =>
        name !== 'openCase' &&
        !bySystem(name) &&
        targetsOf(name, kase.state).length > 0 &&
        (!endsEarly.has(name) || chance.percent(10)),
    );

  /** Any command on any case: possible ones more often, and some of them wrong. */
  async function anything(): Promise<void> {
    if (ids.length === 0) return;
    const kase = await world.load(chance.of(ids));
    const possible = possibleOn(kase);
    const command =
      possible.length > 0 && chance.percent(85)
        ? chance.of(possible)
        : chance.of(commandNames.filter((name) => name !== 'openCase' && !bySystem(name)));
    const options: ActOptions & { body?: unknown } = {};
    if (chance.percent(10)) options.as = chance.of(Object.keys(accountPrefix) as Capacity[]);
    if (chance.percent(15)) {
      const account = accountOf(usualCapacity(command, kase), kase.intake.regionCode, kase.home.regionCode);
      options.body = spoiled(await usualBody(command, kase, account), chance);
    }
    const seen = chance.percent(5) ? { ...kase, version: Math.max(1, kase.version - 1) } : kase;
    await act(seen, command, options);
    await passTime();
  }

  /** Some commands in a row on one living case, so that it comes further. */
  async function pursue(): Promise<void> {
    if (ids.length === 0) return;
    const id = chance.of(ids);
    for (let steps = 4 + chance.below(8); steps > 0; steps -= 1) {
      const kase = await world.load(id);
      if (isTerminal(kase.state) && !chance.percent(30)) return;
      const possible = possibleOn(kase);
      if (possible.length === 0) return;
      await act(kase, chance.of(possible));
      await passTime();
    }
  }

  const targets = (Object.keys(caseStates) as CaseState[]).filter(
    (state) => state !== 'draft' && state !== 'discarded',
  );
  try {
    for (;;) {
      try {
        if (ids.length < mostCases && chance.percent(ids.length < casesWithDraft ? 60 : 25))
          await tell(chance.of(targets));
        else if (chance.percent(60)) await pursue();
        else await anything();
      } catch (error) {
        // The way to a state is not open to this case any more: somebody or the clock was there before.
        if (error instanceof Enough || error instanceof InvariantBroken) throw error;
        if (!(error instanceof Stuck) && !isWayLost(error)) throw error;
      }
    }
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  await world.system.settle();
  await check();
  return drive;
}

const isWayLost = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('the way to ');
