import type { NumberedRecord, RowFault, TableRecord, TableSheet } from '../../platform/tables/table.ts';
import { freeId } from '../free-id.ts';
import type { StandardContent } from '../standard.ts';
import { cellsOf, nothing, type RowCells } from './cells.ts';

/** Columns that every sheet of parts of a standard begins with. */
export type PartColumn = 'option' | 'optionName' | 'id';

/** These columns. */
export const partColumns = [
  { key: 'option', title: '办理项编号', hint: '照“办理项”表，如 024-1', required: true, width: 12 },
  {
    key: 'optionName',
    title: '办理项',
    hint: '可不填；填了要与办理项的名称一致，免得写错行',
    width: 26,
  },
] as const;

/** The column of an entry's own id. */
export const idColumn = {
  key: 'id',
  title: '编号',
  hint: '照导出的表；新增的不填，由系统编号',
  width: 18,
} as const;

/**
 * A sheet whose rows are entries of standards: materials, fields … `Context` is the standard as far as it is read by
 * then, so that a row can name what stands in another sheet.
 */
export type PartSheet<Entry extends { readonly id: string }, Key extends string> = {
  readonly sheet: TableSheet<Key>;
  /** What an entry is called here: 材料, for sentences. */
  readonly called: string;
  /** Column by which a row without an id finds its entry. */
  readonly nameKey: Key;
  readonly nameOf: (entry: Entry) => string;
  /** What ids of new entries begin with. */
  readonly prefix: (optionId: string) => string;
  /** Whether an id that does not stand may be written: of an entry taken away and put back. */
  readonly mayBeNew?: (id: string) => boolean;
  readonly entriesOf: (content: StandardContent) => readonly Entry[];
  readonly put: (content: StandardContent, entries: readonly Entry[]) => StandardContent;
  readonly recordOf: (
    entry: Entry,
    content: StandardContent,
  ) => Omit<TableRecord<Key>, 'option' | 'optionName'>;
  /** The entry of a row, over the one that stands. */
  readonly read: (
    cells: RowCells<Key>,
    id: string,
    old: Entry | undefined,
    content: StandardContent,
  ) => Entry;
};

/** The entries of a standard as rows. */
export const rowsOfPart = <Entry extends { readonly id: string }, Key extends string>(
  part: PartSheet<Entry, Key>,
  option: { readonly id: string; readonly name: string },
  content: StandardContent,
): TableRecord<Key>[] =>
  part.entriesOf(content).map(
    (entry) =>
      ({
        ...part.recordOf(entry, content),
        option: option.id,
        optionName: option.name,
      }) as unknown as TableRecord<Key>,
  );

/** A text as it comes back from a table. */
const plain = (text: string | undefined): string => (text ?? '').replaceAll('\r\n', '\n').trim();

const sameCells = (own: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean =>
  Object.keys(other).every((key) => key === 'id' || plain(own[key]) === plain(other[key]));

const mayBeNew = (
  part: { readonly mayBeNew?: (id: string) => boolean },
  id: string,
  optionId: string,
): boolean => (part.mayBeNew ? part.mayBeNew(id) : /^[\w-]{1,60}$/.test(id) && id.startsWith(`${optionId}-`));

/** Everything that has an id of its own in a standard. */
const allWithIds = (content: StandardContent): { readonly id: string }[] => [
  ...content.situations,
  ...content.materials,
  ...content.form,
  ...content.reviewPoints,
  ...content.regionalDifferences.flatMap((difference) => [
    difference,
    ...('material' in difference ? [difference.material] : []),
    ...('field' in difference ? [difference.field] : []),
  ]),
];

/**
 * The entries that the rows of one option write, in the order of the rows; an entry whose row says what stands is left
 * as it is. One row with 无 instead of a name: there are none.
 */
export function readPart<Entry extends { readonly id: string }, Key extends string>(
  part: PartSheet<Entry, Key | PartColumn>,
  rows: readonly NumberedRecord<Key | PartColumn>[],
  standing: StandardContent,
  content: StandardContent,
  faults: RowFault[],
): { entries: readonly Entry[]; rowOf: ReadonlyMap<string, number> } {
  const before = part.entriesOf(standing);
  const byId = new Map(before.map((entry) => [entry.id, entry]));
  const rowOf = new Map<string, number>();
  const entries: Entry[] = [];
  const [first] = rows;
  if (rows.length === 1 && first?.record[part.nameKey] === nothing) return { entries, rowOf };
  const named = new Set(rows.map(({ record }) => record.id));
  const taken = [...allWithIds(standing), ...[...named].map((id) => ({ id }))];
  for (const row of rows) {
    const cells = cellsOf(part.sheet, row, faults);
    const { id: written } = row.record;
    const old =
      written === ''
        ? before.find(
            (entry) =>
              part.nameOf(entry) === row.record[part.nameKey] && !named.has(entry.id) && !rowOf.has(entry.id),
          )
        : byId.get(written);
    const id =
      written === ''
        ? (old?.id ?? freeId(part.prefix(content.id), [...taken, ...entries], before.length + 1))
        : written;
    if (written !== '' && !old && !mayBeNew(part, written, content.id))
      cells.wrong('id', `没有编号为“${written.slice(0, 40)}”的${part.called}；新增的请不填编号。`);
    const earlier = rowOf.get(id);
    if (earlier !== undefined) {
      cells.wrong('id', `编号“${id}”与第 ${earlier} 行重复。`);
      continue;
    }
    rowOf.set(id, row.row);
    const unchanged = old && sameCells(row.record, part.recordOf(old, standing));
    entries.push(old && unchanged ? old : part.read(cells, id, old, content));
  }
  return { entries, rowOf };
}
