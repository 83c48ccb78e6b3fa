/** A column of a list that is handed in or given out as a table. */
export type TableColumn<Key extends string = string> = {
  readonly key: Key;
  /** Head of the column; on import it must stand exactly so. */
  readonly title: string;
  /** What belongs in it, for whoever fills in the template. */
  readonly hint: string;
  readonly required?: boolean;
  /** In characters of the spreadsheet. */
  readonly width?: number;
};

/** A row of a table by the keys of its columns; an empty cell is the empty text. */
export type TableRecord<Key extends string = string> = Readonly<Record<Key, string>>;

/** One of several sheets that are handed in and given out together; `title` is its name in the workbook. */
export type TableSheet<Key extends string = string> = {
  readonly title: string;
  readonly columns: readonly TableColumn<Key>[];
};

/** Name of the sheet that explains the others; it is not read. */
export const helpSheet = '填写说明';

/** What is wrong with a row, counted as the person sees it: the head is row 1; of several sheets, in which. */
export type RowFault = {
  readonly sheet?: string;
  readonly row: number;
  readonly column?: string;
  readonly sentence: string;
};

/** A row of a table with the number the person sees. */
export type NumberedRecord<Key extends string = string> = {
  readonly row: number;
  readonly record: TableRecord<Key>;
};

/** What could be read of a table: its rows, or everything that is wrong with it. */
export type TableRead<Key extends string = string> = {
  readonly records: readonly NumberedRecord<Key>[];
  readonly faults: readonly RowFault[];
};

const longestCell = 5000;
const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell === '');

function headFaults(columns: readonly TableColumn[], head: readonly string[]): RowFault[] {
  const known = new Set(columns.map(({ title }) => title));
  const missing = columns.filter(({ title }) => !head.includes(title)).map(({ title }) => title);
  const unknown = head.filter((title) => title !== '' && !known.has(title));
  const twice = head.filter((title, at) => title !== '' && head.indexOf(title) !== at);
  return [
    ...missing.map((column) => ({ row: 1, column, sentence: `缺少“${column}”这一列。` })),
    ...unknown.map((column) => ({ row: 1, column, sentence: `没有“${column}”这一列，请照模板填写。` })),
    ...twice.map((column) => ({ row: 1, column, sentence: `“${column}”这一列有两次。` })),
  ];
}

/**
 * Brings the cells of a table under its columns. Heads may stand in any order; blank rows are left out; whatever is
 * wrong is told row by row, and then there are no records.
 */
export function recordsOf<Key extends string>(
  columns: readonly TableColumn<Key>[],
  cells: readonly (readonly string[])[],
): TableRead<Key> {
  const [head = [], ...rows] = cells;
  const faults = headFaults(columns, head);
  if (faults.length > 0) return { records: [], faults };
  const places = columns.map((column) => ({ column, at: head.indexOf(column.title) }));
  const records = rows.flatMap((row, index): NumberedRecord<Key>[] => {
    if (isBlank(row)) return [];
    const number = index + 2;
    if (row.slice(head.length).some((cell) => cell !== ''))
      faults.push({ row: number, sentence: '这一行的格子比表头多。' });
    const record = {} as Record<Key, string>;
    for (const { column, at } of places) {
      const text = row[at] ?? '';
      if (column.required && text === '')
        faults.push({ row: number, column: column.title, sentence: `没有填“${column.title}”。` });
      if (text.length > longestCell)
        faults.push({
          row: number,
          column: column.title,
          sentence: `“${column.title}”超过 ${longestCell} 字。`,
        });
      record[column.key] = text;
    }
    return [{ row: number, record }];
  });
  return faults.length > 0 ? { records: [], faults } : { records, faults };
}

/** What a table changes of what stands: by a key that names one row. */
export type TableChanges<Record_> = {
  readonly added: readonly Record_[];
  readonly changed: readonly { readonly before: Record_; readonly after: Record_ }[];
  /** Rows that stand and are not in the table. */
  readonly missing: readonly Record_[];
  readonly unchanged: number;
};

/** Compares a table with what stands. */
export function changesBetween<Key extends string>(
  standing: readonly TableRecord<Key>[],
  read: readonly TableRecord<Key>[],
  keyOf: (record: TableRecord<Key>) => string,
): TableChanges<TableRecord<Key>> {
  const before = new Map(standing.map((record) => [keyOf(record), record]));
  const named = new Set(read.map(keyOf));
  const added: TableRecord<Key>[] = [];
  const changed: { before: TableRecord<Key>; after: TableRecord<Key> }[] = [];
  for (const record of read) {
    const old = before.get(keyOf(record));
    if (!old) added.push(record);
    else if ((Object.keys(record) as Key[]).some((key) => record[key] !== old[key]))
      changed.push({ before: old, after: record });
  }
  return {
    added,
    changed,
    missing: standing.filter((record) => !named.has(keyOf(record))),
    unchanged: read.length - added.length - changed.length,
  };
}

/** Rows whose key stood in the table before, each told with the row it repeats. */
export function repeatedKeys<Key extends string>(
  records: readonly NumberedRecord<Key>[],
  keyOf: (record: TableRecord<Key>) => string,
  what: string,
): RowFault[] {
  const first = new Map<string, number>();
  return records.flatMap(({ row, record }) => {
    const key = keyOf(record);
    const earlier = first.get(key);
    if (earlier !== undefined) return [{ row, sentence: `${what}与第 ${earlier} 行重复。` }];
    first.set(key, row);
    return [];
  });
}

// What a spreadsheet program would compute when it opens the file.
const computed = /^[=+\-@\t\r]/;

/** A text as a CSV cell that no spreadsheet program computes: an apostrophe before it (OWASP, CSV injection). */
export const neutralised = (text: string): string => (computed.test(text) ? `'${text}` : text);

/** The text as it was before `neutralised`. */
export const plainCell = (cell: string): string => {
  const text = cell.trim();
  return text.startsWith("'") && computed.test(text.slice(1)) ? text.slice(1) : text;
};
