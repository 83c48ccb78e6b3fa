import { describe, expect, test } from 'vitest';
import { dutyRules, ruleOf } from '../regulation/duties.ts';
import {
  type SettingId,
  type SettingScope,
  type SettingValue,
  settingFault,
  settingIds,
  settingOf,
} from '../regulation/settings.ts';
import { bookOf, findHolding, type SetValue, usualFor } from './effective.ts';

const all: SettingScope = { kind: 'all', code: '' };
const programme: SettingScope = { kind: 'programme', code: 'sichuan-chongqing' };
const region = (code: string): SettingScope => ({ kind: 'region', code });
const option: SettingScope = { kind: 'option', code: '048-1' };
const set = (
  scope: SettingScope,
  value: SettingValue | null,
  validFrom: string,
  setting: SettingId = 'receiptConfirmation',
): SetValue => ({ setting, scope, value, validFrom });

const place = {
  programmeId: 'sichuan-chongqing',
  regions: ['510000', '510100', '510107'],
  optionId: '048-1',
};

describe('what holds for what began at a moment (R-249)', () => {
  const book = bookOf([
    set(programme, 2, '2021-10-01'),
    set(all, 3, '2021-09-01'),
    set(region('510000'), 4, '2021-11-01'),
    set(region('510100'), 5, '2021-12-01'),
    set(region('510100'), null, '2022-01-01'),
    set(option, 6, '2022-02-01'),
  ]);
  const at = (instant: string, where: Parameters<typeof findHolding>[2] = place) =>
    findHolding(book, 'receiptConfirmation', where, instant)?.value;

  test.each([
    ['2021-08-31T23:59:59.000+08:00', undefined, 'nothing set yet'],
    ['2021-09-01T00:00:00.000+08:00', 3, 'everybody, from midnight'],
    ['2021-09-30T23:59:59.999+08:00', 3, 'the last moment before the day'],
    ['2021-10-01T00:00:00.000+08:00', 2, 'the programme goes before everybody'],
    ['2021-11-01T09:00:00.000+08:00', 4, 'the province goes before the programme'],
    ['2021-12-31T09:00:00.000+08:00', 5, 'the prefecture goes before the province'],
    ['2022-01-01T09:00:00.000+08:00', 4, 'ended: the province holds again'],
    ['2022-02-01T09:00:00.000+08:00', 6, 'the option goes before every region'],
    // What began earlier keeps its value, whenever it is asked for.
    ['2021-10-15T09:00:00.000+08:00', 2, 'a duty of October asked for in spring'],
  ])('at %s: %s (%s)', (instant, value, _why) => {
    expect(at(instant)).toBe(value);
  });

  test('other places and other settings are not touched', () => {
    const later = '2022-03-01T09:00:00.000+08:00';
    expect(at(later, { regions: ['500000', '500110'], programmeId: 'southwest-5' })).toBe(3);
    expect(findHolding(book, 'homeAcceptance', place, later)).toBeUndefined();
  });

  test('where nothing was set, the usual of the province holds', () => {
    expect(usualFor('quietFrom', { regions: ['510000'] })).toBe('21:00');
    expect(usualFor('quietFrom', { regions: ['540000', '540100'] })).toBe('22:00');
    expect(usualFor('receiptConfirmation', place)).toBe(1);
  });
});

describe('what may be set', () => {
  test.each([
    ['homeAnswer', 4, all, undefined],
    ['homeAnswer', 0.5, all, undefined],
    ['homeAnswer', 16, all, undefined],
    ['homeAnswer', 0.25, all, 'setting-out-of-range'],
    ['homeAnswer', 16.5, all, 'setting-out-of-range'],
    ['homeAnswer', 1.3, all, 'setting-out-of-range'],
    ['homeAnswer', Number.NaN, all, 'setting-out-of-range'],
    ['homeAnswer', '4', all, 'setting-out-of-range'],
    ['levelOne', 1.5, all, 'setting-out-of-range'],
    ['levelTwo', 6, all, 'setting-out-of-range'],
    ['supplementDays', 91, all, 'setting-out-of-range'],
    ['supplementDays', 90, all, undefined],
    ['homeAcceptance', 3, region('510000'), undefined],
    ['homeAcceptance', 6, region('510000'), 'setting-over-law'],
    ['formalReviewEnd', 6, option, 'setting-over-law'],
    ['electronicTransfer', 2, { kind: 'programme', code: 'southwest-5' }, 'setting-over-law'],
    ['electronicTransfer', 2, all, 'setting-over-law'],
    ['electronicTransfer', 2, region('510000'), 'setting-over-law'],
    ['electronicTransfer', 2, programme, undefined],
    ['quietFrom', '22:30', region('540000'), undefined],
    ['quietFrom', '12:00', all, 'setting-out-of-range'],
    ['quietFrom', '24:00', all, 'setting-out-of-range'],
    ['quietUntil', 8, all, 'setting-out-of-range'],
  ] as const)('%s = %s for %o: %s', (id, value, scope, code) => {
    expect(settingFault(id, value, scope)?.code).toBe(code);
  });

  test('every usual value can be set for everybody, and none is missing', () => {
    for (const id of settingIds) expect(settingFault(id, settingOf(id).usual, all)).toBeUndefined();
    const lengths = Object.keys(dutyRules).filter((id) => {
      const { length } = ruleOf(id as keyof typeof dutyRules);
      return 'workingDays' in length || 'officeHours' in length || 'calendarDays' in length;
    });
    expect(settingIds).toEqual(expect.arrayContaining(lengths));
  });
});
