import { fileHeaders } from '../../platform/file-headers.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { Problem } from '../../platform/problem.ts';
import { Id, object, oneOf, problemAnswers, Type } from '../../platform/schema.ts';
import type { Role } from '../../regulation/roles.ts';
import type { Cases } from '../core/cases.service.ts';
import type { CustodyDesk } from './custody-desk.service.ts';

const clerks: Role[] = ['windowClerk', 'windowLead'];
const withRegion: Role[] = [...clerks, 'serviceAdministration'];
const pdf = { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) };

const place = oneOf(['intake', 'onTheWay', 'home', 'returned', 'lost', 'settled']);

const CustodyAnswer = Type.Object({
  lineId: Type.String(),
  name: Type.String(),
  original: Type.Boolean({ description: '有申请人的原件' }),
  place,
  where: Type.String({ description: '现在在哪里' }),
  since: Type.String(),
  waybill: Type.Optional(Type.String()),
  needed: Type.Boolean({ description: '审查或存档还要用，不能先退' }),
  expected: Type.Optional(
    Type.Object({ what: Type.String(), on: Type.String() }, { description: '下一步和最迟的日子' }),
  ),
  chain: Type.Array(
    Type.Object({
      at: Type.String(),
      holder: Type.String(),
      place,
      waybill: Type.Optional(Type.String()),
    }),
    { description: '经过谁的手' },
  ),
});

const IncidentAnswer = Type.Object({
  id: Type.String(),
  waybill: Type.String(),
  kind: oneOf(['silent', 'lost', 'returned', 'notReceived']),
  kindLabel: Type.String(),
  openedAt: Type.String(),
  side: oneOf(['intake', 'home']),
  closedAt: Type.Optional(Type.String()),
  resultLabel: Type.Optional(Type.String()),
});

const HandOverMadeFields = {
  id: Type.String(),
  number: Type.String(),
  windowName: Type.String(),
  parcels: Type.Integer(),
  href: Type.String(),
};

/** Where the originals of a case are; what lies at a window; the hand-over list for the carrier. */
export function custodyRoutes(app: App, cases: Pick<Cases, 'view'>, desk: CustodyDesk): void {
  app.get(
    '/api/cases/:id/custody',
    {
      config: { access: 'session' },
      schema: {
        summary: '原件在哪里：每项材料现在在谁手里、经过谁的手、下一步',
        tags: ['办件'],
        params: object({ id: Id }),
        response: {
          200: Type.Object({ custody: Type.Array(CustodyAnswer), incidents: Type.Array(IncidentAnswer) }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { custody, incidents } = await cases.view(request.params.id, actorOf(request));
      return { custody, incidents };
    },
  );

  app.get(
    '/api/originals',
    {
      config: { access: withRegion },
      schema: {
        summary: '窗口保管的原件，最久的在前',
        description: 'window：本窗口；region：窗口负责人看本地区，管理部门看辖区。申请人姓名遮蔽。',
        tags: ['原件与邮件'],
        querystring: object({ scope: Type.Optional(oneOf(['window', 'region'])) }),
        response: {
          200: Type.Object({
            originals: Type.Array(
              Type.Object({
                caseId: Type.String(),
                businessNumber: Type.Optional(Type.String()),
                itemName: Type.String(),
                applicant: Type.String(),
                state: Type.String(),
                stateLabel: Type.String(),
                side: Type.String(),
                windowName: Type.String(),
                lineId: Type.String(),
                name: Type.String(),
                originals: Type.Integer(),
                since: Type.String(),
                needed: Type.Boolean(),
                dueOn: Type.Optional(Type.String()),
                overdue: Type.Boolean(),
              }),
            ),
            more: Type.Boolean(),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => desk.originals(actorOf(request), request.query.scope),
  );

  app.get(
    '/api/waiting-parcels',
    {
      config: { access: clerks },
      schema: {
        summary: '本窗口待揽收的邮件和今天的交接清单',
        tags: ['原件与邮件'],
        response: {
          200: Type.Object({
            parcels: Type.Array(
              Type.Object({
                caseId: Type.String(),
                version: Type.Integer(),
                businessNumber: Type.Optional(Type.String()),
                waybill: Type.String(),
                carrier: Type.String(),
                purpose: Type.String(),
                purposeLabel: Type.String(),
                addressee: Type.String(),
                contents: Type.String(),
                registeredAt: Type.String(),
              }),
            ),
            lists: Type.Array(
              Type.Object({
                id: Type.String(),
                number: Type.String(),
                parcels: Type.Integer(),
                madeAt: Type.String(),
              }),
            ),
          }),
          ...problemAnswers(401, 403),
        },
      },
    },
    (request) => desk.parcels(actorOf(request)),
  );

  app.post(
    '/api/hand-over-lists',
    {
      config: { access: clerks },
      schema: {
        summary: '开具邮件交接清单：本窗口所有待揽收的邮件',
        description:
          '寄递企业签名后，清单编号就是登记揽收的凭证。在几个窗口任职的，每个窗口一份；windowId 只开一个窗口的。下了单还没有打印面单的邮件不能交接。',
        tags: ['原件与邮件'],
        querystring: object({ windowId: Type.Optional(Id) }),
        response: {
          201: Type.Object({
            ...HandOverMadeFields,
            all: Type.Array(Type.Object(HandOverMadeFields), { description: '每个窗口的清单' }),
          }),
          ...problemAnswers(400, 401, 403, 409),
        },
      },
    },
    async (request, reply) => {
      const all = await desk.handOver(actorOf(request), request.query.windowId);
      const [first] = all;
      if (!first) throw new Problem('no-parcels-waiting');
      return reply.code(201).send({ ...first, all });
    },
  );

  app.get(
    '/api/hand-over-lists/:id.pdf',
    {
      config: { access: clerks },
      schema: {
        summary: '邮件交接清单 PDF',
        tags: ['原件与邮件'],
        params: object({ id: Id }),
        response: {
          200: { description: 'PDF', content: { 'application/pdf': pdf } },
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { bytes, number } = await desk.handOverPdf(request.params.id, actorOf(request));
      return reply
        .headers(fileHeaders({ mediaType: 'application/pdf', name: `邮件交接清单 ${number}.pdf` }))
        .send(bytes);
    },
  );
}
