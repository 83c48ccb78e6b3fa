import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { identityFixture, windows } from '../../test/identity-fixture.ts';
import { type OpenIdService, openIdService } from '../../test/open-id-service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Database } from '../platform/database.ts';
import { readOpenId } from './open-id-settings.ts';

const callback = 'http://127.0.0.1:18080/api/session/open-id/back';
let database: Database;
let service: OpenIdService;
let fixture: ReturnType<typeof identityFixture>;
let round = 0;
/** Changes what the identity service answers at its token endpoint; undefined leaves it. */
let forge: ((idToken: string) => string) | undefined;
const own = (name: string): string => `${name}.oidc${round}`;

/** Stands between: hands on what the real service answers, with its identity token changed where a test asks. */
async function between(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  if (!forge || !url.endsWith('/token')) return response;
  const answer = (await response.json()) as { id_token: string };
  return Response.json({ ...answer, id_token: forge(answer.id_token) });
}

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

beforeAll(async () => {
  [database, service] = await Promise.all([openTestDatabase(), openIdService(callback)]);
});
afterAll(() => Promise.all([database.close(), service.close()]));
beforeEach(() => {
  forge = undefined;
  round += 1;
  const { issuer, clientId, clientSecret } = service;
  fixture = identityFixture(database, {
    openId: {
      settings: { issuer, clientId, clientSecret, name: '统一身份认证' },
      fetch: (url, options) => between(url, options as RequestInit),
    },
  });
});

/** A clerk whose account is linked to a subject, and the administration that linked it. */
async function linked(subject: string): Promise<{ id: string; admin: Actor }> {
  await fixture.addStaff(own('admin'), '510107', [{ role: 'serviceAdministration', regionCode: '510107' }]);
  const admin = await fixture.actorOf(own('admin'));
  const id = await fixture.addStaff(own('clerk'), '510107', [
    { role: 'windowClerk', regionCode: '510107', windowId: windows.wuhou.id },
  ]);
  await fixture.identity.linkSubject(admin, id, subject);
  return { id, admin };
}

/** Goes to the identity service and comes back. */
async function goThere(subject: string, changing = (address: string) => address) {
  const { address, state } = await fixture.identity.beginOpenId(callback);
  return { url: await service.signIn(changing(address), subject), state };
}

const finish = ({ url, state }: { url: string; state: string }) =>
  fixture.identity.finishOpenId({ url, state, address: '192.0.2.7' });

