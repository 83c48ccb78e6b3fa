import { expect, test } from 'vitest';
import type { NewNotice } from './new-notice.ts';
import { calmed, newStormCount, stormAfter } from './storms.ts';

const notice = (kind: string, more: Partial<NewNotice> = {}): NewNotice => ({
  windowId: '00000000-0000-4000-8000-000000000001',
  regionCode: null,
  role: 'window',
  caseId: '00000000-0000-4000-8000-000000000002',
  businessNumber: null,
  kind,
  text: '收件窗口已收件',
  feedNo: null,
  ...more,
});
const many = (count: number, kind: string, more?: Partial<NewNotice>): NewNotice[] =>
  Array.from({ length: count }, () => notice(kind, more));
const minute = '2021-09-29T10:00:10.000+08:00';

test('一分钟 100 条照发，再多的合成一条；别的种类、别的窗口、下一分钟另算（R-175）', () => {
  const count = newStormCount();
  expect(calmed(many(stormAfter, 'intakeAccepted'), minute, count).grouped).toEqual([]);
  const storm = calmed([...many(40, 'intakeAccepted'), notice('homeAccepted')], minute, count);
  expect(storm.single.map(({ kind }) => kind)).toEqual(['homeAccepted']);
  expect(storm.grouped).toMatchObject([{ kind: 'intakeAccepted', grouped: 40, caseId: null }]);
  const other = '00000000-0000-4000-8000-000000000009';
  expect(calmed(many(5, 'intakeAccepted', { windowId: other }), minute, count).single).toHaveLength(5);
  const next = calmed(many(5, 'intakeAccepted'), '2021-09-29T10:01:00.000+08:00', count);
  expect(next.single).toHaveLength(5);
});

test('对方在等答复的，一条也不合', () => {
  const count = newStormCount();
  const { single, grouped } = calmed(many(150, 'standardRequested', { urgent: true }), minute, count);
  expect([single.length, grouped.length]).toEqual([150, 0]);
});
