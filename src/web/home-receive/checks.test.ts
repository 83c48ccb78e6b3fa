import { describe, expect, test } from 'vitest';
import type { LineView, ParcelView } from '../../cases/core/case-view.ts';
import { arrivalsOf, confirmationOf, standOf } from './checks.ts';

const line = (id: string, files = 1): LineView =>
  ({
    id,
    name: id,
    files: Array.from({ length: files }, (_, i) => ({ id: `${id}-${i}` })),
  }) as unknown as LineView;

const parcel = (waybill: string, more: Partial<ParcelView> = {}): ParcelView => ({
  waybill,
  carrier: 'ems',
  purpose: 'material',
  from: 'intake',
  to: 'home',
  packed: [{ lineId: 'a', originals: 1, copies: 0 }],
  registeredAt: '2021-09-29T10:00:00.000+08:00',
  ...more,
});

const sent = { sentAt: '2021-09-29T10:00:00.000+08:00', files: 1, manifestDigest: 'digest' };

describe('what can be confirmed', () => {
  test('the package with the lines that have scans, then each parcel with what it packed', () => {
    const arrivals = arrivalsOf({
      lines: [line('a'), line('b', 0)],
      package: sent,
      parcels: [parcel('RR1')],
      received: [],
    });
    expect(arrivals.map(({ key, lines }) => [key, lines.map(({ id }) => id)])).toEqual([
      ['electronic', ['a']],
      ['RR1', ['a']],
    ]);
  });

  test('nothing twice, and no result parcels', () => {
    const confirmed = parcel('RR1', { confirmedAt: '2021-09-30T10:00:00.000+08:00' });
    const result = parcel('RR2', { purpose: 'result', from: 'home', to: 'applicant' });
    expect(
      arrivalsOf({
        lines: [line('a')],
        package: sent,
        parcels: [confirmed, result],
        received: ['electronic'],
      }),
    ).toEqual([]);
  });

  test('the package is confirmed under its digest, a parcel under its waybill', () => {
    const [electronic, postal] = arrivalsOf({
      lines: [line('a')],
      package: sent,
      parcels: [parcel('RR1')],
      received: [],
    });
    const lines = [{ lineId: 'a', result: 'matches' }];
    expect(electronic && confirmationOf(electronic)).toEqual({
      channel: 'electronic',
      manifestDigest: 'digest',
      lines,
    });
    expect(postal && confirmationOf(postal)).toEqual({ channel: 'postal', waybill: 'RR1', lines });
  });
});

test.each([
  [{}, { open: 2, faulty: 0, complete: false }],
  [{ a: 'matches' }, { open: 1, faulty: 0, complete: false }],
  [
    { a: 'matches', b: 'differs' },
    { open: 0, faulty: 1, complete: false },
  ],
  [
    { a: 'missing', b: 'differs' },
    { open: 0, faulty: 2, complete: false },
  ],
  [
    { a: 'matches', b: 'matches' },
    { open: 0, faulty: 0, complete: true },
  ],
] as const)('stand of %j', (found, expected) => {
  expect(standOf([{ id: 'a' }, { id: 'b' }], found)).toEqual(expected);
});
