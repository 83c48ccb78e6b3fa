import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { inPortions, quietly, type TellProgress } from '../platform/tables/import-progress.ts';
import { readTable } from '../platform/tables/read-table.service.ts';
import { changesBetween, repeatedKeys, type TableRecord } from '../platform/tables/table.ts';
import { checkToken, type ImportReport, importToken } from '../platform/tables/table-files.ts';
import type { Places } from './identity-ports.ts';
import { createOneTimePassword, type Passwords } from './passwords.service.ts';
import { findStaffNamed, insertGrants, insertStaff, listStaffOfRegion } from './staff.store.ts';
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
  importStaff(
    by: Actor,
    bytes: Buffer,
    how: { regionCode?: string; confirm?: string; tell?: TellProgress },
  ): Promise<StaffImport>;
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

  /** Windows by region and name, as rows name them. */
  const windowsByName = () => {
    const named = Map.groupBy(places.listWindows(), ({ regionCode, name }) => `${regionCode} ${name}`);
    return (regionCode: string, name: string): string[] =>
      (named.get(`${regionCode} ${name}`) ?? []).map(({ id }) => id);
  };

  /** Gives the roles of rows, which were looked through before. */
  async function give(
    tx: Db,
    by: Actor,
    rows: readonly { staffId: string; record: TableRecord<StaffColumn> }[],
    windowsNamed: ReturnType<typeof windowsByName>,
  ): Promise<void> {
    const grants = rows.flatMap(({ staffId, record: { role: name, region, window, from, to } }) => {
      const role = roleNamed(name);
      if (!role) return [];
      const windowId = window === '' ? null : (windowsNamed(region, window)[0] ?? null);
      const validFrom = from === '' ? work.today() : from;
      const place = { role, regionCode: region, windowId, validFrom, validTo: to === '' ? null : to };
      return [{ staffId, place }];
    });
    const ids = await insertGrants(
      tx,
      grants.map(({ staffId, place }) => ({ ...place, staffId, givenBy: by.id, now: clock.now() })),
    );
    await work.noteAll(
      tx,
      'roleGranted',
      by,
      grants.map(({ staffId, place }, at) => ({
        staffId,
        detail: { grantId: ids[at] ?? '', ...place, imported: true },
      })),
    );
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

    async importStaff(by, bytes, { regionCode, confirm, tell = quietly }) {
      const scope = scopeOf(by);
      const region = regionOf(by, regionCode);
      await tell('reading', 0, 0);
      const { records, faults } = await readTable(bytes, staffColumns, mostStaffRows);
      await tell('checking', 0, records.length);
      const windowsNamed = windowsByName();
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
          windowsNamed,
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
      await tell('checking', records.length, records.length);
      if (confirm === undefined || allFaults.length > 0) return report;
      checkToken(token, confirm);
      const steps = newNames.size + added.length + changed.length;
      let done = 0;
      await tell('storing', 0, steps);
      const made = await Promise.all(
        [...newNames.values()].map(async ({ username, name }) => {
          const oneTimePassword = createOneTimePassword();
          const passwordHash = await passwords.hash(oneTimePassword);
          done += 1;
          await tell('storing', done, steps);
          return { username, name, oneTimePassword, passwordHash };
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
        const rows = [...added, ...changed.map(({ after }) => after)].flatMap((record) => {
          const staffId = ids.get(record.username.toLowerCase());
          return staffId === undefined ? [] : [{ staffId, record }];
        });
        const tellOn: TellProgress = (stage, behind) => tell(stage, made.length + behind, steps);
        await inPortions(rows, 'storing', tellOn, (part) => give(tx, by, part, windowsNamed));
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
