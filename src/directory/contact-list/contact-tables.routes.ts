import { attachmentHeaders } from '../../platform/file-headers.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { object, oneOf, problemAnswers, RegionCode, Type } from '../../platform/schema.ts';
import { answerImport } from '../../platform/tables/import-progress.ts';
import {
  ImportReportAnswer,
  importAnswer,
  tableOf,
  tableTypes,
  withTableFiles,
} from '../../platform/tables/table-files.ts';
import type { Role } from '../../regulation/roles.ts';
import { entryQuery, momentOf, readersOfList } from './contact-list.routes.ts';
import type { ContactTables } from './contact-tables.service.ts';

/** Who takes the whole list out of the system. */
const exporters: Role[] = ['windowLead', 'serviceAdministration', 'coordinationGroup', 'auditor'];
const tags = ['联络清单'];
const file = { 200: Type.Any({ description: '表格文件' }), ...problemAnswers(400, 401, 403) };

/** The contact list as tables, and the mutual trust that follows from it. */
export function contactTableRoutes(app: App, tables: ContactTables): void {
  giving(app, tables);
  taking(app, tables);
}

function giving(app: App, tables: ContactTables): void {
  app.get(
    '/api/directory/export',
    {
      config: { access: exporters },
      schema: {
        summary: '导出联络清单，写明第几版和日期；谁导出了多少条有记录',
        tags,
        querystring: object({ ...entryQuery, format: oneOf(['xlsx', 'csv']) }),
        response: file,
      },
    },
    async (request, reply) => {
      const { format, own, ...query } = request.query;
      const table = await tables.give(actorOf(request), { ...query, own: own === '1' }, format, request.ip);
      return reply.headers(attachmentHeaders(table)).send(table.bytes);
    },
  );

  app.get(
    '/api/directory/template.xlsx',
    {
      config: { access: ['serviceAdministration'] },
      schema: { summary: '联络清单的导入模板', tags, response: file },
    },
    async (_request, reply) => {
      const table = await tables.template();
      return reply.headers(attachmentHeaders(table)).send(table.bytes);
    },
  );

  app.get(
    '/api/directory/trust',
    {
      config: { access: readersOfList },
      schema: {
        summary: '互信授权：列入联络清单即互认互信，不另签协议（规程第十三条）',
        tags,
        querystring: object({ region: Type.Optional(RegionCode) }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                regionCode: RegionCode,
                regionName: Type.String(),
                since: Type.String(),
                until: Type.Union([Type.String(), Type.Null()], {
                  description: '移出清单的时间；空为现在有效',
                }),
                basis: Type.String(),
                scope: Type.String(),
                entries: Type.Integer(),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => ({ items: tables.trust(request.query.region) }),
  );

  app.get(
    '/api/directory/trust/export',
    {
      config: { access: exporters },
      schema: {
        summary: '导出互信授权清单',
        tags,
        querystring: object({ region: Type.Optional(RegionCode), format: oneOf(['xlsx', 'csv']) }),
        response: file,
      },
    },
    async (request, reply) => {
      const { region, format } = request.query;
      const table = await tables.giveTrust(actorOf(request), region, format, request.ip);
      return reply.headers(attachmentHeaders(table)).send(table.bytes);
    },
  );
}

function taking(app: App, tables: ContactTables): void {
  withTableFiles(app, (scope) => {
    scope.post(
      '/api/directory/import',
      {
        config: { access: ['serviceAdministration'] },
        schema: {
          summary: '导入联络清单（xlsx 或 CSV）：先试读，带上 confirm 才存；有一处不对就一条也不存',
          description: '正文是文件本身，类型 application/octet-stream。没有写进表里的条目不动。',
          tags,
          consumes: tableTypes,
          querystring: object({
            confirm: Type.Optional(Type.String({ maxLength: 64, description: '试读时给的 token' })),
            validFrom: Type.Optional(Type.String({ maxLength: 40, description: '从何时起；不写为立即' })),
            reason: Type.Optional(Type.String({ maxLength: 200 })),
          }),
          response: { 200: ImportReportAnswer, ...problemAnswers(400, 401, 403, 409, 415) },
        },
      },
      async (request, reply) => {
        const { confirm, validFrom, reason = '导入联络清单' } = request.query;
        const how = { confirm, validFrom: momentOf(validFrom, '/validFrom'), reason };
        return answerImport(request, reply, async (tell) =>
          importAnswer(await tables.take(actorOf(request), tableOf(request), how, tell)),
        );
      },
    );
  });
}
