import { describe, expect, test } from 'vitest';
import { closedFor, limitSentences } from './item-limits.ts';
import type { Pilot } from './pilot.ts';
import type { Programme } from './programme.ts';

const programme = (...regions: string[]): Programme => ({
  id: 'some',
  shortCode: 'S',
  name: '某通办',
  formTitle: '某通办',
  documentNumber: '1号',
  granularity: 'district',
  coordinator: '某',
  status: 'open',
  announcedItems: 1,
  members: regions.map((region) => ({ region, validFrom: '2021-01-01' })),
});
const pilot = (more: Partial<Pilot> = {}): Pilot => ({
  programmeId: 'some',
  familyId: 'f',
  regions: ['500000', '510000'],
  validFrom: '2021-07-01',
  validTo: null,
  ...more,
});
const names: Readonly<Record<string, string>> = { 500110: '綦江区', 520322: '桐梓县' };
const nameOf = (code: string) => names[code] ?? code;
const five = programme('500000', '510000', '520000', '530000', '540000');

describe('what limits an item, in words (R-018, R-021)', () => {
  const texts = (pilots: Pilot[], on = '2021-10-08') =>
    limitSentences({ programme: five, pilots }, on, nameOf);

  test('a pilot names its scope and period, one that is over says so', () => {
    expect(texts([])).toEqual([]);
    expect(texts([pilot()])).toEqual(['试点：仅限川渝（2021-07-01 起）']);
    expect(texts([pilot({ regions: ['500110'], validTo: '2022-01-01' })])).toEqual([
      '试点：仅限綦江区（2021-07-01 起，2022-01-01 前）',
    ]);
    expect(texts([pilot({ validTo: '2021-09-01' })])).toEqual([
      '试点已结束：仅限川渝（2021-07-01 起，2021-09-01 前）',
    ]);
  });

  test('point to point names both places', () => {
    expect(
      limitSentences({ programme: programme('500110', '520322'), pilots: [] }, '2021-10-08', nameOf),
    ).toEqual(['点对点通办：仅限綦江区、桐梓县之间']);
  });
});

describe('where an item is not open', () => {
  test.each([
    ['510107', [pilot()], undefined],
    ['520102', [pilot()], 'pilot'],
    ['510107', [pilot({ validTo: '2021-10-01' })], 'pilot'],
    ['110101', [], 'notMember'],
    ['520102', [], undefined],
  ] as const)('%s', (region, pilots, expected) => {
    expect(closedFor({ programme: five, pilots: [...pilots] }, region, '2021-10-08')).toBe(expected);
  });

  test('nor in a third place beside two that are named, nor in a closed list', () => {
    const pair = programme('500110', '520322');
    expect(closedFor({ programme: pair, pilots: [] }, '500110', '2021-10-08')).toBeUndefined();
    expect(closedFor({ programme: pair, pilots: [] }, '500112', '2021-10-08')).toBe('notMember');
    expect(closedFor({ programme: { ...pair, status: 'closed' }, pilots: [] }, '500110', '2021-10-08')).toBe(
      'notMember',
    );
  });
});
