import type { Catalogue, ItemView } from '../catalogue/catalogue.service.ts';
import { namesOf } from '../catalogue/item.ts';
import { closedFor, limitTexts } from '../catalogue/item-limits.ts';
import { placesBetween } from '../catalogue/programme-rules.ts';
import { longestQuery } from '../catalogue/search.ts';
import { modes } from '../catalogue/standard.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { App } from '../platform/http.ts';
import { Type } from '../platform/schema.ts';
import { dayOf } from '../regulation/instant.ts';
import { pageAnswer, type SendPage } from './answer.pages.ts';
import { type Conditions, type ItemResult, searchPage } from './search-page.ts';
import { text } from './text.zh-CN.ts';
import { placeOf } from './windows.pages.ts';

type Ports = { catalogue: Catalogue; directory: Directory; clock: Clock };

/** An item found, under the lists that have it. */
type Found = { item: ItemView; catalogues: { id: string; name: string; number: number }[] };

const mostShown = 150;
const Condition = Type.Optional(Type.String({ maxLength: 2000 }));

/** Address of an item's page. */
export const itemHref = (catalogueId: string, number: number): string => `/items/${catalogueId}/${number}`;

/** The same matter in several lists is one result, shown under the first list. */
function joined(items: readonly ItemView[], nameOf: (id: string) => string): Found[] {
  const byFamily = new Map<string, Found>();
  for (const item of items) {
    const key = item.familyId || `${item.catalogueId} ${item.number}`;
    const place = { id: item.catalogueId, name: nameOf(item.catalogueId), number: item.number };
    const known = byFamily.get(key);
    if (known) known.catalogues.push(place);
    else byFamily.set(key, { item, catalogues: [place] });
  }
  return [...byFamily.values()];
}

function resultOf(
  { catalogue, directory, clock }: Ports,
  { item, catalogues }: Found,
  here: string | undefined,
): ItemResult {
  const options = catalogue.listOptions({ catalogueId: item.catalogueId, number: item.number });
  const programme = catalogue.findProgramme(item.catalogueId);
  const on = dayOf(clock.now());
  const limits = programme && { programme, pilots: catalogue.pilotsOf(item) };
  const between = programme ? placesBetween(programme, on) : [];
  const nameOf = (code: string) => directory.regionName(code);
  const homes =
    between.length > 0
      ? between.map(nameOf)
      : directory
          .listRegions()
          .flatMap(({ code, name }) => (limits && !closedFor(limits, code, on) ? name : []));
  const offered = new Set(options.flatMap((option) => option.modes));
  return {
    href: itemHref(item.catalogueId, item.number),
    name: item.name,
    otherNames: namesOf(item).slice(1),
    place: catalogues.map(({ name, number }) => text.search.place(name, number)).join('，'),
    departments: item.leadDepartments.map(({ name }) => name),
    modes: Object.entries(modes).flatMap(([mode, name]) =>
      offered.has(mode as keyof typeof modes) ? name : [],
    ),
    onSite: options.some(({ onSiteRequired }) => onSiteRequired),
    homes,
    limits: limits ? limitTexts(limits, on, nameOf) : [],
    notOpenHere: limits !== undefined && here !== undefined && closedFor(limits, here, on) !== undefined,
    hasStandard: options.length > 0,
    sample: options.some(({ sample }) => sample),
  };
}

/** Whether an item meets the conditions beside the words. */
function meets(
  { catalogue, clock }: Ports,
  item: ItemView,
  { department, mode, source, home }: Conditions,
): boolean {
  if (department !== '' && !item.leadDepartments.some(({ name }) => name === department)) return false;
  if (source !== '' && item.source !== source) return false;
  if (home !== '') {
    const programme = catalogue.findProgramme(item.catalogueId);
    const limits = programme && { programme, pilots: catalogue.pilotsOf(item) };
    if (!limits || closedFor(limits, home, dayOf(clock.now())) !== undefined) return false;
  }
  if (mode === '') return true;
  const options = catalogue.listOptions({ catalogueId: item.catalogueId, number: item.number });
  return options.some(({ modes: offered }) => offered.some((one) => one === mode));
}

const choicesOf = (values: readonly (string | null)[]) =>
  [...new Set(values)].flatMap((value) => (value === null || value === '' ? [] : { value, label: value }));

/** The search in the published lists. */
export function searchPages(zone: App, ports: Ports, send: SendPage): void {
  const { catalogue, directory } = ports;

  const itemsIn = (catalogueId: string): ItemView[] => catalogue.listItems(catalogueId) ?? [];
  const allItems = (): ItemView[] => catalogue.listProgrammes().flatMap(({ id }) => itemsIn(id));

  function find({ q, catalogue: catalogueId }: Conditions): { items: ItemView[]; offList: boolean } {
    if (q === '') return { items: catalogueId === '' ? allItems() : itemsIn(catalogueId), offList: false };
    const chosen = catalogueId === '' ? {} : { catalogueId };
    const { items, offList } = catalogue.search({ query: q, limit: 1000, ...chosen });
    return { items: items.flatMap((hit) => catalogue.findItem(hit.catalogueId, hit.number) ?? []), offList };
  }

  zone.get(
    '/search',
    {
      config: { access: 'public' },
      schema: {
        summary: '查找事项：按名称、部门、方式、地区和来源',
        tags: ['专区页面'],
        security: [],
        querystring: Type.Object({
          q: Condition,
          catalogue: Condition,
          department: Condition,
          mode: Condition,
          source: Condition,
          home: Condition,
        }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const {
        q = '',
        catalogue: list = '',
        department = '',
        mode = '',
        source = '',
        home = '',
      } = request.query;
      const characters = [...q.trim()];
      const programmes = catalogue.listProgrammes();
      const programme = programmes.find(({ id }) => id === list);
      const conditions: Conditions = {
        q: characters.slice(0, longestQuery).join(''),
        catalogue: programme?.id ?? '',
        department,
        mode,
        source,
        home,
      };
      const { items, offList } = find(conditions);
      const nameOf = (id: string) => programmes.find((one) => one.id === id)?.name ?? '';
      const found = joined(
        items.filter((item) => meets(ports, item, conditions)),
        nameOf,
      );
      const here = placeOf(request, directory)?.regionCode;
      const scope = conditions.catalogue === '' ? allItems() : itemsIn(conditions.catalogue);
      const page = searchPage({
        conditions,
        truncated: characters.length > longestQuery,
        choices: {
          catalogue: programmes.map(({ id, name }) => ({ value: id, label: name })),
          department: choicesOf(
            scope.flatMap(({ leadDepartments }) => leadDepartments.map(({ name }) => name)),
          ),
          mode: Object.entries(modes).map(([value, label]) => ({ value, label })),
          source: choicesOf(scope.map((item) => item.source)),
          home: directory.listRegions().map(({ code, name }) => ({ value: code, label: name })),
        },
        results: found.slice(0, mostShown).map((one) => resultOf(ports, one, here)),
        total: found.length,
        offList,
        listNotSupplied: programme?.status === 'listNotSupplied',
      });
      return send(request, reply, page);
    },
  );
}
