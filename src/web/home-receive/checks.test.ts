import { describe, expect, test } from 'vitest';
import type { LineView, ParcelView } from '../../cases/core/case-view.ts';
import { newDraft } from '../discrepancy/difference-draft.ts';
import { arrivalsOf, asKind, confirmationOf, standOf } from './checks.ts';

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
    expect(electronic && confirmationOf(electronic, { a: 'matches' })).toEqual({
      channel: 'electronic',
      manifestDigest: 'digest',
      lines,
    });
    expect(postal && confirmationOf(postal, { a: 'matches' })).toEqual({
      channel: 'postal',
      waybill: 'RR1',
      lines,
    });
  });
});

describe('how the check stands', () => {
  const two = { channel: 'postal' as const, lines: [line('a'), line('b')] };
  const damaged = { ...newDraft('damaged'), note: '右下角撕裂' };

  test('lines nobody looked at, and lines that differ', () => {
    expect(standOf(two, {})).toEqual({ open: 2, differing: 0, fault: undefined });
    expect(standOf(two, { a: 'matches', b: newDraft('missing') })).toEqual({
      open: 0,
      differing: 1,
      fault: undefined,
    });
  });

  test('a difference is told whole: on paper with a picture', () => {
    expect(standOf(two, { a: 'matches', b: damaged }).fault).toContain('照片');
    expect(standOf(two, { a: 'matches', b: { ...damaged, photoIds: ['p'] } }).fault).toBeUndefined();
    expect(standOf({ ...two, channel: 'electronic' }, { a: 'matches', b: damaged }).fault).toBeUndefined();
  });

  test('what differs goes with all that was written of it; another kind keeps it', () => {
    const [parcelArrival] = arrivalsOf({
      lines: [line('a')],
      parcels: [parcel('RR1')],
      received: ['electronic'],
    });
    const found = { a: { ...damaged, photoIds: ['p'] } };
    expect(parcelArrival && confirmationOf(parcelArrival, found)).toEqual({
      channel: 'postal',
      waybill: 'RR1',
      lines: [{ lineId: 'a', result: 'damaged', note: '右下角撕裂', photoIds: ['p'] }],
    });
    expect(asKind(found.a, 'notAsListed')).toEqual({ ...found.a, kind: 'notAsListed' });
  });

  test('paper that was asked for and replacements are confirmed like the materials; what came back is not', () => {
    const arrivals = arrivalsOf({
      lines: [line('a')],
      parcels: [
        parcel('RR1', { purpose: 'paperDemand' }),
        parcel('RR2', { purpose: 'replacement' }),
        parcel('RR3', { purpose: 'relay' }),
        parcel('RR4', { cancelledAt: '2021-09-30T10:00:00.000+08:00' }),
        parcel('RR5', { returnedAt: '2021-09-30T10:00:00.000+08:00' }),
      ],
      received: [],
    });
    expect(arrivals.map(({ key }) => key)).toEqual(['RR1', 'RR2']);
  });
});
