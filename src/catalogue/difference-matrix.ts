import { trustText } from '../regulation/trust-levels.ts';
import { type CatalogueItem, levels as levelNames } from './item.ts';
import { resolveStandard } from './resolve-standard.ts';
import {
  type DeliveryWay,
  type Material,
  mediaNames,
  modes as modeNames,
  type ResolvedStandard,
  type StandardContent,
  type StandardStage,
  type StandardVersion,
  deliveryWays as wayNames,
} from './standard.ts';
import { substituteText } from './substitutes.ts';

/** Groups of the rows of a matrix, in their order. */
export const matrixGroups = {
  conditions: '申请条件',
  materials: '申请材料',
  form: '表单与审查',
  limits: '流程与期限',
  result: '费用与结果',
} as const;
export type MatrixGroup = keyof typeof matrixGroups;

/** What a region wants, in words; `difference` names how it differs from the standard in the last column. */
export type MatrixCell = { readonly text: string; readonly difference: string | null };

/** One element of the standard in every region; `standard` is the last column. A region without a standard has no cell. */
export type MatrixRow = {
  readonly group: MatrixGroup;
  readonly name: string;
  readonly cells: Readonly<Record<string, MatrixCell>>;
  readonly standard: string;
};

/** One region of a matrix: which version holds there and how much of it is the same. */
export type MatrixColumn = {
  readonly region: string;
  /** Absent where the region has no standard in the system (stage 1). */
  readonly version: string | null;
  readonly stage: StandardStage;
  /** Share of rows that are as in the last column, in percent; null without a standard. */
  readonly score: number | null;
  /** What the region says of its differences, with where that comes from. */
  readonly reasons: readonly { readonly detail: string; readonly source: string | null }[];
};

/** The standards of one option in several regions beside each other. */
export type DifferenceMatrix = {
  readonly optionId: string;
  readonly optionName: string;
  /** What the regions are compared with. */
  readonly against: {
    readonly kind: 'draft' | 'unified' | 'common';
    readonly version: string;
  };
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
  /** 同标程度: mean of the regions that have a standard, 0 to 100; null without any. */
  readonly score: number | null;
  /** Cells that differ, and rows with one. */
  readonly differences: number;
  readonly differingRows: number;
  readonly sample: boolean;
};

/** A region and the version of the standard that holds there; without one it handles by its guide (stage 1). */
export type MatrixRegion = {
  readonly region: string;
  readonly version: StandardVersion | undefined;
  readonly stage: StandardStage;
};

/** What the regions are compared with: a draft of the unified standard, the unified one, or what is common to all. */
export type MatrixBaseline = DifferenceMatrix['against'] & { readonly content: StandardContent };

type Standard = ResolvedStandard;
type Element = {
  readonly group: MatrixGroup;
  readonly name: string;
  /** In words, seen beside another standard; equal words are the same unless `same` says otherwise. */
  readonly text: (standard: Standard, other: Standard) => string;
  /** How the first differs from the second. */
  readonly named: (own: Standard, baseline: Standard) => string;
  readonly same?: (own: Standard, baseline: Standard) => boolean;
};

const listed = (words: readonly string[]): string => (words.length === 0 ? '无' : words.join('、'));
const days = (count: number | null): string =>
  count === null ? '没有法定时限' : count === 0 ? '当日办结' : `${count} 个工作日`;
const always = (name: string) => () => name;

const longer = (own: number | null, other: number | null): string =>
  own === null || (other !== null && own > other) ? '更长' : '更短';

/** 多 2 项, 少 1 种; with the same number the elements differ. */
const more = (own: number, other: number, unit: string, otherwise: string): string =>
  own > other ? `多 ${own - other} ${unit}` : own < other ? `少 ${other - own} ${unit}` : otherwise;

function materialText(material: Material | undefined, { situations }: Standard): string {
  if (!material) return '不要';
  const { originals, copies, required, when, substitutes, media, examineOriginal } = material;
  const { trustLevels = [], criteria = [], samples = [] } = material;
  const situation = situations.find(({ id }) => id === when)?.name;
  return [
    [originals > 0 && `原件 ${originals} 份`, copies > 0 && `复印件 ${copies} 份`].filter(Boolean).join('、'),
    situation !== undefined && `限${situation}`,
    !required && '可不交',
    examineOriginal && '核对原件',
    substitutes.length > 0 && `可以代替：${substitutes.map(substituteText).join('、')}`,
    media.every((one) => one === 'paper') && `只收${mediaNames.paper}`,
    trustLevels.length > 0 && `可信等级 ${trustText(trustLevels)}`,
    criteria.length > 0 && `形式要求：${criteria.join('、')}`,
    samples.length > 0 && `样例 ${samples.length} 份`,
  ]
    .filter((part) => part !== false)
    .join('；');
}

/** What of a material can differ beside its counts, each with the word for it. */
const finer: readonly (readonly [of: (material: Material) => string, named: string])[] = [
  [({ substitutes }) => substitutes.join(), '替代方式不同'],
  [({ trustLevels = [] }) => trustText(trustLevels), '可信等级不同'],
  [({ criteria = [] }) => criteria.join('\n'), '形式要求不同'],
  [({ media }) => media.join(), '介质不同'],
  [({ key }) => `${key}`, '关键与否不同'],
  [({ samples = [] }) => samples.map(({ kind, sha256, fault }) => kind + sha256 + fault).join(), '样例不同'],
];

