import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { DayText, Id, object, oneOf, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import { afterText, idParams, limitText, WrittenText } from './escalation-answers.ts';
import type { Supervision } from './supervision.service.ts';
import { orderStates } from './supervision.ts';

const readers: Role[] = ['windowClerk', 'windowLead', 'serviceAdministration', 'coordinationGroup'];
const issuers: Role[] = ['serviceAdministration', 'coordinationGroup'];
const tags = ['协调督办'];

const OrderAnswer = Type.Object({
  id: Type.String(),
  escalationId: Type.Optional(Type.String()),
  caseId: Type.Optional(Type.String()),
  businessNumber: Type.Optional(Type.String()),
  fromName: Type.String(),
  toName: Type.String(),
  text: Type.String(),
  issuedAt: Type.String(),
  dueAt: Type.String(),
  overdue: Type.Boolean(),
  state: oneOf(Object.keys(orderStates) as (keyof typeof orderStates)[]),
  stateLabel: Type.String(),
  answer: Type.Optional(Type.String()),
  answeredAt: Type.Optional(Type.String()),
  answeredBy: Type.Optional(Type.String()),
  closedAt: Type.Optional(Type.String()),
  closingNote: Type.Optional(Type.String()),
  acts: Type.Array(oneOf(['answer', 'close'])),
});

/** Supervision orders. */
export function supervisionRoutes(app: App, supervision: Supervision): void {
  app.get(
    '/api/supervision-orders',
    {
      config: { access: readers },
      schema: {
        summary: '督办：发出的和收到的，最近的在前；due=1 只看待本方答复的',
        tags,
        querystring: object({
          due: Type.Optional(oneOf(['1'])),
          after: afterText,
          limit: limitText,
        }),
        response: {
          200: Type.Object({ orders: Type.Array(OrderAnswer), next: Type.Optional(Type.String()) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { due, after, limit } = request.query;
      const actor = actorOf(request);
      return due === '1'
        ? { orders: await supervision.toAnswer(actor) }
        : supervision.list(actor, { after, limit: Number(limit ?? 20) });
    },
  );
  app.get(
    '/api/supervision-orders/bulletin',
    {
      config: { access: issuers },
      schema: {
        summary: '月度通报：当月逾期的督办',
        tags,
        querystring: object({ month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }) }),
        response: { 200: Type.Object({ orders: Type.Array(OrderAnswer) }), ...problemAnswers(400, 401, 403) },
      },
    },
    async (request) => ({ orders: await supervision.bulletin(actorOf(request), request.query.month) }),
  );
  app.post(
    '/api/supervision-orders',
    {
      config: { access: issuers },
      schema: {
        summary: '发出督办：本级、下级管理部门和它们的窗口',
        tags,
        body: object(
          {
            toRegion: RegionCode,
            toWindow: Type.Optional(Id),
            escalationId: Type.Optional(Id),
            caseId: Type.Optional(Id),
            text: WrittenText,
            dueOn: DayText,
          },
          {
            examples: [
              { toRegion: '510107', text: '请今天查看来件，并回复原因与措施。', dueOn: '2021-09-30' },
            ],
          },
        ),
        response: { 201: OrderAnswer, ...problemAnswers(400, 401, 403, 404, 422) },
      },
    },
    async (request, reply) => reply.code(201).send(await supervision.issue(actorOf(request), request.body)),
  );
  app.post(
    '/api/supervision-orders/:id/answer',
    {
      config: { access: readers },
      schema: {
        summary: '答复督办',
        tags,
        params: idParams,
        body: object({ text: WrittenText }, { examples: [{ text: '已查看并确认收到。' }] }),
        response: { 200: OrderAnswer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    (request) => supervision.answer(actorOf(request), request.params.id, request.body.text),
  );
  app.post(
    '/api/supervision-orders/:id/close',
    {
      config: { access: issuers },
      schema: {
        summary: '了结督办；没有答复的须写明理由',
        tags,
        params: idParams,
        body: object({ text: Type.Optional(WrittenText) }, { examples: [{ text: '已电话核实。' }] }),
        response: { 200: OrderAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    (request) => supervision.close(actorOf(request), request.params.id, request.body.text),
  );
}
