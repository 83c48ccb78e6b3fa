import { type Level, levels } from '../item.ts';
import {
  type DeliveryWay,
  deliveryWays,
  differenceKinds,
  type Medium,
  mediaNames,
  type RegionalDifference,
  type StandardContent,
} from '../standard.ts';
import { linesCell, nothing, type RowCells, wordsCell, yesCell } from './cells.ts';
import {
  criteriaIn,
  demandColumns,
  namedIn,
  nameOrId,
  substitutesCell,
  substitutesIn,
  trustCell,
  trustIn,
  withAdded,
} from './material-sheet.ts';
import { feeOf } from './option-sheet.ts';
import { idColumn, type PartSheet, partColumns } from './part-sheet.ts';
import { provenanceOf, provinceIn } from './region-cells.ts';

/** Differences of values; what a province adds stands in the sheets of materials and fields. */
type Valued = Exclude<RegionalDifference, { change: 'add-material' | 'add-field' }>;
type Kind = Valued['change'];

const { 'add-material': _material, 'add-field': _field, ...kinds } = differenceKinds;
const valued = Object.keys(kinds) as Kind[];

const columns = [
  ...partColumns,
  idColumn,
  {
    key: 'change',
    title: '怎么不同',
    hint: `${Object.values(kinds).join(' / ')}。多要的材料、多填的表单项写在“申请材料”“申请表单”表里。哪个省都没有不同的，写“${nothing}”`,
    required: true,
    width: 16,
  },
  { key: 'region', title: '哪个省', hint: '省级代码，如 530000', width: 10 },
  { key: 'detail', title: '差异说明', hint: '必须写：写给办事人和窗口看', width: 36 },
  { key: 'basis', title: '差异依据', hint: '文号或网址；没有就不填', width: 24 },
  { key: 'material', title: '哪份材料', hint: '材料要求不同、少要一项材料的填：材料名称', width: 30 },
  { key: 'originals', title: '原件份数', hint: '材料要求不同的填；与统一标准相同的不填', width: 10 },
  { key: 'copies', title: '复印件份数', hint: '同上', width: 10 },
  { key: 'archive', title: '纸质归档', hint: '同上；是 / 否', width: 10 },
  ...demandColumns,
  { key: 'promised', title: '承诺期限', hint: '时限不同的填：工作日', width: 10 },
  {
    key: 'statutory',
    title: '法定时限',
    hint: `时限不同的填：工作日；没有法定时限写“${nothing}”，与统一标准相同的不填`,
    width: 10,
  },
  { key: 'fee', title: '收费', hint: `收费不同的填：元；不收费写“${nothing}”`, width: 10 },
  { key: 'feeBasis', title: '收费依据', hint: '收费的必须写', width: 24 },
  {
    key: 'level',
    title: '实施层级',
    hint: `实施层级不同的填：${Object.values(levels).join(' / ')}`,
    width: 14,
  },
  { key: 'name', title: '当地名称', hint: '名称不同的填', width: 26 },
  { key: 'delivery', title: '结果送达', hint: '送达方式不同的填，用“、”隔开', width: 26 },
] as const;

type DifferenceColumn = (typeof columns)[number]['key'];
type ValueCells = Omit<
  Record<DifferenceColumn, string>,
  'option' | 'optionName' | 'id' | 'change' | 'region' | 'detail' | 'basis'
>;

const noValues: ValueCells = {
  material: '',
  originals: '',
  copies: '',
  archive: '',
  media: '',
  substitutes: '',
  trust: '',
  criteria: '',
  promised: '',
  statutory: '',
  fee: '',
  feeBasis: '',
  level: '',
  name: '',
  delivery: '',
};
const written = (value: number | null | undefined): string =>
  value === undefined ? '' : value === null ? nothing : `${value}`;

function valueCells(difference: Valued, { materials }: StandardContent): Partial<ValueCells> {
  switch (difference.change) {
    case 'other-limit':
      return { promised: written(difference.promisedDays), statutory: written(difference.statutoryDays) };
    case 'other-fee':
      return { fee: written(difference.fee?.amount ?? null), feeBasis: difference.fee?.basis ?? '' };
    case 'other-level':
      return { level: levels[difference.level] };
    case 'other-name':
      return { name: difference.name };
    case 'other-delivery':
      return { delivery: wordsCell(deliveryWays, difference.deliveryWays) };
    case 'without-material':
      return { material: nameOrId(materials, difference.materialId) };
    case 'other-material':
      return {
        material: nameOrId(materials, difference.materialId),
        originals: written(difference.originals),
        copies: written(difference.copies),
        archive: difference.archivePaper === undefined ? '' : yesCell(difference.archivePaper),
        media: wordsCell(mediaNames, difference.media ?? []),
        substitutes: substitutesCell(difference.substitutes ?? []),
        trust: trustCell(difference.trustLevels ?? []),
        criteria: linesCell(difference.criteria ?? []),
      };
  }
}

