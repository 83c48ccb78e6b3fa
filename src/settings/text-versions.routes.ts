import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { DayText, Id, InstantText, object, oneOf, problemAnswers, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import type { TextVersions } from './text-versions.service.ts';

const tags = ['参数与版本'];
const readers: Role[] = [
  'windowClerk',
  'windowLead',
  'approver',
  'serviceAdministration',
  'coordinationGroup',
  'systemAdministrator',
  'auditor',
];
const keepers: Role[] = ['coordinationGroup'];
const Kind = oneOf(['rules', 'form'], { description: 'rules 规程，form 文书样式' });
const orNull = (type: ReturnType<typeof Type.String>) => Type.Union([type, Type.Null()]);

const VersionAnswer = Type.Object({
  id: Type.String({ description: '随系统提供的为空' }),
  kind: Kind,
  subject: Type.String(),
  subjectName: Type.String(),
  number: Type.Integer(),
  title: Type.String(),
  reference: Type.String(),
  trial: Type.Boolean({ description: '试行' }),
  validFrom: orNull(DayText),
  validTo: orNull(DayText),
  state: oneOf(['open', 'approved', 'rejected']),
  stateText: Type.String(),
  inForce: Type.Boolean(),
  proposedByName: orNull(Type.String()),
  proposedAt: orNull(InstantText),
  decidedByName: orNull(Type.String()),
  decidedAt: orNull(InstantText),
  mayDecide: Type.Boolean(),
});

/** Versions of the Rules and of the printed forms. */
export function textVersionRoutes(app: App, versions: TextVersions): void {
  app.get(
    '/api/text-versions',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '规程和文书样式的全部版本',
        response: { 200: Type.Object({ versions: Type.Array(VersionAnswer) }), ...problemAnswers(401, 403) },
      },
    },
    async (request) => ({ versions: versions.list(actorOf(request)) }),
  );

  app.post(
    '/api/text-versions',
    {
      config: { access: keepers },
      schema: {
        tags,
        summary: '登记下一版规程或文书样式；由另一个人同意后到日子生效',
        body: object(
          {
            kind: Kind,
            subject: Type.String({ maxLength: 60, description: '通办范围，或文书种类' }),
            title: Type.String({ maxLength: 400 }),
            reference: Type.String({ maxLength: 800, description: '文号、网址' }),
            trial: Type.Boolean(),
            validFrom: DayText,
          },
          {
            examples: [
              {
                kind: 'rules',
                subject: 'southwest-5',
                title: '西南五省政务服务“跨省通办”工作规程',
                reference: '西南通协〔2022〕3号',
                trial: false,
                validFrom: '2098-01-01',
              },
            ],
          },
        ),
        response: { 201: VersionAnswer, ...problemAnswers(400, 401, 403, 409, 422) },
      },
    },
    async (request, reply) => reply.code(201).send(await versions.propose(actorOf(request), request.body)),
  );

  for (const [verb, approved, summary] of [
    ['approve', true, '同意一个版本；提出的人自己不能同意'],
    ['reject', false, '退回一个版本'],
  ] as const) {
    app.post(
      `/api/text-versions/:id/${verb}`,
      {
        config: { access: keepers },
        schema: {
          tags,
          summary,
          params: object({ id: Id }),
          body: object({}, { examples: [{}] }),
          response: { 200: VersionAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
        },
      },
      (request) => versions.decide(actorOf(request), request.params.id, approved),
    );
  }
}
