import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { identityFixture, standingClock } from '../../test/identity-fixture.ts';
import type { RegionLevel } from '../directory/region.ts';
import { createAudit } from '../platform/audit.service.ts';
import { all, type Database, sql } from '../platform/database.ts';
import { loadDemoStaff } from './demo-staff.service.ts';
import type { DemoWindow } from './demo-staff.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('every region has its staff once, with one public password and another name each', async () => {
  const text = await readFile(new URL('../../data/regions.tsv', import.meta.url), 'utf8');
  const windows = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line): DemoWindow => {
      const [regionCode = '', , level] = line.split('\t');
      return { id: randomUUID(), regionCode, level: level as RegionLevel };
    });
  const since = '2021-01-01T00:00:00.000+08:00';
  const options = { database, audit: createAudit({ database, clock: standingClock(since) }), since };
  const counties = windows.filter(({ level }) => level === 'county').length;

  const before = windows.slice(1);
  const first = await loadDemoStaff(before, options);
  expect(first).toBe(before.length * 6 + counties + 5 + 5);
  expect(await loadDemoStaff(windows, options)).toBe(6);
  expect(await loadDemoStaff(windows, options)).toBe(0);

  const [row] = await all(
    database.db,
    sql<{ accounts: number; names: number; hashes: number; granted: number; mustChange: boolean }>`
      select count(*) as accounts, count(distinct name) as names, bool_or(must_change_password) as "mustChange",
        count(distinct password_hash) filter (where region_code is distinct from ${windows[0]?.regionCode ?? ''}) as hashes,
        count(*) filter (where kind = 'applicant'
          or exists (select from role_grants g where g.staff_id = staff_accounts.id)) as granted
      from staff_accounts where sample`,
  );
  const total = first + 6;
  expect(row).toEqual({ accounts: total, names: total, hashes: 1, granted: total, mustChange: false });

  const fixture = identityFixture(database);
  const actor = await fixture.identity.authenticate(
    (await fixture.signIn('home.500110', 'Tongban-2021')).token,
  );
  const window = windows.find(({ regionCode }) => regionCode === '500110');
  expect(actor).toMatchObject({
    name: '何建国',
    mustChangePassword: false,
    grants: [{ role: 'windowClerk', regionCode: '500110', windowId: window?.id }],
  });
});
