import { describe, expect, test } from 'vitest';
import { defaultOfficeHours, mergedOpenings, type OfficeHours } from '../../regulation/office-hours.ts';
import { nearestOf } from '../nearest.ts';
import type { Region } from '../region.ts';
import { officeHoursFrom, officeHoursText } from '../window.ts';
import {
  type ContactEntry,
  changedFields,
  changeText,
  checkedField,
  effectiveFault,
  isDoubtful,
  isDue,
  matchesEntry,
} from './contact-entry.ts';
import { contactRecord, contactRowOf } from './contact-table.ts';

const entry: ContactEntry = {
  id: '5a3b1e00-000c-4000-8000-000000500110',
  kind: 'window',
  regionCode: '500110',
  level: 'county',
  addressFault: null,
  hallId: '5a3b1e00-000b-4000-8000-000000500110',
  hallName: '綦江区政务服务中心',
  status: 'open',
  services: [],
  sample: false,
  name: '綦江区“跨省通办”窗口',
  contactPerson: '王小明',
  phone: '023-5550 0110',
  address: '綦江区示例路 1 号',
  addressee: '綦江区“跨省通办”窗口',
  postalAddress: '綦江区示例路 1 号',
  postcode: '401420',
  officeHours: defaultOfficeHours,
  listedSince: '2021-01-01T00:00:00.000+08:00',
  confirmedAt: '2021-03-01T09:00:00.000+08:00',
};

describe('an entry of the contact list', () => {
  test.each([
    ['2021-03-31T08:59:59.000+08:00', false, false],
    ['2021-03-31T09:00:00.000+08:00', true, false],
    ['2021-05-30T08:59:59.000+08:00', true, false],
    ['2021-05-30T09:00:00.000+08:00', true, true],
  ])('confirmed on 1 March: at %s due %s, 待核实 %s', (now, due, doubtful) => {
    expect([isDue(entry, now), isDoubtful(entry, now)]).toEqual([due, doubtful]);
  });

  test('a change begins at most a day ago and at most a year ahead', () => {
    const now = '2021-06-07T10:00:00.000+08:00';
    expect(effectiveFault('2021-06-06T10:00:00.000+08:00', now)).toBeUndefined();
    expect(effectiveFault('2021-06-06T09:59:59.999+08:00', now)).toContain('一天以前');
    expect(effectiveFault('2022-06-30T00:00:00.000+08:00', now)).toContain('一年以后');
  });

  test('only what differs is changed, told in words', () => {
    const hours: OfficeHours = { usual: [...defaultOfficeHours.usual] };
    expect(changedFields(entry, { phone: entry.phone, officeHours: hours })).toBeNull();
    const changed = changedFields(entry, { phone: '023-5550 9999', name: entry.name });
    expect(changed).toEqual({ before: { phone: '023-5550 0110' }, after: { phone: '023-5550 9999' } });
    expect(changed && changeText(changed)).toBe('电话 023-5550 0110 → 023-5550 9999');
  });

  test.each([
    ['phone', 'abc', '电话'],
    ['phone', '', '没有填“电话”'],
    ['postcode', '40142', '6 位'],
    ['contactPerson', '王', '至少写 2 个字'],
    ['name', '綦\u200B江', '隐藏'],
  ] as const)('%s “%s” is refused', (field, value, sentence) => {
    expect(checkedField(field, value)).toEqual({ fault: expect.stringContaining(sentence) });
  });

  test.each([
    ['綦江', true],
    ['重庆 窗口', true],
    ['55500110', true],
    ['5550-0110', true],
    ['500110', true],
    ['王小明', true],
    ['成都', false],
    ['99999', false],
  ])('is searched by “%s”: %s', (wanted, found) => {
    expect(matchesEntry(entry, '重庆市綦江区', wanted)).toBe(found);
  });
});

describe('the table', () => {
  test('a row given out reads back as the same entry', () => {
    const record = contactRecord(entry, '重庆市綦江区');
    const read = contactRowOf({ row: 2, record }, () => true);
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    expect(changedFields(entry, read.read.fields)).toBeNull();
  });

  test('everything wrong with a row is told at once', () => {
    const record = {
      ...contactRecord(entry, ''),
      kind: '大厅',
      phone: '无',
      postcode: '1',
      officeHours: '全天',
    };
    const read = contactRowOf({ row: 7, record }, () => false);
    const faults = 'faults' in read ? read.faults : [];
    expect(faults.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '7 类别',
      '7 行政区划代码',
      '7 电话',
      '7 邮政编码',
      '7 办公时间',
    ]);
  });
});

describe('opening times', () => {
  test.each([
    ['工作日 09:00–12:00、13:00–17:00', { usual: [...defaultOfficeHours.usual] }],
    ['9:00-12:00,13:00-17:00', { usual: [...defaultOfficeHours.usual] }],
    ['工作日 09:00–17:00；周三 不办公', { usual: [{ from: '09:00', to: '17:00' }], weekly: { 3: [] } }],
  ])('“%s” is read', (text, hours) => {
    expect(officeHoursFrom(text)).toEqual(hours);
    expect(officeHoursFrom(officeHoursText(hours as OfficeHours))).toEqual(hours);
  });

  test.each(['全天', '09:00', '', '周三 09:00–12:00', '工作日 09:00–12:00；周八 不办公'])(
    '“%s” is not',
    (text) => {
      expect(officeHoursFrom(text)).toBeUndefined();
    },
  );

  test('what overlaps or touches is one time', () => {
    const of = (...pairs: [string, string][]) => pairs.map(([from, to]) => ({ from, to }));
    expect(
      mergedOpenings(of(['13:00', '17:00'], ['09:00', '12:00'], ['16:00', '19:00'], ['19:00', '20:00'])),
    ).toEqual(of(['09:00', '12:00'], ['13:00', '20:00']));
    expect(mergedOpenings(of(['09:00', '17:00'], ['10:00', '11:00']))).toEqual(of(['09:00', '17:00']));
    expect(mergedOpenings([])).toEqual([]);
  });
});

describe('the nearest place', () => {
  const region = (code: string): Region => ({
    code,
    name: code,
    level: 'county',
    parent: null,
    pinyin: '',
    validFrom: null,
    validTo: null,
    successor: null,
  });
  const path = (...codes: string[]) => codes.map(region);
  const places = [
    path('510000'),
    path('510000', '510100'),
    path('510000', '510100', '510105'),
    path('510000', '510300', '510302'),
    path('500000', '500110'),
  ].map((each) => ({ place: each.at(-1)?.code ?? '', path: each }));

  test('own first, then the region above, its others, and on; none of another province', () => {
    const near = (...codes: string[]) => nearestOf(path(...codes), places, 9).map(({ place }) => place);
    expect(near('510000', '510100', '510105')).toEqual(['510105', '510100', '510000', '510302']);
    expect(near('510000', '510100', '510104')).toEqual(['510100', '510105', '510000', '510302']);
    expect(near('520000')).toEqual([]);
    expect(nearestOf(path('510000'), places, 1)).toEqual([{ place: '510000', up: 0, down: 0 }]);
  });
});
