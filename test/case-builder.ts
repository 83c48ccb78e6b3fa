import type { Case } from '../src/cases/core/case.ts';
import type { Context } from '../src/cases/core/command.ts';
import type { CaseEvent, EventActor } from '../src/cases/core/events.ts';
import type { FactSources } from '../src/cases/core/fact-sources.ts';
import { commands } from '../src/cases/core/registry.ts';
import { type Taken, take } from '../src/cases/core/step.ts';
import { lacksStandard } from '../src/cases/requests/open-requests.ts';
import type { DeliveryWay } from '../src/catalogue/standard.ts';
import { Problem } from '../src/platform/problem.ts';
import { type Instant, later } from '../src/regulation/instant.ts';
import { type CommandName, commandNames, targetsOf } from '../src/regulation/lifecycle/index.ts';
import type { RefusalCode } from '../src/regulation/refusals.ts';
import type { Capacity } from '../src/regulation/roles.ts';
import { endOfDay } from '../src/regulation/shanghai-time.ts';
import type { CaseState } from '../src/regulation/states.ts';
import { type Around, applicationOf, idOf, usualCapacity, usualInput, waybillOf } from './case-acts.ts';
import { factsOf, homeWindow, intakeWindow } from './case-facts.ts';

/** When a story begins: a Wednesday morning with a holiday ahead. */
export const storyStart: Instant = '2021-09-22T09:00:00.000+08:00';
/** How long an act takes in a story. */
export const actMs = 10 * 60_000;

const onHomeSide: ReadonlySet<Capacity> = new Set([
  'homeClerk',
  'homeLead',
  'homeAdministration',
  'approver',
]);
const names: Partial<Record<Capacity, string>> = { intakeClerk: '王芳', homeClerk: '李强', approver: '周敏' };
const capacityIds: readonly Capacity[] = [
  'intakeClerk',
  'homeClerk',
  'approver',
  'intakeLead',
  'homeLead',
  'intakeAdministration',
  'homeAdministration',
  'auditor',
  'applicant',
];

/** Id of the person who acts in a capacity; the creator of a draft is the intake clerk. */
export const personIn = (capacity: Capacity): string =>
  idOf(900_001 + Math.max(0, capacityIds.indexOf(capacity)));

/** A person of the story as events name them. */
export function actorIn(capacity: Capacity): EventActor {
  if (capacity === 'system') {
    return { kind: 'system', id: null, name: '系统', capacity, windowId: null, regionCode: null };
  }
  const { id: windowId, regionCode } = onHomeSide.has(capacity) ? homeWindow : intakeWindow;
  return {
    kind: 'staff',
    id: personIn(capacity),
    name: names[capacity] ?? '赵勇',
    capacity,
    windowId,
    regionCode,
  };
}

/** How one act differs from the usual one. */
export type ActOptions = {
  as?: Capacity;
  /** Further capacities of the same person. */
  also?: readonly Capacity[];
  /** Somebody else in the same capacity. */
  by?: string;
  at?: Instant;
  facts?: Partial<FactSources>;
};

/** Whoever can tell a case act by act: in thought, or on a database. */
export type Teller = {
  kase: Case;
  now: Instant;
  /** Carries a command out; the usual body and person unless told otherwise. Ten minutes pass each time. */
  take(command: CommandName, input?: unknown, options?: ActOptions): Promise<unknown>;
  /** A scanned page that the intake clerk uploaded. */
  upload(): Promise<string>;
  /** The body that would usually be sent now. */
  usual(command: CommandName): Record<string, unknown>;
};

/** A case that is told command by command, always through `take`. */
export type Story = Omit<Teller, 'take'> & {
  events: CaseEvent[];
  /** Every case there was on the way. */
  past: Case[];
  take(command: CommandName, input?: unknown, options?: ActOptions): Promise<Taken>;
  /** The refusal a command meets; throws when it is carried out. The case stays as it is. */
  refusal(command: CommandName, input?: unknown, options?: ActOptions): Promise<RefusalCode>;
  /** The refusal a command would meet, if any. The case stays as it is. */
  trial(command: CommandName, input?: unknown, options?: ActOptions): Promise<RefusalCode | undefined>;
};

