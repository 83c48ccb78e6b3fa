import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { readTable } from '../platform/tables/read-table.service.ts';
import { changesBetween, repeatedKeys, type TableRecord } from '../platform/tables/table.ts';
import { checkToken, type ImportReport, importToken } from '../platform/tables/table-files.ts';
import type { Places } from './identity-ports.ts';
import { createOneTimePassword, type Passwords } from './passwords.service.ts';
import { findStaffNamed, insertGrant, insertStaff, listStaffOfRegion } from './staff.store.ts';
import type { Staff } from './staff.ts';
import { managingRoles, mayGive, scopeOf } from './staff-scope.ts';
import {
  mostNewStaff,
  mostStaffRows,
  roleNamed,
  rowsOfStaff,
  type StaffColumn,
  staffColumns,
  staffRowKey,
  staffTableFaults,
} from './staff-table.ts';
import type { StaffWork } from './staff-work.service.ts';

/** First passwords of accounts made by an import, told once. */
export type FirstPassword = { username: string; name: string; oneTimePassword: string };

/** What an import did or would do. */
export type StaffImport = ImportReport & { firstPasswords: FirstPassword[] };

/** The staff of a region as a table, in and out. */
export type StaffTables = {
  /** All rows of a region; recorded with their number. Refuses `other-region`. */
  exportStaff(
    by: Actor,
    query: { regionCode?: string; address?: string },
  ): Promise<TableRecord<StaffColumn>[]>;
  /**
   * Looks a table through, and with the token of the look stores it: new accounts with first passwords, new roles,
   * other days. Nothing is stored unless every row is right. What is not in the table stays as it is.
   */
  importStaff(by: Actor, bytes: Buffer, how: { regionCode?: string; confirm?: string }): Promise<StaffImport>;
};

const pageLength = 500;

