import { Value } from 'typebox/value';
import type { Case } from '../src/cases/core/case.ts';
import { dutyRows } from '../src/cases/core/case-rows.ts';
import type { Context } from '../src/cases/core/command.ts';
import { openDuties } from '../src/cases/core/duties.ts';
import type { EventActor } from '../src/cases/core/events.ts';
import { commands } from '../src/cases/core/registry.ts';
import { take } from '../src/cases/core/step.ts';
import { Problem } from '../src/platform/problem.ts';
import { type DutyId, ruleOf } from '../src/regulation/duties.ts';
import { type Instant, later } from '../src/regulation/instant.ts';
import { type CommandName, commandNames, rowOf, targetsOf } from '../src/regulation/lifecycle/index.ts';
import type { Capacity } from '../src/regulation/roles.ts';
import { isTerminal } from '../src/regulation/states.ts';
import { type Around, idOf, usualInput, waybillOf } from './case-acts.ts';
import { actMs, actorIn, personIn } from './case-builder.ts';
import { factsOf, nationalCalendars } from './case-facts.ts';
import { explorerVariants } from './usual/variants.ts';

/** A kind of case that can be reached: one real case that stands for it, and how it came about. */
export type Reached = {
  key: string;
  kase: Case;
  now: Instant;
  /** The acts that led here, the last one first. */
  via: { from: Reached; act: string } | undefined;
  /** What can happen next: the act and the key it leads to; the same key where nothing changed that counts. */
  next: { act: string; to: string }[];
  /** Duties that should fire and whose command was refused. */
  stuckTimers: string[];
  explored: boolean;
};

/** Takes note of a case that was reached; answers its key. */
type Meet = (kase: Case, now: Instant, via: Reached['via']) => string;

/** People at the desks: the lead can do whatever a clerk can. */
const people: readonly { capacity: Capacity; also: readonly Capacity[] }[] = [
  { capacity: 'intakeClerk', also: ['intakeLead', 'creator'] },
  { capacity: 'homeClerk', also: ['homeLead'] },
  { capacity: 'approver', also: [] },
];

/** Acts that change in whose hands a case is, or add a note, and bring it no step further. */
const leadsNowhere: ReadonlySet<CommandName> = new Set<CommandName>([
  'openCase',
  'takeCase',
  'reassignCase',
  'moveToWindow',
  'handOverDraft',
  'correctHomeRegion',
  'correctDecisionRecord',
  'replaceIntakeReceipt',
  'markPriority',
  'unmarkPriority',
]);

const set = (values: readonly string[]): string => [...new Set(values)].toSorted().join(',');

/** What counts of a case: state, everything beside it that can be open, who must do what, and what is overdue. */
function keyOf(kase: Case, now: Instant): string {
  const duties = dutyRows(kase, openDuties(kase), nationalCalendars);
  const stage = (parcel: Case['parcels'][number]): string => {
    const { cancelledAt, lostAt, returnedAt, deliveredAt, collectedAt, confirmedAt } = parcel;
    const word = cancelledAt
      ? 'cancelled'
      : confirmedAt
        ? 'confirmed'
        : lostAt
          ? 'lost'
          : returnedAt
            ? 'returned'
            : deliveredAt
              ? 'delivered'
              : collectedAt
                ? 'collected'
                : 'registered';
    return `${parcel.purpose} ${word}`;
  };
  return [
    kase.state,
    kase.outcome ?? '',
    set(duties.map(({ rule, holder, dueAt }) => `${rule} ${holder}${dueAt <= now ? ' over' : ''}`)),
    set(kase.lines.map(({ verdict, fileIds }) => `${verdict}${fileIds.length > 0 ? '+' : ''}`)),
    set(
      kase.lines.map(({ paper, received }) => `${paper ?? ''}${(received?.originals ?? 0) > 0 ? '!' : ''}`),
    ),
    set(kase.channels),
    set(kase.received),
    set(kase.parcels.map(stage)),
    set(kase.discrepancies.map(({ state }) => state)),
    set(kase.incidents.map(({ kind, closedAt }) => `${kind} ${closedAt ? 'closed' : 'open'}`)),
    set(kase.paperTasks.map(({ purpose, state }) => `${purpose} ${state}`)),
    set((kase.requests ?? []).map(({ kind, state }) => `${kind} ${state}`)),
    set(kase.withdrawals.map(({ state }) => state)),
    kase.homeSupplements.at(-1)?.state ?? '',
    kase.suspensions.some(({ endOn }) => endOn === undefined) ? 'suspended' : '',
    kase.handler ? 'assigned' : '',
    kase.opinionRecordedAt ? 'opinion' : '',
    kase.identityChecks.some(({ passed }) => passed) ? 'identity' : '',
    kase.result
      ? `${kase.result.place} ${kase.result.keptAt ? 'kept' : ''}${kase.result.deliveredAt ? 'done' : ''}`
      : '',
    kase.delivery?.way ?? '',
  ].join('|');
}

