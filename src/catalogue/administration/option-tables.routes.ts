import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { object, problemAnswers, Type } from '../../platform/schema.ts';
import { answerImport } from '../../platform/tables/import-progress.ts';
import {
  ImportReportAnswer,
  importAnswer,
  sendTable,
  TableQuery,
  tableOf,
  tableTypes,
  withTableFiles,
} from '../../platform/tables/table-files.ts';
import { CatalogueId } from '../catalogue-answers.ts';
import { keepsLists, listKeepers } from './keepers.ts';
import { optionTable } from './option-table.ts';
import type { OptionTables } from './option-tables.service.ts';

const tags = ['清单与收件标准'];
const config = { access: listKeepers };

/** Handling options of a list as a table, out and in. */
export function optionTableRoutes(app: App, { optionTables }: { optionTables: OptionTables }): void {
  const params = object({ id: CatalogueId });
  app.get(
    '/api/list-programmes/:id/option-table',
    {
      config,
      schema: {
        tags,
        summary: '下载清单各项的办理项（xlsx 或 CSV），或空模板；没有拆分的事项留一行',
        params,
        querystring: TableQuery,
        response: {
          200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const records = await optionTables.give(actorOf(request), request.params.id);
      const { columns } = optionTable;
      return sendTable(reply, { name: '办理项', columns, records: async () => records }, request.query);
    },
  );

  withTableFiles(app, (scope) => {
    scope.post(
      '/api/list-programmes/:id/option-table',
      {
        config,
        schema: {
          tags,
          summary: '导入办理项：新写的按事项提出拆分，先试读，带 confirm 才存；已有的不变',
          consumes: tableTypes,
          params,
          querystring: object({
            reason: Type.Optional(Type.String({ maxLength: 500, description: '为什么这样拆；确认时必填' })),
            confirm: Type.Optional(
              Type.String({ pattern: '^[0-9a-f]{32}$', description: '试读回答里的 token' }),
            ),
          }),
          response: { 200: ImportReportAnswer, ...problemAnswers(400, 401, 403, 404, 409, 415) },
        },
      },
      async (request, reply) => {
        const { reason = '', confirm } = request.query;
        const actor = actorOf(request);
        if (!keepsLists(actor)) throw new Problem('not-authorised');
        if (confirm !== undefined && reason.trim() === '')
          throw fieldInvalid('/querystring/reason', '请写为什么这样拆分。');
        const table = { bytes: tableOf(request), reason, confirm };
        return answerImport(request, reply, async (tell) =>
          importAnswer(await optionTables.take(actor, request.params.id, table, tell)),
        );
      },
    );
  });
}
