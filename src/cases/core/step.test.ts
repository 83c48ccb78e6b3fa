import { beforeAll, describe, expect, test } from 'vitest';
import { type AllowedAct, allowedActs } from '../../../test/allowed-acts.ts';
import { usualCapacity } from '../../../test/case-acts.ts';
import {
  actorIn,
  beforeOpening,
  caseIn,
  greyable,
  greyedFor,
  type Story,
} from '../../../test/case-builder.ts';
import { faultsOf } from '../../../test/case-invariants.ts';
import { comeBack } from '../../../test/refusals/delivery.ts';
import { handedInAtHome } from '../../../test/refusals/home-supplement-stories.ts';
import { articles } from '../../regulation/articles.ts';
import { type CommandName, commandNames, rowOf, targetsOf } from '../../regulation/lifecycle/index.ts';
import { type Capacity, capacities } from '../../regulation/roles.ts';
import { type CaseState, caseStates } from '../../regulation/states.ts';
import type { AnyCommand } from './command.ts';
import { fold } from './evolve.ts';
import { commands } from './registry.ts';

const states = Object.keys(caseStates) as CaseState[];
const everyCapacity = Object.keys(capacities) as Capacity[];

/** A story in each state, and one in which nothing was opened yet. */
const stories = new Map<CaseState | undefined, Story>();

beforeAll(async () => {
  stories.set(undefined, beforeOpening());
  for (const state of states) stories.set(state, await caseIn(state));
});

const storyIn = (state: CaseState | undefined): Story => {
  const story = stories.get(state);
  if (!story) throw new Error(`no story in ${String(state)}`);
  return story;
};

/** A result that nobody collected and that lies at the home window again. */
async function returned(): Promise<Story> {
  const story = await caseIn('resultDelivering', { way: 'pickUpAtIntake' });
  await comeBack(story);
  return story;
}

/** A supplement that the home region asked for came to its window and was confirmed. */
async function supplemented(): Promise<Story> {
  const story = await caseIn('homeSupplement');
  await handedInAtHome(story);
  await story.take('confirmHomeSupplement');
  return story;
}

const begin = async ({ from, story }: AllowedAct): Promise<Story> =>
  from === 'nothing' ? beforeOpening(story) : caseIn(from, story);

describe('what the life cycle allows', () => {
  test.each(allowedActs)('$command: $when → $to', async (act) => {
    const story = await begin(act);
    await act.before?.(story);
    const told = story.events.length;
    const { kase, events } = await story.take(act.command, act.input?.(story), act.how);
    expect(events.map(({ type }) => type)).toEqual(act.events);
    expect(kase.state).toBe(act.to);
    // Every step leaves its proof: numbered without a gap, with command, article and person.
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => told + index + 1));
    for (const event of events) {
      expect(event.command).toBe(act.command);
      expect(event.article).toBe(articles[rowOf(act.command).article].citation);
      expect(event.state).toBe(act.to);
      expect(event.actor.capacity).toBe(act.how?.as ?? event.actor.capacity);
    }
    expect(fold(kase.id, story.events)).toEqual(kase);
    expect(faultsOf(kase, story.events)).toEqual([]);
  });

  test('every event and every next state of the table is brought about above', () => {
    const brought = new Set(
      allowedActs.flatMap(({ command, events }) => events.map((event) => `${command} ${event}`)),
    );
    const listed = commandNames.flatMap((name) => rowOf(name).events.map((event) => `${name} ${event}`));
    expect(listed.filter((pair) => !brought.has(pair))).toEqual([]);
    const moved = new Set(allowedActs.map(({ command, to }) => `${command} ${to}`));
    const moves = commandNames.flatMap((name) =>
      rowOf(name).moves.flatMap(({ to }) => (to === 'same' ? [] : [`${name} ${to}`])),
    );
    expect(moves.filter((pair) => !moved.has(pair))).toEqual([]);
  });

  test('every document that an act issues is ordered with the digest the case remembers', async () => {
    const story = await caseIn('completed');
    const kinds = story.kase.documents.map(({ kind }) => kind);
    expect(kinds).toEqual(['intakeReceipt', 'packingList', 'acceptanceNotice', 'grantDecision']);
    const { kase, documents } = await (await caseIn('decidedGranted')).take('chooseDelivery');
    expect([documents, kase.documents.length]).toEqual([[], 4]);
    const review = await caseIn('receivedAtHome');
    const { documents: orders, kase: accepted } = await review.take('acceptAtHome');
    expect(orders.map(({ id, contentDigest }) => ({ id, contentDigest }))).toEqual(
      accepted.documents.slice(-1).map(({ id, contentDigest }) => ({ id, contentDigest })),
    );
  });
});

