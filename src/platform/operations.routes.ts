import type { FastifyRequest } from 'fastify';
import type { Role } from '../regulation/roles.ts';
import type { Audit } from './audit.service.ts';
import { auditActorOf } from './audit.ts';
import type { Background } from './background.service.ts';
import type { Database } from './database.ts';
import type { App } from './http.ts';
import { actorOf } from './http-access.ts';
import { InstantText, object, oneOf, problemAnswers, Type } from './schema.ts';

const readers: readonly Role[] = ['systemAdministrator', 'auditor'];
const operators: readonly Role[] = ['systemAdministrator'];

const pageLength = 50;
const longestPage = 200;

const Moment = Type.Union([InstantText, Type.Null()]);
const Text = Type.Union([Type.String(), Type.Null()]);
const Name = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9.-]{0,59}$', description: '名称' });
const Numeral = Type.String({ pattern: '^[1-9]\\d{0,14}$', description: '编号' });

const Page = {
  after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$', description: '上一页最后一条的编号' })),
  limit: Type.Optional(Type.String({ pattern: '^\\d{1,3}$', description: `每页条数，最多 ${longestPage}` })),
};

const SubscriberAnswer = object({
  name: Type.String(),
  title: Type.String({ description: '它做什么' }),
  known: Type.Boolean({ description: '现在运行的版本里还有它' }),
  feedNo: Type.Integer({ description: '已经读到的编号' }),
  lagEvents: Type.Integer({ description: '还没有读的事件数，连同还没有编号的' }),
  lagSeconds: Type.Integer({ description: '其中最早的一条等了多少秒' }),
  movedAt: Moment,
  failures: Type.Integer({ description: '累计失败次数' }),
  lastError: Text,
  lastFailedAt: Moment,
  parked: Type.Integer({ description: '暂存待重试的条数，连同同一件里排在后面的' }),
  parkedSince: Moment,
  dead: Type.Integer({ description: '死信条数' }),
});

const ParkedAnswer = object({
  feedNo: Type.Integer(),
  caseId: Type.String(),
  seq: Type.Integer({ description: '在这一件里的事件序号' }),
  type: Type.String({ description: '事件' }),
  eventHash: Type.String(),
  failures: Type.Integer(),
  error: Text,
  parkedAt: InstantText,
  nextTryAt: Moment,
  deadAt: Moment,
});

const TopicAnswer = object({
  topic: Type.String(),
  title: Type.String(),
  known: Type.Boolean({ description: '现在运行的版本会发送它' }),
  waiting: Type.Integer({ description: '等待发送的条数' }),
  failing: Type.Integer({ description: '其中失败过、还会重试的条数' }),
  oldest: Moment,
  oldestSeconds: Type.Integer({ description: '最早的一条比应发时间晚了多少秒' }),
  failed: Type.Integer({ description: '对方明确不收的条数' }),
  dead: Type.Integer({ description: '重试满 7 天或由人停止的条数' }),
  expired: Type.Integer({ description: '过了有效期的条数' }),
});

const MessageAnswer = object({
  id: Type.Integer(),
  key: Type.String({ description: '收方凭它识别重复' }),
  orderKey: Text,
  state: oneOf(['waiting', 'done', 'failed', 'dead', 'expired']),
  since: InstantText,
  dueAt: InstantText,
  expiresAt: Moment,
  attempts: Type.Integer(),
  error: Text,
  lastFailedAt: Moment,
  endedAt: Moment,
});

const Counted = object({ count: Type.Integer({ description: '多少条' }) });

const tags = ['运行'];

/** A page of a list: one more is read than is shown, so that the end is known. */
function pageOf<Row>(rows: readonly Row[], length: number, numberOf: (row: Row) => number) {
  const shown = rows.slice(0, length);
  const last = shown.at(-1);
  return { shown, next: rows.length > length && last ? { next: String(numberOf(last)) } : {} };
}

const lengthOf = (limit: string | undefined): number =>
  Math.min(Math.max(Number(limit ?? pageLength), 1), longestPage);

