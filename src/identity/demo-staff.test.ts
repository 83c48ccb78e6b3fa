import { describe, expect, test } from 'vitest';
import { demoName } from './demo-names.ts';
import { type DemoWindow, demoAccounts } from './demo-staff.ts';

const windows: DemoWindow[] = [
  { id: 'w1', regionCode: '510107', level: 'county' },
  { id: 'w2', regionCode: '500110', level: 'county' },
  { id: 'w3', regionCode: '510100', level: 'prefecture' },
];
const accounts = demoAccounts(windows);
const find = (username: string) => accounts.find((account) => account.username === username);

describe('demo accounts', () => {
  test('every window has two clerks, a lead, two approvers, an administrator; counties an outlet clerk', () => {
    const of = (code: string) =>
      accounts
        .filter(({ username }) => username.endsWith(`.${code}`))
        .map(({ username }) => username.split('.')[0]);
    const everywhere = ['intake', 'lead', 'home', 'approver', 'approver2', 'admin'];
    expect(of('510107')).toEqual([...everywhere, 'outlet']);
    expect(of('510100')).toEqual(everywhere);
  });

  test.each([
    ['intake.510107', 'windowClerk', '510107', 'w1'],
    ['home.500110', 'windowClerk', '500110', 'w2'],
    ['outlet.510107', 'outletClerk', '510107', 'w1'],
    ['approver2.500110', 'approver', '500110', null],
    ['admin.510100', 'serviceAdministration', '510100', null],
    ['coordinator', 'coordinationGroup', '520000', null],
    ['auditor', 'auditor', '000000', null],
    ['sysadmin', 'systemAdministrator', '000000', null],
    ['applicant.5', null, null, null],
  ])('%s is %s', (username, role, regionCode, windowId) => {
    expect(find(username)).toMatchObject({ role, regionCode, windowId });
  });

  test('people of the pictures keep their names', () => {
    expect(['intake.510107', 'home.500110', 'approver.500110'].map((name) => find(name)?.name)).toEqual([
      '周敏',
      '何建国',
      '陈立',
    ]);
  });

  test('a name follows from the code, not from what else is in the list', () => {
    const alone = demoAccounts(windows.slice(2)).find(({ username }) => username === 'lead.510100');
    expect(alone?.name).toBe(find('lead.510100')?.name);
  });

  test('two windows in one region give one set of accounts, at the first', () => {
    const twice = demoAccounts([...windows, { id: 'w9', regionCode: '510107', level: 'county' }]);
    expect(
      twice.filter(({ username }) => username === 'intake.510107').map(({ windowId }) => windowId),
    ).toEqual(['w1']);
  });

  test('names of all indices in use differ', () => {
    const names = Array.from({ length: 297_700 }, (_, index) => demoName(index));
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => [...name].length === 3)).toBe(true);
  });
});
