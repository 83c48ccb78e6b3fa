import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { DayText, Id, object, oneOf, problemAnswers, RegionCode, Type } from '../../platform/schema.ts';
import { type LadderId, ladders } from '../../regulation/ladder.ts';
import { CatalogueId } from '../catalogue-answers.ts';
import { type Programme, programmeStatuses } from '../programme.ts';
import type { Extension } from './extension.ts';
import type { Extensions } from './extensions.service.ts';
import { listKeepers } from './keepers.ts';
import type { Programmes } from './programmes.service.ts';

const tags = ['清单与收件标准'];
const config = { access: listKeepers };
const decides = { access: ['coordinationGroup' as const] };
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const Text = Type.String({ maxLength: 200 });
const ladderIds = Object.keys(ladders) as LadderId[];

const Body = object(
  {
    shortCode: Type.String({ maxLength: 20 }),
    name: Text,
    formTitle: Text,
    documentNumber: Type.String({ maxLength: 200, description: '文号' }),
    granularity: oneOf(['province', 'district'], { description: '两地按省还是按区县区分' }),
    coordinator: Text,
    ladder: Type.Optional(nullable(oneOf(ladderIds, { description: '协调阶梯；启用要有' }))),
    status: oneOf(['open', 'listNotSupplied']),
    announcedItems: Type.Integer({ minimum: 1, maximum: 9999 }),
    members: Type.Array(
      object({
        region: RegionCode,
        validFrom: DayText,
        validTo: Type.Optional(nullable(DayText)),
      }),
      { maxItems: 4000, description: '成员地区，各有加入和退出的日期' },
    ),
  },
  {
    examples: [
      {
        shortCode: 'YG',
        name: '渝桂跨省通办',
        formTitle: '渝桂跨省通办',
        documentNumber: '示例〔2022〕1号',
        granularity: 'province',
        coordinator: '两地政务服务管理机构',
        ladder: 'bothProvinces',
        status: 'open',
        announcedItems: 10,
        members: [
          { region: '500000', validFrom: '2022-01-01' },
          { region: '450000', validFrom: '2022-01-01' },
        ],
      },
    ],
  },
);
const Answer = object({
  ...Body.properties,
  id: CatalogueId,
  status: oneOf(['open', 'closed', 'listNotSupplied']),
  statusText: Type.String(),
});
const answer = ({ members, ladder, status, ...programme }: Programme) => ({
  ...programme,
  ladder: ladder ?? null,
  status,
  statusText: programmeStatuses[status],
  members: members.map(({ region, validFrom, validTo }) => ({ region, validFrom, validTo: validTo ?? null })),
});

