import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { fieldInvalid } from '../platform/problem.ts';
import {
  DayText,
  Id,
  InstantText,
  object,
  oneOf,
  problemAnswers,
  RegionCode,
  type Static,
  Type,
} from '../platform/schema.ts';
import { sendTable, tableFormats } from '../platform/tables/table-files.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Role } from '../regulation/roles.ts';
import { endOfDay, isDay, startOfDay } from '../regulation/shanghai-time.ts';
import { helpKindCodes, longestAnswer, longestSubject } from './consultation.ts';
import { consultationColumns } from './consultation-table.ts';
import type { ConsultationQuery, Consultations } from './consultations.service.ts';

const clerks: Role[] = ['windowClerk', 'windowLead'];
const readers: Role[] = [...clerks, 'serviceAdministration'];
const tags = ['咨询引导台'];
const largestPage = 100;

const Help = oneOf(helpKindCodes, {
  description: 'guideLink 发指南链接；guidePrint 打印指南；assisted 帮办；agency 代办；accompanied 陪办',
});
const Number20 = Type.String({ maxLength: 40, description: '业务编号；只收本窗口有份的办件' });

const view = {
  id: Id,
  windowName: Type.String(),
  askingRegionName: Type.String(),
  homeRegionName: Type.String(),
  subject: Type.String(),
  item: Type.Optional(
    Type.Object({ catalogueId: Type.String(), number: Type.Integer(), name: Type.String() }),
  ),
  answer: Type.String(),
  help: Type.Array(Help),
  recordedAt: InstantText,
  recordedByName: Type.String(),
  caseId: Type.Optional(Id),
  businessNumber: Type.Optional(Type.String()),
  linkable: Type.Boolean({ description: '本窗口还能关联办件' }),
};
const ConsultationAnswer = Type.Object(view);

const filters = {
  from: Type.Optional(DayText),
  to: Type.Optional(DayText),
  help: Type.Optional(oneOf([...helpKindCodes, 'none'], { description: 'none 为只作答复' })),
  region: Type.Optional(RegionCode),
  homeRegion: Type.Optional(RegionCode),
};
const Filters = object(filters);

function dayOr(day: string | undefined, pointer: string, momentOf: (day: string) => Instant): Instant | null {
  if (day === undefined) return null;
  if (!isDay(day)) throw fieldInvalid(pointer, '没有这一天。');
  return momentOf(day);
}

function queryOf({ from, to, help, region, homeRegion }: Static<typeof Filters>): ConsultationQuery {
  const filter = {
    from: dayOr(from, '/from', startOfDay),
    until: dayOr(to, '/to', endOfDay),
    help: help ?? null,
    homeRegion: homeRegion ?? null,
    region,
  };
  if (filter.from !== null && filter.until !== null && filter.from >= filter.until)
    throw fieldInvalid('/to', '最后一天不能早于第一天。');
  return filter;
}

/** The desk for consultations (咨询引导台): recording, lists, figures, export, and who helped with a case. */
export function consultationRoutes(app: App, consultations: Consultations): void {
  recording(app, consultations);
  reading(app, consultations);
}

function recording(app: App, consultations: Consultations): void {
  app.post(
    '/api/consultations',
    {
      config: { access: clerks },
      schema: {
        summary: '登记一次咨询：问什么、从哪里到哪里、怎么答复、给了什么帮助',
        description: '帮助一律免费。文字里的证件号码和手机号在存入时遮蔽，不留原文。',
        tags,
        body: {
          ...object({
            subject: Type.String({ maxLength: 4 * longestSubject }),
            answer: Type.String({ maxLength: 4 * longestAnswer }),
            askingRegion: RegionCode,
            homeRegion: RegionCode,
            item: Type.Optional(
              object({ catalogueId: Type.String({ maxLength: 60 }), number: Type.Integer({ minimum: 1 }) }),
            ),
            help: Type.Array(Help, { maxItems: helpKindCodes.length }),
            businessNumber: Type.Optional(Number20),
            windowId: Type.Optional(Id),
          }),
          examples: [
            {
              subject: '社保卡丢了，在成都能不能补',
              answer: '可以在本窗口交，带身份证，属地 5 个工作日办好。',
              askingRegion: '510107',
              homeRegion: '500110',
              item: { catalogueId: 'southwest-5', number: 48 },
              help: ['guideLink', 'assisted'],
            },
          ],
        },
        response: {
          201: Type.Object({ ...view, masked: Type.Boolean({ description: '存入时遮蔽了号码' }) }),
          ...problemAnswers(400, 401, 403, 413),
        },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await consultations.record(actorOf(request), request.body)),
  );

  app.post(
    '/api/consultations/:id/case',
    {
      config: { access: clerks },
      schema: {
        summary: '把一次咨询关联到本窗口有份的办件，只能关联一次',
        tags,
        params: object({ id: Id }),
        body: {
          ...object({ businessNumber: Number20 }),
          examples: [{ businessNumber: '51010720210922000017' }],
        },
        response: { 200: ConsultationAnswer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    (request) => consultations.link(actorOf(request), request.params.id, request.body.businessNumber),
  );
}

function reading(app: App, consultations: Consultations): void {
  app.get(
    '/api/consultations',
    {
      config: { access: readers },
      schema: {
        summary: '咨询记录，最近的在前：窗口看本窗口的，管理部门看本地区和下级的',
        tags,
        querystring: object({
          ...filters,
          after: Type.Optional(Type.String({ maxLength: 200 })),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 20' }),
          ),
        }),
        response: {
          200: Type.Object({
            consultations: Type.Array(ConsultationAnswer),
            next: Type.Optional(Type.String()),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => {
      const { after, limit, ...asked } = request.query;
      const page = { after, limit: Math.min(Number(limit ?? 20), largestPage) };
      return consultations.list(actorOf(request), queryOf(asked), page);
    },
  );

  app.get(
    '/api/consultations/counts',
    {
      config: { access: readers },
      schema: {
        summary: '咨询次数，分帮助种类；一次可计入几种',
        tags,
        querystring: Filters,
        response: {
          200: Type.Object({
            total: Type.Integer(),
            answeredOnly: Type.Integer({ description: '只作答复' }),
            linked: Type.Integer({ description: '关联了办件' }),
            help: Type.Record(Type.String(), Type.Integer()),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => consultations.counts(actorOf(request), queryOf(request.query)),
  );

  app.get(
    '/api/consultations/export',
    {
      config: { access: readers },
      schema: {
        summary: '导出咨询记录（xlsx 或 CSV，最多 10000 行，留痕）',
        tags,
        querystring: object({ ...filters, format: Type.Optional(oneOf(tableFormats)) }),
        response: { 200: Type.Any({ description: '表格' }), ...problemAnswers(400, 401, 403) },
      },
    },
    (request, reply) => {
      const { format, ...asked } = request.query;
      return sendTable(
        reply,
        {
          name: '咨询记录',
          columns: consultationColumns,
          records: () => consultations.records(actorOf(request), queryOf(asked), request.ip),
        },
        format ? { format } : {},
      );
    },
  );

  app.get(
    '/api/cases/:id/helpers',
    {
      config: { access: 'session' },
      schema: {
        summary: '谁在咨询引导台为这一件提供过帮助',
        tags,
        params: object({ id: Id }),
        response: {
          200: Type.Object({
            helpers: Type.Array(
              Type.Object({
                name: Type.String(),
                windowName: Type.String(),
                help: Type.Array(Help),
                at: InstantText,
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => ({ helpers: await consultations.helpersOf(actorOf(request), request.params.id) }),
  );
}
