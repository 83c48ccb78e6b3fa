import type { App } from '../platform/http.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { InstantText, object, problemAnswers, RegionCode, type Static, Type } from '../platform/schema.ts';
import { dayOf, type Instant, parseInstant } from '../regulation/instant.ts';
import type { Catalogue, ItemView, ProgrammeView } from './catalogue.service.ts';
import {
  CatalogueId,
  ItemAnswer,
  ItemNumber,
  OptionAnswer,
  OptionId,
  ProgrammeAnswer,
  SearchAnswer,
  StandardAnswer,
} from './catalogue-answers.ts';
import { closedFor, homesOf, limitSentences } from './item-limits.ts';
import { programmeStatuses } from './programme.ts';
import { type Mode, stageNames } from './standard.ts';

const tags = ['清单与收件标准'];
const access = 'public';
const defaultHits = 20;
const mostHits = 100;

const noCatalogue = (): Problem => new Problem('not-found', { detail: '没有这份清单。' });

function readAt(at: string | undefined): Instant | undefined {
  if (at === undefined) return undefined;
  const instant = parseInstant(at);
  if (instant === undefined) throw fieldInvalid('/at', '时间要带时区，例如 2021-04-30T15:00:00+08:00。');
  return instant;
}

const programmeAnswer = (programme: ProgrammeView): Static<typeof ProgrammeAnswer> => ({
  ...programme,
  members: programme.members.map((member) => ({ ...member })),
  statusText: programmeStatuses[programme.status],
});

const itemAnswer = (item: ItemView): Static<typeof ItemAnswer> => ({
  ...item,
  localNames: { ...item.localNames },
  leadDepartments: item.leadDepartments.map(({ name }) => name),
  leadDepartmentsByRegion: item.leadDepartments.map((lead) => ({ ...lead })),
  cooperatingDepartments: [...item.cooperatingDepartments],
  implementers: item.implementers.map((implementer) => ({ ...implementer })),
  standardStatus: item.hasStandard ? 'published' : 'pending',
  standardText: item.hasStandard ? '收件标准已发布' : '收件标准待完善',
});

