import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idOf } from '../../../test/case-acts.ts';
import { type CaseDesk, type Crew, openDesk, people, personWith } from '../../../test/case-desk.ts';
import { homeWindow, intakeWindow, nationalCalendar } from '../../../test/case-facts.ts';
import type { Actor, Grant } from '../../platform/actor.ts';
import type { Role } from '../../regulation/roles.ts';
import { type CaseState, isTerminal } from '../../regulation/states.ts';
import { capacitiesOf } from '../core/capacities.ts';
import type { Case } from '../core/case.ts';
import type { CaseRow } from '../core/case-view.ts';
import type { WindowFacts } from '../core/fact-sources.ts';
import { type CaseLists, createCaseLists, type Queue } from './case-list.service.ts';

const otherIntake: WindowFacts = {
  ...intakeWindow,
  id: idOf(520_103),
  regionCode: '520103',
  regionName: '贵州省贵阳市云岩区',
};
const otherHome: WindowFacts = {
  ...homeWindow,
  id: idOf(500_112),
  regionCode: '500112',
  regionName: '重庆市渝北区',
};
const windows = [intakeWindow, otherIntake, homeWindow, otherHome];
const windowOf = (wanted: (window: WindowFacts) => boolean): WindowFacts => {
  const window = windows.find(wanted);
  if (!window) throw new Error('no such window');
  return window;
};

const atWindow = ({ id, regionCode }: WindowFacts, role: Role = 'windowClerk'): Grant => ({
  role,
  regionCode,
  windowId: id,
});
const approving = ({ regionCode }: WindowFacts): Grant => ({ role: 'approver', regionCode, windowId: null });

/** Two intake windows, two home regions: who acts for which. */
const intakes = { usual: people.intake, other: personWith(11, '何丽', atWindow(otherIntake)) };
const homes = {
  usual: { home: people.home, approver: people.approver, homeRegion: homeWindow.regionCode },
  other: {
    home: personWith(12, '吴刚', atWindow(otherHome)),
    approver: personWith(13, '郑洁', approving(otherHome)),
    homeRegion: otherHome.regionCode,
  },
};
const secondApprover = personWith(14, '孙浩', approving(homeWindow));

const start = '2021-09-13T09:00:00.000+08:00';
let desk: CaseDesk;
let lists: CaseLists;
const cases: Case[] = [];

beforeAll(async () => {
  desk = await openDesk(start, {
    window: async (id) => windowOf((window) => window.id === id),
    postalAddress: async () => ({
      addressee: '窗口',
      phone: '023-48000001',
      address: '政务路1号',
      postcode: '401420',
      version: 1,
      valid: true,
    }),
    isListed: async () => true,
    route: async (_standard, region) => ({
      ok: true,
      window: windowOf(({ regionCode }) => regionCode === region),
      rule: '县级',
    }),
    seal: async (regionCode) => ({ regionCode, authority: '政务服务管理办公室', sample: true }),
  });
  const names = new Map(windows.map(({ regionCode, regionName }) => [regionCode, regionName]));
  lists = createCaseLists({
    database: desk.database,
    clock: desk.clock,
    directory: { calendarOf: () => nationalCalendar, regionName: (code) => names.get(code) ?? code },
  });
  const crews: Crew[] = [
    { intake: intakes.usual, ...homes.usual },
    { intake: intakes.usual, ...homes.other },
    { intake: intakes.other, ...homes.other },
  ];
  const few: CaseState[] = [
    'receivedAtHome',
    'homeAccepted',
    'substantiveReview',
    'decidedGranted',
    'resultDelivering',
    'completed',
  ];
  const many: CaseState[] = ['draft', 'submitted', 'formalReview', 'notTaken', 'discarded'];
  await desk.caseIn('notTaken');
  desk.clock.set('2021-10-20T09:00:00.000+08:00');
  for (const [index, state] of [...few, ...many, ...many, ...many, ...many].entries()) {
    const sealed = few.includes(state);
    const crew = crews[sealed ? 0 : index % crews.length];
    if (!crew) throw new Error('no crew');
    const { kase } = await desk.caseIn(state, {}, crew);
    cases.push(kase);
    if (state === 'homeAccepted') {
      const story = await desk.caseIn(state, {}, crew);
      const assignment = story.usual('assignHandler');
      await story.take('assignHandler', { ...assignment, staffId: people.approver.id });
      cases.push(story.kase);
    }
  }
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

const grant = fc.oneof(
  fc
    .record({
      window: fc.constantFrom(...windows),
      role: fc.constantFrom<Role>('windowClerk', 'windowLead', 'outletClerk'),
    })
    .map(({ window, role }) => atWindow(window, role)),
  fc.constantFrom(...windows).map(approving),
  fc
    .constantFrom<Role>('serviceAdministration', 'auditor')
    .map((role) => ({ role, regionCode: '500000', windowId: null })),
);
const somebody = fc
  .tuple(
    fc.uniqueArray(grant, { maxLength: 4, selector: (each) => JSON.stringify(each) }),
    fc.constantFrom(4, 77),
  )
  .map(([grants, number]) => personWith(number, '某人', ...grants));

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
    for (const queue of ['mine', 'intake', 'home', 'closed'] as const) {
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

  test.each<[Queue, 'intake' | 'home']>([
    ['mine', 'intake'],
    ['mine', 'home'],
    ['intake', 'intake'],
    ['home', 'home'],
    ['closed', 'intake'],
    ['drafts', 'intake'],
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
