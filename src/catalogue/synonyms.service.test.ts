import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import type { Actor } from '../platform/actor.ts';
import { createAudit } from '../platform/audit.service.ts';
import { createClock } from '../platform/clock.ts';
import { type Database, sql } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { Role } from '../regulation/roles.ts';
import { type Catalogue, createCatalogue } from './catalogue.service.ts';
import { loadCatalogue } from './loader.service.ts';
import { createSynonyms, type Synonyms, watchSynonyms } from './synonyms.service.ts';

const clock = createClock();
let database: Database;
let catalogue: Catalogue;
let synonyms: Synonyms;

const actor = (role: Role, regionCode: string): Actor => ({
  kind: 'staff',
  id: randomUUID(),
  username: 'someone',
  name: '周明远',
  grants: [{ role, regionCode, windowId: null }],
  sessionId: randomUUID(),
  mustChangePassword: false,
});
const coordinator = actor('coordinationGroup', '520000');
const province = actor('serviceAdministration', '510000');

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const outcome = await work.catch((error: unknown) => error);
  if (!(outcome instanceof Problem)) throw new Error('was not refused');
  return outcome.code;
};
const firstOf = (query: string) => catalogue.search({ query, limit: 1 }).items[0]?.name;

beforeAll(async () => {
  clock.set('2021-10-08T09:00:00.000+08:00');
  database = await openTestDatabase();
  await loadCatalogue(database, clock.now());
  catalogue = createCatalogue({ database, clock });
  await catalogue.reload();
  synonyms = createSynonyms({ database, clock, catalogue, audit: createAudit({ database, clock }) });
});

afterAll(() => database.close());

describe('words kept by administrations', () => {
  test('count at once, go before the shipped ones, and are gone when taken back', async () => {
    expect(firstOf('铁壳壳执照')).not.toBe('机动车行驶证补发、换发');
    const added = await synonyms.add(coordinator, {
      kind: 'say',
      word: ' 铁壳壳执照 ',
      means: ['机动车行驶证', '机动车行驶证'],
    });
    expect(added).toMatchObject({ word: '铁壳壳执照', means: ['机动车行驶证'], addedByName: '周明远' });
    expect(firstOf('铁壳壳执照')).toBe('机动车行驶证补发、换发');
    expect(firstOf('tiekekezhizhao')).toBe('机动车行驶证补发、换发');
    expect(firstOf('铁壳壳执照丢了')).toBe('机动车行驶证补发、换发');
    await synonyms.remove(province, added.id);
    expect(firstOf('铁壳壳执照')).not.toBe('机动车行驶证补发、换发');
    const { rows } = await sql<{ removed: string }>`
      select removed_by_name as removed from synonyms where id = ${added.id}`.execute(database.db);
    expect(rows).toEqual([{ removed: '周明远' }]);
  });

  test('a shipped word can be given another meaning, or said to be in no list', async () => {
    expect(firstOf('失业金')).toBe('失业保险金申领');
    const added = await synonyms.add(province, { kind: 'word', word: '失业金', means: [] });
    expect(catalogue.search({ query: '失业金', limit: 1 })).toEqual({ items: [], offList: true });
    await synonyms.remove(province, added.id);
    expect(firstOf('失业金')).toBe('失业保险金申领');
  });

  test('are listed page by page, the latest first, and by a part', async () => {
    for (const word of ['甲说法', '乙说法', '丙说法'])
      await synonyms.add(coordinator, { kind: 'filler', word, means: [] });
    const [first, second] = await synonyms.list(coordinator, { limit: 2 });
    const rest = await synonyms.list(coordinator, { limit: 2, after: second?.id });
    expect(new Set([first, second, rest[0]].map((one) => one?.word))).toEqual(
      new Set(['甲说法', '乙说法', '丙说法']),
    );
    expect((await synonyms.list(coordinator, { limit: 9, part: '乙' })).map(({ word }) => word)).toEqual([
      '乙说法',
    ]);
  });

  test('are refused: twice, without a term of the lists, and for whom they are not', async () => {
    await synonyms.add(coordinator, { kind: 'filler', word: '说两遍', means: [] });
    expect(await codeOf(synonyms.add(province, { kind: 'filler', word: '说两遍', means: [] }))).toBe(
      'synonym-exists',
    );
    const unknown = { kind: 'say' as const, word: '没有的事', means: ['清单里没有的用语'] };
    expect(await codeOf(synonyms.add(coordinator, unknown))).toBe('field-invalid');
    expect(await codeOf(synonyms.remove(coordinator, randomUUID()))).toBe('not-found');
    for (const other of [
      actor('serviceAdministration', '510107'),
      actor('serviceAdministration', '510100'),
      actor('auditor', '510000'),
    ])
      expect(await codeOf(synonyms.list(other, { limit: 5 }))).toBe('not-authorised');
  });
});

describe('what found nothing', () => {
  test('is listed with how often, until a word explains it', async () => {
    for (const query of ['蟋蟀户籍', '蟋蟀户籍', '蟋蟀']) catalogue.search({ query, limit: 5 });
    catalogue.search({ query: '失业登记', limit: 5 });
    const found = await synonyms.listMisses(coordinator, 50);
    expect(found.find(({ query }) => query === '蟋蟀户籍')).toEqual({
      query: '蟋蟀户籍',
      times: 2,
      firstOn: '2021-10-08',
      lastOn: '2021-10-08',
    });
    // Typed on the way to the whole question.
    expect(found.map(({ query }) => query)).not.toContain('蟋蟀');
    expect(found.map(({ query }) => query)).not.toContain('失业登记');
    await synonyms.add(coordinator, { kind: 'say', word: '蟋蟀户籍', means: ['户口迁移'] });
    expect((await synonyms.listMisses(coordinator, 50)).map(({ query }) => query)).not.toContain('蟋蟀户籍');
  });

  test('keeps no digits, and no more than 2,000 questions', async () => {
    catalogue.search({ query: '螺蛳粉执照 510110199001011234', limit: 5 });
    for (let at = 0; at < 2100; at += 1) {
      const word = [...String(at)].map((digit) => '甲乙丙丁戊己庚辛壬癸'[Number(digit)]).join('');
      catalogue.search({ query: `龘龘${word}龘`, limit: 1 });
      if (at % 400 === 399) await catalogue.misses.flush();
    }
    await catalogue.misses.flush();
    const { rows } = await sql<{ count: number; digits: number }>`
      select count(*)::int as count, (count(*) filter (where query ~ '[0-9]'))::int as digits
      from search_misses`.execute(database.db);
    expect(rows[0]).toEqual({ count: 2000, digits: 0 });
  });

  test('a word that another process adds is heard', async () => {
    const errors: unknown[] = [];
    const stop = watchSynonyms({ database, catalogue }, 20, (error) => errors.push(error));
    await new Promise((resolve) => setTimeout(resolve, 60));
    await sql`
      insert into synonyms (kind, word, means, reading, added_by, added_by_name, added_at)
      values ('say', '旁的进程', '["机动车行驶证"]', '["pang","de","jin","cheng"]', ${randomUUID()}, '王芳',
        ${clock.now()})`.execute(database.db);
    await expect
      .poll(async () => (database.kind === 'pglite' ? (await catalogue.reload(), 0) : 0, firstOf('旁的进程')))
      .toBe('机动车行驶证补发、换发');
    await stop();
    expect(errors).toEqual([]);
  });
});
