import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Id, object, oneOf, problemAnswers, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import { afterText, idParams, limitText, WrittenText } from './escalation-answers.ts';
import type { Responsibility } from './responsibility.service.ts';
import { recordOutcomes, responsibilityKinds } from './responsibility.ts';

const readers: Role[] = [
  'windowClerk',
  'windowLead',
  'serviceAdministration',
  'coordinationGroup',
  'auditor',
];
const tags = ['责任记录'];
const side = oneOf(['intake', 'home']);
const kinds = Object.keys(responsibilityKinds) as (keyof typeof responsibilityKinds)[];
const outcomes = Object.keys(recordOutcomes) as (keyof typeof recordOutcomes)[];

const Evidence = Type.Array(
  Type.Object({ at: Type.String(), text: Type.String(), seq: Type.Optional(Type.Integer()) }),
);

const RecordAnswer = Type.Object({
  id: Type.String(),
  caseId: Type.String(),
  businessNumber: Type.Optional(Type.String()),
  kind: oneOf(kinds),
  kindLabel: Type.String(),
  article: Type.String(),
  facts: Type.String(),
  evidence: Evidence,
  partySide: side,
  partyName: Type.String({ description: '当事窗口' }),
  otherName: Type.String(),
  reportedTo: Type.String({ description: '报送的管理部门' }),
  copyTo: Type.String({ description: '抄送的管理部门' }),
  openedByName: Type.String(),
  openedAt: Type.String(),
  state: oneOf(['open', 'closed']),
  outcome: Type.Optional(oneOf(outcomes)),
  outcomeLabel: Type.Optional(Type.String()),
  closedAt: Type.Optional(Type.String()),
  closingNote: Type.Optional(Type.String()),
  statementUntil: Type.String(),
  steps: Type.Array(
    Type.Object({
      at: Type.String(),
      title: Type.String(),
      by: Type.String(),
      text: Type.Optional(Type.String()),
    }),
  ),
  acts: Type.Array(oneOf(['statement', 'contest', 'close'])),
});

/** Responsibility records. */
export function responsibilityRoutes(app: App, responsibility: Responsibility): void {
  app.get(
    '/api/cases/:id/responsibility-candidates',
    {
      config: { access: 'session' },
      schema: {
        summary: '这一件里可以一步建成责任记录的事：带条款和证据',
        tags,
        params: idParams,
        response: {
          200: Type.Object({
            candidates: Type.Array(
              Type.Object({
                kind: oneOf(kinds),
                key: Type.String(),
                partySide: side,
                title: Type.String(),
                article: Type.String(),
                facts: Type.String(),
                evidence: Evidence,
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => ({
      candidates: await responsibility.candidates(actorOf(request), request.params.id),
    }),
  );
  app.post(
    '/api/cases/:id/responsibility-records',
    {
      config: { access: 'session' },
      schema: {
        summary: '建责任记录：报当事方的管理部门，抄送另一方',
        description:
          'key 取自 responsibility-candidates；自行填写的，须有条款、事实和证据（办件记录的序号）。',
        tags,
        params: idParams,
        body: object(
          {
            key: Type.Optional(Type.String({ maxLength: 100 })),
            facts: Type.Optional(WrittenText),
            article: Type.Optional(Type.String({ maxLength: 200 })),
            partySide: Type.Optional(side),
            evidence: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 50 })),
          },
          { examples: [{ key: 'firstOpening 1' }] },
        ),
        response: { 201: RecordAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await responsibility.open(actorOf(request), request.params.id, request.body)),
  );
  app.get(
    '/api/responsibility-records',
    {
      config: { access: readers },
      schema: {
        summary: '责任记录：本窗口、本地区和下级',
        tags,
        querystring: object({ case: Type.Optional(Id), after: afterText, limit: limitText }),
        response: {
          200: Type.Object({ records: Type.Array(RecordAnswer), next: Type.Optional(Type.String()) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => {
      const { case: caseId, after, limit } = request.query;
      return responsibility.list(actorOf(request), { caseId, after, limit: Number(limit ?? 20) });
    },
  );
  app.get(
    '/api/responsibility-records/statistics',
    {
      config: { access: readers },
      schema: {
        summary: '责任记录：近一年按窗口统计',
        tags,
        response: {
          200: Type.Object({
            windows: Type.Array(
              Type.Object({
                windowName: Type.String(),
                kind: oneOf(kinds),
                kindLabel: Type.String(),
                open: Type.Integer(),
                upheld: Type.Integer(),
                total: Type.Integer(),
              }),
            ),
          }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => ({ windows: await responsibility.statistics(actorOf(request)) }),
  );
  const typed = object({ text: WrittenText }, { examples: [{ text: '当天停电，已附停电通知。' }] });
  const answers = { 200: RecordAnswer, ...problemAnswers(400, 401, 403, 404, 409) };
  const access: Role[] = ['windowClerk', 'windowLead', 'serviceAdministration'];
  app.post(
    '/api/responsibility-records/:id/statement',
    {
      config: { access },
      schema: { summary: '责任记录：当事方说明', tags, params: idParams, body: typed, response: answers },
    },
    (request) => responsibility.state(actorOf(request), request.params.id, request.body.text),
  );
  app.post(
    '/api/responsibility-records/:id/contest',
    {
      config: { access },
      schema: { summary: '责任记录：任一方提出异议', tags, params: idParams, body: typed, response: answers },
    },
    (request) => responsibility.contest(actorOf(request), request.params.id, request.body.text),
  );
  app.post(
    '/api/responsibility-records/:id/close',
    {
      config: { access: ['serviceAdministration'] },
      schema: {
        summary: '责任记录：当事方的管理部门了结',
        tags,
        params: idParams,
        body: object(
          { outcome: oneOf(outcomes), note: WrittenText },
          { examples: [{ outcome: 'upheld', note: '已约谈窗口负责人。' }] },
        ),
        response: answers,
      },
    },
    (request) => responsibility.close(actorOf(request), request.params.id, request.body),
  );
}
