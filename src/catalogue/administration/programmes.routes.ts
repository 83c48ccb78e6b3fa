import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import {
  DayText,
  object,
  oneOf,
  problemAnswers,
  RegionCode,
  type Static,
  Type,
} from '../../platform/schema.ts';
import { type LadderId, ladders } from '../../regulation/ladder.ts';
import type { Catalogue } from '../catalogue.service.ts';
import { CatalogueId } from '../catalogue-answers.ts';
import { granularities, type Programme, programmeStatuses } from '../programme.ts';
import { listKeepers } from './keepers.ts';
import type { Programmes } from './programmes.service.ts';

const tags = ['清单与收件标准'];
const config = { access: listKeepers };
const decides = { access: ['coordinationGroup' as const] };
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const Text = Type.String({ maxLength: 200 });
const ladderIds = Object.keys(ladders) as LadderId[];

const Member = object({
  region: RegionCode,
  validFrom: DayText,
  validTo: Type.Optional(nullable(DayText)),
});
const Body = object(
  {
    shortCode: Type.Optional(Type.String({ maxLength: 20, description: '简称，如 SW5' })),
    name: Type.Optional(Text),
    formTitle: Type.Optional(Type.String({ maxLength: 200, description: '文书抬头；不写同名称' })),
    documentNumber: Type.Optional(Type.String({ maxLength: 200, description: '文号' })),
    granularity: Type.Optional(oneOf(['province', 'district'], { description: '两地按省还是按区县区分' })),
    coordinator: Type.Optional(Type.String({ maxLength: 200, description: '协调机构' })),
    ladder: Type.Optional(nullable(oneOf(ladderIds, { description: '协调阶梯；启用要有' }))),
    status: Type.Optional(oneOf(['open', 'listNotSupplied'], { description: '不写为启用' })),
    announcedItems: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 9999, description: '文件写明的事项数' }),
    ),
    members: Type.Optional(
      Type.Array(Member, { maxItems: 4000, description: '成员地区，各有加入和退出的日期' }),
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
  id: CatalogueId,
  shortCode: Type.String(),
  name: Text,
  formTitle: Text,
  documentNumber: Type.String(),
  granularity: oneOf(['province', 'district']),
  granularityText: Type.String(),
  coordinator: Text,
  ladder: nullable(oneOf(ladderIds)),
  ladderText: nullable(Type.String()),
  status: oneOf(['open', 'closed', 'listNotSupplied']),
  statusText: Type.String(),
  announcedItems: Type.Integer(),
  itemCount: Type.Integer({ description: '施行中的清单的事项数' }),
  members: Type.Array(
    object({
      region: RegionCode,
      regionName: Type.String(),
      validFrom: DayText,
      validTo: nullable(DayText),
    }),
  ),
});

type Desk = {
  programmes: Programmes;
  regionName: (code: string) => string;
  catalogue: Pick<Catalogue, 'findProgramme'>;
};

/** Programmes, for the coordination group; provinces read them. */
export function programmeRoutes(app: App, { programmes, regionName, catalogue }: Desk): void {
  const answer = ({ members, ladder, ...programme }: Programme): Static<typeof Answer> => ({
    ...programme,
    ladder: ladder ?? null,
    ladderText: ladder ? ladders[ladder].second : null,
    granularityText: granularities[programme.granularity],
    statusText: programmeStatuses[programme.status],
    itemCount: catalogue.findProgramme(programme.id)?.itemCount ?? 0,
    members: members.map(({ region, validFrom, validTo }) => ({
      region,
      regionName: regionName(region),
      validFrom,
      validTo: validTo ?? null,
    })),
  });
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
    '/api/list-programmes/:id/members',
    {
      config: decides,
      schema: {
        tags,
        summary: '一个地区加入通办范围（协调小组）',
        params,
        body: object(
          { region: RegionCode, validFrom: DayText },
          { examples: [{ region: '540000', validFrom: '2022-01-01' }] },
        ),
        response: { 200: Answer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request) => answer(await programmes.join(actorOf(request), request.params.id, request.body)),
  );
  app.put(
    '/api/list-programmes/:id/members/:region',
    {
      config: decides,
      schema: {
        tags,
        summary: '一个地区退出通办范围：写明从哪一天起不再是成员（协调小组）',
        params: object({ id: CatalogueId, region: RegionCode }),
        body: object({ validTo: DayText }, { examples: [{ validTo: '2023-01-01' }] }),
        response: { 200: Answer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      const { id, region } = request.params;
      const { validTo } = request.body;
      return answer(await programmes.leave(actorOf(request), id, { region, validTo }));
    },
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
