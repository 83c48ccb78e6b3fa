import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { createClock } from './clock.ts';
import { all, type Database, run, sql } from './database.ts';
import { sha256Hex } from './digest.ts';
import { SealBroken } from './envelope.ts';
import { createFiles, type Files } from './files.service.ts';
import { createKeyring, type Keyring } from './keyring.service.ts';

let database: Database;
let folder: string;
let keyring: Keyring;
let files: Files;

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tongban-files-'));
  keyring = await createKeyring(folder);
  files = createFiles({ database, keyring, folder, clock: createClock() });
});

beforeEach(async () => {
  await run(database.db, sql`delete from files`);
  await rm(join(folder, 'files'), { recursive: true, force: true });
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const clerk = randomUUID();
const scan = (text = '户口簿首页 510107199003071234'): Buffer =>
  Buffer.from(`%PDF-1.7\n1 0 obj <</Type/Page>> endobj\n% ${text}\n%%EOF\n`);
const store = (name = '罗小梅户口簿.pdf', bytes = scan(), caseId?: string) =>
  files.store(database.db, bytes, { name, uploadedBy: clerk, caseId });
const attach = (ids: string[], caseId: string, by?: string): Promise<void> =>
  database.transaction((tx) => files.attachToCase(tx, ids, caseId, by));

async function pathsInFolder(): Promise<string[]> {
  const entries = await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const dump = async (): Promise<string> =>
  JSON.stringify(await all(database.db, sql`select f.*, encode(name, 'escape') as name_text from files f`));

describe('storing', () => {
  test('gives back the bytes, their digest and what they are', async () => {
    const stored = await store();
    expect(stored).toMatchObject({
      name: '罗小梅户口簿.pdf',
      size: scan().length,
      sha256: sha256Hex(scan()),
      mediaType: 'application/pdf',
      pages: 1,
      uploadedBy: clerk,
      caseId: undefined,
    });
    expect((await files.read(stored.id)).equals(scan())).toBe(true);
    expect(await files.rehash(stored.id)).toBe(stored.sha256);
    expect(await files.describe([stored.id])).toEqual([stored]);
  });

  test('shows content and name neither in the folder nor in the database (R-239)', async () => {
    await store();
    const [path = ''] = await pathsInFolder();
    const bytes = await readFile(path);
    expect(bytes.includes('510107')).toBe(false);
    expect(bytes.includes('%PDF')).toBe(false);
    expect(path).not.toContain(sha256Hex(scan()));
    expect(await dump()).not.toContain('罗小梅');
  });

  test('the same content twice lies under two keys, so that one can be erased without the other', async () => {
    const [one, other] = [await store(), await store()];
    expect(await pathsInFolder()).toHaveLength(2);
    await attach([one.id], randomUUID());
    const [{ caseId = '' } = {}] = await files.describe([one.id]);
    await database.transaction((tx) => files.eraseCase(tx, caseId));
    await files.removeErased();
    expect((await files.read(other.id)).equals(scan())).toBe(true);
  });

  test('old files open after the keys were changed (R-239)', async () => {
    const stored = await store();
    await keyring.rotate();
    expect((await files.read(stored.id)).equals(scan())).toBe(true);
  });

  test('a refused file leaves nothing behind', async () => {
    await expect(store('x.pdf', Buffer.from('MZ'))).rejects.toMatchObject({ code: 'file-type-refused' });
    const undone = database.transaction(async (tx) => {
      await files.store(tx, scan(), { name: 'x.pdf', id: randomUUID() });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await all(database.db, sql`select id from files`)).toEqual([]);
  });

  test.each(['', '  ', 'a'.repeat(121), 'a\u0000.pdf', 'gpj.\u202Efdp', 'a\nb.pdf', '/'])(
    'refuses the name “%s”',
    async (name) => {
      await expect(store(name)).rejects.toMatchObject({ code: 'field-invalid' });
      expect(await pathsInFolder()).toEqual([]);
    },
  );

  test('keeps of a name only what stands after the folders', async () => {
    expect((await store('C:\\文件\\..\\户口簿.pdf')).name).toBe('户口簿.pdf');
    expect((await store('../../etc/证明.pdf')).name).toBe('证明.pdf');
  });
});

describe('damage', () => {
  test('one altered byte is noticed by the digest and by reading (R-089)', async () => {
    const { id } = await store();
    const [path = ''] = await pathsInFolder();
    const bytes = await readFile(path);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await writeFile(path, bytes);
    expect(await files.rehash(id)).toBeUndefined();
    await expect(files.read(id)).rejects.toThrow(SealBroken);
  });

  test('bytes exchanged between two files are noticed', async () => {
    const [one, other] = [await store('a.pdf', scan('a')), await store('b.pdf', scan('b'))];
    const [first = '', second = ''] = await pathsInFolder();
    const bytes = await readFile(first);
    await writeFile(first, await readFile(second));
    await writeFile(second, bytes);
    expect([await files.rehash(one.id), await files.rehash(other.id)]).toEqual([undefined, undefined]);
  });

  test('missing bytes are noticed', async () => {
    const { id } = await store();
    const [path = ''] = await pathsInFolder();
    await rm(path);
    expect(await files.rehash(id)).toBeUndefined();
  });
});

describe('files of a case', () => {
  test('are given to it, by who uploaded them, again without effect', async () => {
    const [one, other] = [await store(), await store()];
    const caseId = randomUUID();
    await attach([one.id, other.id, one.id], caseId, clerk);
    await attach([one.id], caseId, randomUUID());
    expect((await files.describe([other.id, one.id])).map((file) => [file.id, file.caseId])).toEqual([
      [other.id, caseId],
      [one.id, caseId],
    ]);
  });

  test("are refused when unknown, somebody else's or another case's, and then none is given", async () => {
    const [one, other] = [await store(), await store()];
    const caseId = randomUUID();
    await expect(attach([one.id, randomUUID()], caseId)).rejects.toMatchObject({ code: 'file-not-found' });
    await expect(attach([one.id], caseId, randomUUID())).rejects.toMatchObject({ code: 'file-not-found' });
    await attach([other.id], randomUUID());
    await expect(attach([one.id, other.id], caseId)).rejects.toMatchObject({ code: 'file-not-found' });
    expect((await files.describe([one.id]))[0]?.caseId).toBeUndefined();
    await expect(files.describe([randomUUID()])).rejects.toMatchObject({ code: 'file-not-found' });
  });

  test('may hold 200 MB together and no more (R-068)', async () => {
    const caseId = randomUUID();
    const [full, small] = [await store(), await store()];
    await attach([full.id], caseId);
    await run(
      database.db,
      sql`update files set size = ${200 * 1024 * 1024 - small.size} where id = ${full.id}`,
    );
    await attach([small.id], caseId);
    const one = await store();
    await expect(attach([one.id], caseId)).rejects.toMatchObject({ code: 'case-volume-exceeded' });
  });
});

describe('erasing a case (R-240, OP-98)', () => {
  test('makes content and name unreadable at once, keeps the trace, and removes the bytes', async () => {
    const stored = await store();
    const caseId = randomUUID();
    await attach([stored.id], caseId);
    expect(await database.transaction((tx) => files.eraseCase(tx, caseId))).toBe(1);
    await expect(files.read(stored.id)).rejects.toMatchObject({ code: 'file-not-found' });
    await expect(files.rehash(stored.id)).rejects.toMatchObject({ code: 'file-not-found' });
    const [trace] = await files.describe([stored.id]);
    expect(trace).toMatchObject({
      sha256: stored.sha256,
      pages: 1,
      name: undefined,
      erasedAt: expect.any(String),
    });
    expect(await files.removeErased()).toBe(1);
    expect(await pathsInFolder()).toEqual([]);
    expect(await files.removeErased()).toBe(0);
  });

  test('undone with its transaction leaves the files readable', async () => {
    const stored = await store('a.pdf', scan(), randomUUID());
    const undone = database.transaction(async (tx) => {
      await files.eraseCase(tx, stored.caseId ?? '');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await files.read(stored.id)).equals(scan())).toBe(true);
  });
});

test('inside a transaction a file is read and described through it', async () => {
  await database.transaction(async (tx) => {
    const { id } = await files.store(tx, scan(), { name: 'a.pdf' });
    expect((await files.read(id, tx)).equals(scan())).toBe(true);
    expect(await files.rehash(id, tx)).toBe(sha256Hex(scan()));
    expect((await files.describe([id], tx))[0]?.uploadedBy).toBeUndefined();
  });
});

test('what is kept without a case outlives the clearing, belongs to no case, and goes when it is let go', async () => {
  const [kept, loose] = [await store('样例.pdf'), await store('没用上.pdf')];
  const keep = (ids: string[], by = clerk) => database.transaction((tx) => files.keep(tx, ids, by));
  await keep([kept.id]);
  await expect(keep([loose.id], randomUUID())).rejects.toMatchObject({ code: 'file-not-found' });
  await expect(attach([kept.id], randomUUID(), clerk)).rejects.toMatchObject({ code: 'file-not-found' });
  const later = '2099-01-01T00:00:00.000+08:00';
  await files.removeUnattached(later);
  expect((await files.read(kept.id)).equals(scan())).toBe(true);
  await expect(files.read(loose.id)).rejects.toMatchObject({ code: 'file-not-found' });
  await database.transaction((tx) => files.release(tx, [kept.id]));
  await files.removeUnattached(later);
  await expect(files.read(kept.id)).rejects.toMatchObject({ code: 'file-not-found' });
});
