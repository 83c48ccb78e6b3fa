import { describe, expect, test } from 'vitest';
import { messageLength, messageSign } from '../../regulation/message-rules.ts';
import { checkTemplate, lengthOf, rendered, sampleValues } from './template-text.ts';
import { templateIds, templateRuleOf } from './templates.ts';

const { homeAccepted, noticeIssued } = {
  homeAccepted: templateRuleOf('homeAccepted'),
  noticeIssued: templateRuleOf('noticeIssued'),
};

describe('模板的文字（R-172、R-174）', () => {
  test.each(templateIds)('随系统提供的模板能用：%s', (id) => {
    const rule = templateRuleOf(id);
    const check = checkTemplate(rule, rule.text);
    if (!check.valid) throw new Error(check.reason);
    expect(check.preview.startsWith(messageSign)).toBe(true);
    expect(check.characters).toBeLessThanOrEqual(200);
    // 界面文字的规矩：不用这些词，不用感叹号（ux §6）。
    expect(rule.text).not.toMatch(/系统异常|操作成功|请知悉|温馨提示|亲[，爱]|非法|！/);
  });

  test('收件的短信说明收件不等于受理', () => {
    expect(templateRuleOf('intakeAccepted').text).toContain('收件不等于受理');
  });

  test('照 ux 的例子：受理', () => {
    expect(
      rendered(homeAccepted.text, {
        salutation: '罗女士',
        homeRegion: '重庆市綦江区',
        item: '社会保障卡申领',
        due: '10月12日（周二）',
      }),
    ).toBe(
      '【跨省通办】罗女士：重庆市綦江区已受理您的社会保障卡申领，10月12日（周二） 前作出决定，您现在不用做什么。',
    );
  });

  test.each([
    ['不认识的变量', '{称呼}：{姓名}的申请已受理', 'template-variable-unknown', '“{姓名}”'],
    ['别的短信才有的变量', '{称呼}：还要补 {材料}', 'template-variable-unknown', '“{材料}”'],
    ['花括号不成对', '{称呼}：{事项 已受理', 'template-variable-unknown', '成对'],
    [
      '完整的 18 位身份证号',
      '{称呼}，证号 11010519491231002X 的申请已受理',
      'template-text-invalid',
      '身份证号',
    ],
    [
      '完整的 15 位身份证号',
      '{称呼}，证号 110105491231002 的申请已受理',
      'template-text-invalid',
      '身份证号',
    ],
    ['太长', `{称呼}：${'长'.repeat(messageLength)}`, 'template-text-invalid', '300'],
    ['填好以后太长', `{称呼}{事项}${'长'.repeat(messageLength - 10)}`, 'template-text-invalid', '填好以后'],
    ['太短', '好', 'template-text-invalid', '至少'],
    ['看不见的字符', '{称呼}：已受理\u202E您的申请', 'template-text-invalid', '隐藏字符'],
  ])('不能保存：%s', (_what, text, code, words) => {
    expect(checkTemplate(homeAccepted, text)).toMatchObject({
      valid: false,
      code,
      reason: expect.stringContaining(words),
    });
  });

  test('业务编号 20 位，不当身份证号', () => {
    expect(checkTemplate(homeAccepted, '业务编号 51010720210927000178 已受理')).toMatchObject({
      valid: true,
    });
  });

  test('发出时：身份证号打码，值再长也不超过 300 字', () => {
    const text = rendered(noticeIssued.text, {
      ...sampleValues,
      materials: '身份证 11010519491231002X 复印件',
      intakeWindow: '长'.repeat(500),
    });
    expect(text).not.toContain('11010519491231002X');
    expect(text).toContain('110***********002X');
    expect(lengthOf(text)).toBeLessThanOrEqual(messageLength);
  });

  test('少给一个值，不会发出半句话', () => {
    expect(() => rendered(homeAccepted.text, { salutation: '罗女士' })).toThrow('{属地}');
  });
});
