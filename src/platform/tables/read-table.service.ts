import { parse } from 'csv-parse/sync';
import readWorkbook, { readSheet } from 'read-excel-file/node';
import { fieldInvalid } from '../problem.ts';
import {
  helpSheet,
  type NumberedRecord,
  plainCell,
  type RowFault,
  recordsOf,
  type TableColumn,
  type TableRead,
  type TableSheet,
} from './table.ts';
import { checkWorkbook } from './workbook.service.ts';

/** Largest file of a table. */
export const largestTable = 10 * 1024 * 1024;

const zipStart = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const oldExcelStart = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const longestRecord = 200_000;

/** The text of a CSV file: UTF-8 with or without a mark, UTF-16 with one, or GB18030 as Excel writes it in China. */
function decoded(bytes: Buffer): string {
  if (bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])))
    return new TextDecoder('utf-16le').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  }
  throw fieldInvalid('/file', '读不出这个文件的文字：CSV 请用 UTF-8 或 GB18030 编码保存。');
}

function csvCells(bytes: Buffer, mostRows: number): string[][] {
  const text = decoded(bytes);
  if (text.includes('\0')) throw fieldInvalid('/file', '这不是 CSV 表格：里面有不能显示的字符。');
  try {
    return parse(text, {
      relax_column_count: true,
      max_record_size: longestRecord,
      to: mostRows + 2,
    });
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    throw fieldInvalid(
      '/file',
      `这个 CSV 读不下去${line === undefined ? '' : `（约第 ${line} 行）`}：引号没有成对，或一行太长。`,
    );
  }
}

/** A cell as its text; `Date`s of a workbook are days. */
function asText(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'number' || typeof cell === 'boolean' ? `${cell}` : '';
}

const unreadable = () => fieldInvalid('/file', '读不出这个工作簿，请另存为“Excel 工作簿（.xlsx）”再传。');

async function xlsxCells(bytes: Buffer): Promise<string[][]> {
  const workbook = checkWorkbook(bytes);
  try {
    const rows = await readSheet(workbook, 1);
    return rows.map((row) => row.map(asText));
  } catch {
    throw unreadable();
  }
}

async function xlsxSheets(bytes: Buffer): Promise<{ title: string; cells: string[][] }[]> {
  const workbook = checkWorkbook(bytes);
  try {
    const sheets = await readWorkbook(workbook);
    return sheets.map(({ sheet, data }) => ({
      title: sheet.trim(),
      cells: data.map((row) => row.map(asText)),
    }));
  } catch {
    throw unreadable();
  }
}

/** Refuses what is no table by its size and first bytes; answers whether it is a workbook. */
function isWorkbook(bytes: Buffer): boolean {
  if (bytes.length === 0) throw fieldInvalid('/file', '文件是空的。');
  if (bytes.length > largestTable) throw fieldInvalid('/file', '文件超过 10 MB，请分几次导入。');
  if (bytes.subarray(0, 4).equals(oldExcelStart))
    throw fieldInvalid('/file', '这是旧版 Excel 或加了密码的文件，请另存为“Excel 工作簿（.xlsx）”再传。');
  return bytes.subarray(0, 4).equals(zipStart);
}

function under<Key extends string>(
  columns: readonly TableColumn<Key>[],
  cells: readonly (readonly string[])[],
  mostRows: number,
): TableRead<Key> {
  if (cells.length - 1 > mostRows) throw fieldInvalid('/file', `一次最多 ${mostRows} 行，请分几次导入。`);
  return recordsOf(
    columns,
    cells.map((row) => row.map(plainCell)),
  );
}

/**
 * Reads a table handed in as xlsx or CSV under its columns. A file that is too large, packed to burst, with formulas,
 * merged cells, hidden sheets or in an unknown encoding is refused as a whole (`field-invalid`, pointer /file); what is
 * wrong with rows stands in the answer's faults. Cells are text; what looks like a formula stays text.
 */
export async function readTable<Key extends string>(
  bytes: Buffer,
  columns: readonly TableColumn<Key>[],
  mostRows: number,
): Promise<TableRead<Key>> {
  const cells = isWorkbook(bytes) ? await xlsxCells(bytes) : csvCells(bytes, mostRows);
  if (cells.length === 0) throw fieldInvalid('/file', '表里没有内容。');
  return under(columns, cells, mostRows);
}

/** The sheet that a CSV file is: the one with most of its heads. */
function sheetByHeads(sheets: readonly TableSheet[], head: readonly string[]): TableSheet | undefined {
  const common = ({ columns }: TableSheet): number =>
    columns.filter(({ title }) => head.includes(title)).length;
  const [best] = sheets.toSorted((a, b) => common(b) - common(a));
  return best && common(best) > best.columns.length / 2 ? best : undefined;
}

/**
 * Reads several sheets handed in together as one workbook, or one of them as CSV, each under its columns; sheets that
 * are not in the file are not in the answer. Refused as by `readTable`, and for sheets of other names.
 */
export async function readSheets(
  bytes: Buffer,
  sheets: readonly TableSheet[],
  mostRows: number,
): Promise<{ records: ReadonlyMap<string, readonly NumberedRecord[]>; faults: RowFault[] }> {
  const records = new Map<string, readonly NumberedRecord[]>();
  const faults: RowFault[] = [];
  const take = ({ title, columns }: TableSheet, cells: readonly (readonly string[])[]): void => {
    const read = under(columns, cells, mostRows);
    records.set(title, read.records);
    faults.push(...read.faults.map((fault) => ({ sheet: title, ...fault })));
  };
  const titles = sheets.map(({ title }) => title).join('、');
  if (!isWorkbook(bytes)) {
    const cells = csvCells(bytes, mostRows);
    const sheet = sheetByHeads(sheets, (cells[0] ?? []).map(plainCell));
    if (!sheet) throw fieldInvalid('/file', `认不出这是哪一张表（${titles}），请照模板的表头填写。`);
    take(sheet, cells);
    return { records, faults };
  }
  for (const { title, cells } of await xlsxSheets(bytes)) {
    if (title === helpSheet) continue;
    const sheet = sheets.find((each) => each.title === title);
    if (sheet) {
      if (cells.length > 0) take(sheet, cells);
    } else if (cells.length > 0)
      faults.push({
        sheet: title,
        row: 1,
        sentence: `没有“${title}”这张表，只能有：${titles}、${helpSheet}。`,
      });
  }
  if (records.size === 0 && faults.length === 0) throw fieldInvalid('/file', '表里没有内容。');
  return { records, faults };
}
