import { ladders } from '../../regulation/ladder.ts';
import { programmeStatuses } from '../programme.ts';
import { goLiveStatuses, realisedModes } from './go-live.ts';
import { listTableColumns } from './list-table.ts';

/** How one thing differs before and after a change, in words; empty where it was not there. */
export type ChangeDetail = { readonly label: string; readonly before: string; readonly after: string };

type NameOf = (regionCode: string) => string;

const labels: Readonly<Record<string, string>> = {
  ...Object.fromEntries(listTableColumns.map(({ key, title }) => [key, title])),
  name: '名称',
  shortCode: '简称',
  formTitle: '文书抬头',
  documentNumber: '文号',
  granularity: '区分两地',
  coordinator: '协调机构',
  ladder: '协调阶梯',
  status: '状态',
  announcedItems: '文件写明的项数',
  members: '成员地区',
  region: '地区',
  regions: '地区',
  validFrom: '开始日期',
  validTo: '结束日期（不含）',
  effectiveFrom: '施行日期',
  from: '抄自',
  items: '事项数',
  options: '办理项',
  note: '意见',
  reason: '理由',
  province: '省份',
  statutoryName: '法定事项名称',
  realisedOn: '落地日期',
  mode: '办理方式',
  sameAs: '同一事项',
  on: '日期',
  rows: '行数',
};

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  granularity: { province: '按省（区、市）', district: '按区县' },
  status: { ...programmeStatuses, ...goLiveStatuses },
  mode: realisedModes,
  ladder: Object.fromEntries(Object.entries(ladders).map(([id, { second }]) => [id, second])),
};

const isRegion = (value: string): boolean => /^\d{6}$/.test(value);

function textOf(key: string, value: unknown, nameOf: NameOf): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => textOf(key, one, nameOf)).join('、');
  if (typeof value === 'object') {
    const { region, validFrom, validTo } = value as Record<string, unknown>;
    if (typeof region !== 'string') return '';
    const until = typeof validTo === 'string' ? `，${validTo} 前` : '';
    return `${nameOf(region)}（${String(validFrom)} 起${until}）`;
  }
  const text = `${value as string | number | boolean}`;
  if (isRegion(text) && ['region', 'regions', 'province'].includes(key)) return nameOf(text);
  const named = words[key];
  return named && Object.hasOwn(named, text) ? (named[text] ?? text) : text;
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** What a change of the lists changed, a line for each thing that differs, in words. */
export function detailsOfChange(
  { before, after }: { before?: unknown; after?: unknown },
  nameOf: NameOf,
): ChangeDetail[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(is), ...Object.keys(was)])].flatMap((key) => {
    const label = labels[key];
    if (label === undefined) return [];
    const [old, now] = [textOf(key, was[key], nameOf), textOf(key, is[key], nameOf)];
    return old === now ? [] : [{ label, before: old, after: now }];
  });
}
