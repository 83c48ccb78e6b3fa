import { type KnownDepartment, splitDepartments } from './departments.ts';
import { readImplementers } from './implementers.ts';
import type { ItemRow, LeadDepartment } from './item.ts';
import { readTable, type TableRow } from './tsv.ts';

/** The shapes in which the five lists were published; each has its own columns. */
export const listColumns = {
  southwest: ['number', 'name', 'leadDepartment', 'source'],
  twoProvinces: ['number', 'sichuanName', 'chongqingName', 'sichuanLead', 'chongqingLead'],
  national: ['number', 'name', 'scenario', 'lead', 'cooperating', 'districtImplementer'],
  nationalLater: ['number', 'name', 'scenario', 'lead', 'districtImplementer', 'dueText'],
  oneDepartment: ['number', 'name', 'department'],
} as const;

export type ListKind = keyof typeof listColumns;

/** One table of a list, with what the reader has to know about it. */
export type PublishedTable = {
  readonly text: string;
  readonly kind: ListKind;
  /** Rows the document counts. */
  readonly items: number;
  readonly batch?: string;
  readonly dueText?: string;
};

/** What stands beside the tables: departments a list may name, errors of print, the district it was localised for. */
export type ListContext = {
  readonly departments: readonly KnownDepartment[];
  readonly corrections: readonly { published: string; readAs: string }[];
  readonly localisedFor?: string;
};

const knownSources = [
  /^国家要求 2020 年实现“跨省通办”（58 项）$/u,
  /^国家要求 2021 年实现“跨省通办”（74 项）$/u,
  /^[川渝黔滇藏](?:、[川渝黔滇藏])*建议纳入第一批$/u,
];

const sichuan = '510000';
const chongqing = '500000';

const empty: Omit<ItemRow, 'number' | 'name' | 'leadDepartments'> = {
  localNames: {},
  cooperatingDepartments: [],
  implementers: [],
  source: null,
  batch: null,
  numberInBatch: null,
  scenario: null,
  scenarioAsPublished: null,
  dueText: null,
};

/** A row without its number, or what is wrong with it. */
type Reading = { row: Omit<ItemRow, 'number'> } | { faults: string[] };

const known = (text: string, { departments }: ListContext): { found: LeadDepartment[]; faults: string[] } => {
  if (text === '') return { found: [], faults: ['没有写部门'] };
  const split = splitDepartments(text, departments);
  return 'found' in split
    ? { found: split.found, faults: [] }
    : { found: [], faults: [`部门“${text}”里的“${split.unknown}”不是已知部门，请人工拆分`] };
};

const answer = (faults: string[], row: Omit<ItemRow, 'number'>): Reading =>
  faults.length > 0 ? { faults } : { row };

const readers: Record<ListKind, (cells: TableRow['cells'], context: ListContext) => Reading> = {
  southwest({ name = '', leadDepartment = '', source = '' }, context) {
    const lead = known(leadDepartment, context);
    const faults = [...lead.faults];
    if (!knownSources.some((pattern) => pattern.test(source))) faults.push(`事项来源“${source}”不是已知来源`);
    return answer(faults, { ...empty, name, leadDepartments: lead.found, source });
  },
  twoProvinces({ sichuanName = '', chongqingName = '', sichuanLead = '', chongqingLead = '' }, context) {
    const lead = known([...new Set([sichuanLead, chongqingLead])].filter(Boolean).join(''), context);
    const faults = [...lead.faults];
    const [first, second] = lead.found;
    const shared = lead.found.length === 1 && first?.region === null;
    if (faults.length === 0 && !shared && !(first?.region === sichuan && second?.region === chongqing)) {
      faults.push('牵头部门应为四川、重庆各一个，或一个共同部门');
    }
    if (chongqingName === '') faults.push('没有写重庆市事项名称');
    const localNames =
      sichuanName === chongqingName ? {} : { [sichuan]: sichuanName, [chongqing]: chongqingName };
    return answer(faults, { ...empty, name: sichuanName, localNames, leadDepartments: lead.found });
  },
  national({ name = '', scenario = '', lead = '', cooperating = '', districtImplementer = '' }, context) {
    return national({ name, scenario, lead, cooperating, districtImplementer }, context);
  },
  nationalLater(
    { name = '', scenario = '', lead: text = '', districtImplementer = '', dueText = '' },
    context,
  ) {
    const [, lead = text, cooperating = ''] = /^(.+)（配合单位：(.+)）$/u.exec(text) ?? [];
    const reading = national({ name, scenario, lead, cooperating, districtImplementer }, context);
    return 'row' in reading ? { row: { ...reading.row, dueText } } : reading;
  },
  oneDepartment({ name = '', department = '' }, context) {
    const lead = known(department, context);
    return answer(lead.faults, { ...empty, name, leadDepartments: lead.found });
  },
};

