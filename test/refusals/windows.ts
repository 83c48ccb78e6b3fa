import {
  closedIntakeWindow,
  intakeWindow,
  secondHomeWindow,
  secondIntakeWindow,
  windowElsewhere,
} from '../case-facts.ts';
import type { RefusedAct } from './refused-act.ts';

const reason = '窗口撤并';
const to =
  (windowId: string, why = reason) =>
  () => ({ windowId, reason: why });

/** Moving cases between windows, and drafts between hands. */
export const windowRefusals: RefusedAct[] = [
  {
    command: 'moveToWindow',
    refusal: 'window-of-other-region',
    when: '移交给另一个地区的窗口',
    from: 'formalReview',
    input: to(windowElsewhere.id),
  },
  {
    command: 'moveToWindow',
    refusal: 'window-of-other-region',
    when: '收件地管理部门移交属地一侧',
    from: 'inTransit',
    input: to(secondHomeWindow.id),
  },
  {
    command: 'moveToWindow',
    refusal: 'window-not-open',
    when: '接手的窗口也关了',
    from: 'formalReview',
    input: to(closedIntakeWindow.id),
  },
  {
    command: 'moveToWindow',
    refusal: 'window-same',
    when: '移交给自己',
    from: 'formalReview',
    input: to(intakeWindow.id),
  },
  {
    command: 'moveToWindow',
    refusal: 'reason-missing',
    when: '没有写原因',
    from: 'formalReview',
    input: to(secondIntakeWindow.id, ' '),
  },
  {
    command: 'handOverDraft',
    refusal: 'handler-suspended',
    when: '接手的人不在这个窗口',
    from: 'draft',
    how: () => ({
      facts: {
        findStaff: async (id: string) => ({
          id,
          name: '周敏',
          regionCode: '500112',
          active: true,
          grants: [],
        }),
      },
    }),
  },
];
