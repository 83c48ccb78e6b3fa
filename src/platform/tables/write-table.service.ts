import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { neutralised, type TableColumn, type TableRecord } from './table.ts';

const usualWidth = 18;
const byteOrderMark = '\u{feff}';

// Every cell is written as text, so that nothing in it is ever computed as a formula.
const cell = (value: string, head = false) => ({
  value,
  type: String,
  ...(head ? { fontWeight: 'bold' as const } : {}),
});

const widths = (columns: readonly TableColumn[]) => columns.map(({ width = usualWidth }) => ({ width }));

/** A list as a spreadsheet. */
export const spreadsheet = <Key extends string>(
  sheet: string,
  columns: readonly TableColumn<Key>[],
  records: readonly TableRecord<Key>[],
): Promise<Buffer> =>
  writeXlsxFile(
    [
      columns.map(({ title }) => cell(title, true)),
      ...records.map((record) => columns.map(({ key }) => cell(record[key]))),
    ],
    { sheet, columns: widths(columns), stickyRowsCount: 1 },
  ).toBuffer();

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

/** The empty table to fill in, with what belongs in each column on a second sheet. */
export const template = (sheet: string, columns: readonly TableColumn[]): Promise<Buffer> =>
  writeXlsxFile([
    { data: [columns.map(({ title }) => cell(title, true))], sheet, columns: widths(columns) },
    {
      data: [
        [cell('列', true), cell('要填', true), cell('怎么填', true)],
        ...columns.map(({ title, required, hint }) => [
          cell(title),
          cell(required ? '必填' : '可不填'),
          cell(hint),
        ]),
      ],
      sheet: '填写说明',
      columns: [{ width: usualWidth }, { width: 10 }, { width: 60 }],
    },
  ]).toBuffer();
