import type { TableRecord, TableSheet } from '../../platform/tables/table.ts';
import { type Level, levels, levelsHighestFirst } from '../item.ts';
import {
  type DeliveryWay,
  deliveryWays,
  type Mode,
  modes,
  type ResultKind,
  resultKinds,
  type StandardContent,
} from '../standard.ts';
import { linesCell, nothing, type RowCells, wordsCell, yesCell } from './cells.ts';

const columns = [
  { key: 'option', title: '办理项编号', hint: '照导出的表，如 024-1', required: true, width: 12 },
  { key: 'item', title: '事项', hint: '只供查看', width: 34 },
  { key: 'version', title: '依据版本', hint: '照导出的表；已有更新的版本时，要重新导出再改', width: 14 },
  { key: 'from', title: '该版本生效日期', hint: '只供查看；新版本哪天生效，在导入时填', width: 14 },
  { key: 'name', title: '办理项名称', hint: '一个情形一个办理项', required: true, width: 34 },
  { key: 'department', title: '主管部门', hint: '不带地名，如 人力社保局', required: true },
  {
    key: 'levels',
    title: '实施层级',
    hint: `几级都办的用“、”隔开：${Object.values(levels).join('、')}`,
    required: true,
  },
  { key: 'level', title: '通常由哪一级办', hint: '上一列里的一级；只有一级的可不填' },
  { key: 'modes', title: '办理方式', hint: `用“、”隔开：${Object.values(modes).join('、')}` },
  { key: 'onSite', title: '必须到现场', hint: '法律法规规定必须到现场的写“是”；不填为否', width: 12 },
  { key: 'guidance', title: '只提供指南', hint: '涉及国家秘密等不通过系统办理的写“是”；不填为否', width: 12 },
  { key: 'rules', title: '属地按什么定', hint: '一行一条，如 户籍地', required: true },
  { key: 'statutory', title: '法定时限', hint: '工作日；没有法定时限就不填', width: 10 },
  {
    key: 'promised',
    title: '承诺期限',
    hint: '工作日，0 为当日办结；不能长于法定时限',
    required: true,
    width: 10,
  },
  { key: 'supplement', title: '补正期限', hint: '日，1 到 90', required: true, width: 10 },
  { key: 'fee', title: '收费', hint: '元；不收费就不填', width: 10 },
  { key: 'feeBasis', title: '收费依据', hint: '收费的必须写', width: 30 },
  { key: 'result', title: '结果名称', hint: '如 社会保障卡', required: true },
  { key: 'resultKind', title: '结果种类', hint: Object.values(resultKinds).join(' / '), required: true },
  {
    key: 'delivery',
    title: '结果送达',
    hint: `用“、”隔开：${Object.values(deliveryWays).join('、')}`,
    required: true,
    width: 30,
  },
  { key: 'tolerance', title: '可以容缺受理', hint: '是 / 否；不填为否', width: 12 },
  { key: 'pledge', title: '可以告知承诺', hint: '是 / 否；不填为否', width: 12 },
  { key: 'legalBasis', title: '法律依据', hint: '一行一条', width: 50 },
] as const;

/** Columns of the sheet of options. */
export type OptionColumn = (typeof columns)[number]['key'];

/** 办理项: one row for each, with what concerns the whole of it. */
export const optionSheet: TableSheet<OptionColumn> = { title: '办理项', columns };

/** Columns that are shown and not read into the standard. */
export const shownOfOption: readonly OptionColumn[] = ['item', 'version', 'from'];

/** What an option shows beside its standard. */
export type OptionHead = {
  readonly id: string;
  readonly name: string;
  readonly itemName: string;
  /** The last version and its first day; empty without one. */
  readonly version: string;
  readonly from: string;
};

const blank: Omit<TableRecord<OptionColumn>, 'option' | 'item' | 'version' | 'from' | 'name'> = {
  department: '',
  levels: '',
  level: '',
  modes: '',
  onSite: '',
  guidance: '',
  rules: '',
  statutory: '',
  promised: '',
  supplement: '',
  fee: '',
  feeBasis: '',
  result: '',
  resultKind: '',
  delivery: '',
  tolerance: '',
  pledge: '',
  legalBasis: '',
};