function materialNamed(own: Material | undefined, other: Material | undefined): string {
  if (!own) return '少 1 项';
  if (!other) return '多 1 项';
  const [mine, theirs] = [own.originals + own.copies, other.originals + other.copies];
  if (mine !== theirs) return more(mine, theirs, '份', '');
  if (own.originals !== other.originals) return own.originals > other.originals ? '要原件' : '收复印件';
  if (own.required !== other.required) return own.required ? '必须交' : '可不交';
  if (own.when !== other.when) return '情形不同';
  return finer.find(([of]) => of(own) !== of(other))?.[1] ?? '要求不同';
}

const sameName = (name: string) => name.replaceAll(/\s/g, '');
const materialOf = ({ materials }: Standard, name: string): Material | undefined =>
  materials.find((material) => sameName(material.name) === sameName(name));

const materialElement = (name: string): Element => ({
  group: 'materials',
  name,
  text: (standard) => materialText(materialOf(standard, name), standard),
  named: (own, other) => materialNamed(materialOf(own, name), materialOf(other, name)),
  same: (own, other) => {
    const [mine, theirs] = [materialOf(own, name), materialOf(other, name)];
    return (
      materialText(mine, own) === materialText(theirs, other) &&
      (!mine || !theirs || finer.every(([of]) => of(mine) === of(theirs)))
    );
  },
});

/** Papers that go into the file; what only one side asks for at all is counted among the materials. */
const archived = ({ materials }: Standard, other: Standard): string[] =>
  materials
    .filter(({ archivePaper, name }) => archivePaper && materialOf(other, name) !== undefined)
    .map(({ name }) => name);

const fieldText = ({ label, type, required, help, options, maxLength }: Standard['form'][number]): string =>
  [label, type, required, help, options?.join('/'), maxLength].join(' ');

/** Texts of the first that the second has not. */
const beyond = (own: readonly string[], other: readonly string[]): string[] => {
  const known = new Set(other);
  return own.filter((text) => !known.has(text));
};

function formText({ form }: Standard, other: Standard): string {
  const extra = beyond(form.map(fieldText), other.form.map(fieldText));
  const labels = form.filter((field) => extra.includes(fieldText(field))).map(({ label }) => label);
  const gone = beyond(
    other.form.map(({ label }) => label),
    form.map(({ label }) => label),
  );
  return [
    `${form.length} 项`,
    labels.length > 0 && `不同：${labels.join('、')}`,
    gone.length > 0 && `不填：${gone.join('、')}`,
  ]
    .filter((part) => part !== false)
    .join('；');
}

const sameTexts = (own: readonly string[], other: readonly string[]): boolean =>
  beyond(own, other).length === 0 && beyond(other, own).length === 0;

/** Review points but those of materials that only one side asks for: these are counted among the materials. */
const points = ({ reviewPoints, materials }: Standard, other: Standard): string[] => {
  const shared = new Set(
    materials.filter(({ name }) => materialOf(other, name) !== undefined).map(({ id }) => id),
  );
  return reviewPoints
    .filter(({ materialId }) => materialId === null || shared.has(materialId))
    .map(({ question }) => question);
};

const ways = (own: readonly DeliveryWay[]): string =>
  listed(
    (Object.keys(wayNames) as DeliveryWay[]).filter((way) => own.includes(way)).map((way) => wayNames[way]),
  );

