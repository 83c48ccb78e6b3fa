/** A line of a table by the name of its columns, with its line number in the file. */
export type TableRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> };

/**
 * Reads a tab-separated table with a header line. A cell is what stands between two tabs, without blanks at its
 * ends; nothing is quoted. Refuses other columns than those named, and lines with more or fewer cells.
 */
export function readTable(text: string, columns: readonly string[]): { rows: TableRow[]; faults: string[] } {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replace(/\n+$/, '')
    .split('\n');
  if (header !== columns.join('\t')) {
    return { rows: [], faults: [`第 1 行：表头应为 ${columns.join('、')}。`] };
  }
  const faults: string[] = [];
  const rows = lines.flatMap((row, index) => {
    const line = index + 2;
    const cells = row.split('\t').map((cell) => cell.trim());
    if (cells.length !== columns.length) {
      faults.push(`第 ${line} 行：应有 ${columns.length} 列，实有 ${cells.length} 列。`);
      return [];
    }
    return [{ line, cells: Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])) }];
  });
  return { rows, faults };
}
