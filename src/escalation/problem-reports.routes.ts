import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { DayText, Id, object, oneOf, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import { afterText, idParams, limitText, WrittenText } from './escalation-answers.ts';
import type { ProblemReports } from './problem-reports.service.ts';

const clerks: Role[] = ['windowClerk', 'windowLead'];
const coordinators: Role[] = [...clerks, 'approver', 'serviceAdministration'];
const tags = ['问题反馈'];

const ProblemAnswer = Type.Object({
  id: Type.String(),
  kind: oneOf(['feedback', 'departments']),
  regionName: Type.String(),
  windowName: Type.Optional(Type.String()),
  category: Type.Optional(Type.String()),
  categoryLabel: Type.Optional(Type.String()),
  text: Type.String(),
  caseId: Type.Optional(Type.String()),
  businessNumber: Type.Optional(Type.String()),
  reportedByName: Type.String(),
  reportedAt: Type.String(),
  dueAt: Type.Optional(Type.String()),
  overdue: Type.Boolean(),
  state: oneOf(['open', 'answered', 'closed']),
  stateLabel: Type.String(),
  sharedWithName: Type.Optional(Type.String()),
  solution: Type.Optional(Type.String()),
  solvedOn: Type.Optional(Type.String()),
  participants: Type.Array(
    Type.Object({
      department: Type.String(),
      coordinatorId: Type.String(),
      coordinatorName: Type.String(),
      confirmedAt: Type.Union([Type.String(), Type.Null()]),
      own: Type.Boolean(),
    }),
  ),
  steps: Type.Array(
    Type.Object({
      at: Type.String(),
      title: Type.String(),
      by: Type.String(),
      text: Type.Optional(Type.String()),
    }),
  ),
  acts: Type.Array(oneOf(['answer', 'share', 'add', 'solve', 'confirm'])),
});

/** Problem feedback and coordination between departments. */
export function problemReportRoutes(app: App, problems: ProblemReports): void {
  app.get(
    '/api/problem-reports',
    {
      config: { access: coordinators },
      schema: {
        summary: '问题反馈、部门间协调：本窗口、本地区、转来的和请我确认的',
        tags,
        querystring: object({
          kind: Type.Optional(oneOf(['feedback', 'departments'])),
          after: afterText,
          limit: limitText,
        }),
        response: {
          200: Type.Object({ problems: Type.Array(ProblemAnswer), next: Type.Optional(Type.String()) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => {
      const { kind = 'feedback', after, limit } = request.query;
      return problems.list(actorOf(request), { kind, after, limit: Number(limit ?? 20) });
    },
  );
  app.get(
    '/api/problem-reports/coordinators',
    {
      config: { access: ['windowLead', 'serviceAdministration'] },
      schema: {
        summary: '本地区可指定为部门联系人的人员',
        tags,
        response: {
          200: Type.Object({
            coordinators: Type.Array(
              Type.Object({ id: Type.String(), name: Type.String(), role: Type.String() }),
            ),
          }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => ({ coordinators: await problems.coordinators(actorOf(request)) }),
  );
  app.post(
    '/api/problem-reports',
    {
      config: { access: clerks },
      schema: {
        summary: '反馈问题给本级管理部门，2 个工作日内答复',
        tags,
        body: object(
          {
            category: Type.String({ maxLength: 40 }),
            text: WrittenText,
            caseId: Type.Optional(Id),
          },
          { examples: [{ category: 'response', text: '对方窗口电话一直没有人接。' }] },
        ),
        response: { 201: ProblemAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request, reply) => reply.code(201).send(await problems.report(actorOf(request), request.body)),
  );
  app.post(
    '/api/department-problems',
    {
      config: { access: ['windowLead', 'serviceAdministration'] },
      schema: {
        summary: '部门间协调：写明问题，每个部门指定一名联系人',
        tags,
        body: object(
          {
            text: WrittenText,
            participants: Type.Array(
              object({ department: Type.String({ maxLength: 200 }), coordinatorId: Id }),
              { minItems: 1, maxItems: 12 },
            ),
            caseId: Type.Optional(Id),
          },
          {
            examples: [
              {
                text: '两个部门对收件材料的要求不一致。',
                participants: [
                  {
                    department: '人力资源社会保障局',
                    coordinatorId: '00000000-0000-4000-8000-000000000001',
                  },
                  { department: '公安局', coordinatorId: '00000000-0000-4000-8000-000000000002' },
                ],
              },
            ],
          },
        ),
        response: { 201: ProblemAnswer, ...problemAnswers(400, 401, 403, 404, 422) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await problems.openDepartments(actorOf(request), request.body)),
  );
  for (const [act, summary] of [
    ['answer', '答复窗口反馈的问题'],
    ['add', '补充两地共同的问题'],
  ] as const) {
    app.post(
      `/api/problem-reports/:id/${act}`,
      {
        config: { access: ['serviceAdministration'] },
        schema: {
          summary,
          tags,
          params: idParams,
          body: object({ text: WrittenText }, { examples: [{ text: '已与对方管理部门商定值班安排。' }] }),
          response: { 200: ProblemAnswer, ...problemAnswers(400, 401, 403, 404, 409) },
        },
      },
      (request) => problems[act](actorOf(request), request.params.id, request.body.text),
    );
  }
  app.post(
    '/api/problem-reports/:id/share',
    {
      config: { access: ['serviceAdministration'] },
      schema: {
        summary: '把两地共同的问题转给对方管理部门',
        tags,
        params: idParams,
        body: object({ regionCode: Type.Optional(RegionCode) }, { examples: [{ regionCode: '500110' }] }),
        response: { 200: ProblemAnswer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    (request) => problems.share(actorOf(request), request.params.id, request.body.regionCode),
  );
  app.post(
    '/api/problem-reports/:id/solve',
    {
      config: { access: coordinators },
      schema: {
        summary: '部门间协调：写明解决办法和日期',
        tags,
        params: idParams,
        body: object(
          { solution: WrittenText, solvedOn: DayText },
          { examples: [{ solution: '统一按社保局的清单收件。', solvedOn: '2021-09-30' }] },
        ),
        response: { 200: ProblemAnswer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    (request) => {
      const { solution, solvedOn } = request.body;
      return problems.solve(actorOf(request), request.params.id, solution, solvedOn);
    },
  );
  app.post(
    '/api/problem-reports/:id/confirm',
    {
      config: { access: coordinators },
      schema: {
        summary: '部门间协调：本部门的联系人确认；各部门都确认即了结',
        tags,
        params: idParams,
        body: object(
          { department: Type.String({ maxLength: 200 }) },
          { examples: [{ department: '公安局' }] },
        ),
        response: { 200: ProblemAnswer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    (request) => problems.confirm(actorOf(request), request.params.id, request.body.department),
  );
}
