import type { Day, Instant } from '../regulation/instant.ts';
import { type CatalogueItem, type Level, levelsHighestFirst, nameIn, statutoryNameIn } from './item.ts';
import { provinceOf } from './programme-rules.ts';
import type { Material, ResolvedStandard, ReviewPoint } from './standard.ts';

/** A material as a home window asks for it in an answer. */
export type GivenMaterial = {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly originals: number;
  readonly copies: number;
  /** The home region must see or file the original itself: it travels. Else the counter looks at it. */
  readonly sendOriginal: boolean;
  /** What to look at, in the home window's words. */
  readonly note: string;
};

/**
 * An acceptance standard that was given for one matter instead of published: the home window's answer to a standard
 * request (规程第二十三条, stage 1, R-061), the guide of its portal, or its consent to an off-list request (第二十四条,
 * Limits in working days of the home region.
 */
export type GivenStandard = {
  readonly id: string;
  readonly source: 'standardRequest' | 'guide' | 'offListConsent';
  /** 事项 as the home region calls it. */
  readonly itemName: string;
  readonly homeRegion: string;
  readonly level: Level;
  readonly department: string;
  /** At least one. */
  readonly materials: readonly GivenMaterial[];
  readonly reviewPoints: readonly ReviewPoint[];
  readonly promisedDays: number;
  /** null: no statutory limit. */
  readonly statutoryDays: number | null;
  readonly legalBasis: readonly string[];
  readonly note: string;
  /** The published guide it was copied from: where it stands, which version, and when it was read. */
  readonly guide?: { readonly address: string; readonly version: string; readonly readOn: Day };
  readonly givenAt: Instant;
  readonly givenBy: { readonly staffId: string; readonly name: string; readonly windowId: string | null };
};

/** Stands where a published version's number stands, for a matter whose standard the home window gives. */
export const givenVersion = 'given';

/** Whether the standard of a matter is given for it instead of published. */
export const isGiven = ({ standardVersion }: { readonly standardVersion: string }): boolean =>
  standardVersion === givenVersion;

/** Stands where an option's id stands, for an item of a list without a published option (stage 1, R-008). */
export const itemOptionId = (catalogueId: string, number: number): string => `item-${catalogueId}-${number}`;

/** The item behind such an id; undefined for the id of a published option. */
export function itemOfOptionId(optionId: string): { catalogueId: string; number: number } | undefined {
  const [, catalogueId, number] = /^item-([\w-]+)-(\d{1,6})$/.exec(optionId) ?? [];
  return catalogueId === undefined ? undefined : { catalogueId, number: Number(number) };
}

/** What is known of a matter before, and apart from, the standard given for it. */
export type GivenMatter = {
  readonly optionId: string;
  readonly optionName: string;
  readonly catalogueId: string;
  readonly itemNumber: number;
  readonly itemName: string;
  readonly statutoryName: string;
  readonly homeRegion: string;
  readonly editionId: string;
  readonly resultName: string;
  /** Levels that may carry it out, highest first; all of them where no list says. */
  readonly levels?: readonly Level[];
  readonly department?: string;
};

/** What is called the option where an item has none. */
const wholeItem = '按属地收件标准';
const usualSupplementDays = 15;

const materialOf = (given: GivenMaterial): Material => ({
  id: given.id,
  name: given.name,
  required: given.required,
  when: null,
  originals: given.originals,
  copies: given.copies,
  source: 'applicant',
  substitutes: [],
  key: given.required,
  examineOriginal: given.sendOriginal,
  archivePaper: false,
  media: given.sendOriginal ? ['paper'] : ['paper', 'electronic'],
  note: given.note,
});

/**
 * The standard of a matter as the case reads it (规程第二十三条 ¶3): what the home window gave, and nothing to judge by
 * until it gave it. Whether the applicant acts in person is asked in any case.
 */
export function standardOfGiven(matter: GivenMatter, given?: GivenStandard | null): ResolvedStandard {
  const { optionId, optionName, catalogueId, itemNumber, itemName, homeRegion, editionId } = matter;
  const promisedDays = given?.promisedDays ?? 0;
  return {
    optionId,
    optionName,
    catalogueId,
    itemNumber,
    itemName,
    localItemName: given?.itemName ?? itemName,
    homeRegion,
    version: givenVersion,
    editionId,
    effectiveFrom: given?.givenAt.slice(0, 10) ?? '',
    stage: 1,
    statutoryName: matter.statutoryName,
    department: given?.department ?? matter.department ?? '',
    implementerNote: null,
    withoutImplementer: [],
    differences: [],
    situations: [
      { id: `${optionId}-s-self`, name: '本人办理', question: '是否由申请人本人办理？' },
      { id: `${optionId}-s-agent`, name: '委托代理', question: '是否委托他人代为办理？' },
    ],
    level: given?.level ?? matter.levels?.at(-1) ?? 'county',
    levels: matter.levels ?? levelsHighestFirst.filter((level) => level !== 'town'),
    modes: ['proxyIntake'],
    onSiteRequired: false,
    statutoryDays: given?.statutoryDays ?? null,
    promisedDays,
    immediate: given !== undefined && given !== null && promisedDays === 0,
    fee: null,
    result: { name: matter.resultName, kind: 'decision' },
    legalBasis: given?.legalBasis ?? [],
    toleranceAllowed: false,
    pledgeAllowed: false,
    materials: (given?.materials ?? []).map(materialOf),
    form: [],
    reviewPoints: given?.reviewPoints ?? [],
    provenance: given ? [{ kind: given.source, where: null, note: given.note }] : [],
    origin: {},
    sample: false,
    homeRegionRules: [],
    deliveryWays: ['mail', 'pickUpAtIntake', 'pickUpAtHome'],
    supplementDays: usualSupplementDays,
  };
}

/** The matter of an item without a published option, for one home region (stage 1). */
export function matterOfItem(item: CatalogueItem, homeRegion: string): GivenMatter {
  const province = provinceOf(homeRegion);
  const name = nameIn(item, province);
  const known = new Set(
    item.implementers.flatMap(({ region, level, department }) =>
      department !== null && (region === homeRegion || region === province) ? [level] : [],
    ),
  );
  const lead =
    item.leadDepartments.find(({ region }) => region === province) ??
    item.leadDepartments.find(({ region }) => region === null);
  return {
    optionId: itemOptionId(item.catalogueId, item.number),
    optionName: wholeItem,
    catalogueId: item.catalogueId,
    itemNumber: item.number,
    itemName: item.name,
    statutoryName: statutoryNameIn(item, province) ?? name,
    homeRegion,
    editionId: item.editionId,
    resultName: '办理结果',
    ...(known.size > 0 ? { levels: levelsHighestFirst.filter((level) => known.has(level)) } : {}),
    ...(lead ? { department: lead.name } : {}),
  };
}
