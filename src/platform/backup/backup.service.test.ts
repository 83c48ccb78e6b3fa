import { randomUUID } from 'node:crypto';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOwnDatabase } from '../../../scripts/bench/own-database.ts';
import { samplePdf } from '../../../scripts/client/scans.ts';
import { verifyPlace } from '../../../scripts/keeping/verify-place.ts';
import { type CaseDesk, openDesk, people } from '../../../test/case-desk.ts';
import { takeSequences } from '../../cases/core/shared-reads.store.ts';
import { createNotices } from '../../notifications/notices.service.ts';
import type { CaseState } from '../../regulation/states.ts';
import { createAudit } from '../audit.service.ts';
import { all, type Database, first, run, sql } from '../database.ts';
import { sha256Hex } from '../digest.ts';
import { createFeed } from '../feed.service.ts';
import { createFiles } from '../files.service.ts';
import { createKeyring, openKeyring } from '../keyring.service.ts';
import { openPglite } from '../pglite.ts';
import { openPostgres } from '../postgres.ts';
import { createSubscribers } from '../subscribers.service.ts';
import { type BackupSummary, writeBackup } from './backup.service.ts';
import { countRelations } from './backup.store.ts';
import type { Manifest } from './manifest.ts';
import { moveToPostgres } from './move.service.ts';
import { openPlace, type Place } from './places.ts';
import { checkBackup, restoreBackup } from './restore.service.ts';
import { sealKeys } from './sealed-keys.ts';

/** A restore makes a whole database; on a busy machine that takes its time. */
const patience = 120_000;
const passphrase = '十二个字以上的备份口令一二三';
const server = process.env['TEST_DATABASE_URL'];
const kinds = ['pglite', ...(server ? ['postgres' as const] : [])] as const;
const states: CaseState[] = ['draft', 'formalReview', 'inTransit', 'substantiveReview', 'completed'];

const removed: (() => Promise<void>)[] = [];
const newFolder = async (name: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), `tongban-${name}-`));
  removed.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** Somewhere to restore to: nothing there yet. */
async function emptyPlace(kind: 'pglite' | 'postgres'): Promise<Place> {
  const dataFolder = join(await newFolder('place'), 'data');
  if (kind === 'pglite') return { dataFolder, databaseUrl: undefined };
  const own = await createOwnDatabase(server ?? '', 'restore');
  removed.push(() => own.drop());
  return { dataFolder, databaseUrl: own.url };
}

const openRunning = ({ dataFolder, databaseUrl }: Place): Promise<Database> =>
  databaseUrl ? openPostgres(databaseUrl, { connections: 2 }) : openPglite(dataFolder);

