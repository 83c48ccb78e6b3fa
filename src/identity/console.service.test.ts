import { generateSync } from 'otplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { identityFixture, standingClock } from '../../test/identity-fixture.ts';
import { createAudit } from '../platform/audit.service.ts';
import type { Database } from '../platform/database.ts';
import { msOf } from '../regulation/instant.ts';
import { createAdminConsole } from './console.service.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('the first administrator comes from the console and must change the password; so does the way back in', async () => {
  const fixture = identityFixture(database);
  const clock = standingClock(fixture.clock.now());
  const desk = createAdminConsole({ database, clock, audit: createAudit({ database, clock }) });
  const first = await desk.createAdministrator('Root');
  const { token, mustChangePassword } = await fixture.signIn('root', first);
  expect(mustChangePassword).toBe(true);
  expect(await fixture.identity.authenticate(token)).toMatchObject({
    grants: [{ role: 'systemAdministrator' }],
  });

  await expect(desk.createAdministrator('rOOT')).rejects.toThrow('账号 rOOT 已经存在。');
  await expect(desk.createAdministrator('a b')).rejects.toThrow('账号名应为');
  await expect(desk.unlock('nobody')).rejects.toThrow('没有账号 nobody。');

  for (let attempt = 0; attempt < 5; attempt += 1)
    await fixture.signIn('root', 'wrong').catch(() => undefined);
  await expect(fixture.signIn('root', first)).rejects.toMatchObject({ code: 'account-locked' });
  await desk.unlock('ROOT');
  await expect(fixture.signIn('root', first)).resolves.toHaveProperty('token');

  const actor = await fixture.actorOf('root', first);
  const { secret } = await fixture.identity.beginFactor(actor);
  const epoch = Math.floor(msOf(fixture.wallClock.now()) / 1000);
  await fixture.identity.confirmFactor(actor, generateSync({ secret, epoch }));
  expect(await fixture.identity.stateOfFactor(actor)).toMatchObject({ standing: true });
  await desk.resetSecondFactor('root');
  expect(await fixture.identity.stateOfFactor(actor)).toEqual({ standing: false, recoveryCodesLeft: 0 });

  const second = await desk.resetPassword('root');
  expect(await fixture.identity.authenticate(token)).toBeUndefined();
  await expect(fixture.signIn('root', first)).rejects.toMatchObject({ code: 'sign-in-failed' });
  expect(await fixture.signIn('root', second)).toMatchObject({ mustChangePassword: true });
});