type NationalCells = Record<'name' | 'scenario' | 'lead' | 'cooperating' | 'districtImplementer', string>;

function national(cells: NationalCells, context: ListContext): Reading {
  const lead = known(cells.lead, context);
  const cooperating =
    cells.cooperating === '' ? { found: [], faults: [] } : known(cells.cooperating, context);
  return answer([...lead.faults, ...cooperating.faults], {
    ...empty,
    name: cells.name,
    leadDepartments: lead.found,
    cooperatingDepartments: cooperating.found.map(({ name }) => name),
    scenario: context.corrections.reduce(
      (text, { published, readAs }) => text.replaceAll(published, readAs),
      cells.scenario,
    ),
    scenarioAsPublished: cells.scenario,
    implementers: context.localisedFor
      ? readImplementers({ districtText: cells.districtImplementer, lead: cells.lead }, context.localisedFor)
      : [],
  });
}

/**
 * Reads the tables of one catalogue into items numbered through all of them. One
 * wrong row — a gap, a number twice, no name, an unknown source or department — refuses the whole list: then
 * there are only faults, one sentence a row.
 */
export function readList(
  tables: readonly PublishedTable[],
  context: ListContext,
): { items: ItemRow[]; faults: string[] } {
  const items: ItemRow[] = [];
  const faults: string[] = [];
  let before = 0;
  for (const table of tables) {
    const { rows, faults: shape } = readTable(table.text, listColumns[table.kind]);
    faults.push(...shape);
    for (const [index, { line, cells }] of rows.entries()) {
      const number = Number(cells['number']);
      const wrong = faultsOfNumber(cells['number'] ?? '', index + 1);
      const reading = readers[table.kind](cells, context);
      if ('faults' in reading) wrong.push(...reading.faults);
      else if (reading.row.name === '') wrong.push('没有写事项名称');
      faults.push(...wrong.map((fault) => `第 ${line} 行：${fault}。`));
      if (wrong.length > 0 || 'faults' in reading) continue;
      items.push({
        ...reading.row,
        number: before + number,
        batch: table.batch ?? null,
        numberInBatch: table.batch === undefined ? null : number,
        dueText: reading.row.dueText ?? table.dueText ?? null,
      });
    }
    if (rows.length !== table.items) faults.push(`应有 ${table.items} 项，实有 ${rows.length} 项。`);
    before += rows.length;
  }
  return faults.length > 0 ? { items: [], faults } : { items, faults };
}

function faultsOfNumber(text: string, expected: number): string[] {
  if (!/^[1-9]\d*$/.test(text)) return [`序号“${text}”不是数字`];
  const number = Number(text);
  if (number === expected) return [];
  return [number < expected ? `序号 ${number} 重复` : `序号从 ${expected - 1} 跳到 ${number}`];
}

/** Whether every local name belongs to a province with a part in the programme; a sentence for each that does not. */
export const faultsOfLocalNames = (
  items: readonly ItemRow[],
  isMemberProvince: (province: string) => boolean,
): string[] =>
  items.flatMap(({ number, localNames }) =>
    Object.keys(localNames)
      .filter((province) => !isMemberProvince(province))
      .map((province) => `第 ${number} 项：${province} 不是成员地区，不能登记当地名称。`),
  );
