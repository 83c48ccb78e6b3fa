import type { FastifyRequest } from 'fastify';
import type { App } from '../platform/http.ts';
import { sessionCookie } from '../platform/http-access.ts';
import { Problem } from '../platform/problem.ts';
import { object, problemAnswers, Type } from '../platform/schema.ts';
import type { Identity } from './identity.service.ts';
import { cookieOptions } from './session.routes.ts';

const flowCookie = 'tongban_open_id';
const folder = '/api/session/open-id';

/** Kept by the browser that began; sent along when the identity service sends it back. */
const flowCookieOptions = (request: FastifyRequest) =>
  ({ ...cookieOptions(request), path: folder, sameSite: 'lax', maxAge: 600 }) as const;

/** Signing in by the identity service of the administration (OpenID Connect). */
export function openIdRoutes(
  app: App,
  identity: Identity,
  options: { publicAddress: () => string; signInsPerMinute: number },
): void {
  const tags = ['登录'];
  const rateLimit = { max: options.signInsPerMinute, timeWindow: '1 minute' };

  app.get(
    '/api/session/ways',
    {
      config: { access: 'public' },
      schema: {
        summary: '可以怎样登录',
        tags,
        response: {
          200: object({
            singleSignOn: Type.Union([Type.String(), Type.Null()], {
              description: '统一身份认证的名称；没有接入时为空',
            }),
          }),
          ...problemAnswers(429),
        },
      },
    },
    async () => ({ singleSignOn: identity.serviceName ?? null }),
  );

  app.get(
    folder,
    {
      config: { access: 'public', rateLimit },
      // A page for the browser, not for programs: it leads to the identity service.
      schema: { hide: true },
    },
    async (request, reply) => {
      if (identity.serviceName === undefined) throw new Problem('not-found');
      const { address, state } = await identity.beginOpenId(`${options.publicAddress()}${folder}/back`);
      return reply.setCookie(flowCookie, state, flowCookieOptions(request)).redirect(address);
    },
  );

  app.get(
    `${folder}/back`,
    {
      config: { access: 'public', rateLimit },
      // Where the identity service sends the browser back: to the desk, or to the sign-in page with the reason.
      schema: { hide: true },
    },
    async (request, reply) => {
      if (identity.serviceName === undefined) throw new Problem('not-found');
      reply.clearCookie(flowCookie, flowCookieOptions(request)).header('cache-control', 'no-store');
      try {
        const session = await identity.finishOpenId({
          url: `${options.publicAddress()}${request.url}`,
          state: request.cookies[flowCookie] ?? '',
          address: request.ip,
        });
        reply.setCookie(sessionCookie, session.token, cookieOptions(request));
        return await reply.redirect('/desk/');
      } catch (error) {
        if (error instanceof Problem) return reply.redirect(`/desk/?refused=${error.code}`);
        throw error;
      }
    },
  );
}
