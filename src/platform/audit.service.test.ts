import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, testKind } from '../../test/database.ts';
import { clear, tamper } from '../../test/tamper.ts';
import { type Audit, createAudit } from './audit.service.ts';
import type { AuditEntry } from './audit.ts';
import { createClock } from './clock.ts';
import { all, type Database, run, sql } from './database.ts';

let database: Database;
let audit: Audit;

beforeAll(async () => {
  database = await openTestDatabase();
  audit = createAudit({ database, clock: createClock() });
});

beforeEach(() => clear(database, ['audit_entries', 'audit_seals']));

afterAll(() => database.close());

const clerk = {
  kind: 'staff' as const,
  id: randomUUID(),
  name: '张敏',
  grant: { role: 'windowClerk', regionCode: '510107', windowId: 'w1' },
};
const entry = (no: number): AuditEntry => ({
  action: 'caseRead',
  actor: clerk,
  subject: { kind: 'case', id: String(no) },
});

async function fill(count: number): Promise<void> {
  for (let no = 1; no <= count; no += 1) await audit.record(database.db, entry(no));
}

const idsOf = async (): Promise<number[]> =>
  (await all(database.db, sql<{ id: number }>`select id from audit_entries order by id`)).map(({ id }) => id);

describe('recording', () => {
  test('keeps who, by which grant, what and from where', async () => {
    const caseId = randomUUID();
    await audit.record(database.db, {
      ...entry(1),
      caseId,
      address: '10.0.0.7',
      outcome: 'refused',
      detail: { code: 'not-authorised', fields: ['phone'] },
    });
    expect(await audit.list({})).toEqual([
      {
        id: expect.any(Number),
        at: expect.stringMatching(/\+08:00$/),
        actorId: clerk.id,
        actorName: '张敏',
        role: 'windowClerk',
        regionCode: '510107',
        windowId: 'w1',
        action: 'caseRead',
        subjectKind: 'case',
        subjectId: '1',
        caseId,
        address: '10.0.0.7',
        outcome: 'refused',
        detail: { code: 'not-authorised', fields: ['phone'] },
      },
    ]);
  });

  test('keeps no name of an applicant and no full number', async () => {
    await audit.record(database.db, {
      action: 'searched',
      actor: { kind: 'applicant', id: randomUUID(), name: '罗小梅' },
      subject: { kind: 'identity', id: '510107199003071234' },
      detail: { by: '13800006021', many: ['电话13800006021'] },
    });
    const text = JSON.stringify(await audit.list({}));
    expect(text).not.toContain('罗小梅');
    expect(text).not.toContain('510107199003071234');
    expect(text).not.toContain('13800006021');
  });

  test('happens with the transaction or not at all', async () => {
    const failing = database.transaction(async (tx) => {
      await audit.record(tx, entry(1));
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(await audit.list({})).toEqual([]);
  });

  test.each([
    sql`update audit_entries set action = 'x'`,
    sql`delete from audit_entries`,
    sql`truncate audit_entries`,
    sql`update audit_seals set hash = 'x'`,
    sql`delete from audit_seals`,
  ])('cannot be undone by the application: %#', async (statement) => {
    await fill(1);
    await audit.seal();
    await expect(run(database.db, statement)).rejects.toThrow(/permission denied|append-only/);
    expect((await audit.verify()).sound).toBe(true);
  });
});

describe('listing', () => {
  test('goes page by page from the newest, filtered', async () => {
    await fill(5);
    await audit.record(database.db, { action: 'signedIn', actor: null });
    const numbersOf = async (after?: number): Promise<[(string | null)[], number | undefined]> => {
      const page = await audit.list({ after, limit: 2, filters: { action: 'caseRead', actorId: clerk.id } });
      return [page.map((row) => row.subjectId), page.at(-1)?.id];
    };
    const [first, next] = await numbersOf();
    const [second, last] = await numbersOf(next);
    const [third] = await numbersOf(last);
    expect([first, second, third]).toEqual([['5', '4'], ['3', '2'], ['1']]);
    expect(await audit.list({ filters: { until: '2000-01-01T00:00:00.000+08:00' } })).toEqual([]);
    expect(await audit.list({ filters: { caseId: randomUUID() } })).toEqual([]);
    expect(
      await audit.list({ filters: { from: '2000-01-01T00:00:00.000+08:00', regionCode: '510107' } }),
    ).toHaveLength(5);
  });
});

describe('sealing and verifying', () => {
  test('an untouched log is sound; what came after the last seal is told', async () => {
    expect(await audit.seal()).toBe(0);
    await fill(3);
    expect(await audit.seal()).toBe(3);
    await fill(2);
    expect(await audit.seal()).toBe(2);
    await fill(1);
    expect(await audit.verify()).toMatchObject({
      sound: true,
      seals: 2,
      entries: 5,
      unsealed: 1,
      faults: [],
    });
  });

  test('two sealers at once seal every entry once', async () => {
    await fill(4);
    const sealed = await Promise.all([audit.seal(), audit.seal(), audit.seal()]);
    expect(sealed.reduce((sum, count) => sum + count)).toBe(4);
    expect(await audit.verify()).toMatchObject({ sound: true, entries: 4, unsealed: 0 });
  });

  test('a number given to a transaction that failed is no fault', async () => {
    await fill(1);
    await database
      .transaction(async (tx) => {
        await audit.record(tx, entry(9));
        throw new Error('undone');
      })
      .catch(() => undefined);
    await fill(1);
    await audit.seal();
    expect(await audit.verify()).toMatchObject({ sound: true, entries: 2 });
  });

  const tampering: [string, (ids: number[]) => ReturnType<typeof sql>, RegExp][] = [
    [
      'an outcome was changed',
      (ids) => sql`update audit_entries set outcome = 'failed' where id = ${ids[1]}`,
      /内容被改过/,
    ],
    [
      'an actor was changed',
      (ids) => sql`update audit_entries set actor_name = '李四' where id = ${ids[4]}`,
      /内容被改过/,
    ],
    [
      'a time was changed',
      (ids) => sql`update audit_entries set at = at - interval '1 day' where id = ${ids[0]}`,
      /内容被改过/,
    ],
    [
      'an entry was removed',
      (ids) => sql`delete from audit_entries where id = ${ids[1]}`,
      /有 3 条，现在有 2 条，有记录被删/,
    ],
    ['the first entry was removed', (ids) => sql`delete from audit_entries where id = ${ids[0]}`, /被删/],
    [
      'two entries were exchanged',
      (
        ids,
      ) => sql`update audit_entries e set subject_id = (select subject_id from audit_entries o where o.id = ${(ids[0] ?? 0) + (ids[1] ?? 0)} - e.id)
        where id in (${ids[0]}, ${ids[1]})`,
      /内容被改过/,
    ],
    [
      'a seal was changed',
      () => sql`update audit_seals set sealed_at = sealed_at - interval '1 day' where seal_no = 1`,
      /封签本身被改过/,
    ],
    ['a seal was removed', () => sql`delete from audit_seals where seal_no = 1`, /接不上/],
    [
      'a root was changed',
      () => sql`update audit_seals set merkle_root = '\\x00' where seal_no = 2`,
      /封签本身被改过/,
    ],
  ];
  test.each(tampering)('finds that %s', async (_what, statement, sentence) => {
    await fill(3);
    await audit.seal();
    await fill(3);
    await audit.seal();
    const ids = await idsOf();
    await tamper(database, ['audit_entries', 'audit_seals'], (tx) => run(tx, statement(ids)));
    const { sound, faults } = await audit.verify();
    expect(sound).toBe(false);
    expect(faults.map((fault) => fault.sentence).join()).toMatch(sentence);
  });

  test('finds an entry slipped in under a number that was left free', async () => {
    await fill(1);
    await database
      .transaction(async (tx) => {
        await audit.record(tx, entry(9));
        throw new Error('undone');
      })
      .catch(() => undefined);
    await fill(1);
    await audit.seal();
    const [lowest = 0] = await idsOf();
    await tamper(database, ['audit_entries'], (tx) =>
      run(
        tx,
        sql`
          insert into audit_entries (id, at, action, outcome) overriding system value
          values (${lowest + 1}, now(), 'signedIn', 'done')
        `,
      ),
    );
    expect((await audit.verify()).faults.map(({ sentence }) => sentence)).toEqual([
      '封签时有 2 条，现在有 3 条，有记录是事后插入的。',
    ]);
  });
});

describe.runIf(testKind === 'postgres')('a transaction that took its number early and commits late', () => {
  test('is waited for, so that its entry lies inside its seal', async () => {
    const gate = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const slow = database.transaction(async (tx) => {
      await audit.record(tx, entry(1));
      written.resolve();
      await gate.promise;
    });
    await written.promise;
    await fill(1);
    const sealing = audit.seal();
    const early = await Promise.race([sealing, new Promise((resolve) => setTimeout(resolve, 150, 'waits'))]);
    expect(early).toBe('waits');
    // Writers are not held up by the sealer that waits.
    await audit.record(database.db, entry(3));
    gate.resolve();
    await slow;
    expect(await sealing).toBe(2);
    expect(await audit.seal()).toBe(1);
    expect(await audit.verify()).toMatchObject({ sound: true, seals: 2, entries: 3, unsealed: 0 });
  });

  test('does not stop sealing when it is undone', async () => {
    const gate = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const slow = database.transaction(async (tx) => {
      await audit.record(tx, entry(1));
      written.resolve();
      await gate.promise;
      throw new Error('undone');
    });
    await written.promise;
    await fill(1);
    const sealing = audit.seal();
    gate.resolve();
    await expect(slow).rejects.toThrow('undone');
    expect(await sealing).toBe(1);
    expect((await audit.verify()).sound).toBe(true);
  });
});
