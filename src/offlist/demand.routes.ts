import { attachmentHeaders } from '../platform/file-headers.ts';
import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Id, object, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import { offListStates } from '../regulation/off-list.ts';
import type { Role } from '../regulation/roles.ts';
import type { Demand } from './demand.service.ts';
import type { DemandExport } from './demand-export.service.ts';
import { Proposal, proposalAnswer } from './proposal-answers.ts';

const readers: Role[] = ['serviceAdministration', 'coordinationGroup', 'auditor'];
const editors: Role[] = ['serviceAdministration', 'coordinationGroup'];
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const tags = ['清单外'];
const idParams = object({ id: Id });
const reason = Type.String({ minLength: 2, maxLength: 2000, description: '理由，留在分组的记录里' });

const group = {
  groupId: Id,
  name: Type.String(),
  requests: Type.Integer({ description: '登记数' }),
  counted: Type.Integer({ description: '去掉同一申请人 30 天内同一件事的重复' }),
  provinces: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  regions: Type.Integer(),
  explained: Type.Integer(),
  pending: Type.Integer(),
  consented: Type.Integer(),
  refused: Type.Integer(),
  unanswered: Type.Integer(),
  withdrawn: Type.Integer(),
  cases: Type.Integer(),
  granted: Type.Integer(),
  wordings: Type.Array(Type.String()),
};

const monthQuery = object({
  month: Type.Optional(
    Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])$', description: '如 2021-06；不写为本月' }),
  ),
  province: Type.Optional(RegionCode),
});

