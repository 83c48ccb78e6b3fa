import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Problem } from '../platform/problem.ts';
import { Id, InstantText, object, oneOf, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import { OptionId } from './catalogue-answers.ts';
import { type GuideSection, guideSections } from './guide.ts';
import type { ReportView } from './guide-report.ts';
import type { Guides } from './guides.service.ts';
import { type SampleKind, sampleKinds } from './standard.ts';

const tags = ['清单与收件标准'];
const answerers: Role[] = ['serviceAdministration'];
const readers: Role[] = ['serviceAdministration', 'coordinationGroup', 'auditor'];
const Text = Type.String();
const TextOrNull = Type.Union([Text, Type.Null()]);
const Days = Type.Union([Type.Integer({ minimum: 0, maximum: 400 }), Type.Null()]);

const guideText = {
  conditions: Type.String({ maxLength: 3000 }),
  flow: Type.String({ maxLength: 3000 }),
  onlineWay: Type.String({ maxLength: 3000 }),
  offlineWay: Type.String({ maxLength: 3000 }),
  promisedDays: Type.Union([Type.Integer({ minimum: 0, maximum: 400 }), Type.Null()], {
    description: '本地区更短的承诺期限（工作日）；空为照收件标准',
  }),
  remarks: Type.String({ maxLength: 3000 }),
};

const GuideAnswer = object({
  ...guideText,
  optionId: Text,
  optionName: Text,
  region: RegionCode,
  revision: Type.Integer({ description: '每更正一次加 1' }),
  standardVersion: Text,
  statutoryDays: Days,
  promised: Type.Integer({ description: '承诺期限（工作日）' }),
  fee: Type.Union([object({ amount: Type.Number(), basis: Text }), Type.Null()]),
  materials: Type.Array(
    object({
      name: Text,
      required: Type.Boolean(),
      originals: Type.Integer(),
      copies: Type.Integer(),
      note: Text,
      situation: Type.Union([Text, Type.Null()], { description: '只在这种情形要；空为都要' }),
      substitutes: Type.Array(Text),
      criteria: Type.Array(Text, { description: '法定形式要求' }),
      trustLevels: Type.Array(Text, { description: '接受的电子材料可信等级' }),
      samples: Type.Array(
        object({
          kind: oneOf(Object.keys(sampleKinds) as SampleKind[]),
          fault: Text,
          name: Text,
          mediaType: Text,
          href: Text,
        }),
      ),
    }),
  ),
  window: Type.Union([object({ name: Text, address: Text, phone: Text }), Type.Null()]),
  sample: Type.Boolean(),
});

const publicReport = {
  code: Type.String({ description: '凭它查答复' }),
  optionId: Text,
  optionName: Text,
  region: RegionCode,
  regionName: Text,
  section: oneOf(Object.keys(guideSections) as GuideSection[]),
  sectionText: Text,
  reportedAt: InstantText,
  dueAt: InstantText,
  state: oneOf(['open', 'corrected', 'confirmed'], { description: '核对中、已更正、核对无误' }),
  answer: TextOrNull,
  answeredAt: Type.Union([InstantText, Type.Null()]),
};
const PublicReport = object(publicReport);
const ReportAnswer = object({
  ...publicReport,
  id: Id,
  taskRegion: RegionCode,
  description: Text,
  guideRevision: Type.Integer(),
  standardVersion: Text,
  reportedByName: TextOrNull,
  answeredByName: TextOrNull,
  overdue: Type.Boolean(),
});

const openly = ({
  code,
  optionId,
  optionName,
  region,
  regionName,
  section,
  sectionText,
  ...rest
}: ReportView) => ({
  code,
  optionId,
  optionName,
  region,
  regionName,
  section,
  sectionText,
  reportedAt: rest.reportedAt,
  dueAt: rest.dueAt,
  state: rest.state,
  answer: rest.answer,
  answeredAt: rest.answeredAt,
});

/** Office guides, and reports that they differ from what is done. */
export function guideRoutes(app: App, guides: Guides): void {
  app.get(
    '/api/options/:optionId/guide',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: '办理项在一个属地的办事指南和历次更正',
        params: object({ optionId: OptionId }),
        querystring: object({ homeRegion: RegionCode }),
        response: {
          200: object({
            guide: GuideAnswer,
            history: Type.Array(
              object({ revision: Type.Integer(), reason: Text, changedByName: Text, changedAt: InstantText }),
            ),
          }),
          ...problemAnswers(400, 404),
        },
      },
    },
    async ({ params: { optionId }, query: { homeRegion } }) => {
      const guide = await guides.find(optionId, homeRegion);
      if (!guide) throw new Problem('not-found', { detail: '没有这份办事指南。' });
      const history = await guides.history(optionId, homeRegion);
      return {
        guide: {
          ...guide,
          materials: guide.materials.map((material) => ({
            ...material,
            substitutes: [...material.substitutes],
            criteria: [...material.criteria],
            trustLevels: [...material.trustLevels],
            samples: [...material.samples],
          })),
        },
        history: history.map(({ content: _content, ...rest }) => rest),
      };
    },
  );

  app.post(
    '/api/guide-reports',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: '反映办事指南与实际不符；人员和群众都可以，凭编号查答复',
        body: object(
          {
            optionId: OptionId,
            region: RegionCode,
            section: Type.String({ maxLength: 40, description: Object.keys(guideSections).join('、') }),
            description: Type.String({ maxLength: 2000 }),
          },
          {
            examples: [
              { optionId: '048-1', region: '500110', section: 'window', description: '窗口已搬到二楼' },
            ],
          },
        ),
        response: { 201: PublicReport, ...problemAnswers(400, 404, 429) },
      },
    },
    async (request, reply) =>
      reply.status(201).send(openly(await guides.report(request.actor, request.body))),
  );

  app.get(
    '/api/guide-reports/by-code/:code',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: '凭编号查指南核对的结果',
        params: object({ code: Type.String({ pattern: '^[\\w-]{12}$' }) }),
        response: { 200: PublicReport, ...problemAnswers(400, 404) },
      },
    },
    async ({ params: { code } }) => {
      const report = await guides.findReport(code);
      if (!report) throw new Problem('not-found');
      return openly(report);
    },
  );

  app.get(
    '/api/guide-reports',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '本地区要核对的指南，先到期的在前；附更正的次数',
        querystring: object({
          open: Type.Optional(oneOf(['true', 'false'], { description: '默认只列没有答复的' })),
          after: Type.Optional(Id),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 50' }),
          ),
        }),
        response: {
          200: object({
            reports: Type.Array(ReportAnswer),
            more: Type.Boolean(),
            rates: Type.Array(
              object({
                region: RegionCode,
                regionName: Text,
                reports: Type.Integer(),
                corrected: Type.Integer(),
                confirmed: Type.Integer(),
                overdue: Type.Integer(),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { open = 'true', after, limit = '50' } = request.query;
      const found = await guides.list(actor, { open: open === 'true', after, limit: Number(limit) + 1 });
      return {
        reports: found.slice(0, Number(limit)).map(({ reportedBy: _by, ...report }) => report),
        more: found.length > Number(limit),
        rates: await guides.rates(actor),
      };
    },
  );

  const one = { params: object({ reportId: Id }) };
  app.post(
    '/api/guide-reports/:reportId/correction',
    {
      config: { access: answerers },
      schema: {
        tags,
        summary: '更正办事指南：版本加 1，告知反映的人',
        ...one,
        body: object(
          { guide: object(guideText), reason: Type.String({ maxLength: 2000 }) },
          {
            examples: [
              {
                guide: {
                  conditions: '参保地、户籍地在本地区。',
                  flow: '窗口收件、转属地、属地办理。',
                  onlineWay: '不能网上办理。',
                  offlineWay: '到二楼 3 号窗口。',
                  promisedDays: null,
                  remarks: '',
                },
                reason: '窗口已搬到二楼',
              },
            ],
          },
        ),
        response: {
          200: object({ revision: Type.Integer() }),
          ...problemAnswers(400, 401, 403, 404, 409, 412, 422),
        },
      },
    },
    async (request) => {
      const { guide, reason } = request.body;
      const { revision } = await guides.correct(actorOf(request), request.params.reportId, guide, reason);
      return { revision };
    },
  );

  app.post(
    '/api/guide-reports/:reportId/confirmation',
    {
      config: { access: answerers },
      schema: {
        tags,
        summary: '核对后确认指南与实际一致',
        ...one,
        body: object(
          { answer: Type.String({ maxLength: 2000 }) },
          { examples: [{ answer: '已到窗口核对，与指南一致' }] },
        ),
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await guides.confirm(actorOf(request), request.params.reportId, request.body.answer);
      return reply.status(204).send(null);
    },
  );
}
