import type { FastifyRequest } from 'fastify';
import type { Catalogue, ItemView as ListedItem } from '../catalogue/catalogue.service.ts';
import type { Guides } from '../catalogue/guides.service.ts';
import { namesOf } from '../catalogue/item.ts';
import { closedFor, type ItemLimits, limitTexts } from '../catalogue/item-limits.ts';
import { closedByPilot, outsidePilot } from '../catalogue/pilot.ts';
import { isMember, isSameRegion } from '../catalogue/programme-rules.ts';
import { routeHomeWindow } from '../catalogue/routing.ts';
import type { ResolvedStandard } from '../catalogue/standard.ts';
import type { Directory } from '../directory/directory.service.ts';
import { explainOutOfScope } from '../directory/out-of-scope.ts';
import { provinceNameOfCode } from '../directory/region.ts';
import type { Clock } from '../platform/clock.ts';
import type { App } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { object, Type } from '../platform/schema.ts';
import { dayOf, type Instant } from '../regulation/instant.ts';
import { refusals } from '../regulation/refusals.ts';
import { CalendarError } from '../regulation/working-calendar.ts';
import { workingDaysDue } from '../regulation/working-days.ts';
import { pageAnswer, type SendPage } from './answer.pages.ts';
import { implementerNotes } from './home-region.ts';
import { limitWords } from './item-limits.ts';
import { type HomeChoice, itemPage } from './item-page.ts';
import { dayText } from './parts.ts';
import { itemHref } from './search.pages.ts';
import { text } from './text.zh-CN.ts';
import { placeOf, windowView } from './windows.pages.ts';

type Ports = { catalogue: Catalogue; directory: Directory; clock: Clock; guides: Guides };

/** Parameters of an item's address. */
export const ItemParams = object({
  catalogue: Type.String({ maxLength: 60 }),
  number: Type.String({ pattern: '^[1-9]\\d{0,3}$' }),
});

/** The item of an address; a page that is not there otherwise. */
export function getItem(catalogue: Catalogue, params: { catalogue: string; number: string }): ListedItem {
  const item = catalogue.findItem(params.catalogue, Number(params.number));
  if (!item) throw new Problem('not-found');
  return item;
}

/** The limits of regions for an item, from every list that has it. */
export function notesOf(
  { catalogue, directory }: Pick<Ports, 'catalogue' | 'directory'>,
  item: ListedItem,
): string[] {
  const alike = catalogue
    .listProgrammes()
    .flatMap(({ id }) => catalogue.listItems(id) ?? [])
    .filter(({ familyId }) => familyId !== '' && familyId === item.familyId);
  return implementerNotes(alike.length === 0 ? [item] : alike, (code) => directory.regionName(code));
}

/** What limits an item of a list to some places or times. */
function limitsOf(catalogue: Catalogue, item: ListedItem): ItemLimits | undefined {
  const programme = catalogue.findProgramme(item.catalogueId);
  return programme && { programme, pilots: catalogue.pilotsOf(item) };
}

/** What limits an item, in words. */
export function limitTextsOf(ports: Pick<Ports, 'catalogue' | 'directory' | 'clock'>, item: ListedItem) {
  const limits = limitsOf(ports.catalogue, item);
  return limits ? limitTexts(limits, dayOf(ports.clock.now()), (code) => placeName(ports, code) ?? code) : [];
}

/** Why an item is not open for the place of a visitor and the home region, as far as they are known. */
function whyNotOpen(
  ports: Ports,
  item: ListedItem,
  { here, home }: { here: string | undefined; home: string | undefined },
): string | undefined {
  const limits = limitsOf(ports.catalogue, item);
  if (!limits) return undefined;
  const on = dayOf(ports.clock.now());
  const nameOf = (code: string) => placeName(ports, code) ?? code;
  for (const code of [home, here]) {
    const closed = code === undefined ? undefined : closedFor(limits, code, on);
    if (code === undefined || closed === undefined) continue;
    if (closed === 'pilot') return limitWords.pilot(nameOf(code));
    // A home region outside says so where it was chosen.
    if (code === here) return limitWords.member(nameOf(code), limits.programme.name);
  }
  if (here === undefined || home === undefined) return undefined;
  return outsidePilot(limits.pilots, { intakeRegion: here, homeRegion: home, on })
    ? limitWords.pilotPair(nameOf(here), nameOf(home))
    : undefined;
}

/** An address with what is known of the choice. */
export function withChoice(
  path: string,
  choice: { option?: string | undefined; region?: string | undefined },
): string {
  const query = new URLSearchParams();
  if (choice.option !== undefined) query.set('option', choice.option);
  if (choice.region !== undefined) query.set('region', choice.region);
  return query.size === 0 ? path : `${path}?${query}`;
}

/** The home region's name for a code that may be anything. */
const placeName = ({ directory }: Pick<Ports, 'directory'>, code: string): string | undefined =>
  directory.findRegion(code) ? directory.regionName(code) : provinceNameOfCode(code);

