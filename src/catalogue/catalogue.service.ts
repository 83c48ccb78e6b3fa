import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { type Day, dayOf, type Instant } from '../regulation/instant.ts';
import { readCatalogueContent } from './catalogue-content.service.ts';
import {
  type CatalogueContent,
  editionOn,
  editionsOn,
  familyKey,
  itemInEdition,
  itemKey,
  itemOfFamily,
  itemsOn,
  type KnownOption,
  type SetStage,
  stageKey,
} from './catalogue-content.ts';
import { chooseProgramme, type ProgrammeChoice } from './choose-programme.ts';
import { itemOfOptionId, itemOptionId, matterOfItem, standardOfGiven } from './given-standard.ts';
import type { CatalogueItem, Implementer } from './item.ts';
import { outsidePilot, type Pilot } from './pilot.ts';
import { syllablesOf } from './pinyin.service.ts';
import { type Edition, holdsOn, type Programme } from './programme.ts';
import { isMember, objectionToRegions, provinceOf } from './programme-rules.ts';
import { resolveStandard } from './resolve-standard.ts';
import { type SearchQuestion, type SearchResult, searchItems } from './search.ts';
import { fitsOf, positionsOf } from './search-fit.ts';
import { buildSearchIndex, type SearchIndex } from './search-index.ts';
import { createSearchMisses, type SearchMisses } from './search-misses.service.ts';
import type { ResolvedStandard, StandardVersion } from './standard.ts';
import { type StandardSource, sourceOf } from './standard-source.ts';

/** A programme with the list that holds now. */
export type ProgrammeView = Programme & { readonly edition: Edition | null; readonly itemCount: number };

/** A handling option as it is offered for a home region. */
export type OfferedOption = Pick<
  ResolvedStandard,
  | 'optionId'
  | 'optionName'
  | 'modes'
  | 'onSiteRequired'
  | 'level'
  | 'promisedDays'
  | 'statutoryDays'
  | 'immediate'
  | 'version'
  | 'stage'
  | 'sample'
>;

/** An item with whether it has a published standard. */
export type ItemView = CatalogueItem & { readonly familyId: string; readonly hasStandard: boolean };

/** Lists, items, handling options and acceptance standards, answered from memory. */
export type Catalogue = {
  /** Reads anew what is published. */
  reload(): Promise<void>;
  listProgrammes(): ProgrammeView[];
  findProgramme(id: string): ProgrammeView | undefined;
  /** Items of a list in its order; undefined for a list that does not exist. */
  listItems(catalogueId: string, at?: Instant): ItemView[] | undefined;
  findItem(catalogueId: string, number: number, at?: Instant): ItemView | undefined;
  /** Pilots to which an item of a list is restricted; none for one open to all members. */
  pilotsOf(item: Pick<ItemView, 'catalogueId' | 'familyId'>): readonly Pilot[];
  /** Items of all lists in force that mean the same as an item, itself included. */
  itemsOfFamily(familyId: string): ItemView[];
  /** Ids under which cases on an item are opened: of its handling options, and of the item itself (stage 1). */
  optionIdsOf(item: { catalogueId: string; number: number }): string[];
  /** Options of an item with a published standard for the home region; without one, as they are unified. */
  listOptions(question: {
    catalogueId: string;
    number: number;
    homeRegion?: string;
    at?: Instant;
  }): OfferedOption[];
  /** The standard of an option for a home region; undefined when none is published for it (stage 1, R-011). */
  findStandard(optionId: string, where: { homeRegion: string; at?: Instant }): ResolvedStandard | undefined;
  /**
   * What a case can be opened by: the published standard, or for the id of an item without one (`itemOptionId`) its
   * matter without materials, which the home window gives later (stage 1, R-061).
   */
  findMatter(optionId: string, where: { homeRegion: string; at?: Instant }): ResolvedStandard | undefined;
  /** The standard a case keeps; throws when there is no such version. */
  getStandardVersion(optionId: string, version: string, homeRegion: string): ResolvedStandard;
  /** The item under which a programme lists an option, in its own wording. */
  findItemOfOption(optionId: string, programmeId: string, at?: Instant): CatalogueItem | undefined;
  /** Which programme a case belongs to (OP-96); `pilotOnly`: refused because the item is in a pilot elsewhere. */
  chooseProgramme(question: {
    optionId: string;
    chosen?: string;
    intakeRegion: string;
    homeRegion: string;
    at?: Instant;
  }): ProgrammeChoice & { readonly edition?: Edition; readonly pilotOnly?: boolean };
  /** What fits a question; one that finds nothing is noted, unless `note` is false. */
  search(question: SearchQuestion, options?: { note: boolean }): SearchResult;
  /** Whether a term stands as it is in a name of an item or an option. */
  finds(term: string): boolean;
  readonly misses: SearchMisses;
  /** All handling options, with every version of their standards. */
  listKnownOptions(): readonly KnownOption[];
  /** The version of an option's standard that holds today. */
  findOffered(optionId: string): StandardVersion | undefined;
  /** The item of an option in its own list, with the id of its list. */
  itemOfStandard(optionId: string): CatalogueItem | undefined;
  /** The stage set for an option in a region's province, if one was. */
  findSetStage(optionId: string, region: string): SetStage | undefined;
  /** Where a standard, or the guide in its place, can be read; the id may be that of an item (`itemOptionId`). */
  findSource(
    optionId: string,
    homeRegion: string,
    standard: ResolvedStandard | undefined,
  ): StandardSource | null;
};

