import type { ProgrammeId } from './programme.ts';

/** A lead department, with the province it belongs to; null: one body for all. */
export type LeadDepartment = { readonly region: string | null; readonly name: string };

/** Levels at which an item or option is carried out (实施层级), highest first. */
export const levels = { province: '省级', prefecture: '市级', county: '县级', town: '乡镇（街道）' } as const;
export type Level = keyof typeof levels;

/** The levels, highest first. */
export const levelsHighestFirst = Object.keys(levels) as readonly Level[];

/**
 * Who carries an item out in a region. `department` null: nobody at this level there (published as “--”, R-006).
 * `restriction` is what limits it, such as 限修理; `text` is the published wording.
 */
export type Implementer = {
  readonly region: string;
  readonly level: Level;
  readonly department: string | null;
  readonly restriction: string | null;
  readonly text: string | null;
};

/** One row of a catalogue (事项) as published. */
export type CatalogueItem = {
  readonly catalogueId: ProgrammeId;
  readonly editionId: string;
  /** 序号, counted through all tables of the catalogue. */
  readonly number: number;
  /** The unified name. */
  readonly name: string;
  /** Province code → name there, where provinces name it differently. */
  readonly localNames: Readonly<Record<string, string>>;
  readonly leadDepartments: readonly LeadDepartment[];
  readonly cooperatingDepartments: readonly string[];
  readonly implementers: readonly Implementer[];
  /** 事项来源. */
  readonly source: string | null;
  /** The table of the catalogue it stands in, and its number there. */
  readonly batch: string | null;
  readonly numberInBatch: number | null;
  /** 应用场景, with evident errors of the print corrected (OP-23). */
  readonly scenario: string | null;
  readonly scenarioAsPublished: string | null;
  /** 完成时限. */
  readonly dueText: string | null;
  /** Province code → statutory name there (法定事项名称), where a province keeps one beside the list. */
  readonly statutoryNames?: Readonly<Record<string, string>>;
};

/** An item as a loader reads it from a file, before it has an edition. */
export type ItemRow = Omit<CatalogueItem, 'catalogueId' | 'editionId' | 'statutoryNames'>;

/** Name of an item in a province: its own name there, else the unified one. */
export const nameIn = (
  { name, localNames }: Pick<ItemRow, 'name' | 'localNames'>,
  province: string,
): string => localNames[province] ?? name;

/** Statutory name of an item in a province as the province keeps it; undefined where it keeps none. */
export const statutoryNameIn = (
  { statutoryNames }: Pick<CatalogueItem, 'statutoryNames'>,
  province: string,
): string | undefined => statutoryNames?.[province];

/** Every name of an item, the unified one first, each once. */
export const namesOf = ({ name, localNames }: Pick<ItemRow, 'name' | 'localNames'>): string[] => [
  ...new Set([name, ...Object.values(localNames)]),
];