/** 运行状况: how far everything is that works by itself, what failed, and sending it again. Nothing personal is in it. */
export function operationsRoutes(
  app: App,
  parts: { background: Background; audit: Audit; database: Database },
): void {
  const { audit, database } = parts;
  const { subscribers, outbox } = parts.background;

  const record = (
    request: FastifyRequest,
    action: string,
    subject: { kind: string; id: string },
    detail: Record<string, string | number | boolean> = {},
  ): Promise<void> =>
    audit.record(database.db, {
      action,
      actor: auditActorOf(
        actorOf(request),
        readers.find((role) => actorOf(request).grants.some((g) => g.role === role)),
      ),
      subject,
      address: request.ip,
      detail,
    });

  app.get(
    '/api/subscribers',
    {
      config: { access: readers },
      schema: {
        summary: '每个订阅者读到哪里、差多少、失败多少',
        tags,
        response: {
          200: object({ subscribers: Type.Array(SubscriberAnswer) }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async () => ({ subscribers: await subscribers.states() }),
  );

  app.get(
    '/api/subscribers/:name/parked',
    {
      config: { access: readers },
      schema: {
        summary: '一个订阅者办不成而暂存的事件',
        tags,
        params: object({ name: Name }),
        querystring: object({
          ...Page,
          dead: Type.Optional(Type.String({ pattern: '^[01]$', description: '1：只列死信' })),
        }),
        response: {
          200: object({ entries: Type.Array(ParkedAnswer), next: Type.Optional(Type.String()) }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async ({ params, query }) => {
      const limit = lengthOf(query.limit);
      const found = await subscribers.listParked(params.name, {
        after: Number(query.after ?? 0),
        limit: limit + 1,
        dead: query.dead === '1',
      });
      const { shown, next } = pageOf(found, limit, ({ feedNo }) => feedNo);
      return { entries: shown, ...next };
    },
  );

  app.post(
    '/api/subscribers/:name/resend',
    {
      config: { access: operators },
      schema: {
        summary: '把一个订阅者暂存的事件和死信全部重办',
        tags,
        params: object({ name: Name }),
        response: { 200: Counted, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { name } = request.params;
      const count = await subscribers.resend(name);
      await record(request, 'parkedResent', { kind: 'subscriber', id: name }, { count });
      return { count };
    },
  );

  const entryParams = object({ name: Name, feedNo: Numeral });

  app.post(
    '/api/subscribers/:name/parked/:feedNo/resend',
    {
      config: { access: operators },
      schema: {
        summary: '重办一条暂存的事件或死信',
        tags,
        params: entryParams,
        response: { 200: Counted, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { name, feedNo } = request.params;
      const count = await subscribers.resend(name, Number(feedNo));
      await record(request, 'parkedResent', { kind: 'subscriber', id: name }, { feedNo: Number(feedNo) });
      return { count };
    },
  );

  app.post(
    '/api/subscribers/:name/parked/:feedNo/give-up',
    {
      config: { access: operators },
      schema: {
        summary: '不再重试一条暂存的事件',
        description: '它成为死信，同一件里排在后面的继续办；以后仍可重办。',
        tags,
        params: entryParams,
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { name, feedNo } = request.params;
      await subscribers.giveUp(name, Number(feedNo));
      await record(request, 'parkedGivenUp', { kind: 'subscriber', id: name }, { feedNo: Number(feedNo) });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/outbox',
    {
      config: { access: readers },
      schema: {
        summary: '每类外发消息等待、失败和死信的条数',
        tags,
        response: { 200: object({ topics: Type.Array(TopicAnswer) }), ...problemAnswers(401, 403) },
      },
    },
    async () => ({ topics: await outbox.states() }),
  );

  app.get(
    '/api/outbox/:topic/messages',
    {
      config: { access: readers },
      schema: {
        summary: '一类外发消息里等待的，或没有送到的',
        description: '只有编号、时间和失败原因，没有内容。',
        tags,
        params: object({ topic: Name }),
        querystring: object({
          ...Page,
          which: Type.Optional(
            Type.String({
              pattern: '^(?:waiting|ended)$',
              description: 'waiting 等待的（默认），ended 没有送到的',
            }),
          ),
        }),
        response: {
          200: object({ messages: Type.Array(MessageAnswer), next: Type.Optional(Type.String()) }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async ({ params, query }) => {
      const limit = lengthOf(query.limit);
      const found = await outbox.list(params.topic, {
        after: Number(query.after ?? 0),
        limit: limit + 1,
        waiting: query.which !== 'ended',
      });
      const { shown, next } = pageOf(found, limit, ({ id }) => id);
      return { messages: shown, ...next };
    },
  );

  app.post(
    '/api/outbox/:topic/resend',
    {
      config: { access: operators },
      schema: {
        summary: '把一类外发消息里没有送到的全部重发',
        tags,
        params: object({ topic: Name }),
        response: { 200: Counted, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { topic } = request.params;
      const count = await outbox.resend(topic);
      await record(request, 'messagesResent', { kind: 'outbox', id: topic }, { count });
      return { count };
    },
  );

  const messageParams = object({ topic: Name, messageId: Numeral });

  app.post(
    '/api/outbox/:topic/messages/:messageId/resend',
    {
      config: { access: operators },
      schema: {
        summary: '马上重发一条消息',
        tags,
        params: messageParams,
        response: { 200: Counted, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { topic, messageId } = request.params;
      const count = await outbox.resend(topic, Number(messageId));
      await record(request, 'messagesResent', { kind: 'outbox', id: topic }, { message: Number(messageId) });
      return { count };
    },
  );

  app.post(
    '/api/outbox/:topic/messages/:messageId/give-up',
    {
      config: { access: operators },
      schema: {
        summary: '不再发送一条等待的消息',
        description: '它成为死信，同一顺序里的下一条继续发；以后仍可重发。',
        tags,
        params: messageParams,
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { topic, messageId } = request.params;
      await outbox.giveUp(topic, Number(messageId));
      await record(request, 'messageGivenUp', { kind: 'outbox', id: topic }, { message: Number(messageId) });
      return reply.code(204).send(null);
    },
  );
}
