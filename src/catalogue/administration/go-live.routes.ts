import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { DayText, object, oneOf, problemAnswers, RegionCode, Type } from '../../platform/schema.ts';
import { CatalogueId, ItemNumber } from '../catalogue-answers.ts';
import type { GoLive } from './go-live.service.ts';
import { type GoLiveStatus, goLiveStatuses, type RealisedMode, realisedModes } from './go-live.ts';
import { listKeepers } from './keepers.ts';

const tags = ['清单与收件标准'];
const config = { access: listKeepers };
const modes = Object.keys(realisedModes) as RealisedMode[];
const statuses = Object.keys(goLiveStatuses) as GoLiveStatus[];
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const Phase = object({ due: DayText, text: Type.String() });
const kept = ['notStarted', 'inProgress', 'realised'] as const;

/** Go-live days asked for and realised, and what was realised early. */
export function goLiveRoutes(app: App, goLive: GoLive): void {
  app.get(
    '/api/list-programmes/:id/go-live',
    {
      config,
      schema: {
        tags,
        summary: '清单各项在一个地区的落地情况：要求的日期与实际',
        params: object({ id: CatalogueId }),
        querystring: object({ region: RegionCode }),
        response: {
          200: object({
            mine: Type.Boolean({ description: '可以更新这个地区' }),
            rows: Type.Array(
              object({
                number: Type.Integer(),
                name: Type.String(),
                phases: Type.Array(Phase),
                status: oneOf(statuses),
                statusText: Type.String(),
                overdueDays: Type.Integer(),
                realisedOn: nullable(DayText),
                mode: nullable(Type.String()),
                modeText: nullable(Type.String()),
                note: nullable(Type.String()),
                changedByName: nullable(Type.String()),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { rows, mine } = await goLive.list(actorOf(request), request.params.id, request.query.region);
      return {
        mine,
        rows: rows.map((row) => ({
          ...row,
          phases: row.phases.map((phase) => ({ ...phase })),
          statusText: goLiveStatuses[row.status],
          modeText: row.mode === null ? null : (realisedModes[row.mode as RealisedMode] ?? row.mode),
        })),
      };
    },
  );
  app.put(
    '/api/list-programmes/:id/items/:number/go-live',
    {
      config,
      schema: {
        tags,
        summary: '更新一项在一个地区的落地情况；已落地的要有日期和方式',
        params: object({ id: CatalogueId, number: ItemNumber }),
        body: object(
          {
            region: RegionCode,
            status: oneOf(kept),
            realisedOn: Type.Optional(DayText),
            mode: Type.Optional(oneOf(modes)),
            note: Type.Optional(Type.String({ maxLength: 500 })),
          },
          {
            examples: [
              { region: '500110', status: 'realised', realisedOn: '2021-06-07', mode: 'proxyIntake' },
            ],
          },
        ),
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      await goLive.save(
        actorOf(request),
        { programmeId: request.params.id, number: Number(request.params.number) },
        request.body,
      );
      return reply.status(204).send(null);
    },
  );
  app.get(
    '/api/catalogues/:id/early',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: '“提前实现”事项：不晚于国家要求的日期落地，按地区排列',
        params: object({ id: CatalogueId }),
        querystring: object({
          after: Type.Optional(
            Type.String({
              pattern: '^\\d{6} [1-9]\\d{0,3}$',
              description: '上一页最后一条的地区代码和序号',
            }),
          ),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 50' }),
          ),
        }),
        response: {
          200: object({
            more: Type.Boolean(),
            items: Type.Array(
              object({
                number: Type.Integer(),
                name: Type.String(),
                regionCode: Type.String(),
                realisedOn: DayText,
                requiredBy: DayText,
              }),
            ),
          }),
          ...problemAnswers(400, 404),
        },
      },
    },
    async ({ params: { id }, query: { after, limit = '50' } }) => {
      const [regionCode = '', number = ''] = after?.split(' ') ?? [];
      const { items, more } = await goLive.early(id, {
        after: after === undefined ? undefined : { regionCode, number: Number(number) },
        limit: Number(limit),
      });
      return { items: items.map((item) => ({ ...item })), more };
    },
  );
}
