import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idOf } from '../../../test/case-acts.ts';
import { type CaseDesk, people, personWith } from '../../../test/case-desk.ts';
import { intakeWindow } from '../../../test/case-facts.ts';
import { fourWindows, openFourWindows, secondApprover, somebody } from '../../../test/four-windows.ts';
import type { Actor } from '../../platform/actor.ts';
import { type CaseState, isTerminal } from '../../regulation/states.ts';
import { capacitiesOf } from '../core/capacities.ts';
import type { Case } from '../core/case.ts';
import type { CaseRow } from '../core/case-view.ts';
import {
  type CaseLists,
  createCaseLists,
  type ListQuery,
  mostCounted,
  type Queue,
} from './case-list.service.ts';

let desk: CaseDesk;
let lists: CaseLists;
let cases: Case[];

beforeAll(async () => {
  ({ desk, cases } = await openFourWindows());
  lists = createCaseLists({ database: desk.database, clock: desk.clock, directory: fourWindows });
});
afterAll(() => desk.close());

/** Every page of a list, with the length of each. */
async function pages(actor: Actor, queue: Queue, limit: number, state?: CaseState): Promise<CaseRow[]> {
  const rows: CaseRow[] = [];
  let after: string | undefined;
  do {
    const page = await lists.list(actor, { queue, limit, after, state });
    expect(page.cases.length).toBeLessThanOrEqual(limit);
    rows.push(...page.cases);
    after = page.next;
  } while (after !== undefined);
  return rows;
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id).toSorted();
const withCapacity = (actor: Actor, capacity: 'intakeClerk' | 'homeClerk', open: boolean): string[] =>
  idsOf(
    cases.filter(
      (kase) =>
        kase.businessNumber !== undefined &&
        isTerminal(kase.state) !== open &&
        capacitiesOf(actor, kase).has(capacity),
    ),
  );

const atAnyWindow = ({ grants }: Actor): boolean =>
  grants.some(({ role }) => role === 'windowClerk' || role === 'windowLead');

const seed = Number(process.env['FAST_CHECK_SEED'] ?? Date.now() % 2_147_483_647);

