import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { DayText, InstantText, object, problemAnswers, Type } from '../platform/schema.ts';
import { bars } from '../regulation/bars.ts';
import type { Identity } from './identity.service.ts';

const tags = ['登录'];
const orNull = <const T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const Code = Type.String({ minLength: 6, maxLength: 40, description: '手机上的 6 位数字，或一个备用码' });

/** Whoever has a second factor proves it before another is set up. */
const setUp = bars.filter((bar) => bar !== 'secondFactorDue');

const StatementAnswer = object({
  version: Type.Integer(),
  validFrom: DayText,
  title: Type.String(),
  paragraphs: Type.Array(Type.String()),
  digest: Type.String({ description: '正文的 SHA-256，签署时带回' }),
  validUntil: orNull(DayText),
  signedAt: orNull(InstantText),
});

/** The second factor of whoever is signed in, and the statement on confidentiality. */
export function ownAccessRoutes(app: App, identity: Identity, triesPerMinute = 60): void {
  secondFactor(app, identity, triesPerMinute);
  statement(app, identity);
}

function secondFactor(app: App, identity: Identity, triesPerMinute: number): void {
  const rateLimit = { max: triesPerMinute, timeWindow: '1 minute' };

  app.get(
    '/api/session/second-factor',
    {
      config: { access: 'session', beforePasswordChange: true, openTo: bars },
      schema: {
        summary: '自己的动态验证码：是否已设置，还有几个备用码',
        tags,
        response: {
          200: object({ standing: Type.Boolean(), recoveryCodesLeft: Type.Integer() }),
          ...problemAnswers(401, 403),
        },
      },
    },
    (request) => identity.stateOfFactor(actorOf(request)),
  );

  app.post(
    '/api/session/second-factor',
    {
      config: { access: 'session', beforePasswordChange: true, openTo: setUp },
      schema: {
        summary: '开始设置动态验证码：给出二维码，用手机上的验证器扫描',
        tags,
        response: {
          200: object({
            secret: Type.String({ description: '不能扫码时手工输入' }),
            address: Type.String(),
            qr: Type.String({ description: 'SVG' }),
          }),
          ...problemAnswers(401, 403, 409),
        },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return identity.beginFactor(actorOf(request));
    },
  );

  app.post(
    '/api/session/second-factor/confirm',
    {
      config: { access: 'session', beforePasswordChange: true, openTo: setUp, rateLimit },
      schema: {
        summary: '输入第一个动态验证码，设置完成；返回备用码，只显示这一次',
        tags,
        body: object({ code: Code }, { examples: [{ code: '123456' }] }),
        response: {
          200: object({ recoveryCodes: Type.Array(Type.String()) }),
          ...problemAnswers(400, 401, 403, 409, 422, 423, 429),
        },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return identity.confirmFactor(actorOf(request), request.body.code);
    },
  );

  app.post(
    '/api/session/second-factor/prove',
    {
      config: { access: 'session', beforePasswordChange: true, openTo: bars, rateLimit },
      schema: {
        summary: '登录第二步：输入动态验证码或备用码',
        tags,
        body: object({ code: Code }, { examples: [{ code: '123456' }] }),
        response: {
          200: object({ recoveryCodesLeft: Type.Integer() }),
          ...problemAnswers(400, 401, 403, 409, 422, 423, 429),
        },
      },
    },
    (request) => identity.proveFactor(actorOf(request), request.body.code, request.ip),
  );
}

function statement(app: App, identity: Identity): void {
  const openTo = bars.filter((bar) => bar !== 'secondFactorDue' && bar !== 'twoFactorSetUpDue');

  app.get(
    '/api/confidentiality-statement',
    {
      config: { access: 'session', openTo },
      schema: {
        summary: '保密承诺书和自己的签署情况',
        tags,
        response: { 200: StatementAnswer, ...problemAnswers(401, 403) },
      },
    },
    async (request) => {
      const { paragraphs, ...rest } = await identity.findStatement(actorOf(request));
      return { ...rest, paragraphs: [...paragraphs] };
    },
  );

  app.post(
    '/api/confidentiality-statement',
    {
      config: { access: 'session', openTo },
      schema: {
        summary: '签署保密承诺书，一年内有效（规程第二十六条、第二十七条）',
        tags,
        body: object(
          {
            name: Type.String({ maxLength: 100, description: '本人姓名' }),
            digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: '读到的正文的摘要' }),
          },
          { examples: [{ name: '周敏', digest: '0'.repeat(64) }] },
        ),
        response: { 200: StatementAnswer, ...problemAnswers(400, 401, 403, 409) },
      },
    },
    async (request) => {
      const { paragraphs, ...rest } = await identity.signStatement(actorOf(request), {
        ...request.body,
        address: request.ip,
      });
      return { ...rest, paragraphs: [...paragraphs] };
    },
  );
}