function homeChoice(
  ports: Ports,
  item: ListedItem,
  standard: ResolvedStandard,
  region: string,
): HomeChoice | undefined {
  const { catalogue, directory, clock } = ports;
  const now = clock.now();
  const name = placeName(ports, region);
  if (name === undefined) return undefined;
  if (!directory.entryOf(region).listed)
    return { name, sentence: explainOutOfScope(name).paragraphs.join('') };
  const programme = catalogue.findProgramme(item.catalogueId);
  if (!programme || !isMember(programme, region, dayOf(now))) {
    return { name, sentence: refusals['region-not-in-programme'].sentence };
  }
  if (closedByPilot(catalogue.pilotsOf(item), region, dayOf(now)))
    return { name, title: limitWords.notOpen, sentence: limitWords.pilot(name) };
  const route = routeHomeWindow({
    levels: standard.levels,
    home: directory.regionPath(region),
    entryOf: (code) => directory.entryOf(code),
    withoutImplementer: standard.withoutImplementer,
  });
  if (!route.ok) return { name, sentence: route.sentence };
  return { name, rule: route.rule, window: windowView(directory, directory.getWindow(route.windowId), now) };
}

function transferBy(directory: Directory, intakeRegion: string, now: Instant): string | undefined {
  try {
    const { dueOn } = workingDaysDue(directory.calendarOf(intakeRegion), now, 1);
    return text.item.steps.transfer.by(dayText(dueOn, now));
  } catch (error) {
    if (error instanceof CalendarError) return undefined;
    throw error;
  }
}

/** What the visitor's own place adds: its window where it can take this case, else why not. */
function ownPlace(ports: Ports, request: FastifyRequest, item: ListedItem, region: string | undefined) {
  const { catalogue, directory, clock } = ports;
  const now = clock.now();
  const place = placeOf(request, directory);
  const programme = catalogue.findProgramme(item.catalogueId);
  const notOpen = whyNotOpen(ports, item, { here: place?.regionCode, home: region });
  if (notOpen !== undefined) return { notOpen };
  if (!place || !programme || !isMember(programme, place.regionCode, dayOf(now))) return {};
  if (region !== undefined && isSameRegion(programme, place.regionCode, region)) {
    const names = [directory.regionName(place.regionCode), placeName(ports, region) ?? region] as const;
    return { sameRegion: text.item.sameRegion(...names) };
  }
  return {
    here: windowView(directory, place.window, now),
    transferBy: transferBy(directory, place.regionCode, now),
  };
}

/** The option chosen, its standard for all and that of the home region chosen. */
export function chosenStandard(
  catalogue: Catalogue,
  { catalogueId, number }: ListedItem,
  query: { option?: string; region?: string },
) {
  const region = /^\d{6}$/.test(query.region ?? '') ? query.region : undefined;
  const options = catalogue.listOptions({ catalogueId, number });
  const chosen = options.find(({ optionId }) => optionId === query.option) ?? options[0];
  const unified = chosen && catalogue.getStandardVersion(chosen.optionId, chosen.version, '');
  const local =
    chosen && region !== undefined
      ? catalogue.findStandard(chosen.optionId, { homeRegion: region })
      : undefined;
  return { options, chosen, unified, local, region };
}

/** An item's page: what, where, how long, in one sentence first. */
export function itemPages(zone: App, ports: Ports, send: SendPage): void {
  const { catalogue, clock, guides } = ports;

  zone.get(
    '/items/:catalogue/:number',
    {
      config: { access: 'public' },
      schema: {
        summary: '事项页：带什么、去哪办、要多久',
        tags: ['专区页面'],
        security: [],
        params: ItemParams,
        querystring: Type.Object({
          region: Type.Optional(Type.String({ maxLength: 20 })),
          option: Type.Optional(Type.String({ maxLength: 20 })),
        }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const item = getItem(catalogue, request.params);
      const { options, chosen, unified, local, region } = chosenStandard(catalogue, item, request.query);
      const standard = local ?? unified;
      const path = itemHref(item.catalogueId, item.number);
      const programme = catalogue.findProgramme(item.catalogueId);
      const home = standard && region !== undefined ? homeChoice(ports, item, standard, region) : undefined;
      const page = itemPage({
        now: clock.now(),
        name: standard && local ? standard.localItemName : item.name,
        otherNames: namesOf(item).filter((name) => name !== (local?.localItemName ?? item.name)),
        place: text.search.place(programme?.name ?? '', item.number),
        departments: item.leadDepartments.map(({ name }) => name),
        source: item.source,
        scenario: item.scenario,
        limits: limitTextsOf(ports, item),
        backHref: '/search',
        notes: notesOf(ports, item),
        options: options.map(({ optionId, optionName }) => ({
          id: optionId,
          name: optionName,
          href: withChoice(path, { option: optionId, region }),
          chosen: optionId === chosen?.optionId,
        })),
        standard,
        regionHref: withChoice(`/regions/${item.catalogueId}/${item.number}`, { option: chosen?.optionId }),
        home,
        guide: local && region !== undefined ? await guides.find(local.optionId, region) : undefined,
        formHref:
          standard && standard.form.length > 0 && standard.guidanceOnly !== true
            ? withChoice(`${path}/form`, { option: chosen?.optionId, region })
            : undefined,
        matrixHref: standard && `/items/${item.catalogueId}/${item.number}/differences`,
        ...ownPlace(ports, request, item, region),
      });
      return send(request, reply, page);
    },
  );
}
