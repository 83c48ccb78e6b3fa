import type { Day, Instant } from '../regulation/instant.ts';
import type { CatalogueItem } from './item.ts';
import type { Pilot } from './pilot.ts';
import { type Edition, holdsOn, type Programme } from './programme.ts';
import type { SearchEntry, SearchWord } from './search-index.ts';
import type { StandardStage, StandardVersion } from './standard.ts';

/** A stage that was set for an option in a province, with the guide that is read instead. */
export type SetStage = {
  readonly optionId: string;
  readonly province: string;
  readonly stage: StandardStage;
  readonly reason: string;
  readonly guideLink: string | null;
  readonly setByName: string;
  readonly setAt: Instant;
};

/** A handling option with all versions of its standard, the oldest first. */
export type KnownOption = {
  readonly id: string;
  readonly name: string;
  readonly familyId: string;
  readonly versions: readonly StandardVersion[];
};

/** All that is published, as it is kept in memory. */
export type CatalogueContent = {
  readonly programmes: readonly Programme[];
  readonly editions: readonly Edition[];
  /** Edition → its items in list order. */
  readonly items: ReadonlyMap<string, readonly CatalogueItem[]>;
  /** Edition and number → family. */
  readonly familyOf: ReadonlyMap<string, string>;
  /** Edition and family → the item, the first in list order. */
  readonly itemOf: ReadonlyMap<string, CatalogueItem>;
  readonly options: ReadonlyMap<string, KnownOption>;
  /** Family → its options in order. */
  readonly optionsOf: ReadonlyMap<string, readonly KnownOption[]>;
  /** Edition → what can be found of it. */
  readonly searchable: ReadonlyMap<string, readonly SearchEntry[]>;
  readonly words: readonly SearchWord[];
  /** Programme and family → the pilots to which it is restricted. */
  readonly pilots: ReadonlyMap<string, readonly Pilot[]>;
  /** Option and province → the stage set there. */
  readonly stages: ReadonlyMap<string, SetStage>;
};

/** Key of a stage in `stages`. */
export const stageKey = (optionId: string, province: string): string => `${optionId} ${province}`;

/** Key of an item in `familyOf`. */
export const itemKey = ({ editionId, number }: { editionId: string; number: number }): string =>
  `${editionId} ${number}`;

/** Key of a family's item in `itemOf`. */
export const familyKey = (editionId: string, familyId: string): string => `${editionId} ${familyId}`;

/** The edition of a programme that holds on a day. */
export const editionOn = (
  { editions }: Pick<CatalogueContent, 'editions'>,
  programmeId: string,
  on: Day,
): Edition | undefined =>
  editions.find((edition) => edition.programmeId === programmeId && holdsOn(edition, on));

/** Items of a programme's list on a day, in list order; none where no list holds. */
export const itemsOn = (content: CatalogueContent, programmeId: string, on: Day): readonly CatalogueItem[] =>
  content.items.get(editionOn(content, programmeId, on)?.id ?? '') ?? [];

/** The item of a family in an edition. */
export const itemInEdition = (
  { itemOf }: Pick<CatalogueContent, 'itemOf'>,
  editionId: string,
  familyId: string,
): CatalogueItem | undefined => itemOf.get(familyKey(editionId, familyId));

/** The item of a family in a programme's list on a day. */
export function itemOfFamily(
  content: CatalogueContent,
  programmeId: string,
  familyId: string,
  on: Day,
): CatalogueItem | undefined {
  const edition = editionOn(content, programmeId, on);
  return edition && itemInEdition(content, edition.id, familyId);
}

/** The editions that hold on a day, in the order of their programmes. */
export const editionsOn = (content: Pick<CatalogueContent, 'editions' | 'programmes'>, on: Day): Edition[] =>
  content.programmes.flatMap(({ id }) => editionOn(content, id, on) ?? []);