describe('everything else is refused', () => {
  test.each(commandNames)('%s, by everybody, in every state', async (name) => {
    for (const state of [undefined, ...states]) {
      const story = storyIn(state);
      const allowedState = targetsOf(name, state).length > 0;
      for (const as of everyCapacity) {
        const allowedPerson = rowOf(name).actors.includes(as);
        if (allowedState && allowedPerson) continue;
        const refusal = await story.refusal(name, state === undefined ? {} : undefined, { as });
        const command: AnyCommand = commands[name];
        const instead = state === undefined ? undefined : command.tooLate?.(story.kase)?.refusal;
        expect(refusal, `${name} in ${String(state)} as ${as}`).toBe(
          allowedPerson ? (instead ?? 'illegal-transition') : 'not-authorised',
        );
      }
    }
  });

  test('in a state and a capacity of the table, nobody is told that the state or the capacity is wrong', async () => {
    for (const name of commandNames) {
      for (const state of states.filter((from) => targetsOf(name, from).length > 0)) {
        const story = storyIn(state);
        const outcome = await story.trial(name, undefined, { as: usualCapacity(name, story.kase) });
        expect(['illegal-transition', 'not-authorised'], `${name} in ${state}`).not.toContain(outcome);
      }
    }
  });

  test('what happened to a parcel is told by the window that sent it, not by the other', async () => {
    const story = await caseIn('inTransit');
    await story.take('dispatchParcel');
    expect(await story.refusal('recordCarrierEvent', undefined, { as: 'homeClerk' })).toBe('not-authorised');
  });

  test('a case that another approver holds is not taken from him', async () => {
    const story = await caseIn('homeAccepted');
    const staffId = '00000000-0000-4000-8000-000000000777';
    await story.take('assignHandler', { ...story.usual('assignHandler'), staffId });
    expect(await story.refusal('startReview')).toBe('already-taken');
    await story.take('startReview', undefined, { by: staffId });
    expect(story.kase.state).toBe('substantiveReview');
  });

  test('somebody in two capacities acts in the one that the command asks for', async () => {
    const story = await caseIn('substantiveReview');
    const { events } = await story.take('reassignCase', undefined, { as: 'homeLead', also: ['homeClerk'] });
    expect(events[0]?.actor.capacity).toBe('homeLead');
  });

  test('a case is opened for the first time only once', async () => {
    const story = await caseIn('inTransit');
    await story.take('recordFirstOpening');
    expect(await story.refusal('recordFirstOpening')).toBe('already-taken');
  });
});

describe('a greyed action and the refusal of the command agree', () => {
  test('in every case there was on the way to every state', async () => {
    const ways = [
      await caseIn('completed'),
      await caseIn('completed', { way: 'pickUpAtIntake' }),
      await caseIn('decidedDenied'),
      await caseIn('homeRejected'),
      await supplemented(),
      await returned(),
    ];
    const judged: { name: CommandName; greyed: string | undefined; refused: string | undefined }[] = [];
    for (const story of ways) {
      for (const kase of story.past) {
        for (const name of greyable.filter((each) => targetsOf(each, kase.state).length > 0)) {
          const as = usualCapacity(name, kase);
          story.kase = kase;
          const greyed = greyedFor(name, kase, actorIn(as), story.now);
          judged.push({ name, greyed, refused: await story.trial(name, undefined, { as }) });
        }
      }
    }
    expect(new Set(judged.map(({ name }) => name))).toEqual(new Set(greyable));
    // Greyed means refused for that reason; and a reason that may grey an action never comes as a surprise.
    const reasons = new Set(judged.map(({ name, greyed }) => `${name} ${greyed}`));
    const disagree = judged.filter(({ name, greyed, refused }) =>
      greyed === undefined ? refused !== undefined && reasons.has(`${name} ${refused}`) : refused !== greyed,
    );
    expect(disagree).toEqual([]);
  });
});
