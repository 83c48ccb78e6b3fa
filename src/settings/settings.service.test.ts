import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { standingClock } from '../../test/identity-fixture.ts';
import type { Actor } from '../platform/actor.ts';
import { createAudit } from '../platform/audit.service.ts';
import { type Database, run, sql } from '../platform/database.ts';
import { createSettings, type Settings, watchSettings } from './settings.service.ts';

const now = '2021-10-11T09:00:00.000+08:00';
const later = '2021-10-12T09:00:00.000+08:00';
const proposal = {
  scopeKind: 'all',
  scopeCode: '',
  value: 4,
  validFrom: '2021-10-12',
  reason: '会议议定',
} as const;

const member = (name: string): Actor => ({
  kind: 'staff',
  id: randomUUID(),
  username: name,
  name,
  grants: [{ role: 'coordinationGroup', regionCode: '520000', windowId: null }],
  sessionId: randomUUID(),
  mustChangePassword: false,
});
const [first, second] = [member('甲'), member('乙')];

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Settings as one process holds them. */
const processOf = (): Promise<Settings> => {
  const clock = standingClock(now);
  return createSettings({
    database,
    clock,
    audit: createAudit({ database, clock }),
    directory: { regionPath: () => [], findRegion: () => undefined, regionName: (code) => code },
    names: { programme: () => undefined, option: () => undefined },
  });
};

test('another process holds to a change as soon as it was approved', async () => {
  const [here, there] = [await processOf(), await processOf()];
  const stop = watchSettings(
    database,
    () => there.reload(),
    10,
    (error) => {
      throw error;
    },
  );
  const { id } = await here.propose(first, 'homeAnswer', proposal);
  await here.decide(second, id, { approved: true });
  // The embedded database belongs to one process: nobody else can change it.
  if (database.kind === 'pglite') await there.reload();
  for (let tries = 0; tries < 200 && there.numberOf('homeAnswer', {}, later) !== 4; tries += 1)
    await pause(20);
  stop();
  expect(there.numberOf('homeAnswer', {}, later)).toBe(4);
  expect(there.numberOf('homeAnswer', {}, now)).toBe(2);
});

test('of two proposals for one scope at the same moment one is refused; of two decisions as well', async () => {
  const here = await processOf();
  const both = await Promise.allSettled([
    here.propose(first, 'firstOpening', proposal),
    here.propose(second, 'firstOpening', proposal),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'setting-overlaps' },
  });
  const [open] = (await here.list(first)).find(({ id }) => id === 'firstOpening')?.open ?? [];
  const third = member('丙');
  const decisions = await Promise.allSettled(
    [third, member('丁')].map((actor) => here.decide(actor, open?.id ?? '', { approved: true })),
  );
  expect(decisions.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'change-decided' },
  });
});

test('what was proposed and decided can never be changed', async () => {
  for (const table of ['setting_changes', 'setting_decisions', 'text_versions', 'region_roll_out_events'])
    await expect(run(database.db, sql`delete from ${sql.table(table)}`)).rejects.toThrow(
      /append-only|permission denied/,
    );
});