type Cells = RowCells<DifferenceColumn>;

const materialIn = (cells: Cells, { materials }: StandardContent): string => {
  const found = namedIn(cells, 'material', materials, '申请材料');
  if (found === null && cells.text('material') === '') cells.wrong('material', '没有填“哪份材料”。');
  return found ?? '';
};

/** What a row says of the values of its kind. */
function valuesIn(cells: Cells, change: Kind, content: StandardContent) {
  switch (change) {
    case 'other-limit': {
      const promisedDays = cells.count('promised', 400, undefined);
      const statutoryDays =
        cells.text('statutory') === nothing ? null : cells.count('statutory', 400, undefined);
      if (promisedDays === undefined && statutoryDays === undefined)
        cells.wrong('promised', '时限不同的，承诺期限、法定时限至少填一个。');
      return {
        change,
        ...(promisedDays === undefined ? {} : { promisedDays }),
        ...(statutoryDays === undefined ? {} : { statutoryDays }),
      };
    }
    case 'other-fee':
      return { change, fee: feeOf(cells, 'fee', 'feeBasis') };
    case 'other-level':
      return { change, level: cells.word<Level>('level', levels) ?? 'county' };
    case 'other-name':
      return { change, name: cells.needed('name', 200) };
    case 'other-delivery': {
      const ways = cells.words<DeliveryWay>('delivery', deliveryWays);
      if (ways.length === 0) cells.wrong('delivery', '没有填“结果送达”。');
      return { change, deliveryWays: ways };
    }
    case 'without-material':
      return { change, materialId: materialIn(cells, content) };
    case 'other-material': {
      const asked = {
        originals: cells.count('originals', 99, undefined),
        copies: cells.count('copies', 99, undefined),
        archivePaper: cells.yes('archive', undefined),
        media: someOf(cells.words<Medium>('media', mediaNames)),
        substitutes: someOf(substitutesIn(cells, 'substitutes')),
        trustLevels: someOf(trustIn(cells, 'trust')),
        criteria: someOf(criteriaIn(cells, 'criteria')),
      };
      const told = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
      if (Object.keys(told).length === 0) cells.wrong('originals', '材料要求不同的，至少写一处不同。');
      return { change, materialId: materialIn(cells, content), ...told };
    }
  }
}

const someOf = <One>(list: One[]): One[] | undefined => (list.length === 0 ? undefined : list);

/** Cells of other kinds must be empty: 收费 in a row of 时限不同 would be lost. */
function refuseStrayCells(cells: Cells, change: Kind): void {
  const own: Record<Kind, readonly (keyof ValueCells)[]> = {
    'other-limit': ['promised', 'statutory'],
    'other-fee': ['fee', 'feeBasis'],
    'other-level': ['level'],
    'other-name': ['name'],
    'other-delivery': ['delivery'],
    'without-material': ['material'],
    'other-material': [
      'material',
      'originals',
      'copies',
      'archive',
      'media',
      'substitutes',
      'trust',
      'criteria',
    ],
  };
  for (const key of Object.keys(noValues) as (keyof ValueCells)[]) {
    if (own[change].includes(key) || cells.text(key) === '') continue;
    const title = columns.find((column) => column.key === key)?.title ?? '';
    cells.wrong(key, `“${kinds[change]}”的一行不填“${title}”，请另起一行。`);
  }
}

/** 各省不同: what provinces do otherwise, but for what they ask beyond. */
export const differenceSheet: PartSheet<Valued, DifferenceColumn> = {
  sheet: { title: '各省不同', columns },
  called: '差异',
  nameKey: 'change',
  // A kind names no entry: without its id a row is a new one.
  nameOf: () => '',
  prefix: (optionId) => `${optionId}-d-`,
  entriesOf: ({ regionalDifferences }) =>
    regionalDifferences.filter((one): one is Valued => (valued as string[]).includes(one.change)),
  put: (content, entries) => ({
    ...content,
    regionalDifferences: withAdded(content, entries, ...valued),
  }),
  recordOf: (difference, content) => ({
    id: difference.id,
    change: kinds[difference.change],
    region: difference.region,
    detail: difference.detail,
    basis: difference.provenance.where ?? '',
    ...noValues,
    ...valueCells(difference, content),
  }),
  read(cells, id, old, content) {
    const change = cells.word<Kind>('change', kinds) ?? 'other-name';
    refuseStrayCells(cells, change);
    return {
      id,
      region: provinceIn(cells, 'region'),
      detail: cells.needed('detail', 500),
      provenance: provenanceOf(cells.text('basis', 500), old?.provenance),
      ...valuesIn(cells, change, content),
    };
  },
};
