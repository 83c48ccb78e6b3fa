import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { type Day, dayOf, type Instant } from '../regulation/instant.ts';
import { readCatalogueContent } from './catalogue-content.service.ts';
import {
  type CatalogueContent,
  editionOn,
  editionsOn,
  itemInEdition,
  itemKey,
  itemOfFamily,
  itemsOn,
  type KnownOption,
} from './catalogue-content.ts';
import { chooseProgramme, type ProgrammeChoice } from './choose-programme.ts';
import type { CatalogueItem, Implementer } from './item.ts';
import { syllablesOf } from './pinyin.service.ts';
import { type Edition, holdsOn, type Programme } from './programme.ts';
import { isMember } from './programme-rules.ts';
import { resolveStandard } from './resolve-standard.ts';
import { type SearchQuestion, type SearchResult, searchItems } from './search.ts';
import { buildSearchIndex, type SearchIndex } from './search-index.ts';
import type { ResolvedStandard, StandardVersion } from './standard.ts';

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
  /** Options of an item with a published standard for the home region; without one, as they are unified. */
  listOptions(question: {
    catalogueId: string;
    number: number;
    homeRegion?: string;
    at?: Instant;
  }): OfferedOption[];
  /** The standard of an option for a home region; undefined when none is published for it (stage 1, R-011). */
  findStandard(optionId: string, where: { homeRegion: string; at?: Instant }): ResolvedStandard | undefined;
  /** The standard a case keeps; throws when there is no such version. */
  getStandardVersion(optionId: string, version: string, homeRegion: string): ResolvedStandard;
  /** The item under which a programme lists an option, in its own wording. */
  findItemOfOption(optionId: string, programmeId: string, at?: Instant): CatalogueItem | undefined;
  /** Which programme a case belongs to (OP-96). */
  chooseProgramme(question: {
    optionId: string;
    chosen?: string;
    intakeRegion: string;
    homeRegion: string;
    at?: Instant;
  }): ProgrammeChoice & { readonly edition?: Edition };
  search(question: SearchQuestion): SearchResult;
};

const resolvedAtMost = 2000;

/** The catalogue over its database; `reload` once before the first question. */
export function createCatalogue({ database, clock }: { database: Database; clock: Clock }): Catalogue {
  let content: CatalogueContent | undefined;
  /** Standards as lately resolved for a region and day; each case asks for the same one several times. */
  const resolved = new Map<string, ResolvedStandard>();
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
  const findOn = (optionId: string, homeRegion: string, on: Day): ResolvedStandard | undefined => {
    const option = known().options.get(optionId);
    const version = option?.versions.find((one) => holdsOn(one, on));
    return option && version && resolve(option, version, homeRegion, on);
  };

  const findStandard: Catalogue['findStandard'] = (optionId, { homeRegion, at }) => {
    const on = dayAt(at);
    const standard = findOn(optionId, homeRegion, on);
    const programme = known().programmes.find(({ id }) => id === standard?.catalogueId);
    return programme && isMember(programme, homeRegion, on) ? standard : undefined;
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
    listOptions({ catalogueId, number, homeRegion, at }) {
      const options = known().optionsOf.get(findItem(catalogueId, number, at)?.familyId ?? '') ?? [];
      const find = (id: string) =>
        homeRegion === undefined
          ? findOn(id, '', dayAt(at))
          : findStandard(id, { homeRegion, ...(at === undefined ? {} : { at }) });
      return options.flatMap(({ id }) => find(id) ?? []);
    },
    findStandard,
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
      const familyId = known().options.get(optionId)?.familyId ?? '';
      const listing = known().programmes.filter(({ id }) => itemOfFamily(known(), id, familyId, on));
      const choice = chooseProgramme({
        listing,
        intakeRegion,
        homeRegion,
        on,
        ...(chosen === undefined ? {} : { chosen }),
      });
      const edition = choice.programme && editionOn(known(), choice.programme.id, on);
      return { ...choice, ...(edition ? { edition } : {}) };
    },
    search: (question) => searchItems(searchIndex(), question, syllablesOf),
  };
}
