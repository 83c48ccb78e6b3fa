import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { identityFixture, type Post } from '../../test/identity-fixture.ts';
import type { Actor } from '../platform/actor.ts';
import { all, type Database, sql } from '../platform/database.ts';
import { later, msOf } from '../regulation/instant.ts';

let database: Database;
let fixture: ReturnType<typeof identityFixture>;
let round = 0;
const own = (name: string): string => `${name}.2fa${round}`;
const adminOf = (regionCode: string): Post => ({ role: 'serviceAdministration', regionCode });
const security: Post = { role: 'securityAdministrator', regionCode: '000000' };

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  fixture = identityFixture(database, { twoFactorRequired: true });
  round += 1;
});

/** Somebody signed in anew, with the token. */
async function signedIn(username: string): Promise<{ actor: Actor; token: string }> {
  const { token } = await fixture.signIn(username);
  const actor = await fixture.identity.authenticate(token);
  if (!actor) throw new Error('not signed in');
  return { actor, token };
}

/** The code that the telephone shows, so many seconds from now. */
const codeOf = (secret: string, seconds = 0): string =>
  generateSync({ secret, epoch: Math.floor(msOf(fixture.wallClock.now()) / 1000) + seconds });

const passSeconds = (seconds: number): void =>
  fixture.wallClock.set?.(later(fixture.wallClock.now(), seconds * 1000));

/** Somebody with a second factor set up; the code used for it is spent. */
async function withFactor(name: string, post: Post = adminOf('510107')) {
  await fixture.addStaff(own(name), post.regionCode, [post]);
  const { actor, token } = await signedIn(own(name));
  const { secret } = await fixture.identity.beginFactor(actor);
  const { recoveryCodes } = await fixture.identity.confirmFactor(actor, codeOf(secret));
  return { actor, token, secret, recoveryCodes };
}

