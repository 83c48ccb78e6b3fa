import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { fieldInvalid } from '../problem.ts';
import { plainCell, recordsOf, type TableColumn, type TableRead } from './table.ts';
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

async function xlsxCells(bytes: Buffer): Promise<string[][]> {
  const workbook = checkWorkbook(bytes);
  try {
    const rows = await readSheet(workbook, 1);
    return rows.map((row) => row.map(asText));
  } catch {
    throw fieldInvalid('/file', '读不出这个工作簿，请另存为“Excel 工作簿（.xlsx）”再传。');
  }
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
  if (bytes.length === 0) throw fieldInvalid('/file', '文件是空的。');
  if (bytes.length > largestTable) throw fieldInvalid('/file', '文件超过 10 MB，请分几次导入。');
  if (bytes.subarray(0, 4).equals(oldExcelStart))
    throw fieldInvalid('/file', '这是旧版 Excel 或加了密码的文件，请另存为“Excel 工作簿（.xlsx）”再传。');
  const cells = bytes.subarray(0, 4).equals(zipStart) ? await xlsxCells(bytes) : csvCells(bytes, mostRows);
  if (cells.length - 1 > mostRows) throw fieldInvalid('/file', `一次最多 ${mostRows} 行，请分几次导入。`);
  if (cells.length === 0) throw fieldInvalid('/file', '表里没有内容。');
  return recordsOf(
    columns,
    cells.map((row) => row.map(plainCell)),
  );
}
