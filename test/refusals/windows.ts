import {
  closedIntakeWindow,
  intakeWindow,
  secondHomeWindow,
  secondIntakeWindow,
  windowElsewhere,
} from '../case-facts.ts';
import type { RefusedAct } from './refused-act.ts';

const reason = '窗口撤并';
const noChannel = () => ({ facts: { window: async () => intakeWindow } });
const marked: RefusedAct['before'] = (story) => story.take('markPriority');
const to =
  (windowId: string, why = reason) =>
  () => ({ windowId, reason: why });

/** Moving cases between windows, drafts between hands, and the green channel. */
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
  {
    command: 'markPriority',
    refusal: 'green-channel-not-offered',
    when: '两地窗口都没有开设绿色通道',
    from: 'formalReview',
    how: noChannel,
  },
  {
    command: 'markPriority',
    refusal: 'priority-reason-missing',
    when: '没有选原因',
    from: 'formalReview',
    input: () => ({ words: '老人' }),
  },
  {
    command: 'markPriority',
    refusal: 'reason-missing',
    when: '选了“其他”，没有写明',
    from: 'formalReview',
    input: () => ({ reason: 'other', words: ' ' }),
  },
  {
    command: 'markPriority',
    refusal: 'reason-missing',
    when: '说明里夹带看不见的字符',
    from: 'formalReview',
    input: () => ({ reason: 'elderly', words: '老人\u{202e}' }),
  },
  {
    command: 'markPriority',
    refusal: 'priority-already-marked',
    when: '已经标过',
    from: 'formalReview',
    before: marked,
  },
  {
    command: 'unmarkPriority',
    refusal: 'priority-not-marked',
    when: '没有标过',
    from: 'formalReview',
  },
  {
    command: 'unmarkPriority',
    refusal: 'reason-missing',
    when: '没有写为什么取消',
    from: 'formalReview',
    before: marked,
    input: () => ({}),
  },
];
