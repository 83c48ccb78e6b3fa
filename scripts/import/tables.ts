import { randomUUID } from 'node:crypto';
import { listTableColumns, recordOfItem } from '../../src/catalogue/administration/list-table.ts';
import { listEditionItems } from '../../src/catalogue/edition.store.ts';
import type { System } from '../../src/composition/system.ts';
import { contactColumns } from '../../src/directory/contact-list/contact-table.ts';
import { insertGrants, type NewGrant } from '../../src/identity/staff.store.ts';
import { rowsOfStaff, staffColumns } from '../../src/identity/staff-table.ts';
import { all, type Db, json, sql } from '../../src/platform/database.ts';
import type { TableRecord } from '../../src/platform/tables/table.ts';
import { spreadsheet } from '../../src/platform/tables/write-table.service.ts';
import { dayOf } from '../../src/regulation/instant.ts';
import type { Client } from '../client/client.ts';

/** A table to be handed in, and the same rows as one bare statement. */
export type BenchTable = {
  what: string;
  rows: number;
  /** Whose work it is. */
  username: string;
  path: string;
  file: Buffer;
  bare: (tx: Db) => Promise<unknown>;
};

const staffRegion = '510107';

/** A role for each of so many people who have an account: the accounts are there before, since each would hash a password. */
export async function staffTable({ database, directory, clock }: System, rows: number): Promise<BenchTable> {
  const now = clock.now();
  const people = await all(
    database.db,
    sql<{ id: string; username: string }>`
      insert into staff_accounts (kind, username, name, region_code, password_hash, password_set_at,
        must_change_password, created_at)
      select 'staff', 'bench.' || n, '测量' || n, ${staffRegion}, 'none', ${now}, true, ${now}
      from generate_series(1, ${rows}::integer) n returning id, username`,
  );
  const window = directory.listWindows().find(({ regionCode }) => regionCode === staffRegion);
  if (!window) throw new Error(`no window in ${staffRegion}`);
  const today = dayOf(now);
  const grant = { id: '', role: 'windowClerk' as const, regionCode: staffRegion, windowId: window.id };
  const records = people.flatMap(({ id, username }) =>
    rowsOfStaff(
      {
        ...noStaff,
        id,
        username,
        name: `测量${username.slice('bench.'.length)}`,
        regionCode: staffRegion,
        grants: [{ ...grant, validFrom: today, validTo: null }],
      },
      () => window.name,
    ),
  );
  const grants = people.map(
    ({ id }): NewGrant => ({
      role: grant.role,
      regionCode: grant.regionCode,
      windowId: grant.windowId,
      staffId: id,
      validFrom: today,
      validTo: null,
      givenBy: null,
      now,
    }),
  );
  return {
    what: 'staff',
    rows,
    username: `admin.${staffRegion}`,
    path: '/api/staff-table/import',
    file: await spreadsheet('人员名单', staffColumns, records),
    bare: (tx) => insertGrants(tx, grants),
  };
}

const noStaff = {
  kind: 'staff' as const,
  mustChangePassword: true,
  suspendedAt: null,
  casesLockedAt: null,
  statementUntil: null,
  transferTo: null,
  sample: false,
  twoFactor: false,
  lockedUntil: null,
};

const province = '510000';

/** Windows in the halls of a province. */
export async function windowTable({ directory, clock }: System, rows: number): Promise<BenchTable> {
  const halls = directory
    .listWindows()
    .filter(({ regionCode, hallName }) => regionCode.startsWith(province.slice(0, 2)) && hallName !== '');
  const records = Array.from({ length: rows }, (_one, at) => {
    const hall = halls[at % halls.length];
    const name = `跨省通办测量${at + 1}号窗口`;
    return {
      kind: '窗口',
      regionCode: hall?.regionCode ?? '',
      regionName: '',
      level: '',
      hallName: hall?.hallName ?? '',
      name,
      contactPerson: '李慧',
      phone: `028-8550 ${String(at % 10_000).padStart(4, '0')}`,
      address: '武侯祠大街 264 号',
      addressee: name,
      postalAddress: '成都市武侯区武侯祠大街 264 号',
      postcode: '610041',
      officeHours: '',
      status: '',
      confirmedOn: '',
    };
  });
  return {
    what: 'windows',
    rows,
    username: `admin.${province}`,
    path: '/api/directory/import',
    file: await spreadsheet('联络清单', contactColumns, records),
    bare: (tx) =>
      sql`
        insert into windows (id, hall_id, name, address, phone, contact_person, status, sample, registered_at)
        select r.id, h.id, r.name, r.address, r.phone, r."contactPerson", 'suspended', false, ${clock.now()}
        from jsonb_to_recordset(${json(records.map((one) => ({ ...one, id: randomUUID() })))})
          as r(id uuid, "regionCode" text, "hallName" text, name text, address text, phone text, "contactPerson" text)
        join halls h on h.region_code = r."regionCode" and h.name = r."hallName"`.execute(tx),
  };
}

const published = 'southwest-5.2021-1';
const draft = 'southwest-5.2099-1';

/** A list in a draft, with the departments and sources of the list in force. */
export async function listTable({ database }: System, client: Client, rows: number): Promise<BenchTable> {
  await client.post('/api/list-programmes/southwest-5/editions', {
    label: '2099-1',
    effectiveFrom: '2099-01-01',
  });
  const standing = await listEditionItems(database.db, published);
  const items = Array.from({ length: rows }, (_one, at) => {
    const like = standing[at % standing.length];
    if (!like) throw new Error('no list in force');
    return { ...like, number: at + 1, name: `${like.name}（${at + 1}）`, localNames: {}, implementers: [] };
  });
  const records: TableRecord<(typeof listTableColumns)[number]['key']>[] = items.map(recordOfItem);
  return {
    what: 'list',
    rows,
    username: 'coordinator',
    path: `/api/editions/${draft}/table`,
    file: await spreadsheet('清单', listTableColumns, records),
    bare: (tx) =>
      sql`
        insert into items (edition_id, number, name, local_names, lead_departments, cooperating_departments,
          implementers, source, sort_key, readings)
        select ${draft}, i.number, i.name, i."localNames", i."leadDepartments", i."cooperatingDepartments",
          i.implementers, i.source, '', '[]'::jsonb
        from jsonb_to_recordset(${json(items)}) as i(number integer, name text, "localNames" jsonb,
          "leadDepartments" jsonb, "cooperatingDepartments" jsonb, implementers jsonb, source text)`.execute(
        tx,
      ),
  };
}
