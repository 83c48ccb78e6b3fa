import { randomUUID } from 'node:crypto';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { identityFixture, password, windows } from '../../test/identity-fixture.ts';
import type { Actor } from '../platform/actor.ts';
import { all, type Database, run, sql } from '../platform/database.ts';
import { later, msOf } from '../regulation/instant.ts';
import type { ActToConfirm } from './confirmations.service.ts';

const minute = 60_000;
let database: Database;
let fixture: ReturnType<typeof identityFixture>;
let count = 0;
let caller: Actor;
let leadId: string;
let lead: string;
let act: ActToConfirm;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  fixture = identityFixture(database);
  count += 1;
  const place = { regionCode: '510107', windowId: windows.wuhou.id };
  await fixture.addStaff(`caller.${count}`, '510107', [{ role: 'windowClerk', ...place }]);
  lead = `second.${count}`;
  leadId = await fixture.addStaff(lead, '510107', [{ role: 'windowLead', ...place }]);
  caller = await fixture.actorOf(`caller.${count}`);
  act = { caseId: randomUUID(), version: 7, command: 'reinstateCase' };
});

const confirm = (typed: { username?: string; password?: string; code?: string } = {}) =>
  fixture.identity.confirm(caller, { username: lead, password, address: '192.0.2.9', ...act, ...typed });
const confirmer = (token: string, asked: Partial<ActToConfirm> = {}, callerId = caller.id) =>
  fixture.identity.findConfirmer(token, callerId, { ...act, ...asked });