/** The database of a place as the owner sees it; closed after the work. */
async function looking<Result>(place: Place, work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openPlace(place);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** What there is at a place; an embedded database is not there at all before it is whole. */
const relationsAt = async (place: Place): Promise<number> =>
  place.databaseUrl ? looking(place, ({ db }) => countRelations(db)) : 0;

let desk: CaseDesk;
let made: BackupSummary;
let manifest: Manifest;
let request: { caseId: string; expected: number; key: string; digest: string };
let answer: unknown;

const backupOf = async (database: Database, dataFolder: string): Promise<BackupSummary> =>
  writeBackup({
    database,
    dataFolder,
    folder: join(await newFolder('backup'), 'backup'),
    passphrase,
    madeAt: new Date(0),
  });
const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
const contentsOf = ({ tables, sequences, migrations, files }: Manifest): unknown => ({
  tables: tables.map(({ name, rows, content }) => [name, rows, content]),
  sequences,
  migrations,
  files: [files.count, files.bytes, files.part.sha256],
});

beforeAll(async () => {
  desk = await openDesk();
  for (const state of states) await desk.caseIn(state);
  const draft = await desk.caseIn('draft');
  await desk.drafts.save(draft.kase.id, people.intake, 0, {
    contact: { name: '罗晓梅', phone: '13800006021' },
  });
  const story = await desk.caseIn('submitted');
  request = {
    caseId: story.kase.id,
    expected: story.kase.version,
    key: randomUUID(),
    digest: sha256Hex('start'),
  };
  answer = await desk.request([{ command: 'startFormalReview', input: {} }], request);
  const { database, clock } = desk;
  const feed = createFeed({ database, clock });
  await feed.sealPending();
  const subscribers = createSubscribers({ database, feed, clock });
  subscribers.register(createNotices({ database, clock }).subscriber);
  await subscribers.open();
  await subscribers.catchUp();
  const audit = createAudit({ database, clock });
  await audit.record(database.db, {
    action: 'signedIn',
    actor: null,
    detail: { 说明: '“引号”、\\反斜线\n换行' },
  });
  await audit.seal();
  // An upload that no case took, and a value that is JSON null.
  await desk.files.store(database.db, samplePdf('left over'), {
    name: 'a.pdf',
    uploadedBy: people.intake.id,
  });
  await run(database.db, sql`insert into settings_of_system (key, value) values ('json-null', 'null')`);
  made = await backupOf(database, desk.folder);
  manifest = await manifestOf(made.folder);
});

afterAll(async () => {
  await desk.close();
  for (const remove of removed.toReversed()) await remove();
});

describe('备份与恢复', () => {
  test('the backup holds every table, and no key in the open', async () => {
    expect(made.rows).toBeGreaterThan(100);
    expect(made.files).toBeGreaterThan(10);
    const names = manifest.tables.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['cases', 'case_events', 'case_drafts', 'notices', 'audit_seals']),
    );
    const keys = JSON.parse(await readFile(join(desk.folder, 'keys.json'), 'utf8')) as {
      keys: Record<string, string>;
      indexKey: string;
    };
    for (const path of ['manifest.json', 'keys.sealed.json']) {
      const text = await readFile(join(made.folder, path), 'utf8');
      for (const key of [...Object.values(keys.keys), keys.indexKey]) expect(text).not.toContain(key);
    }
  });

  test.each(kinds)(
    'restored into %s: everything equal, and it goes on where it stood',
    async (kind) => {
      const place = await emptyPlace(kind);
      const backup = await checkBackup(made.folder, passphrase);
      await restoreBackup(backup, place);
      // Nothing is written over what is there.
      await expect(restoreBackup(backup, place)).rejects.toThrow(/数据文件夹 .* 不是空的/);
      const found = await verifyPlace(place);
      expect(found).toMatchObject({
        cases: states.length + 2,
        events: await desk.count('case_events'),
        files: made.files,
        feed: { entries: await desk.count('feed_entries') },
        audit: { seals: 1 },
      });
      // A backup of what was restored has the same content, byte by byte.
      const again = await looking(place, async (database) => backupOf(database, place.dataFolder));
      expect(contentsOf(await manifestOf(again.folder))).toEqual(contentsOf(manifest));

      const database = await openRunning(place);
      try {
        for (const forbidden of [
          sql`update case_events set type = 'x'`,
          sql`delete from audit_entries`,
          sql`truncate feed_entries`,
        ]) {
          await expect(run(database.db, forbidden)).rejects.toThrow(/append-only|permission denied/);
        }
        const keyring = await openKeyring(database, place.dataFolder);
        const { clock } = desk;
        const files = createFiles({ database, keyring, folder: place.dataFolder, clock });
        // The same request gives the first answer again.
        const { executor } = desk.another({ database, keyring, files });
        const repeated = await executor.execute({
          caseId: request.caseId,
          expectedVersion: request.expected,
          acts: [{ command: 'startFormalReview', input: {} }],
          actor: people.intake,
          key: request.key,
          digest: request.digest,
        });
        expect(repeated.receipt).toEqual(answer);
        // Ids and business numbers follow the last ones.
        const last = await first(database.db, sql<{ id: number }>`select max(id) as id from audit_entries`);
        await createAudit({ database, clock }).record(database.db, { action: 'signedOut', actor: null });
        const next = await first(database.db, sql<{ id: number }>`select max(id) as id from audit_entries`);
        expect(next?.id).toBe((last?.id ?? 0) + 1);
        const [day] = await all(
          database.db,
          sql<{ region: string; day: string; last: number }>`
          select region_code as region, day, last_sequence as last from business_number_days`,
        );
        const counter = { regionCode: day?.region ?? '', day: day?.day ?? '' };
        expect(await takeSequences(database.run, [counter])).toEqual([(day?.last ?? 0) + 1]);
        const value = await first(
          database.db,
          sql<{
            same: boolean;
          }>`select value = 'null'::jsonb as same from settings_of_system where key = 'json-null'`,
        );
        expect(value?.same).toBe(true);
      } finally {
        await database.close();
      }
    },
    patience,
  );

  test.runIf(server)(
    'moved to PostgreSQL: everything equal, the source as it was; again after a failure',
    async () => {
      const place = await emptyPlace('postgres');
      const to = { dataFolder: place.dataFolder, databaseUrl: place.databaseUrl ?? '' };
      const from = { database: desk.database, dataFolder: desk.folder };
      const full = { ...to, databaseUrl: `${to.databaseUrl}_absent` };
      await expect(moveToPostgres(from, full)).rejects.toThrow('does not exist');
      expect(await readdir(to.dataFolder)).toEqual([]);
      const moved = await moveToPostgres(from, to);
      expect(moved.rows).toBe(made.rows);
      expect((await verifyPlace(place)).events).toBe(await desk.count('case_events'));
      const again = await looking(place, (database) => backupOf(database, place.dataFolder));
      expect(contentsOf(await manifestOf(again.folder))).toEqual(contentsOf(manifest));
      const beside = { ...place, dataFolder: join(await newFolder('beside'), 'data') };
      await expect(restoreBackup(await checkBackup(made.folder, passphrase), beside)).rejects.toThrow(
        '目标数据库不是空的',
      );
      expect(await readdir(beside.dataFolder)).toEqual([]);
      await expect(moveToPostgres(from, to)).rejects.toThrow('不是空的');
      expect(contentsOf(await manifestOf((await backupOf(desk.database, desk.folder)).folder))).toEqual(
        contentsOf(manifest),
      );
    },
  );
});

