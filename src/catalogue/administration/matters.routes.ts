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
  Type,
} from '../../platform/schema.ts';
import { CatalogueId, ItemNumber } from '../catalogue-answers.ts';
import { type Level, levels } from '../item.ts';
import { listKeepers } from './keepers.ts';
import type { StoredPilot } from './pilot-record.ts';
import type { Pilots } from './pilots.service.ts';
import type { Split } from './split.ts';
import type { Splits } from './splits.service.ts';

const tags = ['清单与收件标准'];
const config = { access: listKeepers };
const decides = { access: ['coordinationGroup' as const] };
const levelNames = Object.keys(levels) as Level[];
const Item = object({ id: CatalogueId, number: ItemNumber });
const Name = Type.String({ minLength: 1, maxLength: 300 });
const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
const done = (...statuses: number[]) => ({
  204: Type.Null(),
  ...problemAnswers(400, 401, 403, 404, ...statuses),
});
const keyOf = ({ id, number }: { id: string; number: string }) => ({
  programmeId: id,
  number: Number(number),
});
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

const Option = object({
  name: Name,
  levels: Type.Array(oneOf(levelNames), { minItems: 1, maxItems: 4 }),
  situations: Type.Array(Name, { minItems: 1, maxItems: 20, description: '办理情形' }),
});
const splitStates = { proposed: '待审定', approved: '已审定', rejected: '已退回' } as const;
const SplitAnswer = object({
  id: Id,
  itemName: Type.String(),
  options: Type.Array(Option),
  reason: Type.String(),
  state: oneOf(['proposed', 'approved', 'rejected']),
  stateText: Type.String(),
  proposedByName: Type.String(),
  proposedAt: InstantText,
  decidedByName: nullable(Type.String()),
  decidedAt: nullable(InstantText),
  note: nullable(Type.String()),
  mine: Type.Boolean(),
});
const splitAnswer = (split: Split, actorId: string) => ({
  id: split.id,
  itemName: split.itemName,
  options: split.options.map(({ name, levels: own, situations }) => ({
    name,
    levels: [...own],
    situations: [...situations],
  })),
  reason: split.reason,
  state: split.state,
  stateText: splitStates[split.state],
  proposedByName: split.proposedByName,
  proposedAt: split.proposedAt,
  decidedByName: split.decidedByName,
  decidedAt: split.decidedAt,
  note: split.note,
  mine: split.proposedBy === actorId,
});
const PilotAnswer = object({
  id: Id,
  itemName: Type.String(),
  regions: Type.Array(object({ code: RegionCode, name: Type.String() })),
  validFrom: DayText,
  validTo: nullable(DayText),
  reason: Type.String(),
  proposedByName: Type.String(),
  approvedByName: nullable(Type.String()),
  liftedByName: nullable(Type.String()),
  mine: Type.Boolean(),
});
const pilotAnswer = (
  { regions, proposedBy, programmeId: _of, familyId: _in, ...pilot }: StoredPilot,
  actorId: string,
  regionName: (code: string) => string,
) => ({
  ...pilot,
  regions: regions.map((code) => ({ code, name: regionName(code) })),
  mine: proposedBy === actorId,
});

/** What is proposed for single items: splits and pilots. */
export type MatterDesk = {
  splits: Splits;
  pilots: Pilots;
  regionName: (code: string) => string;
};

/** Routes for splits and pilots of items, for the coordination group and provinces. */
export function matterRoutes(app: App, desk: MatterDesk): void {
  splitRoutes(app, desk);
  pilotRoutes(app, desk);
}

const pageOf = 30;

function splitRoutes(app: App, { splits }: MatterDesk): void {
  app.get(
    '/api/list-programmes/:id/splits',
    {
      config,
      schema: {
        tags,
        summary: '拆分建议，新的在前',
        params: object({ id: CatalogueId }),
        querystring: object({ after: Type.Optional(Id) }),
        response: {
          200: object({ splits: Type.Array(SplitAnswer), more: Type.Boolean() }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const page = { after: request.query.after, limit: pageOf + 1 };
      const found = await splits.list(actor, request.params.id, page);
      return {
        splits: found.slice(0, pageOf).map((split) => splitAnswer(split, actor.id)),
        more: found.length > pageOf,
      };
    },
  );
  app.post(
    '/api/list-programmes/:id/items/:number/splits',
    {
      config,
      schema: {
        tags,
        summary: '提出把一项拆成办理项；另一个人审定以前窗口看不到',
        params: Item,
        body: object(
          { options: Type.Array(Option, { minItems: 1, maxItems: 30 }), reason: Reason },
          {
            examples: [
              {
                options: [{ name: '居民身份证换领', levels: ['county'], situations: ['有效期满'] }],
                reason: '按实际情形拆分',
              },
            ],
          },
        ),
        response: { 201: SplitAnswer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const split = await splits.propose(actor, keyOf(request.params), request.body);
      return reply.status(201).send(splitAnswer(split, actor.id));
    },
  );
  for (const [step, summary] of [
    ['approve', '审定一份拆分（协调小组，另一个人）'],
    ['reject', '退回一份拆分，写明理由（协调小组）'],
  ] as const) {
    app.post(
      `/api/option-splits/:id/${step}`,
      {
        config: decides,
        schema: {
          tags,
          summary,
          params: object({ id: Id }),
          body: object(
            { note: Type.Optional(Type.String({ maxLength: 500 })) },
            { examples: [{ note: '同意' }] },
          ),
          response: done(409),
        },
      },
      async (request, reply) => {
        await splits[step](actorOf(request), request.params.id, request.body.note);
        return reply.status(204).send(null);
      },
    );
  }
}

function pilotRoutes(app: App, { pilots, regionName }: MatterDesk): void {
  app.get(
    '/api/list-programmes/:id/pilots',
    {
      config,
      schema: {
        tags,
        summary: '试点事项：范围和期间',
        params: object({ id: CatalogueId }),
        response: { 200: object({ pilots: Type.Array(PilotAnswer) }), ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const found = await pilots.list(actor, request.params.id);
      return { pilots: found.map((pilot) => pilotAnswer(pilot, actor.id, regionName)) };
    },
  );
  app.post(
    '/api/list-programmes/:id/items/:number/pilots',
    {
      config,
      schema: {
        tags,
        summary: '提出一项试点；审定以后，范围以外不能办理',
        params: Item,
        body: object(
          {
            regions: Type.Array(RegionCode, { maxItems: 500 }),
            validFrom: DayText,
            validTo: Type.Optional(DayText),
            reason: Reason,
          },
          { examples: [{ regions: ['500000', '510000'], validFrom: '2021-07-01', reason: '川渝试点' }] },
        ),
        response: { 201: PilotAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const pilot = await pilots.propose(actor, keyOf(request.params), request.body);
      return reply.status(201).send(pilotAnswer(pilot, actor.id, regionName));
    },
  );
  for (const [step, summary] of [
    ['approve', '审定一项试点（协调小组，另一个人）'],
    ['lift', '解除一项试点的限制（协调小组）'],
  ] as const) {
    app.post(
      `/api/item-pilots/:id/${step}`,
      { config: decides, schema: { tags, summary, params: object({ id: Id }), response: done(409) } },
      async (request, reply) => {
        await pilots[step](actorOf(request), request.params.id);
        return reply.status(204).send(null);
      },
    );
  }
}
