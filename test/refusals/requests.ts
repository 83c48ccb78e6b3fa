import { emptyChecklist } from '../allowed-requests.ts';
import { passReview } from '../case-builder.ts';
import { answered, asked, lastGiven, questioned, stageOne } from '../request-stories.ts';
import { but, type RefusedAct } from './refused-act.ts';

const none = '00000000-0000-4000-8000-000000000000';

/** What the windows cannot ask, and what the review cannot do before they answered. */
export const requestRefusals: RefusedAct[] = [
  {
    command: 'requestStandard',
    refusal: 'standard-available',
    when: '事项有发布的收件标准',
    from: 'formalReview',
  },
  {
    command: 'requestStandard',
    refusal: 'request-already-open',
    when: '已经问过，正等答复',
    from: 'formalReview',
    story: stageOne,
    before: asked,
  },
  {
    command: 'answerStandardRequest',
    refusal: 'request-not-open',
    when: '没有人问',
    from: 'formalReview',
    story: stageOne,
  },
  {
    command: 'answerStandardRequest',
    refusal: 'standard-without-lines',
    when: '一项材料也没有列',
    from: 'formalReview',
    story: stageOne,
    before: asked,
    input: but('answerStandardRequest', { standard: emptyChecklist }),
  },
  {
    command: 'adoptGuide',
    refusal: 'standard-available',
    when: '属地已经答复',
    from: 'formalReview',
    story: stageOne,
    before: answered,
  },
  {
    command: 'adoptGuide',
    refusal: 'guide-not-published',
    when: '不是政务服务平台上的指南',
    from: 'formalReview',
    story: stageOne,
    input: but('adoptGuide', { address: 'https://example.com/guide' }),
  },
  {
    command: 'adoptGuide',
    refusal: 'standard-without-lines',
    when: '没有抄下一项材料',
    from: 'formalReview',
    story: stageOne,
    input: but('adoptGuide', { standard: emptyChecklist }),
  },
  {
    command: 'adoptReceivedStandard',
    refusal: 'standard-not-received',
    when: '属地从没有答复过',
    from: 'formalReview',
    story: stageOne,
  },
  {
    command: 'adoptReceivedStandard',
    refusal: 'standard-available',
    when: '按指南收件了',
    from: 'formalReview',
    story: stageOne,
    before: (story) => story.take('adoptGuide'),
    input: () => ({ standardId: lastGiven.id }),
    how: () => ({ facts: { lastGivenStandard: async () => lastGiven } }),
  },
  {
    command: 'askOtherWindow',
    refusal: 'line-unknown',
    when: '问的不是本件的材料',
    from: 'formalReview',
    input: but('askOtherWindow', { lineId: 'no-such-line' }),
  },
  {
    command: 'askOtherWindow',
    refusal: 'request-already-open',
    when: '同一项材料正在问',
    from: 'formalReview',
    before: questioned('048-1-m-form'),
    input: but('askOtherWindow', { lineId: '048-1-m-form' }),
  },
  {
    command: 'answerOtherWindow',
    refusal: 'request-not-open',
    when: '没有这个询问',
    from: 'formalReview',
    input: but('answerOtherWindow', { id: none }),
  },
  {
    command: 'cancelRequest',
    refusal: 'request-not-open',
    when: '对方已经答复',
    from: 'formalReview',
    before: async (story) => {
      await questioned()(story);
      await story.take('answerOtherWindow', undefined, { as: 'homeClerk' });
    },
  },
  {
    command: 'markMaterial',
    refusal: 'standard-missing',
    when: '属地还没有答复标准（OP-67）',
    from: 'formalReview',
    story: stageOne,
    before: asked,
    input: () => ({ lineId: '048-1-m-form', verdict: 'passed' }),
  },
  {
    command: 'acceptIntake',
    refusal: 'standard-missing',
    when: '没有标准不能结束审查',
    from: 'formalReview',
    story: stageOne,
    before: (story) => story.take('recordIdentityCheck'),
  },
  {
    command: 'acceptIntake',
    refusal: 'request-still-open',
    when: '一项材料正在问属地',
    from: 'formalReview',
    before: async (story) => {
      await passReview(story);
      await questioned('048-1-m-form')(story);
    },
  },
  {
    command: 'issueOneTimeNotice',
    refusal: 'standard-missing',
    when: '没有标准不能告知缺什么',
    from: 'formalReview',
    story: stageOne,
  },
  {
    command: 'issueOneTimeNotice',
    refusal: 'request-still-open',
    when: '一项材料正在问属地',
    from: 'formalReview',
    before: questioned('048-1-m-form'),
  },
];