describe('不完整的备份一概不恢复', () => {
  async function copyOfBackup(): Promise<string> {
    const folder = join(await newFolder('copy'), 'backup');
    await cp(made.folder, folder, { recursive: true });
    return folder;
  }
  const flip = async (path: string, at: number): Promise<void> => {
    const bytes = await readFile(path);
    const index = at < 0 ? bytes.length + at : at;
    bytes[index] = (bytes[index] ?? 0) ^ 1;
    await writeFile(path, bytes);
  };
  const anyFile = async (folder: string): Promise<string> => {
    const [branch = ''] = await readdir(join(folder, 'files'));
    const [name = ''] = await readdir(join(folder, 'files', branch));
    return join(folder, 'files', branch, name);
  };

  test.each<[string, (folder: string) => Promise<void>, string]>([
    ['a byte of a table', (folder) => flip(join(folder, 'tables/case_events.jsonl.gz'), -20), '与清单不符'],
    ['a byte of a file', async (folder) => flip(await anyFile(folder), 40), '与清单不符'],
    ['a file that grew', async (folder) => appendFile(await anyFile(folder), 'x'), '与清单不符'],
    [
      'a byte of the manifest',
      (folder) => flip(join(folder, 'manifest.json'), 60),
      '清单 manifest.json 被改动过',
    ],
    ['a byte of the keys', (folder) => flip(join(folder, 'keys.sealed.json'), -20), '备份口令不对'],
    [
      'a table that is missing',
      (folder) => rm(join(folder, 'tables/cases.jsonl.gz')),
      '缺少 tables/cases.jsonl.gz',
    ],
    ['a file that is missing', async (folder) => rm(await anyFile(folder)), '缺少 files/'],
    ['keys that are missing', (folder) => rm(join(folder, 'keys.sealed.json')), '没有 keys.sealed.json'],
    [
      'a manifest made up anew',
      async (folder) => {
        const path = join(folder, 'manifest.json');
        const text = (await readFile(path, 'utf8')).replace('"database": "', '"database": "x');
        await writeFile(path, text);
        await writeFile(join(folder, 'manifest.sha256'), `${sha256Hex(text)}  manifest.json\n`);
      },
      '备份口令不对，或者备份的清单、密钥被改动过',
    ],
    [
      'a newer version',
      async (folder) => {
        const path = join(folder, 'manifest.json');
        const newer = { ...(await manifestOf(folder)) };
        newer.migrations = [
          ...newer.migrations,
          { name: '9901-later', timestamp: '2031-01-01T00:00:00.000Z' },
        ];
        const text = JSON.stringify(newer);
        const keys = await readFile(join(desk.folder, 'keys.json'), 'utf8');
        await writeFile(path, text);
        await writeFile(join(folder, 'manifest.sha256'), `${sha256Hex(text)}  manifest.json\n`);
        await writeFile(join(folder, 'keys.sealed.json'), await sealKeys(keys, passphrase, sha256Hex(text)));
      },
      '数据出自更新的版本（本版本没有 9901-later）',
    ],
  ])(
    '%s',
    async (_name, harm, sentence) => {
      const folder = await copyOfBackup();
      await harm(folder);
      await expect(checkBackup(folder, passphrase)).rejects.toThrow(sentence);
    },
    patience,
  );

  test('a backup that nothing was done to is whole', async () => {
    expect((await checkBackup(await copyOfBackup(), passphrase)).manifestDigest).toBe(made.manifestDigest);
  });

  test('another passphrase, and one that is too short', async () => {
    await expect(checkBackup(made.folder, `${passphrase}四`)).rejects.toThrow('备份口令不对');
    await expect(
      writeBackup({
        database: desk.database,
        dataFolder: desk.folder,
        folder: `${made.folder}-2`,
        passphrase: '太短的口令',
        madeAt: new Date(0),
      }),
    ).rejects.toThrow('至少要 12 个字符');
  });

  test.each(kinds)(
    'what breaks on the way is taken back whole, and can be begun again: %s',
    async (kind) => {
      const folder = await copyOfBackup();
      const backup = await checkBackup(folder, passphrase);
      const place = await emptyPlace(kind);
      const harmed = await anyFile(folder);
      await flip(harmed, 40);
      await expect(restoreBackup(backup, place)).rejects.toThrow('与清单不符');
      expect(await readdir(place.dataFolder)).toEqual([]);
      expect(await relationsAt(place)).toBe(0);
      await flip(harmed, 40);
      await restoreBackup(backup, place);
      expect((await verifyPlace(place)).cases).toBe(states.length + 2);
    },
    patience,
  );

  test('keys of another system, and a file of a case that is not there: no backup comes of it', async () => {
    const other = await newFolder('other-keys');
    await createKeyring(other);
    await expect(backupOf(desk.database, other)).rejects.toThrow('密钥与数据库不配');
    const row = await first(
      desk.database.db,
      sql<{ address: string }>`select address from files where case_id is not null limit 1`,
    );
    const path = join(desk.folder, 'files', row?.address.slice(0, 2) ?? '', row?.address ?? '');
    const bytes = await readFile(path);
    await rm(path);
    await expect(backupOf(desk.database, desk.folder)).rejects.toThrow('缺少 1 个办件的文件');
    await writeFile(path, bytes);
  });
});
