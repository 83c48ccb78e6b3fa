import fc from 'fast-check';
import type { Case } from '../src/cases/core/case.ts';
import type { WindowFacts } from '../src/cases/core/fact-sources.ts';
import type { Grant } from '../src/platform/actor.ts';
import { later } from '../src/regulation/instant.ts';
import type { Role } from '../src/regulation/roles.ts';
import type { CaseState } from '../src/regulation/states.ts';
import { idOf } from './case-acts.ts';
import { type CaseDesk, type Crew, openDesk, people, personWith } from './case-desk.ts';
import { homeWindow, intakeWindow, nationalCalendar } from './case-facts.ts';

/** The other intake window. */
const otherIntake: WindowFacts = {
  ...intakeWindow,
  id: idOf(520_103),
  regionCode: '520103',
  regionName: '贵州省贵阳市云岩区',
};
/** The other home window. */
const otherHome: WindowFacts = {
  ...homeWindow,
  id: idOf(500_112),
  regionCode: '500112',
  regionName: '重庆市渝北区',
};
/** Two intake windows and two home windows. */
const windows = [intakeWindow, otherIntake, homeWindow, otherHome];
const windowOf = (wanted: (window: WindowFacts) => boolean): WindowFacts => {
  const window = windows.find(wanted);
  if (!window) throw new Error('no such window');
  return window;
};

/** A grant at a window. */
const atWindow = ({ id, regionCode }: WindowFacts, role: Role = 'windowClerk'): Grant => ({
  role,
  regionCode,
  windowId: id,
});
/** A grant of an approver in the region of a window. */
const approving = ({ regionCode }: WindowFacts): Grant => ({
  role: 'approver',
  regionCode,
  windowId: null,
});

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
/** A second approver of the usual home region. */
export const secondApprover = personWith(14, '孙浩', approving(homeWindow));

const start = '2021-09-13T09:00:00.000+08:00';
const names = new Map(windows.map(({ regionCode, regionName }) => [regionCode, regionName]));

/** What lists and searches ask the directory, for the four windows. */
export const fourWindows = {
  calendarOf: () => nationalCalendar,
  regionName: (code: string) => names.get(code) ?? code,
  getWindow: (id: string): never => windowOf((window) => window.id === id) as never,
};

/** A desk with cases of three crews in many states, and these cases. */
export async function openFourWindows(): Promise<{ desk: CaseDesk; cases: Case[] }> {
  const cases: Case[] = [];

  const desk = await openDesk(start, {
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
  // Everything is sent, and the home window has not looked yet; somebody of it took one case in hand.
  const sent = await desk.caseIn('inTransit', {}, crews[0]);
  await sent.take('dispatchParcel');
  cases.push(sent.kase, (await desk.caseIn('intakeAccepted', {}, crews[1])).kase);
  // Three days later some of it is late.
  desk.clock.set(later(desk.clock.now(), 3 * 24 * 60 * 60 * 1000));
  return { desk, cases };
}

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
/** Anybody with up to four grants at these windows and regions, two ids in turn. */
export const somebody = fc
  .tuple(
    fc.uniqueArray(grant, { maxLength: 4, selector: (each) => JSON.stringify(each) }),
    fc.constantFrom(4, 77),
  )
  .map(([grants, number]) => personWith(number, '某人', ...grants));