let serial = 500_000;
const aroundAt = (now: Instant): Around => ({
  now,
  nextId: () => idOf((serial += 1)),
  nextWaybill: () => waybillOf((serial += 1) % 90_000),
});

const sources = factsOf(personIn('intakeClerk'));

const contextOf = (actor: EventActor, capacities: readonly Capacity[], now: Instant): Context => ({
  now,
  actor,
  capacities: new Set(capacities),
  newId: () => idOf((serial += 1)),
  newVerificationCode: () => `23456789ABCD${String((serial += 1) % 10_000).padStart(4, '2')}`,
});

async function tried(
  kase: Case,
  command: CommandName,
  body: unknown,
  context: Context,
): Promise<Case | undefined> {
  // What the door would not let in is no act.
  if (!Value.Check(commands[command].input, body)) return undefined;
  try {
    return (await take(commands[command], kase, kase.id, body, context, sources)).kase;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** The bodies that are tried with a command: the usual one, and those that mean something else. */
function bodiesOf(command: CommandName, kase: Case, now: Instant): unknown[] {
  const around = aroundAt(now);
  const usual = usualInput[command](kase, around);
  return [usual, ...(explorerVariants[command]?.(kase, usual as Record<string, unknown>, around) ?? [])];
}

/**
 * Explores kinds of cases from some beginnings, breadth first: every command by everybody with every body that is known,
 * and time that passes to the next due time, until no new kind is found or so many are. Rules come from the life-cycle
 * table and the real decisions; facts are those of the shipped data.
 */
export async function explore(
  beginnings: readonly { kase: Case; now: Instant }[],
  most: number,
): Promise<Map<string, Reached>> {
  const reached = new Map<string, Reached>();
  const queue: Reached[] = [];
  const meet: Meet = (kase, now, via) => {
    const key = keyOf(kase, now);
    if (!reached.has(key)) {
      const found = { key, kase, now, via, next: [], stuckTimers: [], explored: false };
      reached.set(key, found);
      queue.push(found);
    }
    return key;
  };
  for (const { kase, now } of beginnings) meet(kase, now, undefined);

  for (let at = 0; at < queue.length && at < most; at += 1) {
    const here = queue[at] as Reached;
    here.explored = true;
    await goOn(here, meet);
  }
  return reached;
}

/** What a command makes of a case, by everybody and with every body that is known. */
async function* outcomes(
  kase: Case,
  command: CommandName,
  now: Instant,
  counts: (body: unknown) => boolean = () => true,
): AsyncGenerator<Case> {
  const { actors } = rowOf(command);
  for (const { capacity, also } of people) {
    const capacities = [capacity, ...also];
    if (!actors.some((actor) => capacities.includes(actor))) continue;
    for (const body of bodiesOf(command, kase, now).filter(counts)) {
      const after = await tried(kase, command, body, contextOf(actorIn(capacity), capacities, now));
      if (after) yield after;
    }
  }
}

/** Everything that can happen next to a case: each command by everybody, and time that passes. */
async function goOn(here: Reached, meet: Meet): Promise<void> {
  const { kase } = here;
  const now = later(here.now, actMs);
  for (const command of commandNames) {
    if (leadsNowhere.has(command) || targetsOf(command, kase.state).length === 0) continue;
    for await (const after of outcomes(kase, command, now)) {
      here.next.push({ act: command, to: meet(after, now, { from: here, act: command }) });
    }
  }
  const { after, at, acts } = await waited(kase, here.now, here.stuckTimers);
  if (!at) return;
  const act = acts.length > 0 ? acts.join('+') : 'time passes';
  here.next.push({ act, to: meet(after, at, { from: here, act }) });
}

/** Time passes to the next due time; what the clock has to do then, it does. */
async function waited(
  before: Case,
  now: Instant,
  stuck: string[],
): Promise<{ after: Case; at: Instant | undefined; acts: string[] }> {
  const rows = dutyRows(before, openDuties(before), nationalCalendars);
  // What is over already and fires, fires at once: an act may have let the time run on that had stood still.
  const isOver = rows.some(({ fires, dueAt }) => fires && dueAt <= now);
  const at = isOver ? now : rows.map(({ dueAt }) => dueAt).find((dueAt) => dueAt > now);
  const acts: string[] = [];
  let after = before;
  for (const { rule, dueAt, fires } of rows) {
    const command = ruleOf(rule as DutyId).fires;
    if (at === undefined || !fires || command === undefined || dueAt > at) continue;
    // The first act may have ended the others.
    if (!openDuties(after).some((open) => open.rule === rule)) continue;
    const fired = await tried(after, command, {}, contextOf(actorIn('system'), ['system'], at));
    if (fired) {
      after = fired;
      acts.push(command);
    } else stuck.push(`${rule} → ${command}`);
  }
  return { after, at, acts };
}

/** How a kind of case came about, act by act. */
export function wayTo(reached: Reached | undefined): string {
  const acts: string[] = [];
  for (let at = reached; at?.via; at = at.via.from) acts.unshift(at.via.act);
  return acts.join(' → ');
}

/** Acts that bring a case to its end, the later ones of its life first; a withdrawal is none of them. */
const onwards: readonly CommandName[] = [
  'completeCase',
  'handOverResult',
  'dispatchResult',
  'grantApplication',
  'recordOpinion',
  'startReview',
  'assignHandler',
  'resumeReview',
  'confirmHomeSupplement',
  'handInHomeSupplement',
  'continueWithoutSupplement',
  'takeBackHomeSupplement',
  'acceptAtHome',
  'confirmReceipt',
  'sendPackage',
  'acceptIntake',
  'answerStandardRequest',
  'adoptGuide',
  'requestStandard',
  'answerOtherWindow',
  'cancelRequest',
  'handInSupplement',
  'voidOneTimeNotice',
  'attachFile',
  'correctOnSpot',
  'markMaterial',
  'recordIdentityCheck',
  'startFormalReview',
  'submitCase',
  'cancelWithdrawal',
  'resolveDiscrepancy',
  'answerDiscrepancy',
  'recordCarrierEvent',
  'closeIncident',
  'settleLostOriginal',
  'recordCustody',
  'cancelPaperDemand',
  'dispatchParcel',
  'cancelParcel',
  'returnOriginals',
  'confirmOriginals',
  'redeliverResult',
  'keepForCollection',
  'switchChannel',
  'issueOneTimeNotice',
  'declineIntake',
];
const stepsToAnEnd = 2000;

/** News of carriers on the way to an end: nothing more goes wrong than went wrong already. */
const goesWell = (body: unknown): boolean =>
  !['moved', 'failed', 'returned', 'lost'].includes(String((body as { kind?: unknown } | undefined)?.kind));

/** Whether a case can really be led to its end, step by step, turning back where a way was tried before. */
export async function canEnd(from: Reached): Promise<boolean> {
  const seen = new Set<string>();
  let steps = 0;
  const lead = async (kase: Case, before: Instant): Promise<boolean> => {
    if (isTerminal(kase.state)) return true;
    if ((steps += 1) > stepsToAnEnd) return false;
    const now = later(before, actMs);
    for (const command of onwards) {
      if (targetsOf(command, kase.state).length === 0) continue;
      for await (const after of outcomes(kase, command, now, goesWell)) {
        const key = keyOf(after, now);
        if (seen.has(key)) continue;
        seen.add(key);
        if (await lead(after, now)) return true;
      }
    }
    const { after, at } = await waited(kase, before, []);
    if (!at || seen.has(keyOf(after, at))) return false;
    seen.add(keyOf(after, at));
    return lead(after, at);
  };
  return lead(from.kase, from.now);
}
