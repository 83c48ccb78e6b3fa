import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { DayText, Id, object, oneOf, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import { escalationActs } from './escalation-acts.ts';
import {
  afterText,
  EscalationAnswer,
  idParams,
  LeagueAnswer,
  limitText,
  RowAnswer,
  SummaryAnswer,
  WrittenText,
} from './escalation-answers.ts';
import type { EscalationDesk } from './escalation-desk.service.ts';
import { problemReportRoutes } from './problem-reports.routes.ts';
import { responsibilityRoutes } from './responsibility.routes.ts';
import { supervisionRoutes } from './supervision.routes.ts';

const readers: Role[] = ['windowClerk', 'windowLead', 'serviceAdministration', 'coordinationGroup'];
const tags = ['协调督办'];

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const summaries = {
  answer: '协调：答复（1 级即了结，2 级待提请一方确认）',
  declareUnable: '协调：1 级无法协调，报 2 级',
  raise: '协调：协调小组成员直接提到 2 级',
  confirm: '协调：提请一方确认已解决',
  object: '协调：提请一方不认可，请再调度',
  conclude: '协调：登记联席会议处理结果',
} as const;

const examples = {
  answer: { text: '窗口人员休假未交接，已指定专人今天上午办结。' },
  declareUnable: { text: '审批部门系统升级，本级无法协调。' },
  raise: { text: '同一窗口本周第三次未响应。' },
  confirm: {},
  object: { text: '材料仍未查看。' },
  conclude: { text: '联席会议议定由市级窗口代为办理。' },
} as const;

/** The ladder with its lists and acts (C.5), response times, supervision, problems, responsibility. */
export function escalationRoutes(app: App, parts: EscalationDesk): void {
  readingRoutes(app, parts);
  actRoutes(app, parts);
  caseRoutes(app, parts);
  responseRoutes(app, parts);
  supervisionRoutes(app, parts.supervision);
  problemReportRoutes(app, parts.problems);
  responsibilityRoutes(app, parts.responsibility);
}

function readingRoutes(app: App, { ladder }: EscalationDesk): void {
  app.get(
    '/api/escalations',
    {
      config: { access: readers },
      schema: {
        summary: '协调列表：本窗口、本地区和下级、协调小组',
        description: 'open 未解决，急的在前；asked 0 级等回应；closed 已了结；major 联席会议重大问题。',
        tags,
        querystring: object({
          list: Type.Optional(oneOf(['open', 'asked', 'closed', 'major'])),
          after: afterText,
          limit: limitText,
        }),
        response: {
          200: Type.Object({ escalations: Type.Array(RowAnswer), next: Type.Optional(Type.String()) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { list = 'open', after, limit } = request.query;
      const most = Number(limit ?? 20);
      return list === 'asked'
        ? { escalations: await ladder.asked(actorOf(request), most) }
        : ladder.list(actorOf(request), { list, after, limit: most });
    },
  );
  app.get(
    '/api/escalations/summary',
    {
      config: { access: readers },
      schema: {
        summary: '协调阶梯：各级件数',
        tags,
        response: { 200: SummaryAnswer, ...problemAnswers(401, 403) },
      },
    },
    (request) => ladder.summary(actorOf(request)),
  );
  app.get(
    '/api/escalations/:id',
    {
      config: { access: readers },
      schema: {
        summary: '一件协调：证据、经过、任务、起草的文字、能办的事',
        tags,
        params: idParams,
        response: { 200: EscalationAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    (request) => ladder.view(actorOf(request), request.params.id),
  );
}

function actRoutes(app: App, { ladder }: EscalationDesk): void {
  for (const act of Object.keys(summaries) as (keyof typeof summaries)[]) {
    app.post(
      `/api/escalations/:id/${kebab(act)}`,
      {
        config: { access: readers },
        schema: {
          summary: summaries[act],
          description: `“${escalationActs[act]}”。不改变办件的状态，也不停其他期限。`,
          tags,
          params: idParams,
          body: object({ text: Type.Optional(WrittenText) }, { examples: [examples[act]] }),
          response: { 200: EscalationAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const actor = actorOf(request);
        await ladder.act(actor, request.params.id, act, request.body.text);
        return ladder.view(actor, request.params.id);
      },
    );
  }
  app.post(
    '/api/escalations/:id/instruct',
    {
      config: { access: readers },
      schema: {
        summary: '协调：2 级调度，写明由谁办、办什么、办到哪天',
        tags,
        params: idParams,
        body: object(
          {
            regions: Type.Array(RegionCode, { minItems: 1, maxItems: 10 }),
            what: WrittenText,
            dueOn: DayText,
          },
          { examples: [{ regions: ['500110'], what: '请今天查看并确认收到材料。', dueOn: '2021-09-30' }] },
        ),
        response: { 200: EscalationAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await ladder.instruct(actor, request.params.id, request.body);
      return ladder.view(actor, request.params.id);
    },
  );
  app.post(
    '/api/escalations/:id/tasks/:taskId/report',
    {
      config: { access: readers },
      schema: {
        summary: '协调：报告调度任务已办',
        tags,
        params: object({ id: Id, taskId: Id }),
        body: object({ report: WrittenText }, { examples: [{ report: '窗口已查看材料并确认收到。' }] }),
        response: { 200: EscalationAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id, taskId } = request.params;
      await ladder.reportTask(actor, id, taskId, request.body.report);
      return ladder.view(actor, id);
    },
  );
}

function caseRoutes(app: App, { ladder, executor }: EscalationDesk): void {
  app.get(
    '/api/cases/:id/escalations',
    {
      config: { access: 'session' },
      schema: {
        summary: '这一件的协调：几级、自何时起、该谁办、到何时、到时自动怎样',
        tags,
        params: idParams,
        response: {
          200: Type.Object({ escalations: Type.Array(EscalationAnswer) }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await executor.open(request.params.id, actor);
      return { escalations: await ladder.ofCase(actor, request.params.id) };
    },
  );
  app.post(
    '/api/cases/:id/urgent-escalations',
    {
      config: { access: 'session' },
      schema: {
        summary: '急件：期限没到，由提请一方的窗口负责人提前报 1 级',
        tags,
        params: idParams,
        body: object(
          {
            rule: Type.String({ maxLength: 40, description: '对方该办的工作，登记在期限总表' }),
            round: Type.Integer({ minimum: 1, maximum: 100_000 }),
            reason: Type.Optional(WrittenText),
            level: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 })),
          },
          { examples: [{ rule: 'firstOpening', round: 1, reason: '申请人明天手术，须今天确认。' }] },
        ),
        response: { 201: EscalationAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { capacities } = await executor.open(request.params.id, actor);
      const one = await ladder.openUrgently(actor, capacities, request.params.id, request.body);
      return reply.code(201).send(await ladder.view(actor, one.id));
    },
  );
}

function responseRoutes(app: App, { responses }: EscalationDesk): void {
  app.get(
    '/api/response-league',
    {
      config: { access: 'public' },
      schema: {
        summary: '窗口响应：近 30 日，按属地窗口排名',
        description:
          '中位响应是从请求送达到首次实质回复的办公时间，自动回执不算；样本不足 5 件的不排名。from、to 按省看一个方向：from 提请一方，to 答复一方。',
        tags,
        querystring: object({ from: Type.Optional(RegionCode), to: Type.Optional(RegionCode) }),
        response: { 200: Type.Object({ windows: Type.Array(LeagueAnswer) }), ...problemAnswers(400) },
      },
    },
    async (request) => ({
      windows: (await responses.league(request.query)).map(({ windowId: _id, ...window }) => window),
    }),
  );
}
