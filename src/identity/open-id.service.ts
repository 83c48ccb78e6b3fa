import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Database, isUniqueViolation } from '../platform/database.ts';
import { sha256 } from '../platform/digest.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { later } from '../regulation/instant.ts';
import * as store from './open-id.store.ts';
import type { OpenIdSettings } from './open-id-settings.ts';
import type { OpenedSession, SignIn } from './sign-in.service.ts';
import type { Staff } from './staff.ts';
import type { StaffWork } from './staff-work.service.ts';

/** Single sign-on of staff by the identity service of the administration (OpenID Connect, code flow with PKCE). */
export type OpenId = {
  /** Name of the identity service on the button; undefined where none is set. */
  serviceName: string | undefined;
  /** Begins: where the browser goes, and the state that it alone keeps. */
  beginOpenId(callback: string): Promise<{ address: string; state: string }>;
  /**
   * Takes the answer of the identity service. Refuses `sign-in-elsewhere-failed` (wrong state, nonce, code, signature,
   * time), `sign-in-elsewhere-unknown` (no account linked), `account-suspended`.
   */
  finishOpenId(answer: { url: string; state: string; address: string }): Promise<OpenedSession>;
  /** The subject of somebody at the identity service. */
  findSubject(staffId: string): Promise<string | undefined>;
  /** Links an account to a subject, instead of the one so far, or ends the link. Refuses `subject-taken`. */
  linkSubject(by: Actor, staffId: string, subject: string | null): Promise<Staff>;
};

/** What single sign-on stands on. */
export type OpenIdOptions = {
  database: Database;
  wallClock: Clock;
  audit: Pick<Audit, 'record'>;
  work: StaffWork;
  signIn: Pick<SignIn, 'openFor'>;
  settings: OpenIdSettings | undefined;
  /** Asks the identity service; tests stand between. */
  fetch?: CustomFetch;
};

const flowMs = 10 * 60 * 1000;

/** Builds single sign-on; the identity service is first asked when somebody signs in. */
export function createOpenId(options: OpenIdOptions): OpenId {
  const { database, wallClock, audit, work, signIn, settings } = options;
  const { db } = database;
  let known: Promise<Configuration> | undefined;

  function configured(): Promise<Configuration> {
    if (!settings) throw new Problem('not-found');
    const issuer = new URL(settings.issuer);
    known ??= discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
      // The signature of every identity token is checked, also of those fetched over TLS.
      execute: [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])],
      ...(options.fetch ? { [customFetch]: options.fetch } : {}),
    });
    // A service that was away is asked again.
    known.catch(() => {
      known = undefined;
    });
    return known;
  }

  const refused = async (reason: string, address: string, staffId?: string): Promise<void> =>
    audit.record(db, {
      action: 'signInFailed',
      actor: null,
      subject: staffId === undefined ? undefined : { kind: 'staff', id: staffId },
      address,
      outcome: 'refused',
      detail: { reason, way: 'openId' },
    });

  async function subjectOf(url: string, state: string): Promise<string | undefined> {
    const flow = await store.takeFlow(db, sha256(state), wallClock.now());
    if (!flow) return undefined;
    try {
      const tokens = await authorizationCodeGrant(await configured(), new URL(url), {
        pkceCodeVerifier: flow.verifier,
        expectedState: state,
        expectedNonce: flow.nonce,
        idTokenExpected: true,
      });
      return tokens.claims()?.sub;
    } catch {
      // Whatever was wrong with the answer is told to nobody but the log of the identity service.
      return undefined;
    }
  }

  return {
    serviceName: settings?.name,

    async beginOpenId(callback) {
      const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
      const now = wallClock.now();
      const challenge = await calculatePKCECodeChallenge(verifier);
      let address: URL;
      try {
        address = buildAuthorizationUrl(await configured(), {
          redirect_uri: callback,
          scope: 'openid',
          code_challenge: challenge,
          code_challenge_method: 'S256',
          state,
          nonce,
        });
      } catch (error) {
        if (error instanceof Problem) throw error;
        throw new Problem('sign-in-elsewhere-failed', {
          detail: '统一身份认证现在连不上，请稍后再试，或用账号密码登录。',
        });
      }
      await store.insertFlow(db, {
        stateHash: sha256(state),
        nonce,
        verifier,
        now,
        expiresAt: later(now, flowMs),
      });
      return { address: address.href, state };
    },

    async finishOpenId({ url, state, address }) {
      const issuer = settings?.issuer ?? '';
      const subject = await subjectOf(url, state);
      if (subject === undefined) {
        await refused('answer-refused', address);
        throw new Problem('sign-in-elsewhere-failed');
      }
      const account = await store.findLinked(db, issuer, subject);
      if (!account) {
        await refused('unknown-subject', address);
        throw new Problem('sign-in-elsewhere-unknown');
      }
      if (account.suspendedAt) {
        await refused('suspended', address, account.id);
        throw new Problem('account-suspended');
      }
      const session = await signIn.openFor(account, address);
      if (!session) throw new Problem('sign-in-elsewhere-failed');
      return session;
    },

    findSubject: async (staffId) => (settings ? store.findSubject(db, settings.issuer, staffId) : undefined),

    async linkSubject(by, staffId, subject) {
      const issuer = settings?.issuer;
      const named = subject?.trim() ?? null;
      if (named !== null && !/^[\x21-\x7e]{1,255}$/.test(named))
        throw fieldInvalid('/subject', '统一身份标识应为 1 到 255 位字母、数字或符号，中间没有空格。');
      try {
        return await work.manage(by, staffId, async (tx) => {
          if (!issuer) throw fieldInvalid('/subject', '本系统没有接入统一身份认证。');
          const now = wallClock.now();
          await store.endLink(tx, { staffId, issuer, by: by.id, now });
          if (named !== null) await store.insertLink(tx, { staffId, issuer, subject: named, by: by.id, now });
          await work.note(tx, named === null ? 'subjectUnlinked' : 'subjectLinked', by, staffId);
        });
      } catch (error) {
        if (isUniqueViolation(error, 'staff_subjects_standing')) throw new Problem('subject-taken');
        throw error;
      }
    },
  };
}
