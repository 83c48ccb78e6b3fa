import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { type Database, run, sql } from './database.ts';
import { openWith, SealBroken, sealWith } from './envelope.ts';
import { createKeyring, openKeyring, rotateKeys } from './keyring.service.ts';

let folder: string;
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongban-keys-'));
  await run(database.db, sql`delete from settings_of_system`);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

afterAll(() => database.close());

const keysPath = (): string => join(folder, 'keys.json');

describe('the keyring', () => {
  test('lies beside the database, readable by nobody else, and stays the same at the next start', async () => {
    const sealed = (await openKeyring(database, folder)).seal('罗小梅', 'name:1');
    expect((await stat(keysPath())).mode & 0o777).toBe(0o600);
    expect((await openKeyring(database, folder)).openText(sealed, 'name:1')).toBe('罗小梅');
  });

  test('is made once when several processes start at the same time', async () => {
    const rings = await Promise.all(Array.from({ length: 8 }, () => openKeyring(database, folder)));
    const sealed = rings.map((ring) => ring.seal('x', 'c'));
    for (const ring of rings) for (const one of sealed) expect(ring.openText(one, 'c')).toBe('x');
  });

  test('opens nothing in another context, altered or cut', async () => {
    const ring = await createKeyring(folder);
    const sealed = ring.seal('罗小梅', 'name:1');
    expect(() => ring.open(sealed, 'name:2')).toThrow(SealBroken);
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => ring.open(altered, 'name:1')).toThrow(SealBroken);
      expect(() => ring.open(sealed.subarray(0, at), 'name:1')).toThrow(SealBroken);
    }
  });

  test('finds equal values of one kind by their blind index, and nothing else', async () => {
    const ring = await createKeyring(folder);
    const index = ring.blindIndex('identity', '510107199003071234');
    expect(ring.blindIndex('identity', '510107199003071234')).toBe(index);
    expect(ring.blindIndex('identity', '510107199003071235')).not.toBe(index);
    expect(ring.blindIndex('phone', '510107199003071234')).not.toBe(index);
    const other = await mkdtemp(join(tmpdir(), 'tongban-keys-'));
    expect((await createKeyring(other)).blindIndex('identity', '510107199003071234')).not.toBe(index);
    await rm(other, { recursive: true });
  });

  test('wraps a key for one case; without the wrapped key its content is lost', async () => {
    const ring = await createKeyring(folder);
    const { key, wrapped } = ring.newDataKey();
    const sealed = sealWith(key, '答案', 'case:1');
    expect(openWith(ring.unwrap(wrapped), sealed, 'case:1').toString()).toBe('答案');
    expect(() => openWith(ring.newDataKey().key, sealed, 'case:1')).toThrow(SealBroken);
  });
});

describe('changing keys', () => {
  test('seals with the new one and still opens what the old one sealed', async () => {
    const ring = await openKeyring(database, folder);
    const before = ring.seal('旧', 'c');
    const { key, wrapped } = ring.newDataKey();
    const index = ring.blindIndex('phone', '13800006021');
    await rotateKeys(database, folder, ring);
    const after = ring.seal('新', 'c');
    expect(after.subarray(0, 9).equals(before.subarray(0, 9))).toBe(false);
    const next = await openKeyring(database, folder);
    expect([next.openText(before, 'c'), next.openText(after, 'c')]).toEqual(['旧', '新']);
    expect(next.unwrap(wrapped).equals(key)).toBe(true);
    expect(next.blindIndex('phone', '13800006021')).toBe(index);
  });

  test('is noticed by a process that was already running', async () => {
    const [one, other] = [await createKeyring(folder), await createKeyring(folder)];
    await one.rotate();
    expect(other.openText(one.seal('x', 'c'), 'c')).toBe('x');
  });
});

describe('a start is refused, with what to do', () => {
  test('when the keys are missing although the database holds data', async () => {
    await openKeyring(database, folder);
    await rm(keysPath());
    await expect(openKeyring(database, folder)).rejects.toThrow(
      /没有密钥文件 keys\.json，无法启动。请从备份恢复/,
    );
    await expect(stat(keysPath())).rejects.toThrow('ENOENT');
  });

  test("when the keys are another system's", async () => {
    await openKeyring(database, folder);
    await rm(keysPath());
    await createKeyring(folder);
    await expect(openKeyring(database, folder)).rejects.toThrow(/不是这个数据库的/);
  });

  test('when a backup of the keys lacks a later one', async () => {
    const ring = await openKeyring(database, folder);
    const backup = await readFile(keysPath());
    await rotateKeys(database, folder, ring);
    await writeFile(keysPath(), backup);
    await expect(openKeyring(database, folder)).rejects.toThrow(/缺少后来更换的密钥/);
  });

  test.each(['', '{}', '{"current":"a","keys":{},"indexKey":"AAAA"}'])(
    'when the key file is damaged: %s',
    async (text) => {
      await writeFile(keysPath(), text);
      await expect(openKeyring(database, folder)).rejects.toThrow(/不完整/);
      expect(await readFile(keysPath(), 'utf8')).toBe(text);
    },
  );
});