/** How a story differs from the usual one. */
export type StoryOptions = { facts?: Partial<FactSources>; way?: DeliveryWay; start?: Instant };

function newStory({ facts = {}, start = storyStart }: StoryOptions): Story {
  const sources = factsOf(personIn('intakeClerk'), facts);
  let ids = 0;
  let waybills = 0;
  const around = (): Around => ({
    now: story.now,
    nextId: () => idOf((ids += 1)),
    nextWaybill: () => waybillOf((waybills += 1)),
  });
  const judge = (
    command: CommandName,
    input: unknown,
    { as, also = [], by, at, facts: own = {} }: ActOptions,
  ): Promise<Taken> => {
    const before = story.past.length > 0 ? story.kase : undefined;
    const capacity = as ?? usualCapacity(command, before);
    const person = actorIn(capacity);
    const context: Context = {
      now: at ?? story.now,
      actor: {
        ...person,
        ...(also[0] ? { capacity: also[0] } : {}),
        ...(by === undefined ? {} : { id: by }),
      },
      capacities: new Set([...also, capacity]),
      newId: () => idOf(100_000 + (ids += 1)),
      newVerificationCode: () => `23456789ABCD${String((ids += 1)).padStart(4, '2')}`,
    };
    const body = input ?? usualInput[command](story.kase, around());
    return take(commands[command], before, idOf(1), body, context, { ...sources, ...own });
  };
  const story: Story = {
    // Nothing reads it before openCase has made it.
    kase: undefined as unknown as Case,
    events: [],
    now: start,
    past: [],
    upload: async () => idOf((ids += 1)),
    usual: (command) => usualInput[command](story.kase, around()) as Record<string, unknown>,
    async take(command, input, options = {}) {
      if (options.at !== undefined) story.now = options.at;
      const taken = await judge(command, input, options);
      story.kase = taken.kase;
      story.events.push(...taken.events);
      story.past.push(taken.kase);
      story.now = later(story.now, actMs);
      return taken;
    },
    async trial(command, input, options = {}) {
      try {
        await judge(command, input, options);
        return undefined;
      } catch (error) {
        if (error instanceof Problem) return error.code;
        throw error;
      }
    },
    async refusal(command, input, options) {
      const code = await story.trial(command, input, options);
      if (code === undefined) throw new Error(`${command} was carried out`);
      return code;
    },
  };
  return story;
}

/** Commands whose action can be greyed. */
export const greyable: readonly CommandName[] = commandNames.filter((name) => 'blocked' in commands[name]);

/** The reason beside a greyed action, as a page would show it; undefined when it is not greyed or not shown. */
export const greyedFor = (
  name: CommandName,
  kase: Case,
  actor: EventActor,
  now: Instant,
): string | undefined =>
  targetsOf(name, kase.state).length > 0 ? commands[name].blocked?.(kase, { now, actor }) : undefined;

type Leg = (story: Teller, options: StoryOptions) => Promise<void>;

/** Everything a formal review asks for before acceptance. */
export async function passReview(story: Teller): Promise<void> {
  if (lacksStandard(story.kase)) {
    await story.take('requestStandard');
    await story.take('answerStandardRequest');
  }
  await story.take('recordIdentityCheck');
  for (const { id } of story.kase.lines) {
    await story.take('attachFile', { lineId: id, uploadIds: [await story.upload()] });
    await story.take('markMaterial', { lineId: id, verdict: 'passed' });
  }
}

/** The usual deficiency: the first material is not as the standard asks, the others pass. */
export const deficiency = {
  verdict: 'deficient',
  reasonCode: 'illegible',
  correction: '请换一份字迹清楚的。',
} as const;

/** Whatever is announced and on its way arrives and is confirmed. */
async function receive(story: Teller): Promise<void> {
  await story.take('recordFirstOpening');
  if (story.kase.channels.includes('postal')) {
    await story.take('dispatchParcel');
    await story.take('recordCarrierEvent');
  }
  for (let left = story.kase.channels.length; left > 0; left -= 1) await story.take('confirmReceipt');
}

