import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { identityFixture, type Post, windows } from '../../test/identity-fixture.ts';
import type { Actor } from '../platform/actor.ts';
import { type Database, run, sql } from '../platform/database.ts';

let database: Database;
let fixture: ReturnType<typeof identityFixture>;
let round = 0;

/** Usernames are unique in the database, so every test has its own. */
const own = (name: string): string => `${name}.${round}`;
const clerkAt = ({ id, regionCode }: { id: string; regionCode: string }): Post => ({
  role: 'windowClerk',
  regionCode,
  windowId: id,
});
const adminOf = (regionCode: string): Post => ({ role: 'serviceAdministration', regionCode });

async function person(
  name: string,
  regionCode: string,
  ...posts: Post[]
): Promise<{ id: string; actor: Actor }> {
  const id = await fixture.addStaff(own(name), regionCode, posts);
  return { id, actor: await fixture.actorOf(own(name)) };
}

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  fixture = identityFixture(database);
  round += 1;
});

describe('an administration manages the accounts of its own region only (R-052)', () => {
  const verbs: [string, (by: Actor, staffId: string) => Promise<unknown>][] = [
    ['look at', (by, id) => fixture.identity.getStaff(by, id)],
    ['suspend', (by, id) => fixture.identity.suspendStaff(by, id, { reason: '调离' })],
    ['resume', (by, id) => fixture.identity.resumeStaff(by, id)],
    ['transfer', (by, id) => fixture.identity.transferStaff(by, id, { regionCode: '510107' })],
    ['reset the password of', (by, id) => fixture.identity.resetPassword(by, id)],
    ['unlock', (by, id) => fixture.identity.unlockStaff(by, id)],
    [
      'give a role to',
      (by, id) => fixture.identity.grantRole(by, id, { role: 'approver', regionCode: '510107' }),
    ],
    ['take a role from', (by, id) => fixture.identity.revokeGrant(by, id, randomUUID())],
  ];

  test.each(verbs)('it may not %s somebody of another region', async (_verb, act) => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const { id } = await person('clerk', '500110', clerkAt(windows.qijiang));
    await expect(act(actor, id)).rejects.toMatchObject({ code: 'other-region', status: 403 });
  });

  test('nor of a region below its own, nor make or list accounts there', async () => {
    const { actor } = await person('province', '510000', adminOf('510000'));
    const { id } = await person('clerk', '510107', clerkAt(windows.wuhou));
    const refused = { code: 'other-region', status: 403 };
    const { identity } = fixture;
    await expect(identity.suspendStaff(actor, id, { reason: '调离' })).rejects.toMatchObject(refused);
    const account = { username: own('new'), name: '李四', regionCode: '510107' };
    await expect(identity.createStaff(actor, account)).rejects.toMatchObject(refused);
    await expect(identity.listStaff(actor, { regionCode: '510107', limit: 5 })).rejects.toMatchObject(
      refused,
    );
  });

  test('the system administrator reaches every region', async () => {
    const { actor } = await person('root', '000000', { role: 'systemAdministrator', regionCode: '000000' });
    const { id } = await person('clerk', '500110', clerkAt(windows.qijiang));
    await expect(fixture.identity.suspendStaff(actor, id, { reason: '调离' })).resolves.toMatchObject({ id });
  });

  test('nobody manages the own account', async () => {
    const { id, actor } = await person('admin', '510107', adminOf('510107'));
    const act = fixture.identity.grantRole(actor, id, { role: 'approver', regionCode: '510107' });
    await expect(act).rejects.toMatchObject({ code: 'not-authorised' });
  });

  test('nor the password of a higher role, with which it could sign in', async () => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const { id } = await person('coordinator', '510107', { role: 'coordinationGroup', regionCode: '510107' });
    await expect(fixture.identity.resetPassword(actor, id)).rejects.toMatchObject({ code: 'not-authorised' });
  });

  test('nor somebody of the region who also works in another', async () => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const { id } = await person('clerk', '510107', clerkAt(windows.wuhou), clerkAt(windows.qijiang));
    await expect(fixture.identity.resetPassword(actor, id)).rejects.toMatchObject({ code: 'other-region' });
  });
});

describe('making an account', () => {
  test('gives a first password that works once, then must be changed', async () => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const account = { username: own('New'), name: ' 德吉·卓玛 ', regionCode: '510107' };
    const { staff, oneTimePassword } = await fixture.identity.createStaff(actor, account);
    expect(staff).toMatchObject({ name: '德吉·卓玛', mustChangePassword: true, grants: [], sample: false });
    expect(await fixture.signIn(own('new'), oneTimePassword)).toMatchObject({ mustChangePassword: true });
    expect((await fixture.auditOf('staffCreated')).at(-1)).toMatchObject({
      actorId: actor.id,
      subjectId: staff.id,
    });
  });

  test('refuses a username in use, whatever the case of its letters', async () => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const account = { username: own('ADMIN'), name: '李四', regionCode: '510107' };
    await expect(fixture.identity.createStaff(actor, account)).rejects.toMatchObject({
      code: 'username-taken',
    });
  });

  test.each(['李', '李\u202e四', '李\u0000四', '李'.repeat(51)])('refuses the name %j', async (name) => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const account = { username: own('new'), name, regionCode: '510107' };
    await expect(fixture.identity.createStaff(actor, account)).rejects.toMatchObject({
      code: 'field-invalid',
    });
  });
});