describe('single sign-on by a real identity service (OpenID Connect, PKCE)', () => {
  test('opens a session for the account that is linked', async () => {
    const { id } = await linked(`u-${round}`);
    const { address } = await fixture.identity.beginOpenId(callback);
    expect(new URL(address).searchParams.get('code_challenge_method')).toBe('S256');
    const session = await finish(await goThere(`u-${round}`));
    expect(session.staffId).toBe(id);
    expect((await fixture.identity.authenticate(session.token))?.username).toBe(own('clerk'));
  });

  const refused = { code: 'sign-in-elsewhere-failed' };

  test('an answer is taken once: neither the state nor the code a second time', async () => {
    await linked(`u-${round}`);
    const answer = await goThere(`u-${round}`);
    await finish(answer);
    await expect(finish(answer)).rejects.toMatchObject(refused);
    // The code alone, brought under a state of another sign-on: the service has used it up.
    const other = await fixture.identity.beginOpenId(callback);
    const url = new URL(answer.url);
    url.searchParams.set('state', other.state);
    await expect(finish({ url: url.href, state: other.state })).rejects.toMatchObject(refused);
  });

  test('another state than the browser keeps', async () => {
    await linked(`u-${round}`);
    const { url } = await goThere(`u-${round}`);
    const other = await fixture.identity.beginOpenId(callback);
    await expect(finish({ url, state: other.state })).rejects.toMatchObject(refused);
    await expect(finish({ url, state: '' })).rejects.toMatchObject(refused);
  });

  test('a wrong nonce', async () => {
    await linked(`u-${round}`);
    const answer = await goThere(`u-${round}`, (address) => {
      const changed = new URL(address);
      changed.searchParams.set('nonce', 'of-somebody-else');
      return changed.href;
    });
    await expect(finish(answer)).rejects.toMatchObject(refused);
  });

  test('another code challenge than that of this browser', async () => {
    await linked(`u-${round}`);
    const answer = await goThere(`u-${round}`, (address) => {
      const changed = new URL(address);
      changed.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
      return changed.href;
    });
    await expect(finish(answer)).rejects.toMatchObject(refused);
  });

  const now = () => Math.floor(Date.now() / 1000);
  /** What comes of a sign-on whose identity token is changed on its way. */
  async function forged(change: (token: string) => string) {
    await linked(`u-${round}`);
    const answer = await goThere(`u-${round}`);
    forge = change;
    return finish(answer);
  }

  test('an identity token signed anew with the same claims: so the forger works', async () => {
    await expect(forged((token) => service.sign(claimsOf(token)))).resolves.toBeDefined();
  });

  test.each<[string, (token: string) => string]>([
    ['expired', (token) => service.sign({ ...claimsOf(token), iat: now() - 7200, exp: now() - 3600 })],
    ['for another client', (token) => service.sign({ ...claimsOf(token), aud: 'somebody-else' })],
    ['of another issuer', (token) => service.sign({ ...claimsOf(token), iss: 'https://elsewhere.example' })],
    ['without a subject', (token) => service.sign({ ...claimsOf(token), sub: undefined })],
    ['not signed (alg none)', (token) => `${part({ alg: 'none' })}.${part(claimsOf(token))}.`],
    [
      'with another subject under the old signature',
      (token) => {
        const [head, , signature] = token.split('.');
        return `${head}.${part({ ...claimsOf(token), sub: 'somebody-else' })}.${signature}`;
      },
    ],
  ])('an identity token %s', async (_what, change) => {
    await expect(forged(change)).rejects.toMatchObject(refused);
  });

  test('somebody who is linked to no account', async () => {
    await expect(finish(await goThere(`nobody-${round}`))).rejects.toMatchObject({
      code: 'sign-in-elsewhere-unknown',
    });
    expect((await fixture.auditOf('signInFailed')).at(-1)).toMatchObject({
      detail: { reason: 'unknown-subject', way: 'openId' },
    });
  });

  test('a suspended account, and one whose link was ended', async () => {
    const { id, admin } = await linked(`u-${round}`);
    await fixture.identity.suspendStaff(admin, id, { reason: '离岗' });
    await expect(finish(await goThere(`u-${round}`))).rejects.toMatchObject({ code: 'account-suspended' });
    await fixture.identity.resumeStaff(admin, id);
    await fixture.identity.linkSubject(admin, id, null);
    await expect(finish(await goThere(`u-${round}`))).rejects.toMatchObject({
      code: 'sign-in-elsewhere-unknown',
    });
  });

  test('a subject belongs to one account', async () => {
    const { admin } = await linked(`u-${round}`);
    const other = await fixture.addStaff(own('other'), '510107', []);
    await expect(fixture.identity.linkSubject(admin, other, `u-${round}`)).rejects.toMatchObject({
      code: 'subject-taken',
    });
  });

  test('a sign-on that lasts more than ten minutes is over', async () => {
    await linked(`u-${round}`);
    const answer = await goThere(`u-${round}`);
    fixture.wallClock.set?.('2025-03-03T10:10:01.000+08:00');
    await expect(finish(answer)).rejects.toMatchObject(refused);
  });
});

describe('settings of single sign-on', () => {
  const set = {
    TONGBAN_OIDC_ISSUER: 'https://id.example',
    TONGBAN_OIDC_CLIENT_ID: 'a',
    TONGBAN_OIDC_CLIENT_SECRET: 'b',
  };
  test('none, all, or a sentence', () => {
    expect(readOpenId({})).toBeUndefined();
    expect(readOpenId(set)).toMatchObject({ issuer: 'https://id.example', name: '统一身份认证' });
    expect(() => readOpenId({ ...set, TONGBAN_OIDC_CLIENT_SECRET: '' })).toThrow(
      'TONGBAN_OIDC_CLIENT_SECRET',
    );
    expect(() => readOpenId({ ...set, TONGBAN_OIDC_ISSUER: 'http://id.example' })).toThrow('https');
    expect(readOpenId({ ...set, TONGBAN_OIDC_ISSUER: 'http://127.0.0.1:9000' })).toBeDefined();
  });
});
