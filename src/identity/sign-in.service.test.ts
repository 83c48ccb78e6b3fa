import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { identityFixture, password, windows } from '../../test/identity-fixture.ts';
import { all, type Database, run, sql } from '../platform/database.ts';
import { sha256 } from '../platform/digest.ts';
import { later } from '../regulation/instant.ts';

const minute = 60_000;
let database: Database;
let fixture: ReturnType<typeof identityFixture>;
let clerkId: string;
let count = 0;
let clerk: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  fixture = identityFixture(database);
  count += 1;
  clerk = `clerk.${count}`;
  clerkId = await fixture.addStaff(clerk, '510107', [
    { role: 'windowClerk', regionCode: '510107', windowId: windows.wuhou.id },
  ]);
});

describe('signing in', () => {
  test('opens a session for the person with the roles of today', async () => {
    const session = await fixture.signIn(clerk.toUpperCase());
    const actor = await fixture.identity.authenticate(session.token);
    expect(session.mustChangePassword).toBe(false);
    expect(actor).toEqual({
      kind: 'staff',
      id: clerkId,
      username: clerk,
      name: expect.stringContaining('姓名') as string,
      mustChangePassword: false,
      sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      grants: [{ role: 'windowClerk', regionCode: '510107', windowId: windows.wuhou.id }],
    });
  });

  test('keeps of the token nothing but its SHA-256', async () => {
    const { token } = await fixture.signIn(clerk);
    const [row] = await all(
      database.db,
      sql<{ hash: Buffer; text: string }>`
        select token_hash as hash, to_jsonb(sessions)::text as text from sessions where staff_id = ${clerkId}`,
    );
    expect(row?.hash).toEqual(sha256(token));
    expect(row?.text).not.toContain(token);
  });

  test('is audited, right or wrong, with the address', async () => {
    await fixture.signIn(clerk);
    await expect(fixture.signIn(clerk, 'wrong')).rejects.toMatchObject({ code: 'sign-in-failed' });
    const ofClerk = { subjectId: clerkId, address: '192.0.2.1' };
    expect((await fixture.auditOf('signedIn')).at(-1)).toMatchObject({
      ...ofClerk,
      actorId: clerkId,
      outcome: 'done',
    });
    expect((await fixture.auditOf('signInFailed')).at(-1)).toMatchObject({
      ...ofClerk,
      actorId: null,
      outcome: 'refused',
      detail: { reason: 'wrong-pair' },
    });
  });

  test('does not happen when the audit log cannot be written', async () => {
    const broken = identityFixture(database, {
      audit: {
        record: () => Promise.reject(new Error('log full')),
        recordAll: () => Promise.reject(new Error('log full')),
      },
    });
    await expect(broken.signIn(clerk)).rejects.toThrow('log full');
    const sessions = await all(database.db, sql`select id from sessions where staff_id = ${clerkId}`);
    expect(sessions).toEqual([]);
  });

  test('a suspended person learns of it only with the right password', async () => {
    await run(database.db, sql`update staff_accounts set suspended_at = now() where id = ${clerkId}`);
    await expect(fixture.signIn(clerk, 'wrong')).rejects.toMatchObject({ code: 'sign-in-failed' });
    await expect(fixture.signIn(clerk)).rejects.toMatchObject({ code: 'account-suspended', status: 403 });
  });

  test('somebody without a role signs in and holds nothing', async () => {
    await fixture.addStaff(`nobody.${count}`, '510107');
    expect((await fixture.actorOf(`nobody.${count}`)).grants).toEqual([]);
  });
});

describe('wrong passwords', () => {
  const fail = async (username: string): Promise<Error> => {
    try {
      await fixture.signIn(username, 'wrong');
    } catch (error) {
      return error as Error;
    }
    throw new Error('signed in');
  };

  test.each(['known', 'unknown'])(
    'lock after five in a row; %s usernames are told the same',
    async (which) => {
      const username = which === 'known' ? clerk : `unknown.${count}`;
      const messages: string[] = [];
      for (let attempt = 0; attempt < 6; attempt += 1) messages.push((await fail(username)).message);
      const locked =
        '连续输错 5 次，账号已锁定到 10:15（还有 15 分钟）。着急请窗口负责人或本地政务服务管理部门当面解锁。';
      expect(messages).toEqual([
        '账号或密码不正确，还可以再试 4 次。',
        '账号或密码不正确，还可以再试 3 次。',
        '账号或密码不正确，还可以再试 2 次。',
        '账号或密码不正确，还可以再试 1 次。',
        locked,
        locked,
      ]);
    },
  );

  test('an unknown username costs as many password checks as a known one', async () => {
    await fail(clerk);
    const forKnown = fixture.passwords.checks;
    await fail(`unknown.${count}`);
    expect([forKnown, fixture.passwords.checks - forKnown]).toEqual([1, 1]);
  });

  test('the right password does not open a locked account, before its time; then it does', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await fail(clerk);
    await expect(fixture.signIn(clerk)).rejects.toMatchObject({ code: 'account-locked', status: 423 });
    fixture.clock.set(later(fixture.clock.now(), 60 * minute));
    await expect(fixture.signIn(clerk)).rejects.toMatchObject({ code: 'account-locked' });
    fixture.wallClock.set(later(fixture.wallClock.now(), 15 * minute - 1));
    await expect(fixture.signIn(clerk)).rejects.toMatchObject({ code: 'account-locked' });
    fixture.wallClock.set(later(fixture.wallClock.now(), 1));
    await expect(fixture.signIn(clerk)).resolves.toHaveProperty('token');
  });

  test('the right one gives all attempts back', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) await fail(clerk);
    await fixture.signIn(clerk);
    expect((await fail(clerk)).message).toContain('再试 4 次');
  });

  test('twenty at once are looked at five times at most', async () => {
    await Promise.all(Array.from({ length: 20 }, () => fail(clerk)));
    expect(fixture.passwords.checks).toBe(5);
  });
});

