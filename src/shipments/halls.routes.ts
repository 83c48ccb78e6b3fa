import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Id, InstantText, object, problemAnswers, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import type { Halls } from './halls.service.ts';

const clerks: Role[] = ['windowClerk', 'windowLead'];
const readers: Role[] = [...clerks, 'serviceAdministration'];
const text = Type.String();

const ServiceAnswer = Type.Object({
  windowId: text,
  windowName: text,
  counter: text,
  collections: Type.Array(text),
  equipment: Type.Array(text),
  governmentPays: Type.Boolean(),
  changedAt: Type.Optional(text),
  mayChange: Type.Boolean(),
});

/** Postal service of halls, and lists signed by the carrier. */
export function hallRoutes(app: App, halls: Halls): void {
  app.get(
    '/api/postal-services',
    {
      config: { access: readers },
      schema: {
        summary: '大厅的邮政速递服务：柜台、揽收时间、设备',
        tags: ['寄递'],
        response: { 200: Type.Object({ services: Type.Array(ServiceAnswer) }), ...problemAnswers(401, 403) },
      },
    },
    async (request) => ({ services: await halls.listServices(actorOf(request)) }),
  );

  app.put(
    '/api/postal-services/:windowId',
    {
      config: { access: ['windowLead', 'serviceAdministration'] },
      schema: {
        summary: '填写大厅的邮政速递服务',
        tags: ['寄递'],
        params: object({ windowId: Id }),
        body: {
          ...object({
            counter: Type.String({ maxLength: 100, description: '柜台在哪里' }),
            collections: Type.Array(Type.String({ maxLength: 5 }), {
              maxItems: 12,
              description: '每天揽收的时间',
            }),
            equipment: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 }),
            governmentPays: Type.Boolean({ description: '寄给申请人的由政府承担' }),
          }),
          examples: [
            {
              counter: '一楼 3 号邮政柜台',
              collections: ['11:00', '16:30'],
              equipment: ['电子秤', '面单打印机'],
              governmentPays: false,
            },
          ],
        },
        response: { 200: ServiceAnswer, ...problemAnswers(400, 401, 403, 404, 413) },
      },
    },
    (request) => halls.changeService(actorOf(request), request.params.windowId, request.body),
  );

  app.get(
    '/api/hand-over-lists',
    {
      config: { access: clerks },
      schema: {
        summary: '本窗口近 7 天的邮件交接清单，签收了没有',
        tags: ['寄递'],
        response: {
          200: Type.Object({
            lists: Type.Array(
              Type.Object({
                id: text,
                number: text,
                windowName: text,
                day: text,
                parcels: Type.Integer(),
                waybills: Type.Array(text),
                madeAt: text,
                href: text,
                collector: Type.Optional(text),
                signedAt: Type.Optional(text),
              }),
            ),
          }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => ({ lists: await halls.listHandOvers(actorOf(request)) }),
  );

  app.post(
    '/api/hand-over-lists/:id/signature',
    {
      config: { access: clerks },
      schema: {
        summary: '登记寄递企业在交接清单上的签收：签收时间就是清单上各邮件的揽收时间',
        tags: ['寄递'],
        params: object({ id: Id }),
        body: {
          ...object({
            collector: Type.String({ maxLength: 60, description: '揽收人' }),
            signedAt: InstantText,
            leftBehind: Type.Array(Type.String({ maxLength: 40 }), {
              maxItems: 200,
              description: '没有揽走的运单号',
            }),
          }),
          examples: [{ collector: '李强', signedAt: '2021-09-29T16:40:00+08:00', leftBehind: [] }],
        },
        response: {
          200: Type.Object({
            collected: Type.Integer(),
            refused: Type.Array(Type.Object({ waybill: text, sentence: text })),
          }),
          ...problemAnswers(400, 401, 403, 404, 409, 413),
        },
      },
    },
    (request) => halls.signHandOver(actorOf(request), request.params.id, request.body),
  );
}
