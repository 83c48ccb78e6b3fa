import { isMunicipality } from '../directory/region.ts';
import { type CatalogueItem, type Level, nameIn, statutoryNameIn } from './item.ts';
import { provinceOf } from './programme-rules.ts';
import type {
  LocalText,
  Material,
  RegionalDifference,
  ResolvedStandard,
  StandardContent,
  StandardVersion,
} from './standard.ts';

const placing = new Set<RegionalDifference['change']>(['other-level', 'other-name']);

/**
 * By what an option is reviewed for a province: third by the published standard of all provinces, for which who
 * decides and what it is called there make no difference; second by the standard of the province.
 */
export const stageOf = (own: readonly RegionalDifference[], unified: boolean): 2 | 3 =>
  unified && own.every(({ change }) => placing.has(change)) ? 3 : 2;

type Limits = Pick<
  StandardContent,
  | 'level'
  | 'levels'
  | 'statutoryDays'
  | 'promisedDays'
  | 'fee'
  | 'materials'
  | 'reviewPoints'
  | 'form'
  | 'deliveryWays'
>;

const textIn = ({ text, local }: LocalText, province: string): string => local[province] ?? text;

/**
 * The standard of an option for one home region: what the home province does otherwise is applied, the promised
 * limit never exceeds the statutory one.
 */
export function resolveStandard(
  { optionId, version, editionId, effectiveFrom, unified, content }: StandardVersion,
  item: CatalogueItem,
  homeRegion: string,
  implementers: CatalogueItem['implementers'] = [],
): ResolvedStandard {
  const province = provinceOf(homeRegion);
  const { id: _id, name, regionalDifferences, statutoryName, department, ...common } = content;
  const differences = regionalDifferences.filter(({ region }) => region === province);
  const changed = differences.reduce(
    (standard, difference) => apply(standard, difference, province),
    placed(common, province),
  );
  const promisedDays = Math.min(changed.promisedDays, changed.statutoryDays ?? changed.promisedDays);
  const renamed = differences.find((difference) => difference.change === 'other-name');
  const localItemName = renamed?.name ?? nameIn(item, province);
  const districts = implementers.filter(({ region, level }) => region === homeRegion && level === 'county');
  const missing = districts.some((one) => one.department === null);
  return {
    ...common,
    ...(missing ? withoutDistrict(changed) : changed),
    promisedDays,
    immediate: promisedDays === 0,
    optionId,
    optionName: name,
    catalogueId: item.catalogueId,
    itemNumber: item.number,
    itemName: item.name,
    localItemName,
    homeRegion,
    version,
    editionId,
    effectiveFrom,
    stage: stageOf(differences, unified),
    statutoryName:
      statutoryNameIn(item, province) ?? (statutoryName ? textIn(statutoryName, province) : localItemName),
    department: textIn(department, province),
    implementerNote: districts.find(({ restriction }) => restriction !== null)?.restriction ?? null,
    withoutImplementer: missing ? [{ level: 'county', note: '公布的清单没有区级实施单位' }] : [],
    differences: differences.map(({ id, detail, provenance }) => ({ id, detail, provenance })),
  };
}

/** A material as a province demands it; what the province does not say is as in the standard. */
export function withDemands(
  material: Material,
  demands: Extract<RegionalDifference, { change: 'other-material' }>,
): Material {
  const { trustLevels = material.trustLevels, criteria = material.criteria } = demands;
  return {
    ...material,
    originals: demands.originals ?? material.originals,
    copies: demands.copies ?? material.copies,
    archivePaper: demands.archivePaper ?? material.archivePaper,
    media: demands.media ?? material.media,
    substitutes: demands.substitutes ?? material.substitutes,
    ...(trustLevels ? { trustLevels } : {}),
    ...(criteria ? { criteria } : {}),
  };
}

function apply<S extends Limits>(standard: S, difference: RegionalDifference, province: string): S {
  switch (difference.change) {
    case 'add-material':
      return { ...standard, materials: [...standard.materials, difference.material] };
    case 'other-limit': {
      const { promisedDays = standard.promisedDays, statutoryDays = standard.statutoryDays } = difference;
      return { ...standard, promisedDays, statutoryDays };
    }
    case 'other-fee':
      return { ...standard, fee: difference.fee };
    case 'other-level':
      return placed(
        { ...standard, level: difference.level, levels: levelsWith(standard.levels, difference.level) },
        province,
      );
    case 'other-name':
      return standard;
    case 'other-material':
      return {
        ...standard,
        materials: standard.materials.map((material) =>
          material.id === difference.materialId ? withDemands(material, difference) : material,
        ),
      };
    case 'without-material':
      return {
        ...standard,
        materials: standard.materials.filter(({ id }) => id !== difference.materialId),
        reviewPoints: standard.reviewPoints.filter(({ materialId }) => materialId !== difference.materialId),
      };
    case 'add-field':
      return { ...standard, form: [...standard.form, difference.field] };
    case 'other-delivery':
      return { ...standard, deliveryWays: difference.deliveryWays };
  }
}

/** A level the option has already only becomes the usual one; any other takes the place of all. */
const levelsWith = (levels: readonly Level[], level: Level): readonly Level[] =>
  levels.includes(level) ? levels : [level];

/** A municipality has no prefectures: the municipal level takes their part where no other is left. */
function placed<S extends Limits>(standard: S, province: string): S {
  if (!isMunicipality(province)) return standard;
  const levels = standard.levels.filter((level) => level !== 'prefecture');
  return {
    ...standard,
    level: standard.level === 'prefecture' ? (levels[0] ?? 'province') : standard.level,
    levels: levels.length > 0 ? levels : ['province'],
  };
}

/** Where a district has no implementer, the level above is responsible. */
function withoutDistrict<S extends Limits>(standard: S): S {
  const above = standard.levels.filter((level) => level === 'province' || level === 'prefecture');
  const levels: readonly Level[] = above.length > 0 ? above : ['province'];
  return { ...standard, levels, level: levels.at(-1) ?? 'province' };
}