describe('somebody leaves', () => {
  test('suspension ends the running session and keeps out, until resumed', async () => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const { id } = await person('clerk', '510107', clerkAt(windows.wuhou));
    const { token } = await fixture.signIn(own('clerk'));
    await fixture.identity.suspendStaff(actor, id, { reason: '调离' });
    expect(await fixture.identity.authenticate(token)).toBeUndefined();
    await expect(fixture.signIn(own('clerk'))).rejects.toMatchObject({ code: 'account-suspended' });
    await fixture.identity.resumeStaff(actor, id);
    expect(await fixture.identity.authenticate(token)).toBeUndefined();
    await expect(fixture.signIn(own('clerk'))).resolves.toHaveProperty('token');
  });

  test('four open tasks ask for a successor of the region who still works there', async () => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const { id } = await person('clerk', '510107', clerkAt(windows.wuhou));
    const { id: colleague } = await person('colleague', '510107', clerkAt(windows.wuhou));
    const { id: stranger } = await person('stranger', '500110', clerkAt(windows.qijiang));
    const { id: idle } = await person('idle', '510107');
    fixture.openTasks.set(id, 4);
    const suspend = (successorId?: string) =>
      fixture.identity.suspendStaff(actor, id, { reason: '调离', ...(successorId ? { successorId } : {}) });
    await expect(suspend()).rejects.toMatchObject({
      code: 'successor-missing',
      message: '名下还有 4 件未办结的事，请指定接手的人。',
      details: { extensions: { openTasks: 4 } },
    });
    for (const unfit of [stranger, idle, id, randomUUID()]) {
      await expect(suspend(unfit)).rejects.toMatchObject({ code: 'handler-suspended' });
    }
    expect((await fixture.identity.findStaff(id))?.suspendedAt).toBeNull();
    expect((await suspend(colleague)).suspendedAt).not.toBeNull();
    expect(fixture.openTasks.get(colleague)).toBe(4);
  });
});

describe('roles', () => {
  test('take effect, and end, in a running session', async () => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const { id } = await person('clerk', '510107');
    const { token } = await fixture.signIn(own('clerk'));
    const grants = async () => (await fixture.identity.authenticate(token))?.grants;
    const request = { role: 'windowLead', regionCode: '510107', windowId: windows.wuhou.id } as const;
    const staff = await fixture.identity.grantRole(actor, id, request);
    expect(await grants()).toEqual([request]);
    await fixture.identity.revokeGrant(actor, id, staff.grants[0]?.id ?? '');
    expect(await grants()).toEqual([]);
    expect((await fixture.auditOf('roleRevoked')).at(-1)).toMatchObject({ subjectId: id, actorId: actor.id });
  });

  test('given again at the same place take the new validity', async () => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const { id } = await person('approver', '510107', { role: 'approver', regionCode: '510107' });
    const request = { role: 'approver', regionCode: '510107', validTo: '2021-12-31' } as const;
    const { grants } = await fixture.identity.grantRole(actor, id, request);
    expect(grants).toMatchObject([{ role: 'approver', validFrom: '2021-09-29', validTo: '2021-12-31' }]);
  });

  test.each([
    ['a window role without its window', { role: 'windowClerk', regionCode: '510107' }, 'field-invalid'],
    [
      'a window of another region',
      { role: 'windowClerk', regionCode: '510107', windowId: windows.qijiang.id },
      'field-invalid',
    ],
    [
      'an unknown window',
      { role: 'windowLead', regionCode: '510107', windowId: randomUUID() },
      'field-invalid',
    ],
    [
      'a window for a role without',
      { role: 'approver', regionCode: '510107', windowId: windows.wuhou.id },
      'field-invalid',
    ],
    ['a role in another region', { role: 'approver', regionCode: '500110' }, 'other-region'],
    [
      'an end in the past',
      { role: 'approver', regionCode: '510107', validFrom: '2021-01-01', validTo: '2021-09-28' },
      'field-invalid',
    ],
    [
      'an end before the start',
      { role: 'approver', regionCode: '510107', validFrom: '2021-12-02', validTo: '2021-12-01' },
      'field-invalid',
    ],
    [
      'a day that does not exist',
      { role: 'approver', regionCode: '510107', validTo: '2022-02-30' },
      'field-invalid',
    ],
    ['auditor', { role: 'auditor', regionCode: '510107' }, 'not-authorised'],
    ['system administrator', { role: 'systemAdministrator', regionCode: '510107' }, 'not-authorised'],
    ['coordination group', { role: 'coordinationGroup', regionCode: '510107' }, 'not-authorised'],
  ] as const)('are refused: %s', async (_what, request, code) => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const { id } = await person('clerk', '510107');
    await expect(fixture.identity.grantRole(actor, id, request)).rejects.toMatchObject({ code });
    expect((await fixture.identity.findStaff(id))?.grants).toEqual([]);
  });
});

