import { describe, expect, test } from 'vitest';
import { caseIn } from '../../../test/case-builder.ts';
import { secondPersons } from '../../../test/case-facts.ts';
import { openDuties } from '../core/duties.ts';
import { correctedFields, decisionText } from './decision-fields.ts';
import { presentDecision } from './present-decision.ts';

const fix = (after: string, more: object = {}) => ({
  field: 'resultNumber',
  after,
  reason: '登记时两位数字颠倒。',
  confirmation: secondPersons.approver.token,
  ...more,
});

describe('更正决定记录（R-106）', () => {
  test('原来的记录和更正后的都在，结果和决定日期不变', async () => {
    const story = await caseIn('decidedGranted');
    const { decidedAt, outcome } = story.kase;
    await story.take('correctDecisionRecord', fix('渝A00187'));
    await story.take('correctDecisionRecord', fix('渝A00188'));
    expect(story.kase).toMatchObject({ decidedAt, outcome, state: 'decidedGranted' });
    expect(story.kase.personal?.decision?.resultNumber).toBe('渝A00178');
    expect(correctedFields(story.kase).map(({ before, after }) => [before, after])).toEqual([
      ['渝A00178', '渝A00187'],
      ['渝A00187', '渝A00188'],
    ]);
    expect(presentDecision(story.kase)?.resultNumber).toBe('渝A00188');
    expect(story.kase.corrections.map(({ by, secondApproverId }) => by === secondApproverId)).toEqual([
      false,
      false,
    ]);
  });

  test('更正书写明两种记录和确认人，申请人要重新告知', async () => {
    const story = await caseIn('decidedGranted');
    await story.take('recordContact', { ...story.usual('recordContact'), purpose: 'decision' });
    expect(openDuties(story.kase).some(({ rule }) => rule === 'decisionTold')).toBe(false);
    const { documents } = await story.take('correctDecisionRecord', fix('渝A00187'));
    expect(documents[0]?.form).toMatchObject({
      kind: 'decisionCorrection',
      data: {
        field: '证照或批文编号',
        before: '渝A00178',
        after: '渝A00187',
        correctedBy: '周敏',
        confirmedBy: secondPersons.approver.name,
      },
    });
    expect(openDuties(story.kase)).toContainEqual(
      expect.objectContaining({ rule: 'decisionTold', round: 2, since: story.kase.corrections[0]?.at }),
    );
  });

  test('申请人名称的笔误只在决定里更正，申请人没有换', async () => {
    const story = await caseIn('decidedDenied');
    await story.take('correctDecisionRecord', fix('罗小梅', { field: 'applicantName' }));
    expect(decisionText(story.kase, 'applicantName')).toBe('罗小梅');
    expect(story.kase.personal?.applicant.name).toBe('罗晓梅');
  });

  test.each([
    ['与现在的记录相同', '渝A00178', {}],
    ['空白', ' ', {}],
    ['超过 60 个字', '渝'.repeat(61), {}],
  ])('%s：拒绝', async (_when, after, more) => {
    const story = await caseIn('decidedGranted');
    expect(await story.refusal('correctDecisionRecord', fix(after, more))).toBe('field-invalid');
  });

  test('不予许可的救济途径不能更正成没有复议也没有诉讼', async () => {
    const story = await caseIn('decidedDenied');
    const body = fix('请向本窗口咨询办理。', { field: 'remedies' });
    expect(await story.refusal('correctDecisionRecord', body)).toBe('field-invalid');
  });

  test('决定以后审查内容不能再改（R-105）', async () => {
    for (const state of ['decidedGranted', 'decidedDenied', 'resultDelivering', 'completed'] as const) {
      const story = await caseIn(state);
      for (const command of [
        'recordOpinion',
        'suspendReview',
        'grantApplication',
        'denyApplication',
      ] as const)
        expect(await story.refusal(command, story.usual(command))).toBe('illegal-transition');
    }
  });
});
