import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { all, type Database, type NamedStatement, sql } from './database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const put = (key: string): NamedStatement => ({
  name: 'test-put',
  text: `insert into settings_of_system (key, value) values ($1, '1') returning key`,
  values: [key],
});
const keys = async (): Promise<string[]> =>
  (
    await all(
      database.db,
      sql<{ key: string }>`select key from settings_of_system where key like 'test-%' order by key`,
    )
  ).map(({ key }) => key);

test('statements sent together are carried out in their order, all or none', async () => {
  expect(await database.together([put('test-1'), put('test-2')])).toEqual([
    [{ key: 'test-1' }],
    [{ key: 'test-2' }],
  ]);
  await expect(database.together([put('test-3'), put('test-1'), put('test-4')])).rejects.toMatchObject({
    code: '23505',
  });
  expect(await keys()).toEqual(['test-1', 'test-2']);
  // The connection is as good as before.
  expect(await database.together([put('test-5')])).toEqual([[{ key: 'test-5' }]]);
});

test('many at once, more than there are connections', async () => {
  const groups = Array.from({ length: 20 }, (_, at) => [put(`test-a${at}`), put(`test-b${at}`)]);
  await Promise.all(groups.map((group) => database.together(group)));
  expect((await keys()).filter((key) => /-[ab]\d/.test(key))).toHaveLength(40);
});

test('inside a transaction nothing is shared: it would wait for ever on a single connection', async () => {
  const ask = database.share(async (asked: readonly number[]) => asked);
  const outside = 'query outside the transaction handed in';
  await expect(database.transaction(async () => ask(1))).rejects.toThrow(outside);
  await expect(database.transaction(async () => database.together([put('test-6')]))).rejects.toThrow(outside);
  expect(await ask(2)).toBe(2);
});
