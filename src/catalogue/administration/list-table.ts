import { provinceCodeOfName, provinceNameOfCode } from '../../directory/region.ts';
import type { TableColumn, TableRecord } from '../../platform/tables/table.ts';
import { type Implementer, type ItemRow, levels } from '../item.ts';

/** Columns of a list as it is handed in and given out. */
export const listTableColumns = [
  { key: 'number', title: '序号', hint: '从 1 起连续', width: 8 },
  { key: 'name', title: '事项名称', hint: '照清单原文', required: true, width: 40 },
  { key: 'lead', title: '牵头部门', hint: '几个部门用“、”隔开', width: 24 },
  { key: 'cooperating', title: '配合部门', hint: '没有就不填；几个部门用“、”隔开' },
  { key: 'source', title: '事项来源', hint: '照清单原文，例如 川、渝、滇建议纳入第一批', width: 30 },
  { key: 'batch', title: '批次', hint: '清单分几张表的，写表名' },
  { key: 'numberInBatch', title: '批内序号', hint: '分批的清单才填' },
  { key: 'scenario', title: '应用场景', hint: '没有就不填', width: 40 },
  { key: 'scenarioAsPublished', title: '应用场景原文', hint: '与应用场景不同时才填', width: 40 },
  { key: 'dueText', title: '完成时限', hint: '照清单原文，例如 2021年底前' },
  {
    key: 'localNames',
    title: '当地名称',
    hint: '一行一个：省（区、市） 名称，例如 重庆市 开具临时身份证明',
    width: 40,
  },
  {
    key: 'implementers',
    title: '实施单位',
    hint: '一行一个：地区代码 层级 单位，例如 500110 县级 区市场监管局（限修理）；本级不实施的写 --',
    width: 40,
  },
] as const satisfies readonly TableColumn[];

/** Key of a column of a list. */
export type ListKey = (typeof listTableColumns)[number]['key'];

/** A row of a list as texts. */
export type ListRecord = TableRecord<ListKey>;

const nobody = '--';
const remark = /[（(]([^（）()]*)[）)](.*)$/u;

const implementerLine = ({ region, level, text }: Implementer): string =>
  `${region} ${levels[level]} ${text ?? nobody}`;

/** An item as a row of a table. */
export const recordOfItem = (item: ItemRow): ListRecord => ({
  number: `${item.number}`,
  name: item.name,
  lead: item.leadDepartments.map(({ name }) => name).join('、'),
  cooperating: item.cooperatingDepartments.join('、'),
  source: item.source ?? '',
  batch: item.batch ?? '',
  numberInBatch: item.numberInBatch === null ? '' : `${item.numberInBatch}`,
  scenario: item.scenario ?? '',
  scenarioAsPublished: item.scenarioAsPublished === item.scenario ? '' : (item.scenarioAsPublished ?? ''),
  dueText: item.dueText ?? '',
  localNames: Object.entries(item.localNames)
    .map(([region, name]) => `${provinceNameOfCode(region) ?? region} ${name}`)
    .join('\n'),
  implementers: item.implementers.map(implementerLine).join('\n'),
});

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Local names of a cell by province, written by name or code, or the line that cannot be read. */
export function readLocalNames(text: string): { names: Record<string, string> } | { unreadable: string } {
  const names: Record<string, string> = {};
  for (const line of linesOf(text)) {
    const [, place = '', name] = /^(\S+?)[\s：:]+(.+)$/u.exec(line) ?? [];
    const region = /^\d{6}$/.test(place) ? place : provinceCodeOfName(place);
    if (region === undefined || name === undefined || names[region] !== undefined)
      return { unreadable: line };
    names[region] = name;
  }
  return { names };
}

/** Implementers of a cell, or the line that cannot be read; “--” is nobody at this level. */
export function readImplementerLines(text: string): { implementers: Implementer[] } | { unreadable: string } {
  const implementers: Implementer[] = [];
  for (const line of linesOf(text)) {
    const [, region, levelName, rest] = /^(\d{6})\s+(\S+)\s+(.+)$/u.exec(line) ?? [];
    const level = (Object.keys(levels) as (keyof typeof levels)[]).find((one) => levels[one] === levelName);
    if (region === undefined || level === undefined || rest === undefined) return { unreadable: line };
    const wording = rest.trim();
    if (wording === nobody) {
      implementers.push({ region, level, department: null, restriction: null, text: null });
      continue;
    }
    const [whole, inside, behind = ''] = remark.exec(wording) ?? [];
    implementers.push({
      region,
      level,
      department: whole === undefined ? wording : wording.slice(0, wording.length - whole.length),
      restriction: inside === undefined ? null : `${inside}${behind}`,
      text: wording,
    });
  }
  return { implementers };
}
