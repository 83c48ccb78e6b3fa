import type { NumberedRecord, RowFault, TableRecord, TableSheet } from '../../platform/tables/table.ts';
import type { StandardContent } from '../standard.ts';
import { differenceSheet } from './difference-sheet.ts';
import { formSheet } from './form-sheet.ts';
import { materialSheet } from './material-sheet.ts';
import { type OptionHead, optionSheet, recordOfOption } from './option-sheet.ts';
import { type PartColumn, type PartSheet, readPart, rowsOfPart } from './part-sheet.ts';
import { pointSheet, situationSheet } from './review-sheets.ts';

/** A sheet of parts, whatever its entries are. */
export type StandardPart = {
  readonly sheet: TableSheet;
  readonly rows: (option: Pick<OptionHead, 'id' | 'name'>, content: StandardContent) => TableRecord[];
  /** Ids of the entries in their order. */
  readonly ids: (content: StandardContent) => string[];
  /** The content with the part that rows of one option write, and in which row each entry stands. */
  readonly read: (
    rows: readonly NumberedRecord[],
    standing: StandardContent,
    content: StandardContent,
    faults: RowFault[],
  ) => { content: StandardContent; rowOf: ReadonlyMap<string, number> };
};

const partOf = <Entry extends { readonly id: string }, Key extends string>(
  part: PartSheet<Entry, Key | PartColumn>,
): StandardPart => ({
  sheet: part.sheet,
  rows: (option, content) => rowsOfPart(part, option, content),
  ids: (content) => part.entriesOf(content).map(({ id }) => id),
  read(rows, standing, content, faults) {
    const { entries, rowOf } = readPart(
      part,
      rows as readonly NumberedRecord<Key | PartColumn>[],
      standing,
      content,
      faults,
    );
    return { content: part.put(content, entries), rowOf };
  },
});

/** The sheets of parts, in the order in which they are read: what is named stands in one before. */
export const standardParts: readonly StandardPart[] = [
  partOf(situationSheet),
  partOf(materialSheet),
  partOf(formSheet),
  partOf(pointSheet),
  partOf(differenceSheet),
];

/** All sheets of the workbook of standards. */
export const standardSheets: readonly TableSheet[] = [
  optionSheet,
  ...standardParts.map(({ sheet }) => sheet),
];

/** An option with the last version of its standard, as it is given out. */
export type TabledStandard = { readonly head: OptionHead; readonly content: StandardContent | undefined };

/** Standards as rows, sheet by sheet. */
export const rowsOfStandards = (
  standards: readonly TabledStandard[],
): { sheet: TableSheet; records: TableRecord[] }[] => [
  { sheet: optionSheet, records: standards.map(({ head, content }) => recordOfOption(head, content)) },
  ...standardParts.map(({ sheet, rows }) => ({
    sheet,
    records: standards.flatMap(({ head, content }) => (content ? rows(head, content) : [])),
  })),
];

/** How the workbook is filled in, for its last sheet. */
export const fillingRules: readonly string[] = [
  '一个办理项在“办理项”表里一行；它的情形、材料、表单项、审查要点和各省不同各在自己的表里，一条一行，用办理项编号连起来。',
  '只改要改的：一个办理项在某张表里有行，这张表的内容就以这些行为准（少一行就是去掉一条）；没有行，这张表的内容不变。办理项没有写到的，不变。',
  '编号照导出的表，不要改；新增的不填编号，由系统编号。没有编号又与现有的同名，就是改现有的。',
  '材料的样例文件不在表里，在页面上维护；改表不影响它们。',
  '导入只存成草稿或提出审定，由另一个人同意以后才发布；一处不对，整份不存。',
  '存成 CSV 时一个文件一张表，表头不变。',
];