describe('a second factor for administrators', () => {
  test('is set up before anything else, by the first right code', async () => {
    await fixture.addStaff(own('admin'), '510107', [adminOf('510107')]);
    const { actor, token } = await signedIn(own('admin'));
    expect(actor.bar).toBe('twoFactorSetUpDue');
    const { secret, address, qr } = await fixture.identity.beginFactor(actor);
    expect(address).toContain(secret);
    expect(qr).toMatch(/^<svg/);
    await expect(fixture.identity.confirmFactor(actor, '000000')).rejects.toMatchObject({
      code: 'second-factor-wrong',
    });
    expect((await fixture.identity.authenticate(token))?.bar).toBe('twoFactorSetUpDue');
    const { recoveryCodes } = await fixture.identity.confirmFactor(actor, codeOf(secret));
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await fixture.identity.authenticate(token))?.bar).toBeUndefined();
    await expect(fixture.identity.beginFactor(actor)).rejects.toMatchObject({ code: 'two-factor-standing' });
  });

  test('is asked for at every sign-in, and nothing goes without it', async () => {
    const { secret } = await withFactor('admin');
    passSeconds(60);
    const { actor, token } = await signedIn(own('admin'));
    expect(actor.bar).toBe('secondFactorDue');
    await fixture.identity.proveFactor(actor, codeOf(secret));
    expect((await fixture.identity.authenticate(token))?.bar).toBeUndefined();
    expect((await signedIn(own('admin'))).actor.bar).toBe('secondFactorDue');
  });

  test('takes a code once, and none from before it', async () => {
    const { actor, secret } = await withFactor('admin');
    passSeconds(60);
    const code = codeOf(secret);
    await fixture.identity.proveFactor(actor, code);
    await expect(fixture.identity.proveFactor(actor, code)).rejects.toMatchObject({
      code: 'second-factor-wrong',
    });
    await expect(fixture.identity.proveFactor(actor, codeOf(secret, -30))).rejects.toMatchObject({
      code: 'second-factor-wrong',
    });
  });

  test('of two at once, one proves it', async () => {
    const { actor, secret } = await withFactor('admin');
    passSeconds(60);
    const code = codeOf(secret);
    const tries = await Promise.allSettled([1, 2, 3].map(() => fixture.identity.proveFactor(actor, code)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  /** What comes of the code that a telephone shows which is so many seconds off. */
  async function offBy(seconds: number) {
    const { actor, secret } = await withFactor('admin');
    passSeconds(300);
    return fixture.identity.proveFactor(actor, codeOf(secret, seconds));
  }
  test.each([-30, 0, 30])('a telephone %d seconds off is right', async (seconds) => {
    await expect(offBy(seconds)).resolves.toBeDefined();
  });
  test.each([-60, 60])('a telephone %d seconds off is wrong', async (seconds) => {
    await expect(offBy(seconds)).rejects.toMatchObject({ code: 'second-factor-wrong' });
  });

  test('locks for fifteen minutes after five wrong codes, also for the right one', async () => {
    const { actor, secret } = await withFactor('admin');
    passSeconds(60);
    const wrong = codeOf(secret) === '123456' ? '654321' : '123456';
    for (let tried = 1; tried < 5; tried += 1)
      await expect(fixture.identity.proveFactor(actor, wrong)).rejects.toMatchObject({
        code: 'second-factor-wrong',
        details: { extensions: { triesLeft: 5 - tried } },
      });
    await expect(fixture.identity.proveFactor(actor, wrong)).rejects.toMatchObject({
      code: 'second-factor-locked',
    });
    await expect(fixture.identity.proveFactor(actor, codeOf(secret))).rejects.toMatchObject({
      code: 'second-factor-locked',
    });
    passSeconds(15 * 60 + 1);
    await fixture.identity.proveFactor(actor, codeOf(secret));
    expect((await fixture.auditOf('secondFactorRefused')).length).toBeGreaterThanOrEqual(6);
  });

  test('a recovery code opens once, written as people write', async () => {
    const { actor, recoveryCodes } = await withFactor('admin');
    const [code = ''] = recoveryCodes;
    expect(await fixture.identity.proveFactor(actor, code.toLowerCase().replaceAll('-', ' '))).toEqual({
      recoveryCodesLeft: 9,
    });
    await expect(fixture.identity.proveFactor(actor, code)).rejects.toMatchObject({
      code: 'second-factor-wrong',
    });
  });

  test('neither the secret nor a recovery code stands in the database', async () => {
    const { secret, recoveryCodes } = await withFactor('admin');
    const rows = await all(
      database.db,
      sql<{ held: string }>`
        select encode(secret, 'escape') as held from second_factors
        union all select encode(code_hash, 'escape') from recovery_codes
        union all select detail::text from audit_entries union all select detail::text from staff_changes`,
    );
    const held = rows.map((row) => row.held).join('\n');
    for (const told of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      expect(held).not.toContain(told);
  });
});

describe('a second factor is taken away by two administrators', () => {
  test('one proposes, another approves; then the person begins anew', async () => {
    const lost = await withFactor('lost');
    await fixture.addStaff(own('one'), '510107', [adminOf('510107')]);
    await fixture.addStaff(own('two'), '000000', [security]);
    const [one, two] = [await fixture.actorOf(own('one')), await fixture.actorOf(own('two'))];
    const { identity } = fixture;
    await expect(identity.decideReset(two, lost.actor.id, true)).rejects.toMatchObject({
      code: 'reset-not-proposed',
    });
    await identity.proposeReset(one, lost.actor.id, '手机丢失');
    await expect(identity.decideReset(one, lost.actor.id, true)).rejects.toMatchObject({
      code: 'own-proposal',
    });
    expect((await identity.decideReset(two, lost.actor.id, true)).twoFactor).toBe(false);
    expect(await identity.authenticate(lost.token)).toBeUndefined();
    expect((await signedIn(own('lost'))).actor.bar).toBe('twoFactorSetUpDue');
    const changes = await identity.listChanges(one, lost.actor.id, { limit: 10 });
    expect(changes.map(({ kind }) => kind)).toEqual([
      'secondFactorReset',
      'secondFactorResetProposed',
      'secondFactorSetUp',
    ]);
  });

  test('not by the person, not by an administration of another region', async () => {
    const lost = await withFactor('lost');
    await fixture.addStaff(own('far'), '500110', [adminOf('500110')]);
    const far = await fixture.actorOf(own('far'));
    await expect(fixture.identity.proposeReset(lost.actor, lost.actor.id, '手机丢失')).rejects.toMatchObject({
      code: 'not-authorised',
    });
    await expect(fixture.identity.proposeReset(far, lost.actor.id, '手机丢失')).rejects.toMatchObject({
      code: 'other-region',
    });
  });
});