async function bringResult(story: Teller): Promise<void> {
  if (story.kase.delivery?.way !== 'pickUpAtHome') {
    await story.take('recordCarrierEvent');
    await story.take('recordCarrierEvent');
  }
  if (!story.kase.result?.deliveredAt) await story.take('handOverResult');
}

/** From which state and by which acts a state is reached. */
const legs: Record<Exclude<CaseState, 'draft'>, { from: CaseState; leg: Leg }> = {
  discarded: { from: 'draft', leg: async (story) => void (await story.take('discardDraft')) },
  submitted: {
    from: 'draft',
    leg: async (story, { way }) => void (await story.take('submitCase', { form: applicationOf(way) })),
  },
  notTaken: {
    from: 'submitted',
    async leg(story) {
      await story.take('recordIdentityCheck', { method: 'visual', subject: 'applicant', passed: false });
      await story.take('declineIntake');
    },
  },
  formalReview: { from: 'submitted', leg: async (story) => void (await story.take('startFormalReview')) },
  intakeAccepted: {
    from: 'formalReview',
    async leg(story) {
      await passReview(story);
      await story.take('acceptIntake');
    },
  },
  inTransit: { from: 'intakeAccepted', leg: async (story) => void (await story.take('sendPackage')) },
  receivedAtHome: { from: 'inTransit', leg: receive },
  homeRejected: { from: 'receivedAtHome', leg: async (story) => void (await story.take('rejectAtHome')) },
  homeAccepted: { from: 'receivedAtHome', leg: async (story) => void (await story.take('acceptAtHome')) },
  substantiveReview: {
    from: 'homeAccepted',
    async leg(story) {
      await story.take('assignHandler');
      await story.take('startReview');
    },
  },
  decidedGranted: {
    from: 'substantiveReview',
    async leg(story) {
      await story.take('recordOpinion');
      await story.take('grantApplication');
    },
  },
  decidedDenied: {
    from: 'substantiveReview',
    async leg(story) {
      await story.take('recordOpinion');
      await story.take('denyApplication');
    },
  },
  resultDelivering: {
    from: 'decidedGranted',
    leg: async (story) => void (await story.take('dispatchResult')),
  },
  returnedForSupplement: {
    from: 'formalReview',
    async leg(story) {
      await passReview(story);
      await story.take('markMaterial', { lineId: story.kase.lines[0]?.id, ...deficiency });
      await story.take('issueOneTimeNotice');
    },
  },
  deemedAbandoned: {
    from: 'returnedForSupplement',
    async leg(story) {
      const notice = story.kase.notices.at(-1);
      const at = notice ? later(endOfDay(notice.dueOn), 5 * 60_000) : story.now;
      await story.take('deemAbandoned', {}, { at });
    },
  },
  homeSupplement: {
    from: 'receivedAtHome',
    leg: async (story) => void (await story.take('requestHomeSupplement')),
  },
  suspended: { from: 'substantiveReview', leg: async (story) => void (await story.take('suspendReview')) },
  withdrawn: { from: 'submitted', leg: async (story) => void (await story.take('withdrawCase')) },
  completed: {
    from: 'resultDelivering',
    async leg(story) {
      await bringResult(story);
      await story.take('completeCase');
    },
  },
};

/** Leads a case from its opening to a state, by commands alone. */
export async function lead(story: Teller, state: CaseState, options: StoryOptions = {}): Promise<void> {
  if (state === 'draft') return void (await story.take('openCase'));
  const { from, leg } = legs[state];
  await lead(story, from, options);
  await leg(story, options);
  if (story.kase.state !== state) throw new Error(`the way to ${state} ended in ${story.kase.state}`);
}

/** A case in a state: the usual application of 048-1 from 武侯区 for 綦江区. */
export async function caseIn(state: CaseState, options: StoryOptions = {}): Promise<Story> {
  const story = newStory(options);
  await lead(story, state, options);
  return story;
}

/** Nothing opened yet: for the command that opens a case. */
export const beforeOpening = (options: StoryOptions = {}): Story => newStory(options);
