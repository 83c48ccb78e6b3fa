import type { NumberedRecord, RowFault, TableColumn, TableRecord } from '../platform/tables/table.ts';
import type { Day } from '../regulation/instant.ts';
import { clashOf, type Role, roles, windowRoles } from '../regulation/roles.ts';
import { isDay } from '../regulation/shanghai-time.ts';
import type { Staff } from './staff.ts';

/** Columns of the list of staff: one row for each role somebody holds. */
export type StaffColumn = 'username' | 'name' | 'region' | 'role' | 'window' | 'from' | 'to';

/** The list of staff as a table, in and out. */
export const staffColumns: readonly TableColumn<StaffColumn>[] = [
  { key: 'username', title: '账号', hint: '3 到 50 位字母、数字、点、横线', required: true, width: 22 },
  { key: 'name', title: '姓名', hint: '2 到 50 个字；已有的账号须与账号上的姓名一致', required: true },
  { key: 'region', title: '地区代码', hint: '六位行政区划代码', required: true, width: 12 },
  { key: 'role', title: '岗位', hint: `${Object.values(roles).join('、')}；没有岗位就不填` },
  { key: 'window', title: '窗口', hint: '窗口名称；只有窗口岗位填写', width: 30 },
  { key: 'from', title: '开始日期', hint: '如 2021-07-01；不填就是导入当天', width: 14 },
  { key: 'to', title: '结束日期', hint: '最后一天；不填就是长期', width: 14 },
];

/** Most rows of one file, and most new accounts: each gets a password of its own, whose hashing takes its time. */
export const mostStaffRows = 10_000;
export const mostNewStaff = 300;

const keyParts: readonly StaffColumn[] = ['username', 'region', 'role', 'window'];

/** What names a row: the account and the place of the role. */
export const staffRowKey = (record: TableRecord<StaffColumn>): string =>
  keyParts.map((part) => (part === 'username' ? record[part].toLowerCase() : record[part])).join(' ');

/** The rows of an account as they stand. */
export function rowsOfStaff(
  { username, name, regionCode, grants }: Staff,
  windowName: (id: string) => string,
): TableRecord<StaffColumn>[] {
  const account = { username, name };
  if (grants.length === 0)
    return [{ ...account, region: regionCode ?? '', role: '', window: '', from: '', to: '' }];
  return grants.map((grant) => ({
    ...account,
    region: grant.regionCode,
    role: roles[grant.role],
    window: grant.windowId === null ? '' : windowName(grant.windowId),
    from: grant.validFrom,
    to: grant.validTo ?? '',
  }));
}

const roleByName = new Map(Object.entries(roles).map(([role, name]) => [name, role as Role]));

/** The role of a name; undefined for an unknown one. */
export const roleNamed = (name: string): Role | undefined => roleByName.get(name as (typeof roles)[Role]);

/** What is known of the accounts and places while a table is looked through. */
export type StaffTableFacts = {
  today: Day;
  find(username: string): Staff | undefined;
  /** Windows of a region with this name. */
  windowsNamed(regionCode: string, name: string): readonly string[];
  /** Whether whoever imports may manage accounts of a region, and give a role there. */
  managesRegion(regionCode: string): boolean;
  mayGive(role: Role, regionCode: string): boolean;
};

/** Everything wrong with a row beyond its shape. */
function faultsOf(record: TableRecord<StaffColumn>, facts: StaffTableFacts): [StaffColumn, string][] {
  const { username, name, region, role: roleName, window, from, to } = record;
  const faults: [StaffColumn, string][] = [];
  const role = roleName === '' ? undefined : roleNamed(roleName);
  const known = facts.find(username);
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{2,49}$/.test(username))
    faults.push(['username', '账号应为 3 到 50 位字母、数字、点、横线。']);
  if (name.length < 2 || name.length > 50) faults.push(['name', '姓名应为 2 到 50 个字。']);
  else if (known && known.name !== name)
    faults.push(['name', `账号 ${username} 的姓名是“${known.name}”，与这一行不同。`]);
  if (!/^\d{6}$/.test(region)) faults.push(['region', '地区代码应为六位数字。']);
  else if (!facts.managesRegion(region)) faults.push(['region', '只能管理本地区的账号。']);
  else if (known && known.regionCode !== region) faults.push(['region', '这个账号属于其他地区。']);
  if (known?.suspendedAt) faults.push(['username', '这个账号已停用，请先恢复。']);
  if (role && known?.transferTo) faults.push(['username', '这个人正在调往其他地区，等对方接收。']);
  if (roleName !== '' && !role) faults.push(['role', `没有“${roleName}”这个岗位。`]);
  if (role && !facts.mayGive(role, region)) faults.push(['role', `${roleName}由系统管理员授予。`]);
  if (role && windowRoles.includes(role)) {
    const found = facts.windowsNamed(region, window);
    if (window === '') faults.push(['window', `请写${roleName}所在的窗口。`]);
    else if (found.length === 0) faults.push(['window', `这个地区没有“${window}”这个窗口。`]);
    else if (found.length > 1)
      faults.push(['window', `这个地区有 ${found.length} 个“${window}”，请在页面上授予。`]);
  } else if (window !== '') faults.push(['window', '这个岗位不属于某一个窗口，请不要填窗口。']);
  if (from !== '' && !isDay(from)) faults.push(['from', '没有这一天，应写成 2021-07-01 这样。']);
  if (to !== '' && !isDay(to)) faults.push(['to', '没有这一天，应写成 2021-07-01 这样。']);
  else if (to !== '' && to < (from === '' ? facts.today : from))
    faults.push(['to', '最后一天不能早于第一天。']);
  return faults;
}

/** Roles of one person that do not go together, over the rows of the table and what stands. */
function clashes(rows: readonly NumberedRecord<StaffColumn>[], facts: StaffTableFacts): RowFault[] {
  const held = new Map<string, Role[]>();
  return rows.flatMap(({ row, record }): RowFault[] => {
    const role = roleNamed(record.role);
    if (!role) return [];
    const key = record.username.toLowerCase();
    const before = held.get(key) ?? facts.find(record.username)?.grants.map((grant) => grant.role) ?? [];
    const clash = clashOf(before, role);
    held.set(key, [...before, role]);
    return clash
      ? [{ row, column: '岗位', sentence: `已是${roles[clash]}，不能同时担任${roles[role]}。` }]
      : [];
  });
}

/** Rows of one new account that give it different names or regions. */
function contradictions(rows: readonly NumberedRecord<StaffColumn>[]): RowFault[] {
  const seen = new Map<string, { row: number; name: string; region: string }>();
  return rows.flatMap(({ row, record }): RowFault[] => {
    const key = record.username.toLowerCase();
    const first = seen.get(key);
    if (!first) {
      seen.set(key, { row, name: record.name, region: record.region });
      return [];
    }
    return first.name === record.name && first.region === record.region
      ? []
      : [{ row, column: '账号', sentence: `同一账号在第 ${first.row} 行的姓名或地区不同。` }];
  });
}

/** Everything wrong with a table of staff, row by row. */
export function staffTableFaults(
  rows: readonly NumberedRecord<StaffColumn>[],
  facts: StaffTableFacts,
): RowFault[] {
  const titleOf = new Map(staffColumns.map(({ key, title }) => [key, title]));
  return [
    ...rows.flatMap(({ row, record }) =>
      faultsOf(record, facts).map(([key, sentence]) => ({ row, column: titleOf.get(key) ?? '', sentence })),
    ),
    ...clashes(rows, facts),
    ...contradictions(rows),
  ].toSorted((a, b) => a.row - b.row);
}
