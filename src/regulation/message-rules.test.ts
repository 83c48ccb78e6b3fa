import { describe, expect, test } from 'vitest';
import { sendableAt } from './message-rules.ts';
import { settings } from './settings.ts';

const usual = { from: settings.quietFrom.usual, until: settings.quietUntil.usual };
const west = { from: settings.quietFrom.usualIn['540000'], until: settings.quietUntil.usualIn['540000'] };

describe('夜间不发短信（R-174）', () => {
  test.each([
    ['22:15 的次日 08:00 发', '2021-09-29T22:15:00.000+08:00', '2021-09-30T08:00:00.000+08:00'],
    ['21:00 整已是夜间', '2021-09-29T21:00:00.000+08:00', '2021-09-30T08:00:00.000+08:00'],
    ['20:59 照发', '2021-09-29T20:59:59.999+08:00', '2021-09-29T20:59:59.999+08:00'],
    ['凌晨的当天 08:00 发', '2021-09-29T00:05:00.000+08:00', '2021-09-29T08:00:00.000+08:00'],
    ['07:59 等到 08:00', '2021-09-29T07:59:59.999+08:00', '2021-09-29T08:00:00.000+08:00'],
    ['08:00 整照发', '2021-09-29T08:00:00.000+08:00', '2021-09-29T08:00:00.000+08:00'],
    ['月底跨月', '2021-09-30T23:00:00.000+08:00', '2021-10-01T08:00:00.000+08:00'],
  ])('%s', (_what, at, sentAt) => {
    expect(sendableAt(at, usual)).toBe(sentAt);
  });

  test('安全方面的急件马上发', () => {
    expect(sendableAt('2021-09-29T22:15:00.000+08:00', usual, true)).toBe('2021-09-29T22:15:00.000+08:00');
  });

  test('西藏天亮得晚：09:00 起发', () => {
    expect(sendableAt('2021-09-29T08:30:00.000+08:00', west)).toBe('2021-09-29T09:00:00.000+08:00');
  });
});
