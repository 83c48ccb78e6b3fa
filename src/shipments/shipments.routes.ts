import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { Problem } from '../platform/problem.ts';
import { Id, object, oneOf, problemAnswers, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import { shipmentStates } from './carrier.ts';
import { OrderAnswer } from './orders.routes.ts';
import type { Shipments } from './shipments.service.ts';

const readers: Role[] = ['windowClerk', 'windowLead', 'serviceAdministration'];
const strangeReaders: Role[] = [...readers, 'systemAdministrator'];
const text = Type.String();
const states = Object.keys(shipmentStates) as (keyof typeof shipmentStates)[];
const Limit = Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$', description: '每页条数，最多 100' }));

const ShipmentAnswer = Type.Object({
  caseId: text,
  businessNumber: text,
  waybill: text,
  carrierName: text,
  purposeLabel: text,
  from: text,
  to: text,
  state: oneOf(states),
  stateLabel: text,
  trouble: Type.Optional(text),
  registeredAt: text,
  lastAt: text,
});

const PlaybookAnswer = Type.Object({
  title: text,
  protection: Type.Optional(Type.String({ description: '怎样保护申请人的期限' })),
  steps: Type.Array(
    Type.Object({
      id: text,
      what: text,
      who: text,
      by: Type.Optional(text),
      done: Type.Boolean(),
      doneAt: Type.Optional(text),
      command: Type.Optional(text),
    }),
  ),
});

/** Parcels of windows and regions, and those of a case with their history. */
export function shipmentRoutes(app: App, shipments: Shipments): void {
  app.get(
    '/api/shipments',
    {
      config: { access: readers },
      schema: {
        summary: '寄递：寄出的、寄来的、有异常的邮件',
        description: 'window：本窗口；region：窗口负责人看本地区，管理部门看辖区。open=1 只看还没有了结的。',
        tags: ['寄递'],
        querystring: object({
          list: oneOf(['outgoing', 'incoming', 'trouble']),
          scope: Type.Optional(oneOf(['window', 'region'])),
          open: Type.Optional(oneOf(['0', '1'])),
          after: Type.Optional(Type.String({ maxLength: 300 })),
          limit: Limit,
        }),
        response: {
          200: Type.Object({ shipments: Type.Array(ShipmentAnswer), next: Type.Optional(text) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => {
      const { list, scope, open, after, limit } = request.query;
      const actor = actorOf(request);
      const works = actor.grants.some(({ role }) => role === 'windowClerk' || role === 'windowLead');
      return shipments.list(actor, {
        list,
        scope: scope ?? (works ? 'window' : 'region'),
        open: open === '1',
        ...(after === undefined ? {} : { after }),
        limit: Number(limit ?? 50),
      });
    },
  );

  app.get(
    '/api/carrier-events/strange',
    {
      config: { access: strangeReaders },
      schema: {
        summary: '要人核对的寄递信息：不明运单、投递地不符、时间不对',
        tags: ['寄递'],
        querystring: object({
          after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
          limit: Limit,
        }),
        response: {
          200: Type.Object({
            events: Type.Array(
              Type.Object({
                id: Type.Integer(),
                waybill: text,
                kindLabel: text,
                at: text,
                place: text,
                regionName: text,
                trouble: text,
                troubleLabel: text,
                reason: text,
                caseId: Type.Optional(text),
              }),
            ),
            next: Type.Optional(Type.Integer()),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) =>
      shipments.listStrange(actorOf(request), {
        ...(request.query.after === undefined ? {} : { after: Number(request.query.after) }),
        limit: Number(request.query.limit ?? 50),
      }),
  );

  app.post(
    '/api/carrier-events/:id/settle',
    {
      config: { access: strangeReaders },
      schema: {
        summary: '核对过一条有疑问的寄递信息',
        tags: ['寄递'],
        params: object({ id: Type.String({ maxLength: 40, description: '进展的编号' }) }),
        body: {
          ...object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }),
          examples: [{ reason: '寄递企业核对后改投，邮件已到' }],
        },
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 413) },
      },
    },
    async (request, reply) => {
      const checked = checkPlainText(request.body.reason, { max: 200, min: 2 });
      if (!checked.valid) throw new Problem('reason-missing');
      const { id } = request.params;
      if (!/^\d{1,15}$/.test(id)) throw new Problem('not-found');
      await shipments.settleStrange(actorOf(request), Number(id), checked.normalized);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/cases/:id/shipments',
    {
      config: { access: 'session' },
      schema: {
        summary: '本件的邮件：寄递企业的每条进展、异常怎么办、费用、封装记录',
        tags: ['寄递'],
        params: object({ id: Id }),
        response: {
          200: Type.Object({
            connected: Type.Boolean({ description: '接通了寄递企业，可以下单' }),
            orders: Type.Array(OrderAnswer, { description: '还没有成为邮件的寄件' }),
            noted: Type.Array(Type.Object({ waybill: text, arrivedAt: text }), {
              description: '归入本件的未认领邮件',
            }),
            shipments: Type.Array(
              Type.Object({
                waybill: text,
                carrierName: text,
                purposeLabel: text,
                from: text,
                to: text,
                state: oneOf(states),
                stateLabel: text,
                registeredAt: text,
                history: Type.Array(
                  Type.Object({
                    kindLabel: text,
                    at: text,
                    place: text,
                    late: Type.Boolean({ description: '晚到的进展，已按发生时间排好' }),
                    trouble: Type.Optional(text),
                  }),
                ),
                playbook: Type.Optional(PlaybookAnswer),
                order: Type.Optional(OrderAnswer),
                fee: Type.Optional(
                  Type.Object({ weightGrams: Type.Integer(), feeFen: Type.Integer(), payerLabel: text }),
                ),
                photos: Type.Array(Type.Object({ fileId: text, sha256: text, href: text })),
                sealedDigest: Type.Optional(text),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    (request) => shipments.ofCase(request.params.id, actorOf(request)),
  );
}