const resolvedAtMost = 2000;

/** The catalogue over its database; `reload` once before the first question. */
export function createCatalogue({ database, clock }: { database: Database; clock: Clock }): Catalogue {
  let content: CatalogueContent | undefined;
  /** Standards as lately resolved for a region and day; each case asks for the same one several times. */
  const resolved = new Map<string, ResolvedStandard>();
  const misses = createSearchMisses({ database, clock });
  let searched: { editions: string; index: SearchIndex } | undefined;
  const known = (): CatalogueContent => {
    if (!content) throw new Error('the catalogue was not loaded');
    return content;
  };
  const dayAt = (at: Instant | undefined): Day => dayOf(at ?? clock.now());

  /** The index of the lists in force; another one from the day a new edition begins. */
  const searchIndex = (): SearchIndex => {
    const ids = editionsOn(known(), dayAt(undefined)).map(({ id }) => id);
    const editions = ids.join();
    if (searched?.editions !== editions) {
      const entries = ids.flatMap((id) => known().searchable.get(id) ?? []);
      searched = { editions, index: buildSearchIndex(entries, known().words) };
    }
    return searched.index;
  };
  const viewOf = (programme: Programme): ProgrammeView => {
    const edition = editionOn(known(), programme.id, dayAt(undefined)) ?? null;
    return { ...programme, edition, itemCount: edition ? (known().items.get(edition.id)?.length ?? 0) : 0 };
  };
  const itemView = (item: CatalogueItem): ItemView => {
    const familyId = known().familyOf.get(itemKey(item)) ?? '';
    const options = known().optionsOf.get(familyId) ?? [];
    return { ...item, familyId, hasStandard: options.some(({ versions }) => versions.length > 0) };
  };
  const findItem: Catalogue['findItem'] = (catalogueId, number, at) => {
    const item = itemsOn(known(), catalogueId, dayAt(at)).find((one) => one.number === number);
    return item && itemView(item);
  };
  const implementersOf = (option: KnownOption, on: Day): Implementer[] =>
    known().programmes.flatMap(
      ({ id }) => itemOfFamily(known(), id, option.familyId, on)?.implementers ?? [],
    );
  const resolve = (
    option: KnownOption,
    version: StandardVersion,
    homeRegion: string,
    on: Day,
  ): ResolvedStandard => {
    const key = `${option.id} ${version.version} ${homeRegion} ${on}`;
    const before = resolved.get(key);
    if (before) return before;
    const item = itemInEdition(known(), version.editionId, option.familyId);
    if (!item) throw new Error(`${option.id} has no item in ${version.editionId}`);
    const standard = resolveStandard(version, item, homeRegion, implementersOf(option, on));
    if (resolved.size >= resolvedAtMost) resolved.clear();
    resolved.set(key, standard);
    return standard;
  };
  const findSetStage = (optionId: string, region: string): SetStage | undefined =>
    known().stages.get(stageKey(optionId, provinceOf(region)));
  const findOn = (optionId: string, homeRegion: string, on: Day): ResolvedStandard | undefined => {
    const option = known().options.get(optionId);
    const version = option?.versions.find((one) => holdsOn(one, on));
    if (findSetStage(optionId, homeRegion)?.stage === 1) return undefined;
    return option && version && resolve(option, version, homeRegion, on);
  };
  /** The option by whose item a matter is taken in, where its province handles by its guide (stage 1). */
  const itemOfStageOne = (optionId: string, homeRegion: string, on: Day): CatalogueItem | undefined => {
    const option = known().options.get(optionId);
    const version = option?.versions.find((one) => holdsOn(one, on));
    return option && version && findSetStage(optionId, homeRegion)?.stage === 1
      ? itemInEdition(known(), version.editionId, option.familyId)
      : undefined;
  };

  const findStandard: Catalogue['findStandard'] = (optionId, { homeRegion, at }) => {
    const on = dayAt(at);
    const standard = findOn(optionId, homeRegion, on);
    const programme = known().programmes.find(({ id }) => id === standard?.catalogueId);
    return programme && isMember(programme, homeRegion, on) ? standard : undefined;
  };
  const findMatter: Catalogue['findMatter'] = (optionId, where) => {
    const on = dayAt(where.at);
    const named = itemOfOptionId(optionId);
    const byGuide = named ? undefined : itemOfStageOne(optionId, where.homeRegion, on);
    if (!named && !byGuide) return findStandard(optionId, where);
    const item =
      byGuide ??
      itemsOn(known(), named?.catalogueId ?? '', on).find(({ number }) => number === named?.number);
    const programme = known().programmes.find(({ id }) => id === item?.catalogueId);
    if (!item || !programme || !isMember(programme, where.homeRegion, on)) return undefined;
    const options = known().optionsOf.get(known().familyOf.get(itemKey(item)) ?? '') ?? [];
    const guided = options.some(({ id }) => itemOfStageOne(id, where.homeRegion, on) !== undefined);
    const published = options.some(({ id }) => findStandard(id, where) !== undefined);
    return published && !guided ? undefined : standardOfGiven(matterOfItem(item, where.homeRegion));
  };
  const familyOfOption = (optionId: string, on: Day): string => {
    const named = itemOfOptionId(optionId);
    const item =
      named && itemsOn(known(), named.catalogueId, on).find(({ number }) => number === named.number);
    return (item ? known().familyOf.get(itemKey(item)) : known().options.get(optionId)?.familyId) ?? '';
  };

  return {
    async reload() {
      content = await database.transaction(readCatalogueContent);
      searched = undefined;
      resolved.clear();
    },
    listProgrammes: () => known().programmes.map(viewOf),
    findProgramme(id) {
      const programme = known().programmes.find((one) => one.id === id);
      return programme && viewOf(programme);
    },
    listItems(catalogueId, at) {
      if (!known().programmes.some(({ id }) => id === catalogueId)) return undefined;
      return itemsOn(known(), catalogueId, dayAt(at)).map(itemView);
    },
    findItem,
    pilotsOf: ({ catalogueId, familyId }) => known().pilots.get(familyKey(catalogueId, familyId)) ?? [],
    itemsOfFamily: (familyId) =>
      editionsOn(known(), dayAt(undefined)).flatMap(({ id }) => {
        const item = itemInEdition(known(), id, familyId);
        return item ? [itemView(item)] : [];
      }),
    optionIdsOf: ({ catalogueId, number }) => [
      itemOptionId(catalogueId, number),
      ...(known().optionsOf.get(findItem(catalogueId, number)?.familyId ?? '') ?? []).map(({ id }) => id),
    ],
    listOptions({ catalogueId, number, homeRegion, at }) {
      const options = known().optionsOf.get(findItem(catalogueId, number, at)?.familyId ?? '') ?? [];
      const find = (id: string) =>
        homeRegion === undefined
          ? findOn(id, '', dayAt(at))
          : findStandard(id, { homeRegion, ...(at === undefined ? {} : { at }) });
      return options.flatMap(({ id }) => find(id) ?? []);
    },
    findStandard,
    findMatter,
    getStandardVersion(optionId, version, homeRegion) {
      const option = known().options.get(optionId);
      const found = option?.versions.find((one) => one.version === version);
      if (!option || !found) throw new Error(`there is no standard ${optionId} ${version}`);
      return resolve(option, found, homeRegion, dayAt(undefined));
    },
    findItemOfOption(optionId, programmeId, at) {
      const option = known().options.get(optionId);
      return option && itemOfFamily(known(), programmeId, option.familyId, dayAt(at));
    },
    chooseProgramme({ optionId, chosen, intakeRegion, homeRegion, at }) {
      const on = dayAt(at);
      const familyId = familyOfOption(optionId, on);
      const listing = known().programmes.filter(({ id }) => itemOfFamily(known(), id, familyId, on));
      const closed = listing.filter(({ id }) =>
        outsidePilot(known().pilots.get(familyKey(id, familyId)) ?? [], { intakeRegion, homeRegion, on }),
      );
      const choice = chooseProgramme({
        listing: listing.filter((programme) => !closed.includes(programme)),
        intakeRegion,
        homeRegion,
        on,
        ...(chosen === undefined ? {} : { chosen }),
      });
      const edition = choice.programme && editionOn(known(), choice.programme.id, on);
      const pilotOnly =
        choice.refusal !== undefined &&
        closed.some((programme) => !objectionToRegions(programme, { intakeRegion, homeRegion, on }));
      return { ...choice, ...(edition ? { edition } : {}), ...(pilotOnly ? { pilotOnly } : {}) };
    },
    search(question, { note } = { note: true }) {
      const result = searchItems(searchIndex(), question, syllablesOf);
      if (result.offList && note) misses.note(question.query);
      return result;
    },
    finds: (term) => positionsOf(fitsOf(searchIndex(), term), 0.949).length > 0,
    misses,
    listKnownOptions: () => [...known().options.values()],
    findOffered: (optionId) =>
      known()
        .options.get(optionId)
        ?.versions.find((one) => holdsOn(one, dayAt(undefined))),
    itemOfStandard(optionId) {
      const option = known().options.get(optionId);
      const last = option?.versions.at(-1);
      return option && last && itemInEdition(known(), last.editionId, option.familyId);
    },
    findSetStage,
    findSource(optionId, homeRegion, standard) {
      const options = known().optionsOf.get(familyOfOption(optionId, dayAt(undefined))) ?? [];
      const guided = itemOfOptionId(optionId)
        ? options.map(({ id }) => findSetStage(id, homeRegion)).find((set) => set?.guideLink)
        : findSetStage(optionId, homeRegion);
      return sourceOf(standard, guided, homeRegion);
    },
  };
}
