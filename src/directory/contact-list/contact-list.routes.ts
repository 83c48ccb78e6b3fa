import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { fieldInvalid } from '../../platform/problem.ts';
import {
  Id,
  InstantText,
  object,
  oneOf,
  problemAnswers,
  RegionCode,
  type Static,
  Type,
} from '../../platform/schema.ts';
import { type Instant, parseInstant } from '../../regulation/instant.ts';
import type { Role } from '../../regulation/roles.ts';
import { windowServiceCodes } from '../../regulation/window-services.ts';
import { officeHoursText } from '../window.ts';
import type { ContactDesk, SeenEntry } from './contact-desk.service.ts';
import {
  contactFieldKeys,
  contactFieldNames,
  type EntryChange,
  entryLevelName,
  fieldText,
} from './contact-entry.ts';

/** Who reads the contact list: it is for official use. */
export const readersOfList: Role[] = [
  'windowClerk',
  'windowLead',
  'approver',
  'serviceAdministration',
  'coordinationGroup',
  'auditor',
  'systemAdministrator',
];
/** Who keeps it. */
export const keepersOfList: Role[] = ['serviceAdministration'];
const keepers = keepersOfList;
/** Under which its routes stand in the documentation. */
export const tags = ['联络清单'];
const done = { 204: Type.Null({ description: '已办理' }) };

const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' });
const Openings = Type.Array(object({ from: Time, to: Time }), { maxItems: 6 });
/** Opening times as sent. */
export const OfficeHoursBody = object({
  usual: Openings,
  weekly: Type.Optional(
    object({
      1: Type.Optional(Openings),
      2: Type.Optional(Openings),
      3: Type.Optional(Openings),
      4: Type.Optional(Openings),
      5: Type.Optional(Openings),
      6: Type.Optional(Openings),
      7: Type.Optional(Openings),
    }),
  ),
});
const HoursAnswer = Type.Object({}, { additionalProperties: true });
const Short = Type.String({ maxLength: 100 });
const Long = Type.String({ maxLength: 300 });
/** Why something was changed. */
export const Reason = Type.String({ minLength: 1, maxLength: 200 });

const Fields = {
  name: Type.Optional(Short),
  contactPerson: Type.Optional(Short),
  phone: Type.Optional(Type.String({ maxLength: 40 })),
  address: Type.Optional(Long),
  addressee: Type.Optional(Short),
  postalAddress: Type.Optional(Long),
  postcode: Type.Optional(Type.String({ maxLength: 10 })),
  officeHours: Type.Optional(OfficeHoursBody),
};

/** An entry as answers show it. */
export const EntryAnswer = Type.Object({
  id: Id,
  kind: oneOf(['administration', 'window']),
  regionCode: RegionCode,
  regionName: Type.String(),
  levelName: Type.String(),
  hallName: Type.String(),
  hallId: Type.String({ description: '管理部门为空' }),
  name: Type.String(),
  contactPerson: Type.String(),
  phone: Type.String(),
  address: Type.String(),
  addressee: Type.String(),
  postalAddress: Type.String(),
  postcode: Type.String(),
  addressFault: Type.Union([Type.String(), Type.Null()], {
    description: '邮寄地址有误的原因；有误时不能寄件',
  }),
  officeHours: Type.String(),
  hours: HoursAnswer,
  status: Type.Union([oneOf(['open', 'suspended', 'closed']), Type.Null()]),
  services: Type.Array(oneOf(windowServiceCodes)),
  sample: Type.Boolean(),
  listedSince: Type.String(),
  confirmedAt: Type.String(),
  due: Type.Boolean({ description: '本月待确认' }),
  doubtful: Type.Boolean({ description: '待核实：90 天没有确认' }),
  mayEdit: Type.Boolean(),
});

/** An entry for an answer. */
export const entryAnswer = (entry: SeenEntry): Static<typeof EntryAnswer> => ({
  ...entry,
  levelName: entryLevelName(entry),
  services: [...entry.services],
  officeHours: officeHoursText(entry.officeHours),
  hours: entry.officeHours,
});

