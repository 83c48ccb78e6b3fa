import type { RegionLevel } from '../directory/region.ts';
import { type Role, windowRoles } from '../regulation/roles.ts';
import { demoName } from './demo-names.ts';
import { wholeSystem } from './staff.ts';

/** Password of every demo account; public, therefore demo mode listens on this machine only. */
export const demoPassword = 'Tongban-2021';

/** A demo account with its one role. */
export type DemoAccount = {
  kind: 'staff' | 'applicant';
  username: string;
  name: string;
  /** Null for applicants. */
  regionCode: string | null;
  role: Role | null;
  windowId: string | null;
};

/** A window that gets demo staff. */
export type DemoWindow = { id: string; regionCode: string; level: RegionLevel };

const places: readonly { prefix: string; role: Role; countiesOnly?: true }[] = [
  { prefix: 'intake', role: 'windowClerk' },
  { prefix: 'lead', role: 'windowLead' },
  { prefix: 'home', role: 'windowClerk' },
  { prefix: 'approver', role: 'approver' },
  { prefix: 'approver2', role: 'approver' },
  { prefix: 'admin', role: 'serviceAdministration' },
  { prefix: 'outlet', role: 'outletClerk', countiesOnly: true },
];

const wholeSystemAccounts: readonly { username: string; name: string; role: Role; regionCode: string }[] = [
  { username: 'coordinator', name: '周明远', role: 'coordinationGroup', regionCode: '520000' },
  { username: 'coordinator2', name: '陈向东', role: 'coordinationGroup', regionCode: '500000' },
  { username: 'auditor', name: '何静', role: 'auditor', regionCode: wholeSystem },
  { username: 'sysadmin', name: '何志诚', role: 'systemAdministrator', regionCode: wholeSystem },
  { username: 'secadmin', name: '吴晓燕', role: 'securityAdministrator', regionCode: wholeSystem },
];

const applicantNames = ['罗晓梅', '马建军', '德吉·卓玛', '吉克阿依', '周正阳'];

/** People who appear by name in the pictures of the pages. */
const knownNames: Readonly<Record<string, string>> = {
  'intake.510107': '周敏',
  'home.500110': '何建国',
  'approver.500110': '陈立',
};

// The five provinces are 50 to 54, so every index lies below the number of different names.
const stride = 10_000;
const nameIndex = (regionCode: string, place: number): number =>
  ((Number(regionCode.slice(0, 2)) - 50) * stride + Number(regionCode.slice(2))) * places.length + place;

const accountsAt = ({ id, regionCode, level }: DemoWindow): DemoAccount[] =>
  places.flatMap(({ prefix, role, countiesOnly }, place) => {
    if (countiesOnly && level !== 'county') return [];
    const username = `${prefix}.${regionCode}`;
    return {
      kind: 'staff' as const,
      username,
      name: knownNames[username] ?? demoName(nameIndex(regionCode, place)),
      regionCode,
      role,
      windowId: windowRoles.includes(role) ? id : null,
    };
  });

/**
 * The demo accounts for a set of windows: two clerks, a lead, two approvers and an administrator each, an outlet clerk
 * in counties (outlets act for the county's window, OP-42), the five of the whole system and five applicants. Names
 * follow from the region code. Only the first window of a region gets staff.
 */
export function demoAccounts(windows: readonly DemoWindow[]): DemoAccount[] {
  const oneEach = new Map(windows.toReversed().map((window) => [window.regionCode, window]));
  return [
    ...[...oneEach.values()].flatMap(accountsAt),
    ...wholeSystemAccounts.map((account) => ({ kind: 'staff' as const, ...account, windowId: null })),
    ...applicantNames.map((name, index) => ({
      kind: 'applicant' as const,
      username: `applicant.${index + 1}`,
      name,
      regionCode: null,
      role: null,
      windowId: null,
    })),
  ];
}