describe('a running session', () => {
  test('ends with signing out, and no other with it', async () => {
    const [first, second] = [await fixture.signIn(clerk), await fixture.signIn(clerk)];
    const actor = await fixture.identity.authenticate(first.token);
    if (!actor) throw new Error('not signed in');
    await fixture.identity.signOut(actor);
    expect(await fixture.identity.authenticate(first.token)).toBeUndefined();
    expect(await fixture.identity.authenticate(second.token)).toMatchObject({ id: clerkId });
  });

  test('ends two hours after its last use', async () => {
    const { token } = await fixture.signIn(clerk);
    const use = (afterMinutes: number) => {
      fixture.wallClock.set(later(fixture.wallClock.now(), afterMinutes * minute));
      return fixture.identity.authenticate(token);
    };
    expect(await use(119)).toBeDefined();
    expect(await use(119)).toBeDefined();
    expect(await use(120)).toBeUndefined();
  });

  test('ends after twelve hours of use', async () => {
    const { token } = await fixture.signIn(clerk);
    const alive: boolean[] = [];
    for (let hour = 1; hour <= 12; hour += 1) {
      fixture.wallClock.set(later(fixture.wallClock.now(), 60 * minute));
      alive.push((await fixture.identity.authenticate(token)) !== undefined);
    }
    expect(alive).toEqual([...Array.from({ length: 11 }, () => true), false]);
  });

  test('outlives a demo clock set months ahead', async () => {
    const { token } = await fixture.signIn(clerk);
    fixture.clock.set('2021-12-31T10:00:00.000+08:00');
    expect(await fixture.identity.authenticate(token)).toMatchObject({ id: clerkId });
  });

  test('loses a role after its last day, and gains one on its first', async () => {
    const username = `dated.${count}`;
    await fixture.addStaff(username, '510107', [
      { role: 'approver', regionCode: '510107', validTo: '2021-09-29' },
      { role: 'auditor', regionCode: '510107', validFrom: '2021-09-30' },
    ]);
    const { token } = await fixture.signIn(username);
    const rolesNow = async () => (await fixture.identity.authenticate(token))?.grants.map(({ role }) => role);
    fixture.clock.set('2021-09-29T23:59:59.999+08:00');
    expect(await rolesNow()).toEqual(['approver']);
    fixture.clock.set('2021-09-30T00:00:00.000+08:00');
    expect(await rolesNow()).toEqual(['auditor']);
  });

  test.each(['', 'x', 'A'.repeat(43), '; drop table sessions', 'é'.repeat(43)])(
    'is not opened by %j',
    async (token) => {
      expect(await fixture.identity.authenticate(token)).toBeUndefined();
    },
  );
});

describe('changing the password', () => {
  const newPassword = 'eight clerks at noon';

  test('lifts the duty to change it, and ends all other sessions', async () => {
    const username = `new.${count}`;
    await fixture.addStaff(username, '510107', [], { mustChange: true });
    const [mine, other] = [await fixture.signIn(username), await fixture.signIn(username)];
    const actor = await fixture.identity.authenticate(mine.token);
    if (!actor) throw new Error('not signed in');
    expect(actor.mustChangePassword).toBe(true);
    await fixture.identity.changePassword(actor, { currentPassword: password, newPassword });
    expect(await fixture.identity.authenticate(mine.token)).toMatchObject({ mustChangePassword: false });
    expect(await fixture.identity.authenticate(other.token)).toBeUndefined();
    await expect(fixture.signIn(username)).rejects.toMatchObject({ code: 'sign-in-failed' });
    await expect(fixture.signIn(username, newPassword)).resolves.toHaveProperty('token');
    expect((await fixture.auditOf('passwordChanged')).at(-1)).toMatchObject({ actorId: actor.id });
  });

  test.each([
    ['too short', 'short'],
    ['the same', password],
  ])('refuses one that is %s', async (_why, weak) => {
    const actor = await fixture.actorOf(clerk);
    const change = { currentPassword: password, newPassword: weak };
    await expect(fixture.identity.changePassword(actor, change)).rejects.toMatchObject({
      code: 'password-too-weak',
      status: 422,
    });
    await expect(fixture.signIn(clerk)).resolves.toHaveProperty('token');
  });

  test('guessing the current one locks as well', async () => {
    const actor = await fixture.actorOf(clerk);
    const guess = () =>
      fixture.identity
        .changePassword(actor, { currentPassword: 'guess', newPassword })
        .catch((error: unknown) => error);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      expect(await guess()).toMatchObject({ code: 'current-password-wrong' });
    }
    expect(await guess()).toMatchObject({ code: 'account-locked' });
    await expect(fixture.signIn(clerk)).rejects.toMatchObject({ code: 'account-locked' });
  });
});