const ChangeAnswer = Type.Object({
  id: Type.Integer(),
  kind: oneOf(['registered', 'changed', 'suspended', 'opened', 'relocated', 'closed']),
  validFrom: InstantText,
  recordedAt: InstantText,
  recordedByName: Type.Union([Type.String(), Type.Null()]),
  reason: Type.String(),
  fields: Type.Array(
    Type.Object({ key: Type.String(), label: Type.String(), before: Type.String(), after: Type.String() }),
  ),
});

const changeAnswer = ({ before, after, ...change }: EntryChange): Static<typeof ChangeAnswer> => ({
  ...change,
  fields: contactFieldKeys
    .filter((key) => after[key] !== undefined)
    .map((key) => ({
      key,
      label: contactFieldNames[key],
      before: fieldText(key, before[key]),
      after: fieldText(key, after[key]),
    })),
});

/** A moment as sent; refuses what is none. */
export function momentOf(text: string | undefined, pointer: string): Instant | undefined {
  if (text === undefined) return undefined;
  const at = parseInstant(text);
  if (at === undefined) throw fieldInvalid(pointer, '时间应写成 2021-04-30T15:00:00+08:00 这样的形式。');
  return at;
}

/** What is asked of the list, as it stands in an address. */
export const entryQuery = {
  region: Type.Optional(RegionCode),
  q: Type.Optional(Type.String({ maxLength: 50, description: '地区、名称、联系人的一部分，或电话的数字' })),
  kind: Type.Optional(oneOf(['administration', 'window'])),
  state: Type.Optional(oneOf(['due', 'doubtful'], { description: 'due 待确认；doubtful 待核实' })),
  own: Type.Optional(oneOf(['1'], { description: '只看归自己维护的' })),
};

/** The contact list for the staff: reading, changing with dates, confirming. */
export function contactListRoutes(app: App, desk: ContactDesk): void {
  reading(app, desk);
  keeping(app, desk);
}