describe('另一人当面确认（两人办理）', () => {
  test('names the colleague with the roles of today, to the caller alone', async () => {
    const { token, name } = await confirm({ username: lead.toUpperCase() });
    expect(await confirmer(token)).toEqual({
      id: leadId,
      name,
      grants: [{ role: 'windowLead', regionCode: '510107', windowId: windows.wuhou.id }],
    });
    expect(await confirmer(token, {}, randomUUID())).toBeUndefined();
    expect(await confirmer(token, {}, leadId)).toBeUndefined();
  });

  test('holds for this case, this version of it and this command', async () => {
    const { token } = await confirm();
    expect(await confirmer(token, { caseId: randomUUID() })).toBeUndefined();
    expect(await confirmer(token, { version: 8 })).toBeUndefined();
    expect(await confirmer(token, { command: 'settleLostOriginal' })).toBeUndefined();
    expect(await confirmer(`${token.slice(0, -1)}_`)).toBeUndefined();
    expect(await confirmer('')).toBeUndefined();
    expect(await confirmer(token)).toBeDefined();
  });

  test('is over after five minutes, whatever the business clock says', async () => {
    const { token } = await confirm();
    fixture.clock.set(later(fixture.clock.now(), 24 * 60 * minute));
    expect(await confirmer(token)).toBeDefined();
    fixture.wallClock.set(later(fixture.wallClock.now(), 5 * minute - 1));
    expect(await confirmer(token)).toBeDefined();
    fixture.wallClock.set(later(fixture.wallClock.now(), 1));
    expect(await confirmer(token)).toBeUndefined();
  });

  test('of somebody suspended since does not hold', async () => {
    const { token } = await confirm();
    await run(
      database.db,
      sql`update staff_accounts set suspended_at = ${fixture.clock.now()}, suspended_reason = '离岗' where id = ${leadId}`,
    );
    expect(await confirmer(token)).toBeUndefined();
    await expect(confirm()).rejects.toMatchObject({ code: 'account-suspended' });
  });

  test('nobody is a second person beside themselves', async () => {
    await expect(confirm({ username: caller.username.toUpperCase() })).rejects.toMatchObject({
      code: 'confirmation-own',
    });
  });

  test('a first password made by somebody else does not confirm', async () => {
    await fixture.addStaff(`fresh.${count}`, '510107', [], { mustChange: true });
    await expect(confirm({ username: `fresh.${count}` })).rejects.toMatchObject({
      code: 'password-change-required',
    });
  });

  test('with a second factor set up the code is asked for, and each is taken once', async () => {
    const holder = await fixture.actorOf(lead);
    const { secret } = await fixture.identity.beginFactor(holder);
    const code = () => generateSync({ secret, epoch: Math.floor(msOf(fixture.wallClock.now()) / 1000) });
    await fixture.identity.confirmFactor(holder, code());
    await expect(confirm()).rejects.toMatchObject({
      code: 'second-factor-due',
      details: { errors: [{ pointer: '/code' }] },
    });
    await expect(confirm({ code: '000000' })).rejects.toMatchObject({ code: 'second-factor-wrong' });
    await expect(confirm({ code: code() })).rejects.toMatchObject({ code: 'second-factor-wrong' });
    fixture.wallClock.set(later(fixture.wallClock.now(), minute));
    const { token } = await confirm({ code: code() });
    expect(await confirmer(token)).toMatchObject({ id: leadId });
    // A code is not guessed here either.
    fixture.wallClock.set(later(fixture.wallClock.now(), minute));
    for (let tried = 0; tried < 5; tried += 1)
      await expect(confirm({ code: '000000' })).rejects.toMatchObject({ status: tried < 4 ? 422 : 423 });
    await expect(confirm({ code: code() })).rejects.toMatchObject({ code: 'second-factor-locked' });
  });

  test('who could not act in a session does not confirm', async () => {
    const place = { regionCode: '510107' };
    const strict = identityFixture(database, { twoFactorRequired: true });
    const by = (username: string) =>
      strict.identity.confirm(caller, { username, password, address: '192.0.2.9', ...act });
    const named = (name: string) => `${name}.${count}`;
    await strict.addStaff(
      named('unsigned'),
      '510107',
      [{ role: 'windowLead', ...place, windowId: windows.wuhou.id }],
      {
        signed: false,
      },
    );
    await strict.addStaff(named('roleless'), '510107');
    await strict.addStaff(named('admin'), '510107', [{ role: 'serviceAdministration', ...place }]);
    await expect(by(named('unsigned'))).rejects.toMatchObject({ code: 'statement-due' });
    await expect(by(named('roleless'))).rejects.toMatchObject({ code: 'no-role' });
    await expect(by(named('admin'))).rejects.toMatchObject({ code: 'two-factor-set-up-due' });
    await fixture.addStaff(named('auditing'), '000000', [{ role: 'auditor', regionCode: '000000' }]);
    await expect(confirm({ username: named('auditing') })).rejects.toMatchObject({ code: 'roles-apart' });
    expect((await fixture.auditOf('confirmationFailed')).at(-1)).toMatchObject({
      outcome: 'refused',
      detail: { reason: 'roles-apart' },
    });
  });

  test('wrong passwords here and at sign-in count together, and lock both', async () => {
    for (let tried = 0; tried < 3; tried += 1)
      await expect(confirm({ password: 'wrong' })).rejects.toMatchObject({ code: 'confirmation-failed' });
    await expect(fixture.signIn(lead, 'wrong')).rejects.toMatchObject({ code: 'sign-in-failed' });
    await expect(confirm({ password: 'wrong' })).rejects.toMatchObject({ code: 'account-locked' });
    await expect(confirm()).rejects.toMatchObject({ code: 'account-locked', status: 423 });
    await expect(fixture.signIn(lead)).rejects.toMatchObject({ code: 'account-locked' });
  });

  test('keeps of the token its SHA-256 only, and clears away what is over', async () => {
    const { token } = await confirm();
    const stored = () =>
      all(
        database.db,
        sql<{
          text: string;
        }>`select to_jsonb(confirmations)::text as text from confirmations where staff_id = ${leadId}`,
      );
    expect((await stored()).map(({ text }) => text.includes(token))).toEqual([false]);
    fixture.wallClock.set(later(fixture.wallClock.now(), 6 * minute));
    await confirm();
    expect(await stored()).toHaveLength(1);
  });

  test('is recorded: who confirmed what for whom, and whatever was refused', async () => {
    await confirm();
    await expect(confirm({ password: 'wrong' })).rejects.toMatchObject({
      details: { extensions: { triesLeft: 4 } },
    });
    expect((await fixture.auditOf('actConfirmed')).at(-1)).toEqual({
      actorId: leadId,
      subjectId: act.caseId,
      outcome: 'done',
      detail: { command: 'reinstateCase', requestedBy: caller.id },
      address: '192.0.2.9',
    });
    expect((await fixture.auditOf('confirmationFailed')).at(-1)).toMatchObject({
      subjectId: leadId,
      outcome: 'refused',
      detail: { reason: 'wrong-pair' },
    });
  });
});
