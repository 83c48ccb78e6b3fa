import { attachmentHeaders } from '../../platform/file-headers.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { fieldInvalid } from '../../platform/problem.ts';
import { DayText, object, oneOf, problemAnswers, Type } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Role } from '../../regulation/roles.ts';
import { endOfDay, isDay } from '../../regulation/shanghai-time.ts';
import { CasePageAnswer, LateDutiesAnswer } from '../core/case-answers.ts';
import { searchKinds } from '../core/search-keys.ts';
import type { CaseExport } from './case-export.service.ts';
import { type CaseLists, mostCounted, queues } from './case-list.service.ts';
import type { CaseSearch } from './case-search.service.ts';

const LimitText = Type.String({ pattern: '^\\d{1,3}$' });
const largestPage = 100;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const access: Role[] = ['windowClerk', 'windowLead', 'approver'];

const limitOf = (text: string | undefined): number => {
  const limit = Number(text ?? 20);
  if (limit < 1 || limit > largestPage) throw fieldInvalid('/limit', `每页 1 到 ${largestPage} 件。`);
  return limit;
};

const filters = {
  queue: Type.Optional(oneOf(queues)),
  state: Type.Optional(Type.String({ maxLength: 40 })),
  mode: Type.Optional(oneOf(['proxyIntake', 'online', 'joint'])),
  item: Type.Optional(Type.String({ pattern: '^\\d{1,4}$', description: '事项序号' })),
  dueBy: Type.Optional(DayText),
};

type Filters = { [name in keyof typeof filters]?: string | undefined };

const endOf = (day: string): Instant => {
  if (!isDay(day)) throw fieldInvalid('/dueBy', '没有这一天。');
  return endOfDay(day);
};

/** What a reader's filters mean for the lists. */
const filtersOf = ({ queue = 'mine', state, mode, item, dueBy }: Filters) => ({
  queue: queue as (typeof queues)[number],
  state,
  mode,
  ...(item ? { itemNumber: Number(item) } : {}),
  ...(dueBy ? { dueBefore: endOf(dueBy) } : {}),
});

/** Work lists, their figures, what was late, the search and the spreadsheet. */
export function queueRoutes(app: App, lists: CaseLists, search: CaseSearch, exports: CaseExport): void {
  app.get(
    '/api/cases',
    {
      config: { access: 'session' },
      schema: {
        summary: '工作台列表',
        description:
          '急的在前；mine、intake、home 里绿色通道的优先件在最上面，期限不变。mine 待我办；taken 我手上的；overdue 已逾期；waiting 等别人；intake 本窗口收件；home 本窗口属地办理；drafts 草稿；closed 近 30 日办结。',
        tags: ['办件'],
        querystring: object({
          ...filters,
          after: Type.Optional(Type.String({ maxLength: 200 })),
          limit: Type.Optional(LimitText),
        }),
        response: { 200: CasePageAnswer, ...problemAnswers(400, 401, 403) },
      },
    },
    (request) => {
      const { after, limit } = request.query;
      return lists.list(actorOf(request), { ...filtersOf(request.query), after, limit: limitOf(limit) });
    },
  );

  app.get(
    '/api/cases/counts',
    {
      config: { access },
      schema: {
        summary: '各列表的件数',
        description: `每个列表数到 ${mostCounted} 为止；数到 ${mostCounted} 即表示 ${mostCounted - 1} 件以上。`,
        tags: ['办件'],
        response: {
          200: Type.Object({ counts: Type.Record(Type.String(), Type.Integer()) }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => ({ counts: await lists.counts(actorOf(request)) }),
  );

  app.get(
    '/api/cases/late',
    {
      config: { access },
      schema: {
        summary: '逾期记录',
        description: '办过仍留记号，最近的在前。',
        tags: ['办件'],
        querystring: object({
          after: Type.Optional(Type.String({ maxLength: 200 })),
          limit: Type.Optional(LimitText),
        }),
        response: { 200: LateDutiesAnswer, ...problemAnswers(400, 401, 403) },
      },
    },
    (request) => {
      const { after, limit } = request.query;
      return lists.late(actorOf(request), { after, limit: limitOf(limit) });
    },
  );

  app.get(
    '/api/cases/export.xlsx',
    {
      config: { access },
      schema: {
        summary: '导出列表（遮蔽个人信息，留痕）',
        tags: ['办件'],
        querystring: object(filters),
        response: {
          200: {
            description: '表格',
            content: { [xlsx]: { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) } },
          },
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request, reply) => {
      const bytes = await exports.spreadsheet(actorOf(request), filtersOf(request.query), request.ip);
      return reply.headers(attachmentHeaders({ mediaType: xlsx, name: '办件清单.xlsx' })).send(bytes);
    },
  );

  app.post(
    '/api/case-search',
    {
      config: { access: ['windowClerk', 'windowLead', 'approver', 'serviceAdministration', 'auditor'] },
      schema: {
        summary: '办件查询',
        description:
          '只查得到自己有权看的办件，结果遮蔽个人信息。电话可只写后 4 位，须另写业务编号；姓名只查本窗口、本地区。按个人信息查询的，每次留痕。',
        tags: ['办件'],
        body: {
          ...object({
            by: oneOf(searchKinds),
            value: Type.String({ minLength: 1, maxLength: 100 }),
            businessNumber: Type.Optional(Type.String({ maxLength: 40 })),
          }),
          examples: [{ by: 'waybill', value: 'EA123456789CN' }],
        },
        response: {
          200: Type.Object({ ...CasePageAnswer.properties, more: Type.Boolean() }),
          ...problemAnswers(400, 401, 403, 413, 422),
        },
      },
    },
    (request) => search.find(actorOf(request), request.body, request.ip),
  );
}
