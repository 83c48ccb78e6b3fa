import { describe, expect, test } from 'vitest';
import { chooseProgramme } from './choose-programme.ts';
import type { Granularity, Programme } from './programme.ts';
import { breadth, faultsOfProgramme, isMember, objectionToRegions, provinceOf } from './programme-rules.ts';

const programme = (
  id: string,
  granularity: Granularity,
  regions: string[],
  more: Partial<Programme> = {},
): Programme => ({
  id,
  shortCode: id,
  name: id,
  formTitle: id,
  documentNumber: '文号',
  granularity,
  coordinator: '协调机构',
  ladder: 'bothProvinces',
  status: 'open',
  announcedItems: 1,
  members: regions.map((region) => ({ region, validFrom: '2021-01-01' })),
  ...more,
});

const on = '2021-10-08';
const wide = programme('wide', 'province', ['500000', '510000', '520000', '530000', '540000']);
const two = programme('two', 'province', ['500000', '510000']);
const districts = programme('districts', 'district', ['500000']);
const pair = programme('pair', 'district', ['500110', '520322']);

test('the province of a code', () => {
  expect(['510107', '510100', '510000'].map(provinceOf)).toEqual(['510000', '510000', '510000']);
});

describe('membership', () => {
  test.each([
    [wide, '510107', on, true],
    [wide, '510100', on, true],
    [wide, '510000', on, true],
    [wide, '110101', on, false],
    [pair, '500110', on, true],
    [pair, '500107', on, false],
    [pair, '500000', on, false],
    [wide, '510107', '2020-12-31', false],
    [wide, '510107', '2021-01-01', true],
  ])('of %o: %s on %s is %s', (one, region, day, expected) => {
    expect(isMember(one, region, day)).toBe(expected);
  });

  test('ends on its last day', () => {
    const left = programme('left', 'province', [], {
      members: [{ region: '540000', validFrom: '2021-01-01', validTo: '2022-01-01' }],
    });
    expect([isMember(left, '540102', '2021-12-31'), isMember(left, '540102', '2022-01-01')]).toEqual([
      true,
      false,
    ]);
  });
});

describe('two regions', () => {
  test.each([
    [wide, '510107', '500110', undefined],
    [wide, '510107', '510105', 'same-region'],
    [wide, '510107', '510000', 'same-region'],
    [districts, '500107', '500110', undefined],
    [districts, '500110', '500110', 'same-region'],
    [districts, '500110', '500000', undefined],
    [districts, '500110', '510107', 'region-not-in-programme'],
    [pair, '500110', '520322', undefined],
    [pair, '500110', '520302', 'region-not-in-programme'],
  ])('%o from %s to %s: %s', (one, intakeRegion, homeRegion, expected) => {
    expect(objectionToRegions(one, { intakeRegion, homeRegion, on })).toBe(expected);
  });
});

test('programmes are narrower the less they reach', () => {
  const order = [wide, districts, pair, two].toSorted((a, b) => breadth(a, on) - breadth(b, on));
  expect(order.map(({ id }) => id)).toEqual(['pair', 'districts', 'two', 'wide']);
});

describe('the programme of a case (OP-96)', () => {
  const listing = [wide, two, districts, pair];
  const choose = (
    intakeRegion: string,
    homeRegion: string,
    chosen?: string,
    listed: Programme[] = listing,
  ) => {
    const choice = chooseProgramme({
      listing: listed,
      intakeRegion,
      homeRegion,
      on,
      ...(chosen === undefined ? {} : { chosen }),
    });
    return choice.programme?.id ?? choice.refusal;
  };

  test.each([
    ['510107', '500110', undefined, 'two'],
    ['520322', '500110', undefined, 'pair'],
    ['500107', '500110', undefined, 'districts'],
    ['530102', '500110', undefined, 'wide'],
    ['510107', '500110', 'wide', 'wide'],
    ['510107', '500110', 'districts', 'region-not-in-programme'],
    ['510107', '500110', 'unknown', 'region-not-in-programme'],
    ['510107', '510105', undefined, 'same-region'],
    ['110101', '500110', undefined, 'region-not-in-programme'],
  ])('from %s to %s, chosen %s: %s', (intake, home, chosen, expected) => {
    expect(choose(intake, home, chosen)).toBe(expected);
  });

  test('is never one that is closed or whose list is not at hand', () => {
    const closed = { ...two, status: 'closed' as const };
    const empty = { ...pair, status: 'listNotSupplied' as const };
    expect(choose('510107', '500110', undefined, [wide, closed])).toBe('wide');
    expect(choose('520322', '500110', undefined, [wide, empty])).toBe('wide');
    expect(choose('510107', '500110', 'two', [wide, closed])).toBe('region-not-in-programme');
  });
});

describe('a programme to be created (R-001)', () => {
  test('needs nothing more when it is whole', () => expect(faultsOfProgramme(wide)).toEqual([]));

  test.each(['documentNumber', 'members', 'granularity', 'name', 'coordinator'] as const)(
    'names missing %s',
    (field) => {
      const { [field]: _missing, ...rest } = wide;
      expect(faultsOfProgramme(rest).map((fault) => fault.field)).toEqual([field]);
    },
  );

  test('without a ladder is not put to use; as a mere name it may stand (R-157)', () => {
    const { ladder: _none, ...rest } = wide;
    const faults = (changes: object) => faultsOfProgramme({ ...rest, ...changes }).map(({ field }) => field);
    expect(faults({})).toEqual(['ladder']);
    expect(faults({ ladder: 'nobody' })).toEqual(['ladder']);
    expect(faults({ status: 'listNotSupplied' })).toEqual([]);
  });

  test('names everything that is missing at once', () => {
    expect(
      faultsOfProgramme({ ...wide, documentNumber: ' ', members: [], granularity: 'town' }).map(
        ({ field }) => field,
      ),
    ).toEqual(['documentNumber', 'granularity', 'members']);
  });
});
