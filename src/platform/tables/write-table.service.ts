import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { helpSheet, neutralised, type TableColumn, type TableRecord, type TableSheet } from './table.ts';

const usualWidth = 18;
const byteOrderMark = '\u{feff}';

// Every cell is written as text, so that nothing in it is ever computed as a formula.
const cell = (value: string, head = false) => ({
  value,
  type: String,
  ...(head ? { fontWeight: 'bold' as const } : {}),
  ...(value.includes('\n') ? { wrap: true } : {}),
});

const widths = (columns: readonly TableColumn[]) => columns.map(({ width = usualWidth }) => ({ width }));

const dataOf = <Key extends string>(
  columns: readonly TableColumn<Key>[],
  records: readonly TableRecord<Key>[],
) => [
  columns.map(({ title }) => cell(title, true)),
  ...records.map((record) => columns.map(({ key }) => cell(record[key]))),
];

/** A list as a spreadsheet. */
export const spreadsheet = <Key extends string>(
  sheet: string,
  columns: readonly TableColumn<Key>[],
  records: readonly TableRecord<Key>[],
): Promise<Buffer> =>
  writeXlsxFile(dataOf(columns, records), { sheet, columns: widths(columns), stickyRowsCount: 1 }).toBuffer();

/** A list as CSV: UTF-8 with the mark that spreadsheet programs look for, and nothing that they would compute. */
export const csv = <Key extends string>(
  columns: readonly TableColumn<Key>[],
  records: readonly TableRecord<Key>[],
): Buffer =>
  Buffer.from(
    byteOrderMark +
      stringify(
        [
          columns.map(({ title }) => title),
          ...records.map((record) => columns.map(({ key }) => neutralised(record[key]))),
        ],
        { record_delimiter: 'windows' },
      ),
  );

const explained = ({ title, required, hint }: TableColumn) => [
  cell(title),
  cell(required ? '必填' : '可不填'),
  cell(hint),
];

/** The empty table to fill in, with what belongs in each column on a second sheet. */
export const template = (sheet: string, columns: readonly TableColumn[]): Promise<Buffer> =>
  writeXlsxFile([
    { data: [columns.map(({ title }) => cell(title, true))], sheet, columns: widths(columns) },
    {
      data: [[cell('列', true), cell('要填', true), cell('怎么填', true)], ...columns.map(explained)],
      sheet: helpSheet,
      columns: [{ width: usualWidth }, { width: 10 }, { width: 60 }],
    },
  ]).toBuffer();

/**
 * Several sheets as one workbook; the last one says how the whole is filled in, and what belongs in each column of
 * each sheet.
 */
export const workbook = (
  sheets: readonly { readonly sheet: TableSheet; readonly records: readonly TableRecord[] }[],
  rules: readonly string[],
): Promise<Buffer> =>
  writeXlsxFile([
    ...sheets.map(({ sheet: { title, columns }, records }) => ({
      data: dataOf(columns, records),
      sheet: title,
      columns: widths(columns),
      stickyRowsCount: 1,
    })),
    {
      data: [
        ...rules.map((rule) => [cell('总的'), cell(''), cell(''), cell(rule)]),
        [cell('表', true), cell('列', true), cell('要填', true), cell('怎么填', true)],
        ...sheets.flatMap(({ sheet: { title, columns } }) =>
          columns.map((column) => [cell(title), ...explained(column)]),
        ),
      ],
      sheet: helpSheet,
      columns: [{ width: 12 }, { width: usualWidth }, { width: 10 }, { width: 90 }],
    },
  ]).toBuffer();