/** Public questions about lists, items, handling options and acceptance standards. */
export function catalogueRoutes(
  app: App,
  catalogue: Catalogue,
  { now, regionName }: { now: () => Instant; regionName: (code: string) => string },
): void {
  /** Where an item of a list is open, and for a region whether it is not yet. */
  const reachOf = (catalogueId: string, number: number, region: string | undefined) => {
    const programme = catalogue.findProgramme(catalogueId);
    const item = catalogue.findItem(catalogueId, number);
    if (!programme || !item) return { homeRegions: [], limits: [], closed: undefined };
    const on = dayOf(now());
    const limits = { programme, pilots: catalogue.pilotsOf(item) };
    return {
      homeRegions: homesOf(limits, on),
      limits: limitSentences(limits, on, regionName),
      closed: region === undefined ? undefined : closedFor(limits, region, on),
    };
  };

  const modesOf = (catalogueId: string, number: number): Mode[] => [
    ...new Set(catalogue.listOptions({ catalogueId, number }).flatMap(({ modes }) => modes)),
  ];

  const leadsOf = (catalogueId: string, number: number): string[] =>
    (catalogue.findItem(catalogueId, number)?.leadDepartments ?? []).map(({ name }) => name);

  app.get(
    '/api/catalogues',
    {
      config: { access },
      schema: {
        tags,
        summary: '各通办范围和现行清单',
        response: { 200: Type.Object({ catalogues: Type.Array(ProgrammeAnswer) }), ...problemAnswers(429) },
      },
    },
    () => ({ catalogues: catalogue.listProgrammes().map(programmeAnswer) }),
  );

  app.get(
    '/api/catalogues/:id/items',
    {
      config: { access },
      schema: {
        tags,
        summary: '一份清单的全部事项，按公布的顺序',
        params: object({ id: CatalogueId }),
        querystring: object({ at: Type.Optional(InstantText) }),
        response: { 200: Type.Object({ items: Type.Array(ItemAnswer) }), ...problemAnswers(400, 404) },
      },
    },
    ({ params: { id }, query }) => {
      const items = catalogue.listItems(id, readAt(query.at));
      if (!items) throw noCatalogue();
      return { items: items.map(itemAnswer) };
    },
  );

  app.get(
    '/api/catalogues/:id/items/:number',
    {
      config: { access },
      schema: {
        tags,
        summary: '清单中的一项',
        params: object({ id: CatalogueId, number: ItemNumber }),
        response: { 200: ItemAnswer, ...problemAnswers(400, 404) },
      },
    },
    ({ params: { id, number } }) => {
      const item = catalogue.findItem(id, Number(number));
      if (!item) throw new Problem('not-found', { detail: '清单里没有这一项。' });
      return itemAnswer(item);
    },
  );

  app.get(
    '/api/options',
    {
      config: { access },
      schema: {
        tags,
        summary: '一个事项的办理项；写明属地时按属地的标准',
        querystring: object({
          catalogue: CatalogueId,
          item: ItemNumber,
          homeRegion: Type.Optional(RegionCode),
        }),
        response: {
          200: Type.Object({
            options: Type.Array(OptionAnswer),
            standardStatus: Type.Union([Type.Literal('published'), Type.Literal('pending')]),
            standardText: Type.String({ description: '没有发布收件标准的，写“收件标准待完善”' }),
          }),
          ...problemAnswers(400, 404),
        },
      },
    },
    ({ query: { catalogue: catalogueId, item, homeRegion } }) => {
      const number = Number(item);
      if (!catalogue.findItem(catalogueId, number))
        throw new Problem('not-found', { detail: '清单里没有这一项。' });
      const options = catalogue.listOptions({ catalogueId, number, ...(homeRegion ? { homeRegion } : {}) });
      const published = options.length > 0;
      return {
        options: options.map(({ optionId, optionName, modes, ...option }) => ({
          ...option,
          id: optionId,
          name: optionName,
          catalogueId,
          number,
          modes: [...modes],
        })),
        standardStatus: published ? ('published' as const) : ('pending' as const),
        standardText: published ? '收件标准已发布' : '收件标准待完善',
      };
    },
  );

  app.get(
    '/api/options/:optionId/standard',
    {
      config: { access },
      schema: {
        tags,
        summary: '办理项在一个属地的收件标准；没有发布的事项（第一阶段）没有材料，由属地答复',
        params: object({ optionId: OptionId }),
        querystring: object({ homeRegion: RegionCode, at: Type.Optional(InstantText) }),
        response: { 200: StandardAnswer, ...problemAnswers(400, 404, 422) },
      },
    },
    ({ params: { optionId }, query: { homeRegion, at } }) => {
      const moment = readAt(at);
      const standard = catalogue.findMatter(optionId, { homeRegion, ...(moment ? { at: moment } : {}) });
      if (!standard) throw new Problem('option-not-published');
      return { ...standard, stageText: stageNames[standard.stage] };
    },
  );

  app.get(
    '/api/items/search',
    {
      config: { access },
      schema: {
        tags,
        summary: '查找事项：名称的任一部分、当地名称、日常说法、拼音、首字母、部门；最相近的在前',
        querystring: object({
          q: Type.String({ description: '超过 50 字的部分不计' }),
          catalogue: Type.Optional(CatalogueId),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]|[1-9]\\d|100)$', description: '1 到 100，默认 20' }),
          ),
          region: Type.Optional(
            Type.String({
              pattern: '^\\d{6}$',
              description: '只找这个地区参加的清单；几份清单里的同一事项只出现一次',
            }),
          ),
        }),
        response: { 200: SearchAnswer, ...problemAnswers(400, 404) },
      },
    },
    ({ query: { q, catalogue: catalogueId, limit, region } }) => {
      if (catalogueId !== undefined && !catalogue.findProgramme(catalogueId)) throw noCatalogue();
      const wanted = limit === undefined ? defaultHits : Number(limit);
      const { items, offList } = catalogue.search({
        query: q,
        catalogueId,
        limit: region === undefined ? wanted : mostHits,
      });
      const found = items.map((hit) => ({ hit, ...reachOf(hit.catalogueId, hit.number, region) }));
      const open =
        region === undefined ? found : onceEach(found.filter(({ closed }) => closed !== 'notMember'));
      return {
        offList,
        items: open.slice(0, wanted).map(({ hit, homeRegions, limits, closed }) => ({
          ...hit,
          leadDepartments: leadsOf(hit.catalogueId, hit.number),
          modes: modesOf(hit.catalogueId, hit.number),
          homeRegions: [...homeRegions],
          limits,
          notOpen: closed === 'pilot',
        })),
      };
    },
  );

  /** The same matter in several lists once, under the first that is open, else the first. */
  function onceEach<Hit extends { hit: { catalogueId: string; number: number }; closed: unknown }>(
    hits: readonly Hit[],
  ): Hit[] {
    const byFamily = new Map<string, Hit>();
    for (const one of hits) {
      const { catalogueId, number } = one.hit;
      const key = catalogue.findItem(catalogueId, number)?.familyId || `${catalogueId} ${number}`;
      const known = byFamily.get(key);
      if (!known || (known.closed !== undefined && one.closed === undefined)) byFamily.set(key, one);
    }
    return [...byFamily.values()];
  }
}