const before: readonly Element[] = [
  {
    group: 'conditions',
    name: '事项名称',
    text: ({ localItemName }) => localItemName,
    named: always('名称不同'),
  },
  {
    group: 'conditions',
    name: '实施层级',
    text: ({ levels, implementerNote }) =>
      [listed(levels.map((level) => levelNames[level])), implementerNote].filter(Boolean).join('；'),
    named: always('层级不同'),
  },
  {
    group: 'conditions',
    name: '属地按什么定',
    text: ({ homeRegionRules }) => listed(homeRegionRules),
    named: always('范围不同'),
  },
  {
    group: 'conditions',
    name: '办理情形',
    text: ({ situations }) => listed(situations.map(({ name }) => name)),
    named: (own, other) => more(own.situations.length, other.situations.length, '种', '情形不同'),
  },
];
const after: readonly Element[] = [
  {
    group: 'form',
    name: '申请表单',
    text: formText,
    named: always('表样不同'),
    same: (own, other) => sameTexts(own.form.map(fieldText), other.form.map(fieldText)),
  },
  {
    group: 'form',
    name: '形式审查要点',
    text: ({ reviewPoints }) => `${reviewPoints.length} 条`,
    named: always('要点不同'),
    same: (own, other) => sameTexts(points(own, other), points(other, own)),
  },
  {
    group: 'limits',
    name: '办理方式',
    text: ({ modes, onSiteRequired }) =>
      [listed(modes.map((mode) => modeNames[mode])), onSiteRequired && '须到现场'].filter(Boolean).join('；'),
    named: (own, other) => more(own.modes.length, other.modes.length, '种', '方式不同'),
  },
  {
    group: 'limits',
    name: '承诺期限',
    text: ({ promisedDays }) => days(promisedDays),
    named: (own, other) => longer(own.promisedDays, other.promisedDays),
  },
  {
    group: 'limits',
    name: '法定时限',
    text: ({ statutoryDays }) => days(statutoryDays),
    named: (own, other) => longer(own.statutoryDays, other.statutoryDays),
  },
  {
    group: 'limits',
    name: '纸质归档',
    text: (standard, other) => {
      const papers = archived(standard, other);
      return papers.length === 0 ? '不需要' : papers.join('、');
    },
    named: (own, other) =>
      archived(own, other).length > archived(other, own).length ? '存档要寄' : '归档不同',
  },
  {
    group: 'result',
    name: '收费',
    text: ({ fee }) => (fee === null ? '不收费' : `${fee.amount} 元（${fee.basis}）`),
    named: (own, other) => {
      const [mine, theirs] = [own.fee?.amount ?? 0, other.fee?.amount ?? 0];
      return mine > theirs ? '更贵' : mine < theirs ? '更便宜' : '依据不同';
    },
  },
  { group: 'result', name: '结果', text: ({ result }) => result.name, named: always('结果不同') },
  {
    group: 'result',
    name: '结果送达',
    text: ({ deliveryWays }) => ways(deliveryWays),
    named: (own, other) => more(own.deliveryWays.length, other.deliveryWays.length, '种', '送达不同'),
  },
];

/** Names of the materials that anybody asks for, those of the standard first. */
function materialNames(standards: readonly Standard[]): string[] {
  const names = new Map<string, string>();
  for (const { name } of standards.flatMap(({ materials }) => materials))
    if (!names.has(sameName(name))) names.set(sameName(name), name);
  return [...names.values()];
}

const percent = (part: number, whole: number): number => Math.round((100 * part) / whole);

/**
 * Puts the standards of an option beside each other. Every region is compared with the last column as it would hold
 * there: that a municipality has no prefectures is no difference. A material that several regions add under one name is
 * one row.
 */
export function differenceMatrix(
  item: CatalogueItem,
  option: { readonly id: string; readonly name: string },
  regions: readonly MatrixRegion[],
  baseline: MatrixBaseline,
): DifferenceMatrix {
  const common = { ...baseline.content, regionalDifferences: [] };
  const versionOf = (version: string): StandardVersion => ({
    optionId: option.id,
    version,
    editionId: item.editionId,
    effectiveFrom: '',
    effectiveTo: null,
    unified: true,
    content: common,
  });
  const plain: CatalogueItem = { ...item, localNames: {} };
  const standard = resolveStandard(versionOf(baseline.version), plain, '000000');
  const known = regions.map(({ region, version, stage }) => ({
    region,
    stage,
    own: version && resolveStandard(version, item, region, item.implementers),
    expected: resolveStandard(versionOf(baseline.version), plain, region),
  }));
  const elements = [
    ...before,
    ...materialNames([standard, ...known.flatMap(({ own }) => own ?? [])]).map(materialElement),
    ...after,
  ];
  const rows = elements.map(({ group, name, text, named, same }): MatrixRow => {
    const cells = known.flatMap(({ region, own, expected }) => {
      if (!own) return [];
      const words = text(own, expected);
      const alike = same ? same(own, expected) : words === text(expected, own);
      return [[region, { text: words, difference: alike ? null : named(own, expected) }] as const];
    });
    return { group, name, cells: Object.fromEntries(cells), standard: text(standard, standard) };
  });
  const differing = (region: string): number =>
    rows.filter(({ cells }) => (cells[region]?.difference ?? null) !== null).length;
  const columns = known.map(
    ({ region, stage, own }): MatrixColumn => ({
      region,
      version: own?.version ?? null,
      stage,
      score: own ? percent(rows.length - differing(region), rows.length) : null,
      reasons: (own?.differences ?? []).map(({ detail, provenance }) => ({
        detail,
        source: provenance.where,
      })),
    }),
  );
  const scores = columns.flatMap(({ score }) => score ?? []);
  return {
    optionId: option.id,
    optionName: option.name,
    against: { kind: baseline.kind, version: baseline.version },
    columns,
    rows,
    score:
      scores.length === 0
        ? null
        : percent(
            scores.reduce((sum, score) => sum + score, 0),
            scores.length * 100,
          ),
    differences: columns.reduce((sum, { region }) => sum + differing(region), 0),
    differingRows: rows.filter(({ cells }) =>
      Object.values(cells).some(({ difference }) => difference !== null),
    ).length,
    sample: baseline.content.sample,
  };
}

/** The standards of an item in several regions beside each other. */
export type ItemMatrix = {
  readonly catalogueId: string;
  readonly number: number;
  readonly name: string;
  readonly leadDepartments: readonly string[];
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  /** Mean of the options' scores; null without any standard. */
  readonly score: number | null;
  readonly options: readonly DifferenceMatrix[];
};
