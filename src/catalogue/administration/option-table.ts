import type { NumberedRecord, RowFault, TableRecord, TableSheet } from '../../platform/tables/table.ts';
import type { KnownOption } from '../catalogue-content.ts';
import { levels } from '../item.ts';
import { cellsOf, linesCell, wordsCell } from '../standard-tables/cells.ts';
import { plainName } from './item-match.ts';
import type { ProposedOption } from './split.ts';

const columns = [
  { key: 'number', title: '序号', hint: '事项在清单里的序号', required: true, width: 8 },
  { key: 'item', title: '事项名称', hint: '可不填；填了要与清单一致，免得写错行', width: 40 },
  { key: 'id', title: '办理项编号', hint: '已有的照导出的表，不要改；新拆的不填', width: 14 },
  { key: 'name', title: '办理项名称', hint: '一行一个办理项；不拆的事项这一栏空着', width: 40 },
  {
    key: 'levels',
    title: '实施层级',
    hint: `新拆的必须写，几级用“、”隔开：${Object.values(levels).join('、')}`,
    width: 20,
  },
  { key: 'situations', title: '办理情形', hint: '新拆的必须写，一行一种', width: 30 },
] as const;

/** Key of a column of the table of options. */
export type OptionKey = (typeof columns)[number]['key'];

/** The handling options of a list as a table: those that stand, and those that a split proposes. */
export const optionTable: TableSheet<OptionKey> = { title: '办理项', columns };

/** An item with the options it has. */
export type SplitMatter = {
  readonly number: number;
  readonly name: string;
  readonly options: readonly KnownOption[];
};

const recordOf = (
  { number, name: item }: SplitMatter,
  { id, name, versions }: Pick<KnownOption, 'id' | 'name' | 'versions'>,
): TableRecord<OptionKey> => {
  const content = versions.at(-1)?.content;
  return {
    number: `${number}`,
    item,
    id,
    name,
    levels: wordsCell(levels, content?.levels ?? []),
    situations: linesCell((content?.situations ?? []).map((situation) => situation.name)),
  };
};

/** The options of items as rows; an item without any has one row to be filled in. */
export const rowsOfOptions = (matters: readonly SplitMatter[]): TableRecord<OptionKey>[] =>
  matters.flatMap((matter) =>
    matter.options.length === 0
      ? [recordOf(matter, { id: '', name: '', versions: [] })]
      : matter.options.map((option) => recordOf(matter, option)),
  );

/** What rows propose: for an item the options to be added. */
export type ReadSplit = {
  readonly number: number;
  readonly row: number;
  readonly options: readonly ProposedOption[];
};

const mostOfOneItem = 30;

/** Reads rows of options: those that stand must be as they are, the others are proposed by item. */
export function readOptions(
  rows: readonly NumberedRecord<OptionKey>[],
  matters: ReadonlyMap<number, SplitMatter>,
): { splits: ReadSplit[]; added: TableRecord<OptionKey>[]; faults: RowFault[] } {
  const found: RowFault[] = [];
  const added: TableRecord<OptionKey>[] = [];
  const splits = new Map<number, { row: number; options: ProposedOption[]; names: Set<string> }>();
  for (const row of rows) {
    const cells = cellsOf(optionTable, row, found);
    const { record } = row;
    const number = cells.count('number', 100_000, 0);
    const matter = matters.get(number);
    if (!matter) {
      cells.wrong('number', `清单里没有第 ${record.number.slice(0, 10)} 项。`);
      continue;
    }
    if (record.item !== '' && record.item !== matter.name)
      cells.wrong('item', `清单第 ${number} 项是“${matter.name}”，与这一行不同。`);
    if (record.id !== '') {
      const standing = matter.options.find(({ id }) => id === record.id);
      const shown = standing && recordOf(matter, standing);
      if (!shown)
        cells.wrong('id', `第 ${number} 项没有编号为“${record.id.slice(0, 40)}”的办理项；新拆的请不填编号。`);
      else if (
        shown.name !== record.name ||
        shown.levels !== record.levels ||
        shown.situations !== record.situations
      )
        cells.wrong('name', `办理项 ${record.id} 已有，名称、层级和情形在它的收件标准里改。`);
      continue;
    }
    if (record.name === '') {
      if (record.levels !== '' || record.situations !== '') cells.needed('name');
      continue;
    }
    const own = splits.get(number) ?? {
      row: row.row,
      options: [],
      names: new Set(matter.options.map(({ name }) => plainName(name))),
    };
    const name = cells.text('name', 300);
    const option = {
      name,
      levels: cells.words('levels', levels),
      situations: cells.lines('situations', 20, 300),
    };
    if (own.names.has(plainName(name))) cells.wrong('name', `第 ${number} 项的办理项“${name}”重复。`);
    if (option.levels.length === 0) cells.wrong('levels', '没有填“实施层级”。');
    if (option.situations.length === 0) cells.wrong('situations', '没有填“办理情形”。');
    own.names.add(plainName(name));
    own.options.push(option);
    if (own.options.length === mostOfOneItem + 1)
      cells.wrong('name', `第 ${number} 项一次最多拆成 ${mostOfOneItem} 个办理项。`);
    splits.set(number, own);
    added.push({ ...record, item: matter.name });
  }
  const faults = found.map(({ sheet: _sheet, ...fault }) => fault);
  return {
    splits: [...splits].map(([number, { row, options }]) => ({ number, row, options })),
    added,
    faults,
  };
}
