import { carrierIds } from '../cases/transfer/carriers.ts';
import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Id, InstantText, object, oneOf, problemAnswers, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import type { Unassigned } from './unassigned.service.ts';

const clerks: Role[] = ['windowClerk', 'windowLead'];
const readers: Role[] = [...clerks, 'serviceAdministration'];
const text = Type.String();

const UnassignedAnswer = Type.Object({
  id: text,
  windowName: text,
  waybill: text,
  carrierName: text,
  sender: text,
  contents: text,
  arrivedAt: text,
  collectedAt: Type.Optional(text),
});

/** 未认领邮件. */
export function unassignedRoutes(app: App, unassigned: Unassigned): void {
  app.get(
    '/api/unassigned-parcels',
    {
      config: { access: readers },
      schema: {
        summary: '未认领邮件：到了窗口、没有业务编号的，等得最久的在前（留痕）',
        tags: ['寄递'],
        querystring: object({
          scope: Type.Optional(oneOf(['window', 'region'])),
          after: Type.Optional(Type.String({ maxLength: 100 })),
          limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$' })),
        }),
        response: {
          200: Type.Object({ parcels: Type.Array(UnassignedAnswer), next: Type.Optional(text) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => {
      const { scope, after, limit } = request.query;
      const actor = actorOf(request);
      const works = actor.grants.some(({ role }) => clerks.includes(role));
      return unassigned.list(actor, {
        scope: scope ?? (works ? 'window' : 'region'),
        ...(after === undefined ? {} : { after }),
        limit: Number(limit ?? 50),
        address: request.ip,
      });
    },
  );

  app.post(
    '/api/unassigned-parcels',
    {
      config: { access: clerks },
      schema: {
        summary: '登记未认领邮件',
        tags: ['寄递'],
        body: {
          ...object({
            waybill: Type.String({ minLength: 1, maxLength: 40 }),
            carrier: oneOf(carrierIds),
            sender: Type.String({ maxLength: 100, description: '面单上的寄件人' }),
            contents: Type.String({ maxLength: 200, description: '里面是什么' }),
            arrivedAt: InstantText,
            collectedAt: Type.Optional(InstantText),
            windowId: Type.Optional(Id),
          }),
          examples: [
            {
              waybill: 'RR473124829US',
              carrier: 'ems',
              sender: '罗晓梅',
              contents: '证件照 2 张',
              arrivedAt: '2021-06-03T09:00:00+08:00',
            },
          ],
        },
        response: { 201: UnassignedAnswer, ...problemAnswers(400, 401, 403, 409, 413, 422) },
      },
    },
    async (request, reply) => reply.code(201).send(await unassigned.register(actorOf(request), request.body)),
  );

  app.post(
    '/api/unassigned-parcels/:id/link',
    {
      config: { access: clerks },
      schema: {
        summary: '把未认领邮件归入办件',
        description:
          '写明是补正的哪几项，就登记为申请人寄来的补正、算作已到，审查期限随之起算；没有要补正的，留空，归入后提醒窗口审查。未在限期内交寄的会被拒绝。',
        tags: ['寄递'],
        params: object({ id: Id }),
        body: {
          ...object({
            businessNumber: Type.String({ minLength: 20, maxLength: 20 }),
            lineIds: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), {
              maxItems: 100,
              uniqueItems: true,
            }),
          }),
          examples: [{ businessNumber: '51010720210603000417', lineIds: ['048-1-m-photo'] }],
        },
        response: {
          200: Type.Object({ caseId: text, outcome: oneOf(['supplement', 'noted']) }),
          ...problemAnswers(400, 401, 403, 404, 409, 413, 422),
        },
      },
    },
    (request) => unassigned.link(actorOf(request), request.params.id, request.body),
  );

  app.post(
    '/api/unassigned-parcels/:id/return',
    {
      config: { access: clerks },
      schema: {
        summary: '把未认领邮件退回寄件人',
        tags: ['寄递'],
        params: object({ id: Id }),
        body: {
          ...object({
            reason: Type.String({ maxLength: 200 }),
            waybill: Type.Optional(Type.String({ maxLength: 40, description: '退回用的运单号' })),
          }),
          examples: [{ reason: '不是本窗口的办件，联系不上寄件人' }],
        },
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 409, 413, 422) },
      },
    },
    async (request, reply) => {
      await unassigned.sendBack(actorOf(request), request.params.id, request.body);
      return reply.code(204).send(null);
    },
  );
}
