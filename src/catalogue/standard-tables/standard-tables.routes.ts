import type { App } from '../../platform/http.ts';
import { fieldInvalid } from '../../platform/problem.ts';
import { DayText, Id, object, oneOf, problemAnswers, RegionCode, Type } from '../../platform/schema.ts';
import { answerImport } from '../../platform/tables/import-progress.ts';
import {
  SheetsReportAnswer,
  sendFile,
  sheetsAnswer,
  tableFormats,
  tableOf,
  tableTypes,
  withTableFiles,
} from '../../platform/tables/table-files.ts';
import { type Role, roles } from '../../regulation/roles.ts';
import { OptionId } from '../catalogue-answers.ts';
import { type ProposalKind, proposalKinds } from '../standard-proposal.ts';
import { writerOf } from '../standard-proposals.routes.ts';
import { standardSheets } from './standard-sheets.ts';
import type { StandardTables } from './standard-tables.service.ts';

const tags = ['清单与收件标准'];
const readers = Object.keys(roles) as Role[];
const writers: Role[] = ['coordinationGroup', 'serviceAdministration'];

const ReportAnswer = object({
  ...SheetsReportAnswer.properties,
  drafts: Type.Array(
    object({
      id: Type.Union([Id, Type.Null()], { description: '存入后的草稿；试读时为空' }),
      optionId: OptionId,
      name: Type.String(),
      kind: oneOf(Object.keys(proposalKinds) as ProposalKind[]),
      kindText: Type.String(),
      reordered: Type.Array(Type.String(), { description: '只换了次序的表' }),
      rewrites: Type.Boolean({ description: '会改写本人已有的草稿' }),
    }),
    { description: '内容有变的办理项，每个存成一份草稿' },
  ),
});

/** Acceptance standards as tables: given out to everyone at the desk, taken in from whoever may write them. */
export function standardTableRoutes(app: App, tables: StandardTables): void {
  app.get(
    '/api/standard-table',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '下载收件标准：整本工作簿（xlsx），或其中一张表（CSV）；template=1 为空表和填写说明',
        querystring: object({
          format: Type.Optional(oneOf(tableFormats, { description: '默认 xlsx' })),
          sheet: Type.Optional(
            oneOf(
              standardSheets.map(({ title }) => title),
              { description: 'CSV 的哪一张表，默认 办理项' },
            ),
          ),
          template: Type.Optional(oneOf(['1'])),
          option: Type.Optional(OptionId),
          q: Type.Optional(Type.String({ maxLength: 60, description: '事项或办理项名称里的字' })),
        }),
        response: {
          200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { format = 'xlsx', sheet, template, option, q } = request.query;
      const asked = { optionId: option, part: q, empty: template !== undefined };
      const name = `收件标准${template ? '（模板）' : option ? ` ${option}` : ''}`;
      if (format === 'xlsx') return sendFile(reply, name, format, await tables.give(asked));
      const [first] = standardSheets;
      const chosen = standardSheets.find(({ title }) => title === sheet) ?? first;
      if (!chosen) throw fieldInvalid('/querystring/sheet', '没有这张表。');
      return sendFile(reply, `${name} ${chosen.title}`, format, tables.giveSheet(asked, chosen));
    },
  );

  withTableFiles(app, (scope) => {
    scope.post(
      '/api/standard-table',
      {
        config: { access: writers },
        schema: {
          tags,
          summary: '导入收件标准：先试读，带 confirm 才存成草稿；统一以后本省的不同只作为偏离申请',
          description:
            '正文是文件本身（xlsx 工作簿，或一张表的 CSV），每张表最多 10,000 行。写 region 的只能改本省的不同。没有写到的办理项、没有写到的表都不变；一处不对，整份不存。要看进度的，accept 写 application/x-ndjson。',
          consumes: tableTypes,
          querystring: object({
            region: Type.Optional(RegionCode),
            effectiveFrom: Type.Optional(DayText),
            note: Type.Optional(
              Type.String({ maxLength: 500, description: '为什么改、依据什么；确认时必填' }),
            ),
            submit: Type.Optional(oneOf(['1'], { description: '存好就提出审定' })),
            confirm: Type.Optional(
              Type.String({ pattern: '^[0-9a-f]{32}$', description: '试读回答里的 token' }),
            ),
          }),
          response: { 200: ReportAnswer, ...problemAnswers(400, 401, 403, 404, 409, 412, 415, 422) },
        },
      },
      (request, reply) => {
        const { region = null, effectiveFrom, note = '', submit, confirm } = request.query;
        const actor = writerOf(request);
        const bytes = tableOf(request);
        if (confirm !== undefined && effectiveFrom === undefined)
          throw fieldInvalid('/querystring/effectiveFrom', '请写新版本从哪一天起生效。');
        return answerImport(request, reply, async (tell) => {
          const how = {
            region,
            effectiveFrom: effectiveFrom ?? '',
            note,
            submit: submit !== undefined,
            confirm,
          };
          const report = await tables.take(actor, bytes, how, tell);
          return {
            ...sheetsAnswer(report),
            drafts: report.drafts.map(({ reordered, ...draft }) => ({ ...draft, reordered: [...reordered] })),
          };
        });
      },
    );
  });
}