/** Builds the tables over a database. */
export function createStaffTables(options: {
  database: Database;
  clock: Clock;
  audit: Pick<Audit, 'record'>;
  passwords: Pick<Passwords, 'hash'>;
  places: Places;
  work: StaffWork;
}): StaffTables {
  const { database, clock, audit, passwords, places, work } = options;

  const windowName = (id: string): string => places.findWindow(id)?.name ?? id;

  function regionOf(by: Actor, wanted: string | undefined): string {
    const scope = scopeOf(by);
    const region = wanted ?? scope.regions[0] ?? by.grants[0]?.regionCode ?? '';
    if (!scope.readsEverywhere && !scope.regions.includes(region)) throw new Problem('other-region');
    return region;
  }

  async function allOf(db: Db, regionCode: string): Promise<Staff[]> {
    const found: Staff[] = [];
    for (;;) {
      const after = found.at(-1)?.username ?? '';
      const page = await listStaffOfRegion(db, regionCode, { after, limit: pageLength }, work.view());
      found.push(...page);
      if (page.length < pageLength) return found;
    }
  }

  const rowsOf = (staff: readonly Staff[]): TableRecord<StaffColumn>[] =>
    staff.filter(({ suspendedAt }) => suspendedAt === null).flatMap((each) => rowsOfStaff(each, windowName));

  /** The window that a row names; rows were looked through before. */
  const windowOf = ({ region, window }: TableRecord<StaffColumn>): string | null =>
    window === ''
      ? null
      : (places.listWindows().find(({ regionCode, name }) => regionCode === region && name === window)?.id ??
        null);

  async function give(tx: Db, by: Actor, staffId: string, record: TableRecord<StaffColumn>): Promise<void> {
    const role = roleNamed(record.role);
    if (!role) return;
    const grant = {
      role,
      regionCode: record.region,
      windowId: windowOf(record),
      validFrom: record.from === '' ? work.today() : record.from,
      validTo: record.to === '' ? null : record.to,
    };
    const grantId = await insertGrant(tx, { ...grant, staffId, givenBy: by.id, now: clock.now() });
    await work.note(tx, 'roleGranted', by, staffId, { grantId, ...grant, imported: true });
  }

  return {
    async exportStaff(by, { regionCode, address }) {
      const region = regionOf(by, regionCode);
      const rows = rowsOf(await allOf(database.db, region));
      await audit.record(database.db, {
        action: 'staffExported',
        actor: auditActorOf(
          by,
          managingRoles.find((role) => by.grants.some((grant) => grant.role === role)),
        ),
        subject: { kind: 'region', id: region },
        address,
        detail: { rows: rows.length },
      });
      return rows;
    },

    async importStaff(by, bytes, { regionCode, confirm }) {
      const scope = scopeOf(by);
      const region = regionOf(by, regionCode);
      const { records, faults } = await readTable(bytes, staffColumns, mostStaffRows);
      const usernames = [...new Set(records.map(({ record }) => record.username.toLowerCase()))];
      const named = new Map(
        (await findStaffNamed(database.db, usernames, work.view())).map((staff) => [
          staff.username.toLowerCase(),
          staff,
        ]),
      );
      const standing = rowsOf(await allOf(database.db, region));
      const allFaults = [
        ...faults,
        ...repeatedKeys(records, staffRowKey, '账号与岗位'),
        ...staffTableFaults(records, {
          today: work.today(),
          find: (username) => named.get(username.toLowerCase()),
          windowsNamed: (code, name) =>
            places
              .listWindows()
              .filter((window) => window.regionCode === code && window.name === name)
              .map(({ id }) => id),
          managesRegion: (code) => code === region && (scope.everywhere || scope.regions.includes(code)),
          mayGive: (role, code) => mayGive(scope, role, code),
        }),
      ];
      const token = importToken(bytes, standing);
      // An account without a role is there once it exists, whatever roles it has; a role without a day begins today.
      const read = records.map(({ record }) => record);
      const asStanding = new Map(standing.map((row) => [staffRowKey(row), row]));
      const wanted = read.map((row) => {
        const old = asStanding.get(staffRowKey(row));
        const from = row.role === '' ? '' : row.from || old?.from || work.today();
        return { ...row, username: old?.username ?? row.username, from };
      });
      const changes = changesBetween(
        standing,
        wanted.filter((row) => row.role !== '' || !named.has(row.username.toLowerCase())),
        staffRowKey,
      );
      const newNames = new Map(
        changes.added
          .filter(({ username }) => !named.has(username.toLowerCase()))
          .map((row) => [row.username.toLowerCase(), row]),
      );
      if (newNames.size > mostNewStaff)
        throw fieldInvalid('/file', `一次最多新建 ${mostNewStaff} 个账号，请分几次导入。`);
      const own = changes.changed.concat(changes.added.map((after) => ({ before: after, after })));
      if (own.some(({ after }) => after.username.toLowerCase() === by.username.toLowerCase()))
        throw new Problem('not-authorised', { detail: '不能改自己的账号和岗位，请由另一位管理人员办理。' });
      const { added, changed } = changes;
      const report: StaffImport = {
        stored: false,
        token,
        rows: records.length,
        columns: staffColumns,
        faults: allFaults,
        questions: [],
        ...(allFaults.length > 0 ? { added: [], changed: [] } : { added, changed }),
        // What is not in the table stays as it is.
        missing: [],
        unchanged: records.length - added.length - changed.length,
        firstPasswords: [],
      };
      if (confirm === undefined || allFaults.length > 0) return report;
      checkToken(token, confirm);
      const made = await Promise.all(
        [...newNames.values()].map(async ({ username, name }) => {
          const oneTimePassword = createOneTimePassword();
          return { username, name, oneTimePassword, passwordHash: await passwords.hash(oneTimePassword) };
        }),
      );
      await database.transaction(async (tx) => {
        const ids = new Map([...named].map(([key, { id }]) => [key, id]));
        for (const { username, name, passwordHash } of made) {
          const account = { kind: 'staff' as const, username, name, regionCode: region, passwordHash };
          const staffId = await insertStaff(tx, { ...account, now: clock.now() });
          ids.set(username.toLowerCase(), staffId);
          await work.note(tx, 'staffCreated', by, staffId, { regionCode: region, imported: true });
        }
        for (const record of [...added, ...changed.map(({ after }) => after)]) {
          const staffId = ids.get(record.username.toLowerCase());
          if (staffId) await give(tx, by, staffId, record);
        }
        await audit.record(tx, {
          action: 'staffImported',
          actor: auditActorOf(by),
          subject: { kind: 'region', id: region },
          detail: {
            rows: records.length,
            accounts: made.length,
            added: added.length,
            changed: changed.length,
          },
        });
      });
      const firstPasswords = made.map(({ username, name, oneTimePassword }) => ({
        username,
        name,
        oneTimePassword,
      }));
      return { ...report, stored: true, firstPasswords };
    },
  };
}
