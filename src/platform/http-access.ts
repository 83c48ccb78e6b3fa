import type { FastifyRequest } from 'fastify';
import { type Actor, holds } from './actor.ts';
import { entranceFault } from './entrance.ts';
import type { App } from './http.ts';
import { Problem } from './problem.ts';

/** Finds out who holds a session token; undefined for an unknown, ended or revoked one. */
export type Authenticate = (token: string) => Promise<Actor | undefined>;

/** Name of the session cookie. */
export const sessionCookie = 'tongban_session';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.headers.origin;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.host;
}

function tokenOf(request: FastifyRequest): { token: string; byCookie: boolean } | undefined {
  const header = request.headers.authorization;
  if (header?.startsWith('Bearer ')) return { token: header.slice(7), byCookie: false };
  const token = request.cookies[sessionCookie];
  return token ? { token, byCookie: true } : undefined;
}

/**
 * Checks every request against the authorisation its route states. A change sent by cookie must come from
 * our own pages; programs send the token in the Authorization header instead.
 */
export function guardAccess(app: App, authenticate: Authenticate): void {
  app.addHook('onRequest', async (request) => {
    const { access, beforePasswordChange, openTo = [] } = request.routeOptions.config;
    const held = tokenOf(request);
    if (held) {
      const actor = await authenticate(held.token);
      if (actor) request.actor = actor;
      if (actor && held.byCookie && !safeMethods.has(request.method) && !isSameOrigin(request)) {
        throw new Problem('cross-site-refused');
      }
    }
    if (access === undefined || access === 'public') return;
    const { actor } = request;
    if (!actor) throw new Problem('not-signed-in');
    const fault = entranceFault(actor, { ...(beforePasswordChange ? { beforePasswordChange } : {}), openTo });
    if (fault) throw new Problem(fault);
    if (access !== 'session' && !holds(actor, ...access)) throw new Problem('not-authorised');
  });
}

/** The person behind a request on a route that is not public. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Problem('not-signed-in');
  return request.actor;
}
