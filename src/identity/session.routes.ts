import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../platform/http.ts';
import { actorOf, sessionCookie } from '../platform/http-access.ts';
import { Id, InstantText, object, oneOf, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import { bars } from '../regulation/bars.ts';
import type { Instant } from '../regulation/instant.ts';
import { type Role, roles } from '../regulation/roles.ts';
import type { Identity } from './identity.service.ts';
import { longestPassword } from './password-rules.ts';

/** Text without control, format or other invisible characters. */
const visible = '^\\P{C}+$';
/** An account as somebody types it. */
export const Username = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: visible,
  description: '账号，不分大小写',
});
/** A password as somebody types it. */
export const Password = Type.String({ minLength: 1, maxLength: longestPassword });

const roleNames = Object.keys(roles) as Role[];
const GrantAnswer = object({
  role: oneOf(roleNames),
  roleName: Type.String(),
  regionCode: RegionCode,
  regionName: Type.String(),
  windowId: Type.Union([Id, Type.Null()]),
  windowName: Type.Union([Type.String(), Type.Null()]),
});
const WhoAmIAnswer = object({
  id: Id,
  kind: oneOf(['staff', 'applicant']),
  username: Type.String(),
  name: Type.String(),
  mustChangePassword: Type.Boolean({ description: '须先修改密码，才能办理别的' }),
  bar: Type.Union([oneOf(bars), Type.Null()], {
    description: '在办理别的以前要做的：输入动态验证码、设置动态验证码、签署保密承诺、等待解锁',
  }),
  grants: Type.Array(GrantAnswer, { description: '现在有效的岗位' }),
  actingWindow: Type.Union([GrantAnswer, Type.Null()], { description: '所在窗口；没有窗口岗位时为空' }),
  now: Type.String({ description: '系统现在的时间' }),
});

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** Over plain HTTP the cookie is for this machine alone; anywhere else it travels encrypted or not at all. */
const isSecure = (request: FastifyRequest): boolean =>
  request.protocol === 'https' || !loopbackNames.has(request.hostname);

/** How the session cookie is kept. */
export const cookieOptions = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(request) }) as const;

/** How often one address may try to sign in; a whole hall may stand behind one. */
export type SessionRouteOptions = {
  signInsPerMinute?: number;
  /** The business clock, so that pages say "today" as the server does. */
  now: () => Instant;
};

/** Signing in and out, the own password, and who one is. */
export function sessionRoutes(
  app: App,
  identity: Identity,
  { signInsPerMinute = 60, now }: SessionRouteOptions,
): void {
  const tags = ['登录'];

  app.post(
    '/api/session',
    {
      config: { access: 'public', rateLimit: { max: signInsPerMinute, timeWindow: '1 minute' } },
      schema: {
        summary: '登录：写入 Cookie，并返回供程序使用的令牌',
        tags,
        security: [],
        body: object(
          { username: Username, password: Password },
          { examples: [{ username: 'intake.510107', password: 'Tongban-2021' }] },
        ),
        response: {
          200: object({
            token: Type.String({ description: '用于 Authorization: Bearer' }),
            expiresAt: InstantText,
            mustChangePassword: Type.Boolean(),
            staffId: Id,
            name: Type.String(),
          }),
          ...problemAnswers(400, 401, 403, 423, 429),
        },
      },
    },
    async (request, reply) => {
      const session = await identity.signIn({ ...request.body, address: request.ip });
      noStore(reply).setCookie(sessionCookie, session.token, cookieOptions(request));
      return session;
    },
  );

  app.get(
    '/api/session',
    {
      config: { access: 'session', beforePasswordChange: true, openTo: bars },
      schema: {
        summary: '我是谁、现在有哪些岗位',
        tags,
        response: { 200: WhoAmIAnswer, ...problemAnswers(401) },
      },
    },
    async (request, reply) => {
      noStore(reply);
      return { ...identity.describe(actorOf(request)), now: now() };
    },
  );

  app.delete(
    '/api/session',
    {
      config: { access: 'session', beforePasswordChange: true, openTo: bars },
      schema: { summary: '退出登录', tags, response: { 204: Type.Null(), ...problemAnswers(401, 403) } },
    },
    async (request, reply) => {
      await identity.signOut(actorOf(request));
      return reply.clearCookie(sessionCookie, cookieOptions(request)).code(204).send(null);
    },
  );

  app.post(
    '/api/session/password',
    {
      config: {
        access: 'session',
        beforePasswordChange: true,
        openTo: bars.filter((bar) => bar !== 'secondFactorDue'),
      },
      schema: {
        summary: '修改自己的密码；其他地方的登录随即结束',
        tags,
        body: object(
          { currentPassword: Password, newPassword: Password },
          { examples: [{ currentPassword: 'Tongban-2021', newPassword: '青衣江畔的早茶-7' }] },
        ),
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 422, 423) },
      },
    },
    async (request, reply) => {
      await identity.changePassword(actorOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
}

const noStore = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-store');
