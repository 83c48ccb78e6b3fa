import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import {
  DayText,
  Id,
  InstantText,
  object,
  oneOf,
  problemAnswers,
  RegionCode,
  type Static,
  Type,
} from '../../platform/schema.ts';
import type { Catalogue } from '../catalogue.service.ts';
import { CatalogueId } from '../catalogue-answers.ts';
import { type ExtensionItem, type ExtensionState, type ExtensionView, extensionStates } from './extension.ts';
import type { Extensions } from './extensions.service.ts';
import { listKeepers } from './keepers.ts';

const tags = ['清单与收件标准'];
const config = { access: listKeepers };
const administers = { access: ['serviceAdministration' as const] };
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const states = Object.keys(extensionStates) as ExtensionState[];
const pageOf = 30;

const ItemOfList = object({ programmeId: CatalogueId, number: Type.Integer({ minimum: 1, maximum: 9999 }) });
const OwnItem = object({
  name: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
  department: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
});
const Answer = object({
  id: Id,
  name: Type.String(),
  regions: Type.Array(
    object({
      code: RegionCode,
      name: Type.String(),
      confirmedAt: nullable(InstantText),
      confirmedByName: nullable(Type.String()),
      mine: Type.Boolean({ description: '由自己的部门确认' }),
    }),
  ),
  items: Type.Array(
    object({
      name: Type.String(),
      from: Type.String({ description: '取自哪份清单第几项，或部门' }),
    }),
  ),
  effectiveFrom: DayText,
  state: oneOf(states),
  stateText: Type.String(),
  programmeId: nullable(Type.String()),
  proposedByName: Type.String(),
  proposedAt: InstantText,
  endedByName: nullable(Type.String()),
  endedAt: nullable(InstantText),
  endReason: nullable(Type.String({ description: '谢绝的理由' })),
  mayConfirm: Type.Boolean({ description: '等自己的部门确认或谢绝' }),
  mayWithdraw: Type.Boolean({ description: '自己的部门已确认，可以撤回' }),
});

type Desk = {
  extensions: Extensions;
  regionName: (code: string) => string;
  catalogue: Pick<Catalogue, 'findProgramme' | 'findItem'>;
};

/** Point-to-point extensions, for the administrations of prefectures and counties. */
export function extensionRoutes(app: App, { extensions, regionName, catalogue }: Desk): void {
  const itemAnswer = (item: ExtensionItem) =>
    'number' in item
      ? {
          name: catalogue.findItem(item.programmeId, item.number)?.name ?? '',
          from: `${catalogue.findProgramme(item.programmeId)?.name ?? ''}第 ${item.number} 项`,
        }
      : { name: item.name, from: item.department };
  const answer = (extension: ExtensionView): Static<typeof Answer> => {
    const { regions, own, confirmed, confirmations, state } = extension;
    const waits = state === 'proposed' && own.some((region) => !confirmed.includes(region));
    return {
      id: extension.id,
      name: extension.name,
      regions: regions.map((code) => {
        const by = confirmations.find(({ region }) => region === code);
        return {
          code,
          name: regionName(code),
          confirmedAt: by?.at ?? null,
          confirmedByName: by?.byName ?? null,
          mine: own.includes(code),
        };
      }),
      items: extension.items.map(itemAnswer),
      effectiveFrom: extension.effectiveFrom,
      state,
      stateText: extensionStates[state],
      programmeId: extension.programmeId,
      proposedByName: extension.proposedByName,
      proposedAt: extension.proposedAt,
      endedByName: extension.endedByName,
      endedAt: extension.endedAt,
      endReason: extension.endReason,
      mayConfirm: waits,
      mayWithdraw: state === 'proposed' && own.some((region) => confirmed.includes(region)),
    };
  };
  const one = object({ id: Id });

  app.get(
    '/api/list-extensions',
    {
      config,
      schema: {
        tags,
        summary: '点对点通办：本地区参与的，新的在前',
        querystring: object({ state: Type.Optional(oneOf(states)), after: Type.Optional(Id) }),
        response: {
          200: object({ extensions: Type.Array(Answer), more: Type.Boolean() }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const found = await extensions.list(actorOf(request), { ...request.query, limit: pageOf + 1 });
      return { extensions: found.slice(0, pageOf).map(answer), more: found.length > pageOf };
    },
  );
  app.post(
    '/api/list-extensions',
    {
      config: administers,
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
        response: { 201: Answer, ...problemAnswers(400, 401, 403, 422) },
      },
    },
    async (request, reply) =>
      reply.status(201).send(answer(await extensions.propose(actorOf(request), request.body))),
  );
  app.post(
    '/api/list-extensions/:id/confirm',
    {
      config: administers,
      schema: {
        tags,
        summary: '为本地区确认一份点对点通办；都确认了就公布',
        params: one,
        response: { 200: Answer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request) => answer(await extensions.confirm(actorOf(request), request.params.id)),
  );
  app.post(
    '/api/list-extensions/:id/decline',
    {
      config: administers,
      schema: {
        tags,
        summary: '为本地区谢绝一份点对点通办，写明理由',
        params: one,
        body: object(
          { reason: Type.String({ minLength: 2, maxLength: 300 }) },
          { examples: [{ reason: '当地没有实施单位' }] },
        ),
        response: { 200: Answer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request) =>
      answer(await extensions.decline(actorOf(request), request.params.id, request.body.reason)),
  );
  app.delete(
    '/api/list-extensions/:id',
    {
      config: administers,
      schema: {
        tags,
        summary: '撤回还没有公布的点对点通办（提出或已确认的一方）',
        params: one,
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await extensions.withdraw(actorOf(request), request.params.id);
      return reply.status(204).send(null);
    },
  );
}
