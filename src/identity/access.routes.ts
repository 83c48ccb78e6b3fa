import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import {
  DayText,
  Id,
  InstantText,
  object,
  oneOf,
  problemAnswers,
  RegionCode,
  Type,
} from '../platform/schema.ts';
import { answerImport } from '../platform/tables/import-progress.ts';
import {
  ImportReportAnswer,
  importAnswer,
  sendTable,
  TableQuery,
  tableOf,
  withTableFiles,
} from '../platform/tables/table-files.ts';
import type { Identity } from './identity.service.ts';
import { securing } from './people.routes.ts';
import { administrators, orNull, roleNames } from './staff.routes.ts';
import { staffColumns } from './staff-table.ts';

const tags = ['人员与岗位'];
const listing = problemAnswers(400, 401, 403);

/** Access looked through by list, and the staff of a region as a table, in and out. */
export function accessRoutes(app: App, identity: Identity): void {
  accessReview(app, identity);
  tables(app, identity);
}

function accessReview(app: App, identity: Identity): void {
  app.get(
    '/api/access-review',
    {
      config: { access: securing },
      schema: {
        summary: '谁从何时起有什么权限：最久没有复核的在前，每年复核一次',
        tags,
        querystring: object({
          regionCode: Type.Optional(RegionCode),
          due: Type.Optional(oneOf(['1'], { description: '只看满一年没有复核的' })),
          after: Type.Optional(Type.String({ maxLength: 80, description: '上一页的 next' })),
        }),
        response: {
          200: object({
            regionCode: RegionCode,
            lines: Type.Array(
              object({
                grantId: Id,
                staffId: Id,
                username: Type.String(),
                name: Type.String(),
                suspended: Type.Boolean(),
                role: oneOf(roleNames),
                roleName: Type.String(),
                regionCode: RegionCode,
                regionName: Type.String(),
                windowId: orNull(Id),
                windowName: orNull(Type.String()),
                validFrom: DayText,
                validTo: orNull(DayText),
                givenByName: orNull(Type.String()),
                givenAt: InstantText,
                reviewedAt: orNull(InstantText),
                reviewedByName: orNull(Type.String()),
                dueOn: DayText,
                overdue: Type.Boolean(),
              }),
            ),
            next: Type.Optional(Type.String()),
          }),
          ...listing,
        },
      },
    },
    async (request) => {
      const { due, ...query } = request.query;
      const page = await identity.listAccess(actorOf(request), { ...query, onlyDue: due === '1', limit: 50 });
      return {
        ...page,
        lines: page.lines.map((line) => {
          const { roleName, regionName, windowName } = identity.nameGrant(line);
          return { ...line, roleName, regionName, windowName };
        }),
      };
    },
  );

  app.post(
    '/api/access-review/:grantId',
    {
      config: { access: securing },
      schema: {
        summary: '复核一个岗位：确认仍需要，或马上结束',
        tags,
        params: object({ grantId: Id }),
        body: object(
          {
            decision: oneOf(['kept', 'ended']),
            note: Type.String({ maxLength: 1000, description: '结束时写原因' }),
          },
          { examples: [{ decision: 'kept', note: '' }] },
        ),
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await identity.reviewAccess(actorOf(request), request.params.grantId, request.body);
      return reply.code(204).send(null);
    },
  );
}

function tables(app: App, identity: Identity): void {
  const ofRegion = { regionCode: Type.Optional(RegionCode) };

  app.get(
    '/api/staff-table',
    {
      config: { access: securing },
      schema: {
        summary: '导出本地区在岗人员名单（xlsx、CSV），或下载空表；导出留痕',
        tags,
        querystring: object({ ...TableQuery.properties, ...ofRegion }),
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }), ...listing },
      },
    },
    async (request, reply) => {
      const { regionCode, ...query } = request.query;
      const asked = { address: request.ip, ...(regionCode === undefined ? {} : { regionCode }) };
      const by = actorOf(request);
      return sendTable(
        reply,
        { name: '人员名单', columns: staffColumns, records: () => identity.exportStaff(by, asked) },
        query,
      );
    },
  );

  withTableFiles(app, (scope) => {
    scope.post(
      '/api/staff-table/import',
      {
        config: { access: administrators },
        schema: {
          summary: '导入人员名单：先试读并逐行报告，带 confirm 才存入；名单里没有的不变',
          tags,
          consumes: ['application/octet-stream'],
          querystring: object({
            ...ofRegion,
            confirm: Type.Optional(
              Type.String({ pattern: '^[0-9a-f]{32}$', description: '试读得到的 token' }),
            ),
          }),
          response: {
            200: object({
              ...ImportReportAnswer.properties,
              firstPasswords: Type.Array(
                object({ username: Type.String(), name: Type.String(), oneTimePassword: Type.String() }),
                { description: '新账号的一次性密码，只显示这一次' },
              ),
            }),
            ...problemAnswers(400, 401, 403, 409, 415),
          },
        },
      },
      async (request, reply) => {
        const { regionCode, confirm } = request.query;
        reply.header('cache-control', 'no-store');
        return answerImport(request, reply, async (tell) => {
          const how = {
            tell,
            ...(regionCode === undefined ? {} : { regionCode }),
            ...(confirm === undefined ? {} : { confirm }),
          };
          const done = await identity.importStaff(actorOf(request), tableOf(request), how);
          return { ...importAnswer(done), firstPasswords: done.firstPasswords };
        });
      },
    );
  });
}