function reading(app: App, desk: ContactDesk): void {
  app.get(
    '/api/directory/entries',
    {
      config: { access: readersOfList },
      schema: {
        summary: '联络清单：管理部门和窗口，按地区、名称或电话查找',
        tags,
        querystring: object({
          ...entryQuery,
          after: Type.Optional(Type.String({ maxLength: 80 })),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 50' }),
          ),
        }),
        response: {
          200: Type.Object({ items: Type.Array(EntryAnswer), next: Type.Optional(Type.String()) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => {
      const { after, limit, own, ...query } = request.query;
      const page = { after, limit: Number(limit ?? 50) };
      const { items, ...more } = desk.list(actorOf(request), { ...query, own: own === '1' }, page);
      return { items: items.map(entryAnswer), ...more };
    },
  );

  app.get(
    '/api/directory/entries/:entryId',
    {
      config: { access: readersOfList },
      schema: {
        summary: '联络清单的一条',
        tags,
        params: object({ entryId: Id }),
        response: { 200: EntryAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    (request) => entryAnswer(desk.get(actorOf(request), request.params.entryId)),
  );

  app.get(
    '/api/directory/entries/:entryId/history',
    {
      config: { access: readersOfList },
      schema: {
        summary: '一条联络信息的变更记录：谁、何时、原来是什么、从何时起',
        tags,
        params: object({ entryId: Id }),
        response: {
          200: Type.Object({ items: Type.Array(ChangeAnswer) }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { id } = desk.get(actorOf(request), request.params.entryId);
      return { items: (await desk.history(id)).map(changeAnswer) };
    },
  );

  app.get(
    '/api/directory/branches',
    {
      config: { access: readersOfList },
      schema: {
        summary: '联络清单的地区树：每个地区及以下有几条、几个开放的窗口、几条待核实',
        tags,
        querystring: object({ parent: Type.Optional(RegionCode) }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                code: RegionCode,
                name: Type.String(),
                fullName: Type.String(),
                entries: Type.Integer(),
                openWindows: Type.Integer(),
                doubtful: Type.Integer(),
                hasChildren: Type.Boolean(),
                removed: Type.Boolean({ description: '已移出联络清单' }),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => ({ items: desk.branches(request.query.parent) }),
  );

  app.get(
    '/api/directory/gaps',
    {
      config: { access: keepers },
      schema: {
        summary: '本地区联络清单缺的：没有窗口的地区、有误的邮寄地址；由省级补，受委托维护的也可以补',
        tags,
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                id: Id,
                kind: oneOf(['window-missing', 'address-invalid']),
                regionCode: RegionCode,
                regionName: Type.String(),
                holderName: Type.String({ description: '由哪个省补' }),
                windowId: Type.Union([Id, Type.Null()]),
                windowName: Type.Union([Type.String(), Type.Null()]),
                mayAct: Type.Boolean({ description: '读的人可以补' }),
                reason: Type.String(),
                openedAt: InstantText,
              }),
            ),
          }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => ({ items: await desk.gaps(actorOf(request)) }),
  );
}

function keeping(app: App, desk: ContactDesk): void {
  app.post(
    '/api/directory/entries/:entryId/changes',
    {
      config: { access: keepers },
      schema: {
        summary: '修改一条联络信息，立即或从某一时刻起；原来的留在记录里',
        description: '只写要改的；与该地区有在办件的窗口会收到通知。生效时间不能早于一天以前。',
        tags,
        params: object({ entryId: Id }),
        body: {
          ...object({ ...Fields, validFrom: Type.Optional(InstantText), reason: Reason }),
          examples: [{ phone: '023-5550 0199', reason: '电话换号' }],
        },
        response: { ...done, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { validFrom, reason, ...fields } = request.body;
      const { entryId } = request.params;
      const from = momentOf(validFrom, '/validFrom');
      await desk.change(actorOf(request), [{ entryId, fields }], { validFrom: from, reason });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/directory/entries/:entryId/address-fault',
    {
      config: { access: ['windowClerk', 'windowLead', 'serviceAdministration'] },
      schema: {
        summary: '报告窗口的邮寄地址有误：改正以前不能往那里寄件，由维护的部门改',
        description: '本窗口、与它有在办件的窗口和维护它的管理部门可以报告；地址一改即恢复。',
        tags,
        params: object({ entryId: Id }),
        body: { ...object({ reason: Reason }), examples: [{ reason: '门牌号不对，邮件被退回' }] },
        response: { ...done, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await desk.flagAddress(actorOf(request), request.params.entryId, request.body.reason);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/directory/confirmations',
    {
      config: { access: keepers },
      schema: {
        summary: '确认这些联络信息没有变',
        description: '每月一次；90 天没有确认的标为待核实。',
        tags,
        body: {
          ...object({ ids: Type.Array(Id, { minItems: 1, maxItems: 500 }) }),
          examples: [{ ids: ['5a3b1e00-000c-4000-8000-000000510107'] }],
        },
        response: { ...done, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      await desk.confirm(actorOf(request), request.body.ids);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/directory/decisions',
    {
      config: { access: keepers },
      schema: {
        summary: '省级决定：把一个地区移出或列回联络清单；收回或委托它维护自己的条目',
        description: '移出后不再接新件，在办件照常办完（规程第十三条）。',
        tags,
        body: {
          ...object({
            regionCode: RegionCode,
            what: oneOf(['listed', 'delegated']),
            holds: Type.Boolean(),
            reason: Reason,
          }),
          examples: [{ regionCode: '510107', what: 'delegated', holds: true, reason: '委托区级维护' }],
        },
        response: { ...done, ...problemAnswers(400, 401, 403) },
      },
    },
    async (request, reply) => {
      await desk.decide(actorOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
}
