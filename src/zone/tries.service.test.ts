import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { createClock } from '../platform/clock.ts';
import { all, type Database, run, sql } from '../platform/database.ts';
import { later } from '../regulation/instant.ts';
import { createTries, type Tries } from './tries.service.ts';
import type { TryKind } from './try-limits.ts';

const start = '2021-09-29T10:00:00.000+08:00';
const minutes = (count: number) => count * 60_000;

describe('tries of the public queries', () => {
  let database: Database;
  let tries: Tries;
  const clock = createClock(() => 0);

  beforeAll(async () => {
    database = await openTestDatabase();
    tries = createTries({ database, clock, blindIndex: (kind, value) => `${kind}|${value}`, answerMs: 0 });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    clock.set(start);
    await run(database.db, sql`delete from public_tries`);
  });

  const stored = async () =>
    (await all(database.db, sql<{ n: number }>`select count(*) as n from public_tries`))[0]?.n;
  const wrong = (subject: string, address = '192.0.2.1', kind: TryKind = 'progress') =>
    tries.look({ kind, address, subject }, () => Promise.resolve(undefined));
  const right = (subject: string, address = '192.0.2.1') =>
    tries.look({ kind: 'progress', address, subject }, () => Promise.resolve('it'));

  it('counts down the five tries of one number, then blocks it for an hour from everywhere, right or wrong', async () => {
    for (const left of [4, 3, 2, 1, 0]) {
      expect(await wrong('a')).toEqual({ outcome: 'noMatch', triesLeft: left });
    }
    expect(await right('a', '198.51.100.7')).toEqual({
      outcome: 'blocked',
      until: later(start, minutes(60)),
    });
    expect(await right('b')).toEqual({ outcome: 'found', found: 'it' });
    clock.set(later(start, minutes(59)));
    expect((await right('a')).outcome).toBe('blocked');
    clock.set(later(start, minutes(60)));
    expect((await right('a')).outcome).toBe('found');
  });

  it('blocks an address for an hour from its twentieth wrong try within an hour', async () => {
    for (let n = 1; n <= 20; n += 1) {
      clock.set(later(start, minutes(2 * n)));
      expect((await wrong(`code ${n}`, '192.0.2.1', 'verification')).outcome, `try ${n}`).toBe('noMatch');
    }
    const until = later(start, minutes(100));
    expect(await wrong('another', '192.0.2.1', 'verification')).toEqual({ outcome: 'blocked', until });
    expect((await wrong('another', '192.0.2.2', 'verification')).outcome).toBe('noMatch');
    expect((await wrong('another', '192.0.2.1', 'progress')).outcome).toBe('noMatch');
    // The first tries have left the hour by now; the block still holds its own hour.
    clock.set(later(start, minutes(99)));
    expect((await wrong('another', '192.0.2.1', 'verification')).outcome).toBe('blocked');
    clock.set(until);
    expect(await wrong('another', '192.0.2.1', 'verification')).toEqual({
      outcome: 'noMatch',
      triesLeft: 19,
    });
  });

  it('does not block twenty wrong tries spread over more than an hour', async () => {
    for (let n = 1; n <= 40; n += 1) {
      clock.set(later(start, minutes(4 * n)));
      expect((await wrong(`code ${n}`, '192.0.2.1', 'verification')).outcome, `try ${n}`).toBe('noMatch');
    }
  });

  it('does not count what was right, nor a look-up that failed', async () => {
    for (let n = 0; n < 25; n += 1) expect((await right('a')).outcome).toBe('found');
    const failing = tries.look({ kind: 'progress', address: '192.0.2.1', subject: 'a' }, () =>
      Promise.reject(new Error('database down')),
    );
    await expect(failing).rejects.toThrow('database down');
    expect(await stored()).toBe(0);
  });

  it('gives tries sent at the same time no more than the limit', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => wrong('a')));
    expect(outcomes.filter(({ outcome }) => outcome === 'noMatch')).toHaveLength(5);
    expect(outcomes.filter(({ outcome }) => outcome === 'blocked')).toHaveLength(7);
  });

  it('takes as long for a right answer as for a wrong one', async () => {
    const slow = createTries({ database, clock, blindIndex: (_, value) => value, answerMs: 80 });
    const took = async (found: string | undefined, subject: string) => {
      const from = performance.now();
      await slow.look({ kind: 'progress', address: '192.0.2.1', subject }, () => Promise.resolve(found));
      return performance.now() - from;
    };
    expect(await took('it', 'a')).toBeGreaterThanOrEqual(78);
    expect(await took(undefined, 'b')).toBeGreaterThanOrEqual(78);
  });

  it('forgets tries after two hours', async () => {
    for (let n = 0; n < 4; n += 1) await wrong(`code ${n}`);
    clock.set(later(start, minutes(121)));
    await wrong('new');
    expect(await stored()).toBe(1);
  });
});