/** Demand for what the lists do not have: monthly list, groups, heat, candidates, nominations. */
export function demandRoutes(
  app: App,
  parts: { demand: Demand; exports: DemandExport; regionName: (code: string) => string },
): void {
  const { demand, exports, regionName } = parts;
  const named = (codes: readonly string[]) => codes.map((code) => ({ code, name: regionName(code) }));
  const asked = ({ month, province }: { month?: string; province?: string }) => ({
    ...(month ? { month } : {}),
    ...(province ? { province } : {}),
  });

  app.get(
    '/api/off-list-demand',
    {
      config: { access: readers },
      schema: {
        summary: '清单外需求月度清单：分组、数量、流向',
        description: '管理部门看本地区，协调小组和审计人员看全部；不含个人信息。',
        tags,
        querystring: monthQuery,
        response: {
          200: Type.Object({
            month: Type.String(),
            groups: Type.Array(Type.Object(group)),
            routes: Type.Array(
              Type.Object({
                groupId: Id,
                name: Type.String(),
                intakeProvince: Type.String(),
                intakeName: Type.String(),
                homeProvince: Type.String(),
                homeName: Type.String(),
                requests: Type.Integer(),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { month, groups, routes } = await demand.month(actorOf(request), asked(request.query));
      return {
        month,
        groups: groups.map((each) => ({ ...each, provinces: named(each.provinces) })),
        routes: routes.map((route) => ({
          ...route,
          intakeName: regionName(route.intakeProvince),
          homeName: regionName(route.homeProvince),
        })),
      };
    },
  );

  app.get(
    '/api/off-list-demand.xlsx',
    {
      config: { access: readers },
      schema: {
        summary: '导出月度需求清单（留痕）',
        tags,
        querystring: monthQuery,
        response: {
          200: {
            description: '电子表格',
            content: { [xlsx]: { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) } },
          },
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request, reply) => {
      const { bytes, month } = await exports.spreadsheet(actorOf(request), asked(request.query), request.ip);
      return reply
        .headers(attachmentHeaders({ mediaType: xlsx, name: `清单外需求 ${month}.xlsx` }))
        .send(bytes);
    },
  );

  app.get(
    '/api/off-list-groups/:id',
    {
      config: { access: readers },
      schema: {
        summary: '一个需求分组：本地区的申请和分组的变动',
        tags,
        params: idParams,
        response: {
          200: Type.Object({
            id: Id,
            name: Type.String(),
            records: Type.Array(
              Type.Object({
                id: Id,
                wording: Type.String(),
                state: Type.String(),
                stateLabel: Type.String(),
                intakeName: Type.String(),
                homeName: Type.String(),
                recordedAt: Type.String(),
                duplicate: Type.Boolean(),
              }),
            ),
            history: Type.Array(
              Type.Object({
                kind: Type.String(),
                at: Type.String(),
                byName: Type.String(),
                detail: Type.Object({
                  before: Type.Optional(Type.String()),
                  after: Type.Optional(Type.String()),
                  reason: Type.Optional(Type.String()),
                  wording: Type.Optional(Type.String()),
                }),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { id, name, records, history } = await demand.group(actorOf(request), request.params.id);
      return {
        id,
        name,
        records: records.map(({ intakeRegion, homeRegion, ...record }) => ({
          ...record,
          stateLabel: offListStates[record.state],
          intakeName: regionName(intakeRegion),
          homeName: regionName(homeRegion),
        })),
        history: history.map(({ kind, at, byName, detail }) => ({ kind, at, byName, detail })),
      };
    },
  );

  app.post(
    '/api/off-list-groups/:id/rename',
    {
      config: { access: editors },
      schema: {
        summary: '给需求分组改名（留下改前改后和理由）',
        tags,
        params: idParams,
        body: object(
          { name: Type.String({ minLength: 1, maxLength: 400 }), reason },
          { examples: [{ name: '休闲垂钓证', reason: '两种说法是一件事' }] },
        ),
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      await demand.rename(actorOf(request), request.params.id, request.body);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/off-list-groups/:id/moves',
    {
      config: { access: editors },
      schema: {
        summary: '把申请移到另一个分组；以后同样的说法也归到那里',
        tags,
        params: idParams,
        body: object(
          {
            requestIds: Type.Array(Id, { minItems: 1, maxItems: 200 }),
            toGroupId: Type.Optional(Id),
            newName: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
            reason,
          },
          {
            examples: [
              {
                requestIds: ['00000000-0000-4000-8000-000000000001'],
                newName: '渔业捕捞许可',
                reason: '与休闲垂钓不是一件事',
              },
            ],
          },
        ),
        response: {
          200: Type.Object({ groupId: Id, moved: Type.Integer() }),
          ...problemAnswers(400, 401, 403, 404, 409, 422),
        },
      },
    },
    (request) => demand.move(actorOf(request), request.params.id, request.body),
  );

  app.get(
    '/api/off-list-candidates',
    {
      config: { access: ['coordinationGroup', 'auditor'] },
      schema: {
        summary: '下一批清单的候选：近一年的需求，按数量、省份、地区、同意率、办成数排列',
        tags,
        response: {
          200: Type.Object({
            candidates: Type.Array(
              Type.Object({
                ...group,
                rank: Type.Integer(),
                consentRate: Type.Union([Type.Number(), Type.Null()]),
                proposal: Type.Optional(Type.Object({ id: Id, state: Type.String() })),
              }),
            ),
          }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => ({
      candidates: (await demand.candidates(actorOf(request))).map((each) => ({
        ...each,
        provinces: named(each.provinces),
      })),
    }),
  );

  app.post(
    '/api/off-list-groups/:id/nominate',
    {
      config: { access: ['coordinationGroup'] },
      schema: {
        summary: '提名：把一个需求分组提为下一批清单的事项',
        tags,
        params: idParams,
        body: object(
          {
            name: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
            reason: Type.String({ minLength: 5, maxLength: 2000 }),
          },
          { examples: [{ reason: '三省都有需求，属地大多同意办理' }] },
        ),
        response: { 201: Proposal, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const proposal = await demand.nominate(actorOf(request), request.params.id, request.body);
      return reply.code(201).send(proposalAnswer({ ...proposal, supports: [] }, regionName));
    },
  );
}
