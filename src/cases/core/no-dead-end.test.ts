import { beforeAll, describe, expect, test } from 'vitest';
import { allowedActs } from '../../../test/allowed-acts.ts';
import { beforeOpening, caseIn } from '../../../test/case-builder.ts';
import { nationalCalendars } from '../../../test/case-facts.ts';
import { canEnd, explore, type Reached, wayTo } from '../../../test/explore-cases.ts';
import { ruleOf } from '../../regulation/duties.ts';
import { isTerminal } from '../../regulation/states.ts';
import { openOriginals, owes } from '../custody/originals.ts';
import { openIncidentOf, openIncidents } from '../custody/parcels.ts';
import { openPaperTasks } from '../discrepancy/paper-tasks.ts';
import { openRequests } from '../requests/open-requests.ts';
import type { Case } from './case.ts';
import { dueOf } from './due.ts';
import { openDuties } from './duties.ts';

/** How many kinds of cases are explored whole; what they lead to is looked at too, several times as many. */
const explored = 800;

const rulesOf = (kase: Case): Set<string> => new Set(openDuties(kase).map(({ rule }) => rule));
const someOf = (kase: Case, ...rules: string[]): boolean => rules.some((rule) => rulesOf(kase).has(rule));

/** What may be open beside the state, and by which duty somebody has it. */
const besides: Record<string, (kase: Case) => boolean> = {
  寄递事故有人查询: (kase) => openIncidents(kase).length === 0 || someOf(kase, 'incidentEnquiry'),
  撤回申请有人答复: (kase) =>
    !kase.withdrawals.some(({ state }) => state === 'open') || someOf(kase, 'withdrawalAnswer'),
  对方窗口的请求有人答复: (kase) =>
    isTerminal(kase.state) ||
    openRequests(kase).length === 0 ||
    someOf(kase, 'homeAnswer', 'intakeAnswer', 'questionAnswer'),
  '属地要的纸质材料有人寄、有人等、有人收': (kase) =>
    isTerminal(kase.state) ||
    openPaperTasks(kase).length === 0 ||
    someOf(kase, 'paperDispatch', 'paperReceipt', 'parcelSilence', 'incidentEnquiry', 'originalsBack'),
  窗口欠申请人的原件有人退: (kase) =>
    !isTerminal(kase.state) ||
    openOriginals(kase).every((line) => owes(kase, line) === undefined || someOf(kase, 'originalsBack')),
  遗失的原件有人了结: (kase) =>
    kase.lines.every(({ id, paper, received }) => {
      if (paper !== 'lost' || (received?.originals ?? 1) === 0) return true;
      const waybill = kase.custody.findLast(({ lineId }) => lineId === id)?.waybill;
      return waybill && openIncidentOf(kase, waybill)
        ? someOf(kase, 'incidentEnquiry')
        : someOf(kase, 'originalsBack');
    }),
};

/**
 * A model of the life cycle, explored by its real decisions: whatever a case can become, somebody has it, knows by when,
 * and it can go on to its end (C.10, 13; issue "Nothing stuck"). The exploration is bounded and cases are told apart by
 * what counts (`keyOf`), so it proves what it met: thousands of kinds, from every act of the life cycle on.
 */
describe('没有走不下去的办件', () => {
  let reached: Map<string, Reached>;
  let all: Reached[];
  let whole: Reached[];

  beforeAll(async () => {
    const beginnings = [];
    for (const act of allowedActs) {
      const story = act.from === 'nothing' ? beforeOpening(act.story) : await caseIn(act.from, act.story);
      await act.before?.(story);
      await story.take(act.command, act.input?.(story), act.how);
      beginnings.push({ kase: story.kase, now: story.now });
    }
    reached = await explore(beginnings, explored);
    all = [...reached.values()];
    whole = all.filter((each) => each.explored);
  }, 120_000);

  test('走到的种类足够多：每一种状态都在内，每一种旁的记录也在内', () => {
    expect(whole.length).toBe(explored);
    expect(all.length).toBeGreaterThan(3 * explored);
    const states = new Set(whole.map(({ kase }) => kase.state));
    expect(states.size).toBe(20);
    for (const open of [
      (kase: Case) => openIncidents(kase).length > 0,
      (kase: Case) => openPaperTasks(kase).length > 0,
      (kase: Case) => openRequests(kase).length > 0,
      (kase: Case) => kase.withdrawals.some(({ state }) => state === 'open'),
      (kase: Case) => kase.discrepancies.some(({ state }) => state === 'open'),
      (kase: Case) => kase.lines.some(({ paper }) => paper === 'lost'),
      (kase: Case) => isTerminal(kase.state) && openOriginals(kase).length > 0,
    ])
      expect(all.some(({ kase }) => open(kase))).toBe(true);
  });

  test('每一件没结束的都有人：谁、什么事、什么时候以前', () => {
    const lost = all.filter(({ kase }) => {
      if (isTerminal(kase.state)) return false;
      const duties = openDuties(kase);
      return (
        !duties.some(({ rule }) => ruleOf(rule).kind === 'task' || rule === 'draftKept') ||
        duties.some((duty) => !/^\d{4}-/.test(dueOf(duty, kase, nationalCalendars).dueAt))
      );
    });
    expect(lost.map(wayTo)).toEqual([]);
  });

  test.each(Object.entries(besides))('%s', (_what, holds) => {
    expect(all.filter(({ kase }) => !holds(kase)).map((each) => `${wayTo(each)} :: ${each.key}`)).toEqual([]);
  });

  test('每一件没结束的，现在就有人能办下一步，或到时系统自己办', () => {
    const stuck = whole.filter(
      ({ key, kase, next }) =>
        !isTerminal(kase.state) && !next.some(({ to, act }) => to !== key && act !== 'time passes'),
    );
    expect(stuck.map(wayTo)).toEqual([]);
  });

  test('到时要由系统办的，系统都办得成', () => {
    expect(whole.flatMap(({ stuckTimers }) => stuckTimers)).toEqual([]);
  });

  test('不靠申请人撤回，每一件也真能一步步办到结束', async () => {
    const living = all.filter(({ kase }) => !isTerminal(kase.state));
    const led = living.filter((_, at) => at % 5 === 0);
    const never = [];
    for (const each of led) if (!(await canEnd(each))) never.push(`${wayTo(each)} :: ${each.key}`);
    expect(never).toEqual([]);
  }, 120_000);
});