/** An option as a row; one without a standard has its names only. */
export function recordOfOption(
  { id, itemName, version, from, name }: OptionHead,
  content: StandardContent | undefined,
): TableRecord<OptionColumn> {
  const head = { option: id, item: itemName, version, from, name: content?.name ?? name };
  if (!content) return { ...head, ...blank };
  return {
    ...head,
    department: content.department.text,
    levels: wordsCell(levels, content.levels),
    level: levels[content.level],
    modes: wordsCell(modes, content.modes),
    onSite: yesCell(content.onSiteRequired),
    guidance: yesCell(content.guidanceOnly ?? false),
    rules: linesCell(content.homeRegionRules),
    statutory: content.statutoryDays === null ? '' : `${content.statutoryDays}`,
    promised: `${content.promisedDays}`,
    supplement: `${content.supplementDays}`,
    fee: content.fee === null ? '' : `${content.fee.amount}`,
    feeBasis: content.fee?.basis ?? '',
    result: content.result.name,
    resultKind: resultKinds[content.result.kind],
    delivery: wordsCell(deliveryWays, content.deliveryWays),
    tolerance: yesCell(content.toleranceAllowed),
    pledge: yesCell(content.pledgeAllowed),
    legalBasis: linesCell(content.legalBasis),
  };
}

/** A fee out of two cells: nothing written, or 无, is free. */
export function feeOf<Key extends string>(
  cells: RowCells<Key>,
  amountKey: Key,
  basisKey: Key,
): StandardContent['fee'] {
  const amount = cells.text(amountKey, 20);
  const basis = cells.text(basisKey);
  if (amount === '' || amount === nothing || (amount === '0' && basis === '')) return null;
  if (!/^\d{1,7}(?:\.\d{1,2})?$/.test(amount))
    cells.wrong(amountKey, `收费“${amount}”不是金额，应写成 20 或 20.50。`);
  if (basis === '') cells.wrong(basisKey, '收费的必须写收费依据。');
  return { amount: Number(amount), basis };
}

/** What a new standard has before anything is read into it. */
export const emptyContent = ({ id, name }: Pick<OptionHead, 'id' | 'name'>): StandardContent => ({
  id,
  name,
  situations: [],
  level: 'county',
  levels: ['county'],
  modes: [],
  onSiteRequired: false,
  statutoryDays: null,
  promisedDays: 0,
  immediate: true,
  fee: null,
  result: { name: '', kind: 'certificate' },
  legalBasis: [],
  toleranceAllowed: false,
  pledgeAllowed: false,
  materials: [],
  form: [],
  reviewPoints: [],
  regionalDifferences: [],
  provenance: [],
  origin: {},
  sample: false,
  homeRegionRules: [],
  deliveryWays: [],
  supplementDays: 5,
  statutoryName: null,
  department: { text: '', local: {} },
});

const longestLimit = 400;

/** A row read over what stands of the option, or over nothing. */
export function readOption(cells: RowCells<OptionColumn>, standing: StandardContent): StandardContent {
  const own = cells.words('levels', levels);
  const written = cells.text('level') === '' ? own[0] : cells.word<Level>('level', levels);
  if (own.length === 0) cells.wrong('levels', '没有填“实施层级”。');
  if (written !== undefined && own.length > 0 && !own.includes(written))
    cells.wrong('level', `“通常由哪一级办”应是实施层级里的一级，现在是“${levels[written]}”。`);
  const rules = cells.lines('rules', 40);
  const ways = cells.words<DeliveryWay>('delivery', deliveryWays);
  const statutory = cells.count('statutory', longestLimit, null);
  const promised = cells.count('promised', longestLimit, 0);
  const supplement = cells.count('supplement', 90, 0);
  if (rules.length === 0) cells.wrong('rules', '没有填“属地按什么定”。');
  if (ways.length === 0) cells.wrong('delivery', '没有填“结果送达”。');
  if (supplement < 1) cells.wrong('supplement', '“补正期限”应为 1 到 90 日。');
  const { guidanceOnly, ...rest } = standing;
  const guidance = cells.yes('guidance', false);
  return {
    ...rest,
    name: cells.needed('name', 200),
    department: { ...standing.department, text: cells.needed('department', 100) },
    levels: levelsHighestFirst.filter((level) => own.includes(level)),
    level: written ?? 'county',
    modes: cells.words<Mode>('modes', modes),
    onSiteRequired: cells.yes('onSite', false),
    ...(guidance || guidanceOnly !== undefined ? { guidanceOnly: guidance } : {}),
    homeRegionRules: rules,
    statutoryDays: statutory,
    promisedDays: promised,
    immediate: promised === 0,
    supplementDays: supplement,
    fee: feeOf(cells, 'fee', 'feeBasis'),
    result: {
      name: cells.needed('result', 200),
      kind: cells.word<ResultKind>('resultKind', resultKinds) ?? 'certificate',
    },
    deliveryWays: ways,
    toleranceAllowed: cells.yes('tolerance', false),
    pledgeAllowed: cells.yes('pledge', false),
    legalBasis: cells.lines('legalBasis', 40),
  };
}