/** Programmes, for the coordination group; provinces read them. */
export function programmeRoutes(app: App, programmes: Programmes): void {
  app.get(
    '/api/list-programmes',
    {
      config,
      schema: {
        tags,
        summary: '全部通办范围，含停止的',
        response: { 200: object({ programmes: Type.Array(Answer) }), ...problemAnswers(401, 403) },
      },
    },
    async (request) => ({ programmes: (await programmes.list(actorOf(request))).map(answer) }),
  );
  const params = object({ id: CatalogueId });
  app.post(
    '/api/list-programmes/:id',
    {
      config: decides,
      schema: {
        tags,
        summary: '添加一个通办范围（协调小组）',
        params,
        body: Body,
        response: { 201: Answer, ...problemAnswers(400, 401, 403, 409) },
      },
    },
    async (request, reply) =>
      reply.status(201).send(answer(await programmes.add(actorOf(request), request.params.id, request.body))),
  );
  app.put(
    '/api/list-programmes/:id',
    {
      config: decides,
      schema: {
        tags,
        summary: '修改一个通办范围和它的成员（协调小组）',
        params,
        body: Body,
        response: { 200: Answer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request) => answer(await programmes.change(actorOf(request), request.params.id, request.body)),
  );
  app.post(
    '/api/list-programmes/:id/close',
    {
      config: decides,
      schema: {
        tags,
        summary: '停止一个通办范围：不再收新件，在办的照办（协调小组）',
        params,
        response: { 200: Answer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request) => answer(await programmes.close(actorOf(request), request.params.id)),
  );
  app.delete(
    '/api/list-programmes/:id',
    {
      config: decides,
      schema: {
        tags,
        summary: '删除没有办件、没有清单的通办范围（协调小组）',
        params,
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await programmes.remove(actorOf(request), request.params.id);
      return reply.status(204).send(null);
    },
  );
}

const extensionStates = { proposed: '待对方确认', published: '已公布', withdrawn: '已撤回' } as const;
const ItemOfList = object({ programmeId: CatalogueId, number: Type.Integer({ minimum: 1, maximum: 9999 }) });
const OwnItem = object({
  name: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
  department: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
});
const ExtensionAnswer = object({
  id: Id,
  name: Type.String(),
  regions: Type.Array(Type.String()),
  items: Type.Array(Type.Union([ItemOfList, OwnItem])),
  effectiveFrom: DayText,
  state: oneOf(['proposed', 'published', 'withdrawn']),
  stateText: Type.String(),
  confirmed: Type.Array(Type.String()),
  programmeId: nullable(Type.String()),
  proposedByName: Type.String(),
});
const extensionAnswer = ({ proposedBy: _by, ...extension }: Extension) => ({
  ...extension,
  regions: [...extension.regions],
  confirmed: [...extension.confirmed],
  items: extension.items.map((item) => ({ ...item })),
  stateText: extensionStates[extension.state],
});

/** Point-to-point extensions, for the administrations of prefectures and counties. */
export function extensionRoutes(app: App, extensions: Extensions): void {
  app.get(
    '/api/list-extensions',
    {
      config,
      schema: {
        tags,
        summary: '点对点通办：本地区参与的',
        response: { 200: object({ extensions: Type.Array(ExtensionAnswer) }), ...problemAnswers(401, 403) },
      },
    },
    async (request) => ({ extensions: (await extensions.list(actorOf(request))).map(extensionAnswer) }),
  );
  app.post(
    '/api/list-extensions',
    {
      config: { access: ['serviceAdministration'] },
      schema: {
        tags,
        summary: '提出点对点通办（市、县管理部门）；对方确认以后公布，不用另签协议',
        body: object(
          {
            name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
            regions: Type.Array(RegionCode, { maxItems: 50 }),
            items: Type.Array(Type.Union([ItemOfList, OwnItem]), { minItems: 1, maxItems: 500 }),
            effectiveFrom: DayText,
          },
          {
            examples: [
              {
                name: '綦江—桐梓点对点通办',
                regions: ['500110', '520322'],
                items: [{ name: '户口登记项目变更', department: '公安部门' }],
                effectiveFrom: '2021-07-01',
              },
            ],
          },
        ),
        response: { 201: ExtensionAnswer, ...problemAnswers(400, 401, 403, 422) },
      },
    },
    async (request, reply) =>
      reply.status(201).send(extensionAnswer(await extensions.propose(actorOf(request), request.body))),
  );
  app.post(
    '/api/list-extensions/:id/confirm',
    {
      config: { access: ['serviceAdministration'] },
      schema: {
        tags,
        summary: '为本地区确认一份点对点通办；都确认了就公布',
        params: object({ id: Id }),
        response: { 200: ExtensionAnswer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request) => extensionAnswer(await extensions.confirm(actorOf(request), request.params.id)),
  );
  app.delete(
    '/api/list-extensions/:id',
    {
      config: { access: ['serviceAdministration'] },
      schema: {
        tags,
        summary: '撤回还没有公布的点对点通办',
        params: object({ id: Id }),
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await extensions.withdraw(actorOf(request), request.params.id);
      return reply.status(204).send(null);
    },
  );
}
