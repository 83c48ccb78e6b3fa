import { describe, expect, test } from 'vitest';
import type { Role } from '../regulation/roles.ts';
import { barOf, type Standing } from './bar.ts';

const fine: Standing = {
  proved: true,
  secondFactor: true,
  statementVersion: 1,
  statementUntil: '2022-06-06',
  casesLocked: false,
};
const staff = (role: Role) => ({
  kind: 'staff' as const,
  grants: [{ role, regionCode: '510107', windowId: null }],
});
const bar = (role: Role, standing: Partial<Standing>, today = '2021-06-07', twoFactorRequired = true) =>
  barOf(staff(role), { ...fine, ...standing }, { today, twoFactorRequired });

describe('what comes before everything else', () => {
  test('nothing for whoever proved the second factor and signed', () => {
    expect(bar('serviceAdministration', {})).toBeUndefined();
  });
  test('the second factor comes first, for whoever has one', () => {
    expect(bar('windowClerk', { proved: false, statementUntil: null, casesLocked: true })).toBe(
      'secondFactorDue',
    );
  });
  test.each<[Role, boolean, string | undefined]>([
    ['serviceAdministration', true, 'twoFactorSetUpDue'],
    ['coordinationGroup', true, 'twoFactorSetUpDue'],
    ['systemAdministrator', true, 'twoFactorSetUpDue'],
    ['securityAdministrator', true, 'twoFactorSetUpDue'],
    ['auditor', true, 'twoFactorSetUpDue'],
    ['windowClerk', true, undefined],
    ['windowLead', true, undefined],
    ['approver', true, undefined],
    ['auditor', false, undefined],
  ])('%s without one, required %s → %s', (role, required, expected) => {
    expect(bar(role, { secondFactor: false, proved: false }, '2021-06-07', required)).toBe(expected);
  });
  test('a signature holds through its last day', () => {
    expect(bar('windowClerk', {}, '2022-06-06')).toBeUndefined();
    expect(bar('windowClerk', {}, '2022-06-07')).toBe('statementDue');
  });
  test('a signature under other words does not hold', () => {
    expect(bar('windowClerk', { statementVersion: 0 })).toBe('statementDue');
    expect(bar('windowClerk', { statementVersion: null, statementUntil: null })).toBe('statementDue');
  });
  test('a locked account stays locked', () => {
    expect(bar('windowClerk', { casesLocked: true })).toBe('casesLocked');
  });
  test('applicants sign nothing', () => {
    const standing = { ...fine, secondFactor: false, proved: false, statementVersion: null };
    expect(
      barOf({ kind: 'applicant', grants: [] }, standing, { today: '2021-06-07', twoFactorRequired: true }),
    ).toBeUndefined();
  });
});