describe('passwords and locks', () => {
  async function lock(username: string): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt += 1)
      await fixture.signIn(username, 'wrong').catch(() => undefined);
  }

  test('a lead resets and unlocks the clerks of the own window, and nobody else', async () => {
    const lead: Post = { role: 'windowLead', regionCode: '510107', windowId: windows.wuhou.id };
    const { actor } = await person('lead', '510107', lead);
    const { id } = await person('clerk', '510107', clerkAt(windows.wuhou));
    const { id: other } = await person('other', '510107', clerkAt(windows.wuhouSecond));
    const { id: approver } = await person('approver', '510107', { role: 'approver', regionCode: '510107' });
    const { id: fellowLead } = await person('fellow', '510107', lead);
    await lock(own('clerk'));
    expect((await fixture.identity.findStaff(id))?.lockedUntil).toBe('2025-03-03T10:15:00.000+08:00');
    expect((await fixture.identity.unlockStaff(actor, id)).lockedUntil).toBeNull();
    await expect(fixture.signIn(own('clerk'))).resolves.toHaveProperty('token');
    for (const staffId of [other, approver, fellowLead]) {
      await expect(fixture.identity.resetPassword(actor, staffId)).rejects.toMatchObject({
        code: 'other-region',
      });
    }
    await expect(fixture.identity.suspendStaff(actor, id, { reason: '调离' })).rejects.toMatchObject({
      code: 'other-region',
    });
  });

  test('a reset ends sessions, unlocks, and the new password must be changed', async () => {
    const { actor } = await person('admin', '510107', adminOf('510107'));
    const { id } = await person('clerk', '510107', clerkAt(windows.wuhou));
    const { token } = await fixture.signIn(own('clerk'));
    await lock(own('clerk'));
    const { oneTimePassword } = await fixture.identity.resetPassword(actor, id);
    expect(oneTimePassword).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}$/);
    expect(await fixture.identity.authenticate(token)).toBeUndefined();
    expect(await fixture.signIn(own('clerk'), oneTimePassword)).toMatchObject({ mustChangePassword: true });
  });
});

describe('lists', () => {
  test('an administration sees its region page by page; a lead the own window', async () => {
    const { actor: admin } = await person('admin', '500110', adminOf('500110'));
    const lead: Post = { role: 'windowLead', regionCode: '500110', windowId: windows.qijiang.id };
    const { actor: leader } = await person('lead', '500110', lead);
    await person('clerk', '500110', clerkAt(windows.qijiang));
    await person('elsewhere', '510107', clerkAt(windows.wuhou));
    const mine = (list: { username: string }[]) =>
      list.map(({ username }) => username).filter((username) => username.endsWith(`.${round}`));
    const { identity } = fixture;
    expect(mine(await identity.listStaff(admin, { limit: 100 }))).toEqual([
      own('admin'),
      own('clerk'),
      own('lead'),
    ]);
    const after = (await identity.listStaff(admin, { limit: 100 })).at(-2)?.username ?? '';
    expect(await identity.listStaff(admin, { limit: 100, after })).toHaveLength(1);
    expect(mine(await identity.listStaff(leader, { limit: 100 }))).toEqual([own('clerk'), own('lead')]);
  });

  test('who can be handed work: holders there, now, not suspended', async () => {
    const { id: free } = await person('free', '510000', { role: 'approver', regionCode: '510000' });
    await person('past', '510000', {
      role: 'approver',
      regionCode: '510000',
      validFrom: '2021-01-01',
      validTo: '2021-09-28',
    });
    const { id: gone } = await person('gone', '510000', { role: 'approver', regionCode: '510000' });
    await person('elsewhere', '510107', { role: 'approver', regionCode: '510107' });
    await run(database.db, sql`update staff_accounts set suspended_at = now() where id = ${gone}`);
    const list = await fixture.identity.listStaffWithRole({ role: 'approver', regionCode: '510000' });
    expect(list).toEqual([{ id: free, username: own('free'), name: expect.any(String) as string }]);
    const { id: clerk } = await person('clerk', '510107', clerkAt(windows.wuhouSecond));
    const atWindow = await fixture.identity.listStaffWithRole({
      role: 'windowClerk',
      windowId: windows.wuhouSecond.id,
    });
    expect(atWindow.map(({ id }) => id)).toContain(clerk);
    expect(
      await fixture.identity.listStaffWithRole({ role: 'windowLead', windowId: windows.wuhouSecond.id }),
    ).toEqual([]);
  });
});
