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
import type { Role } from '../regulation/roles.ts';
import {
  type ScopeKind,
  scopeKinds,
  settingIds,
  settingSubjects,
  settingUnits,
} from '../regulation/settings.ts';
import type { Settings } from './settings.service.ts';

const tags = ['参数与版本'];
const readers: Role[] = [
  'windowClerk',
  'windowLead',
  'approver',
  'serviceAdministration',
  'coordinationGroup',
  'systemAdministrator',
  'auditor',
];
const keepers: Role[] = ['serviceAdministration', 'coordinationGroup'];
const Scope = oneOf(Object.keys(scopeKinds) as ScopeKind[], {
  description: 'all 各地，programme 通办范围，region 地区，option 办理项',
});
const SettingName = oneOf(settingIds);
const Value = Type.Union([Type.Number(), Type.String({ maxLength: 5 })], {
  description: '小时、天数，或 HH:mm',
});
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

const HeldAnswer = Type.Object({
  scopeKind: Scope,
  scopeCode: Type.String(),
  scopeName: Type.String(),
  value: Value,
  valueText: Type.String(),
  since: DayText,
});

const ChangeAnswer = Type.Object({
  id: Id,
  setting: SettingName,
  title: Type.String(),
  scopeKind: Scope,
  scopeCode: Type.String(),
  scopeName: Type.String(),
  value: nullable(Value),
  valueText: Type.String(),
  validFrom: DayText,
  reason: Type.String(),
  proposedByName: Type.String(),
  proposedAt: InstantText,
  state: oneOf(['open', 'approved', 'rejected']),
  stateText: Type.String(),
  decidedByName: nullable(Type.String()),
  decidedAt: nullable(InstantText),
  note: nullable(Type.String()),
  mayDecide: Type.Boolean({ description: '您现在能同意或退回' }),
  notDecide: nullable(Type.String()),
});

const SettingAnswer = Type.Object({
  id: SettingName,
  title: Type.String(),
  subject: oneOf(Object.keys(settingSubjects) as (keyof typeof settingSubjects)[]),
  subjectText: Type.String(),
  unit: oneOf(Object.keys(settingUnits) as (keyof typeof settingUnits)[]),
  unitText: Type.String(),
  usual: Value,
  usualText: Type.String(),
  least: Value,
  most: Value,
  capText: nullable(Type.String()),
  scopes: Type.Array(Scope),
  article: Type.String(),
  fourEyes: Type.Boolean({ description: '要由另一个人同意' }),
  current: Type.Array(HeldAnswer, { description: '单独规定的范围，至多 30 个' }),
  more: Type.Integer({ description: '没有列出的范围' }),
  next: Type.Array(HeldAnswer, { description: '已同意、还没到生效日的' }),
  open: Type.Array(ChangeAnswer),
});

/** Limits and options: what holds, who changed it, and changes with four eyes. */
export function settingsRoutes(app: App, settings: Settings): void {
  app.get(
    '/api/settings',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '全部参数：现行值、适用范围、将要生效的和等待同意的改动',
        response: { 200: Type.Object({ settings: Type.Array(SettingAnswer) }), ...problemAnswers(401, 403) },
      },
    },
    async (request) => ({ settings: await settings.list(actorOf(request)) }),
  );

  app.get(
    '/api/settings/values',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '此刻在一个地方起算的期限用什么值',
        description: '先看办理项，再看县、市、省，再看通办范围，最后是各地的；都没有规定的用通常值。',
        querystring: object({
          programme: Type.Optional(Type.String({ maxLength: 40 })),
          region: Type.Optional(RegionCode),
          option: Type.Optional(Type.String({ maxLength: 40 })),
        }),
        response: {
          200: Type.Object({
            values: Type.Array(
              Type.Object({
                setting: SettingName,
                value: Value,
                valueText: Type.String(),
                from: Type.String({ description: '由哪个范围规定；没有的为“通常”' }),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async ({ query }) => ({
      values: settings.valuesAt({
        programmeId: query.programme,
        regionCode: query.region,
        optionId: query.option,
      }),
    }),
  );

  app.get(
    '/api/settings/:setting/changes',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '一个参数的历次改动，新的在前',
        params: object({ setting: SettingName }),
        querystring: object({
          after: Type.Optional(Id),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 30' }),
          ),
        }),
        response: {
          200: Type.Object({ changes: Type.Array(ChangeAnswer), next: nullable(Id) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const most = Number(request.query.limit ?? '30');
      const { after } = request.query;
      const found = await settings.history(actorOf(request), request.params.setting, {
        after,
        limit: most + 1,
      });
      const changes = found.slice(0, most);
      return { changes, next: found.length > most ? (changes.at(-1)?.id ?? null) : null };
    },
  );

  app.post(
    '/api/settings/:setting/changes',
    {
      config: { access: keepers },
      schema: {
        tags,
        summary: '提出改动：规则要由另一个人同意，一般选项到生效日即用',
        description: '只用于生效日起开始的期限，已经开始的不变。value 为空表示这个范围不再单独规定。',
        params: object({ setting: SettingName }),
        body: object(
          {
            scopeKind: Scope,
            scopeCode: Type.String({ maxLength: 40, description: '各地为空' }),
            value: nullable(Value),
            validFrom: DayText,
            reason: Type.String({ maxLength: 800 }),
          },
          {
            examples: [
              {
                scopeKind: 'programme',
                scopeCode: 'sichuan-chongqing',
                value: 4,
                validFrom: '2021-10-12',
                reason: '川渝协调会议定',
              },
            ],
          },
        ),
        response: { 201: ChangeAnswer, ...problemAnswers(400, 401, 403, 409, 422) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await settings.propose(actorOf(request), request.params.setting, request.body)),
  );

  for (const [verb, approved, summary] of [
    ['approve', true, '同意一项改动；提出的人自己不能同意'],
    ['reject', false, '退回一项改动，写明理由；提出的人可以用它撤回'],
  ] as const) {
    app.post(
      `/api/setting-changes/:id/${verb}`,
      {
        config: { access: keepers },
        schema: {
          tags,
          summary,
          params: object({ id: Id }),
          body: object({ note: Type.Optional(Type.String({ maxLength: 800 })) }, { examples: [{}] }),
          response: { 200: ChangeAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
        },
      },
      (request) =>
        settings.decide(actorOf(request), request.params.id, { approved, note: request.body.note }),
    );
  }
}
