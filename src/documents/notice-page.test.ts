import { describe, expect, test } from 'vitest';
import { formFault } from './form-checks.ts';
import type { OneTimeNoticeData } from './forms.ts';
import { noticePage, receivedLines } from './notice-page.ts';
import { sampleNotice } from './sample-forms.ts';

const textsOf = (lines: OneTimeNoticeData['lines']): string[] =>
  noticePage({ ...sampleNotice, lines }).lines.map(({ number, text }) => `${number} ${text}`);

describe('附件1 一次性告知书（R-075）', () => {
  test('附件的两行样例：原件 1 份合格，复印件 1 份不合格', () => {
    const lines = [
      { name: '居民身份证', counts: { originals: 1, copies: 0 } },
      {
        name: '登记表',
        counts: { originals: 0, copies: 1 },
        correction: '请提交签名页清晰的复印件',
      },
    ];
    expect(textsOf(lines)).toEqual([
      '1. 居民身份证：原件1份，合格。',
      '2. 登记表：复印件1份，不合格。补正意见：请提交签名页清晰的复印件。',
    ]);
    expect(noticePage({ ...sampleNotice, lines }).opening).toBe('收到您申请材料2件，经审查，具体情况如下：');
  });

  test.each([
    [{ originals: 1, copies: 2 }, undefined, '原件1份，复印件2份，合格。'],
    [null, '请补交：户口簿', '未提交，不合格。补正意见：请补交：户口簿。'],
    [{ originals: 1, copies: 0 }, '请在第二页签名。', '原件1份，不合格。补正意见：请在第二页签名。'],
    [{ originals: 0, copies: 0, licences: 1 }, undefined, '电子证照1份，合格。'],
  ] as const)('%j %s', (counts, correction, text) => {
    const line = { name: '户口簿', counts, ...(correction ? { correction } : {}) };
    expect(textsOf([line])).toEqual([`1. 户口簿：${text}`]);
  });

  test('没有提交的不算收到的', () => {
    expect(receivedLines(sampleNotice.lines)).toBe(2);
    expect(noticePage(sampleNotice).opening).toContain('收到您申请材料2件');
  });

  test('顺延以后，×日与日期一致', () => {
    expect(noticePage(sampleNotice).closing).toBe(
      '请将上述需补正的材料补齐补正，在21日内即2021年10月8日前送至本窗口，逾期未补正的，视为您放弃本次申请。',
    );
    expect(noticePage(sampleNotice).title).toBe('西南五省政务服务“跨省通办”一次性告知书');
  });

  test.each<[string, Partial<OneTimeNoticeData>, string]>([
    ['没有窗口电话', { windowPhone: ' ' }, 'windowPhone'],
    ['没有窗口名称', { intakeWindowName: '' }, 'intakeWindowName'],
    ['没有经办人', { handlerName: '' }, 'handlerName'],
    ['没有补正期限', { dueOn: null }, 'dueOn'],
    ['没有一项不合格', { lines: sampleNotice.lines.slice(0, 1) }, 'lines'],
    [
      '不合格却没有补正意见',
      { lines: [{ name: '户口簿', counts: null, correction: '' }] },
      'lines.0.correction',
    ],
    ['合格却一份也没有', { lines: [{ name: '户口簿', counts: null }] }, 'lines.0.counts'],
    ['天数与日期不一致', { printedDays: 15 }, 'printedDays'],
    ['填的天数是 91', { days: 91 }, 'days'],
    ['承诺期限长于法定时限', { statutoryDays: 3, promisedDays: 5 }, 'promisedDays'],
    ['用章不属于收件地', { seal: { regionCode: '500110', authority: '綦江区', sample: true } }, 'seal'],
  ])('%s：不出具，指明是哪一项', (_when, change, field) => {
    expect(formFault({ kind: 'oneTimeNotice', data: { ...sampleNotice, ...change } })?.field).toBe(field);
  });

  test('填 90 天、顺延以后超过 90 天，照样出具（OP-92）', () => {
    const data = { ...sampleNotice, days: 90, printedDays: 93, dueOn: '2021-12-19' };
    expect(formFault({ kind: 'oneTimeNotice', data })).toBeUndefined();
  });
});