describe('the work lists', () => {
  test(`a case is listed exactly for those who have a part in it (FAST_CHECK_SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(somebody.filter(atAnyWindow), fc.integer({ min: 1, max: 9 }), async (actor, limit) => {
        expect(idsOf(await pages(actor, 'intake', limit))).toEqual(withCapacity(actor, 'intakeClerk', true));
        expect(idsOf(await pages(actor, 'home', limit))).toEqual(withCapacity(actor, 'homeClerk', true));
        const ended = new Set([
          ...withCapacity(actor, 'intakeClerk', false),
          ...withCapacity(actor, 'homeClerk', false),
        ]);
        expect(new Set(idsOf(await pages(actor, 'closed', limit)))).toEqual(ended);
      }),
      { numRuns: 25, seed },
    );
  });

  test('whoever has neither window nor region has no list', async () => {
    const actor = personWith(78, '某人', { role: 'auditor', regionCode: '500000', windowId: null });
    for (const queue of ['mine', 'taken', 'overdue', 'waiting', 'intake', 'home', 'closed'] as const) {
      await expect(lists.list(actor, { queue, limit: 5 })).rejects.toMatchObject({ code: 'not-authorised' });
    }
  });

  test(`what waits for somebody is theirs to do, due first (FAST_CHECK_SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(somebody, fc.integer({ min: 1, max: 9 }), async (actor, limit) => {
        const mayAct = actor.grants.some(({ role }) =>
          ['windowClerk', 'windowLead', 'approver'].includes(role),
        );
        if (!mayAct) return;
        const rows = await pages(actor, 'mine', limit);
        for (const { id, side, mine } of rows) {
          const kase = cases.find((each) => each.id === id);
          const capacities = kase && capacitiesOf(actor, kase);
          const own = side === 'intake' ? ['intakeClerk'] : ['homeClerk', 'approver'];
          expect(
            own.some((capacity) => capacities?.has(capacity as 'approver')),
            `${kase?.state} ${side}`,
          ).toBe(true);
          expect(mine).toBe(true);
        }
        const dues = rows.map(({ dueAt }) => dueAt ?? '9');
        expect(dues).toEqual(dues.toSorted());
        expect(new Set(rows.map(({ id, side }) => `${id} ${side}`)).size).toBe(rows.length);
      }),
      { numRuns: 25, seed },
    );
  });

  test(`what is in hand, what is late and what waits for others are parts of it (FAST_CHECK_SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(somebody.filter(atAnyWindow), fc.integer({ min: 1, max: 9 }), async (actor, limit) => {
        const ids = async (queue: Queue) => new Set(idsOf(await pages(actor, queue, limit)));
        const own = new Set([...(await ids('intake')), ...(await ids('home')), ...(await ids('mine'))]);
        const [mine, waiting, overdue, taken] = [
          await ids('mine'),
          await ids('waiting'),
          await ids('overdue'),
          await ids('taken'),
        ];
        const approves = actor.grants.some(({ role }) => role === 'approver');
        for (const id of [...waiting, ...taken]) expect(approves || own.has(id), id).toBe(true);
        for (const id of overdue) expect(mine.has(id)).toBe(true);
        // Whoever is at both windows of a case may have to act at one and wait at the other.
        const atOne = (id: string): boolean => {
          const kase = cases.find((each) => each.id === id);
          const capacities = kase && capacitiesOf(actor, kase);
          const atHome = capacities?.has('homeClerk') || capacities?.has('approver');
          return !(capacities?.has('intakeClerk') && atHome);
        };
        for (const id of waiting) expect(mine.has(id) && atOne(id)).toBe(false);
        const left = [...own].filter((id) => !mine.has(id) && !waiting.has(id));
        expect(approves ? [] : left).toEqual([]);
        const now = desk.clock.now();
        // Of a case at whose two windows somebody works, one side can be late and the other not.
        const keyOf = ({ id, side }: CaseRow): string => `${id} ${side}`;
        const late = new Set((await pages(actor, 'overdue', limit)).map(keyOf));
        for (const row of await pages(actor, 'mine', limit)) {
          expect(late.has(keyOf(row))).toBe((row.dueAt ?? '9') <= now);
        }
      }),
      { numRuns: 20, seed },
    );
  });

  test(`the figures on the tabs are those of the lists (FAST_CHECK_SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(somebody.filter(atAnyWindow), async (actor) => {
        const counts = await lists.counts(actor);
        for (const [queue, count] of Object.entries(counts)) {
          expect([queue, count]).toEqual([
            queue,
            Math.min(mostCounted, (await pages(actor, queue as Queue, 50)).length),
          ]);
        }
        expect(Object.keys(counts)).toContain('mine');
      }),
      { numRuns: 10, seed },
    );
  });

  test('a filter by mode, item, state and due date leaves out exactly what does not fit (R-097)', async () => {
    const whole = await pages(people.home, 'home', 50);
    const some = whole.find(({ dueAt }) => dueAt);
    if (!some?.dueAt) throw new Error('nothing is due');
    const filtered = async (query: Partial<ListQuery>) =>
      (await lists.list(people.home, { queue: 'home', limit: 50, ...query })).cases.map(({ id }) => id);
    const fitting = (wanted: (row: CaseRow) => boolean) => whole.filter(wanted).map(({ id }) => id);
    const { dueAt, itemNumber, state } = some;
    expect(await filtered({ dueBefore: dueAt })).toEqual(fitting((row) => (row.dueAt ?? '9') <= dueAt));
    expect(await filtered({ itemNumber })).toEqual(fitting((row) => row.itemNumber === itemNumber));
    expect(await filtered({ itemNumber: 7 })).toEqual([]);
    expect(await filtered({ mode: 'proxyIntake' })).toEqual(fitting(() => true));
    expect(await filtered({ mode: 'online' })).toEqual([]);
    expect(await filtered({ state })).toEqual(fitting((row) => row.state === state));
  });

  test.each<[Queue, 'intake' | 'home']>([
    ['mine', 'intake'],
    ['mine', 'home'],
    ['intake', 'intake'],
    ['home', 'home'],
    ['closed', 'intake'],
    ['drafts', 'intake'],
    ['overdue', 'intake'],
    ['waiting', 'intake'],
  ])('%s at the %s window: page by page gives what one page gives, every case once', async (queue, side) => {
    const actor = people[side];
    const [whole, single, three] = [
      await pages(actor, queue, 200),
      await pages(actor, queue, 1),
      await pages(actor, queue, 3),
    ];
    expect(whole.length).toBeGreaterThan(1);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    expect(single).toEqual(whole);
    expect(three).toEqual(whole);
  });

  test('the open lists are in the order of what is due, the closed and the drafts the latest first', async () => {
    for (const [queue, actor] of [
      ['intake', people.intake],
      ['home', people.home],
    ] as const) {
      const dues = (await pages(actor, queue, 200)).map(({ dueAt }) => dueAt ?? '9');
      expect(dues).toEqual(dues.toSorted());
    }
    for (const queue of ['closed', 'drafts'] as const) {
      const times = (await pages(people.intake, queue, 200)).map(({ updatedAt }) => updatedAt);
      expect(times).toEqual(times.toSorted().toReversed());
    }
  });

  test('priority cases stand on top of the lists of both windows, in the order of what is due; due times stay (R-035)', async () => {
    const some: readonly [Actor, Queue][] = [
      [people.intake, 'intake'],
      [people.home, 'home'],
      [people.home, 'mine'],
    ];
    const before = await Promise.all(some.map(([actor, queue]) => pages(actor, queue, 200)));
    const both = (before[1] ?? []).filter(({ id }) => (before[0] ?? []).some((row) => row.id === id));
    const chosen = [both.at(-1)?.id ?? '', both.at(-3)?.id ?? ''];
    for (const caseId of chosen)
      await desk.request([{ command: 'markPriority', input: { reason: 'medical' } }], {
        as: people.home,
        caseId,
        expected: (await desk.load(caseId)).version,
      });
    for (const [at, [actor, queue]] of some.entries()) {
      const whole = await pages(actor, queue, 200);
      const first = whole.filter(({ priority }) => priority !== undefined);
      expect(idsOf(first)).toEqual(idsOf((before[at] ?? []).filter(({ id }) => chosen.includes(id))));
      expect(whole.slice(0, first.length)).toEqual(first);
      expect(first.every(({ priority }) => priority === true)).toBe(true);
      for (const part of [first, whole.slice(first.length)]) {
        const dues = part.map(({ dueAt }) => dueAt ?? '9');
        expect(dues).toEqual(dues.toSorted());
      }
      const dueOf = (rows: readonly CaseRow[]) => rows.map(({ id, dueAt }) => `${id} ${dueAt}`).toSorted();
      expect(dueOf(whole)).toEqual(dueOf(before[at] ?? []));
      expect(await pages(actor, queue, 1)).toEqual(whole);
      expect(await pages(actor, queue, 3)).toEqual(whole);
    }
    const ofState = (await pages(people.home, 'home', 1, both.at(-1)?.state)).map(({ priority }) => priority);
    expect(ofState[0]).toBe(true);
    for (const caseId of chosen)
      await desk.request([{ command: 'unmarkPriority', input: { reason: '已办完手续' } }], {
        as: people.intake,
        caseId,
        expected: (await desk.load(caseId)).version,
      });
    expect((await pages(people.home, 'home', 200)).some(({ priority }) => priority)).toBe(false);
  });

  test('a draft saved again moves to the front, and paging does not show it twice', async () => {
    const drafts = await pages(people.intake, 'drafts', 200);
    const last = drafts.at(-1);
    if (!last) throw new Error('no drafts');
    desk.clock.set('2021-11-10T09:00:00.000+08:00');
    await desk.drafts.save(last.id, people.intake, 0, {});
    const again = await pages(people.intake, 'drafts', 1);
    expect(again[0]?.id).toBe(last.id);
    expect(idsOf(again)).toEqual(idsOf(drafts));
  });

  test('by state', async () => {
    const submitted = await pages(people.intake, 'intake', 2, 'submitted');
    expect(submitted.every(({ state }) => state === 'submitted')).toBe(true);
    const all = await pages(people.intake, 'intake', 200);
    expect(idsOf(submitted)).toEqual(idsOf(all.filter(({ state }) => state === 'submitted')));
    await expect(
      lists.list(people.intake, { queue: 'intake', limit: 5, state: 'forgotten' }),
    ).rejects.toMatchObject({
      code: 'field-invalid',
    });
  });

  test('a case that was given to one approver does not wait for the others', async () => {
    const own = await pages(people.approver, 'mine', 50);
    const others = await pages(secondApprover, 'mine', 50);
    const given = cases.filter(({ handler }) => handler?.staffId === people.approver.id).map(({ id }) => id);
    expect(given).toHaveLength(1);
    expect(idsOf(own)).toEqual(idsOf([...others, ...given.map((id) => ({ id }))]));
  });

  test('a case that ended more than 30 days ago is no longer among the closed', async () => {
    const closed = await pages(people.intake, 'closed', 200);
    expect(closed.map(({ state }) => state).toSorted()).toEqual(
      cases
        .filter(
          ({ state, intake }) =>
            (state === 'completed' || state === 'notTaken') && intake.windowId === intakeWindow.id,
        )
        .map(({ state }) => state)
        .toSorted(),
    );
  });

  test.each([
    'x',
    Buffer.from('2021|1').toString('base64url'),
    Buffer.from(`now()|${idOf(1)}`).toString('base64url'),
  ])('a place that no page gave out is refused: %s', async (after) => {
    await expect(lists.list(people.intake, { queue: 'intake', limit: 5, after })).rejects.toMatchObject({
      code: 'field-invalid',
    });
  });
});
