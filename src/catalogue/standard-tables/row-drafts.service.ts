import { isDeepStrictEqual } from 'node:util';
import { Value } from 'typebox/value';
import {
  changesBetween,
  type NumberedRecord,
  type RowFault,
  type TableRecord,
} from '../../platform/tables/table.ts';
import type { ShownChanges } from '../../platform/tables/table-files.ts';
import type { RegionalDifference, StandardContent } from '../standard.ts';
import { StandardContentInput } from '../standard-file.ts';
import {
  differencesOf,
  faultsOfProposal,
  type ProposalKind,
  withOwnDifferences,
} from '../standard-proposal.ts';
import { cellsOf } from './cells.ts';
import {
  emptyContent,
  type OptionColumn,
  optionSheet,
  readOption,
  recordOfOption,
  shownOfOption,
} from './option-sheet.ts';
import { standardParts, type TabledStandard } from './standard-sheets.ts';

/** An option as an import looks at it. */
export type StandingStandard = TabledStandard & { readonly unified: boolean };

/** Rows of a file by the titles of its sheets. */
export type SheetRows = ReadonlyMap<string, readonly NumberedRecord[]>;

/** What a table makes of one option: what is drafted, and what that changes sheet by sheet. */
export type RowDraft = {
  readonly optionId: string;
  readonly name: string;
  readonly kind: ProposalKind;
  /** The whole content, or of a province what it does otherwise. */
  readonly drafted:
    | { readonly content: StandardContent }
    | { readonly region: string; readonly differences: readonly RegionalDifference[] };
  /** Sheets whose rows only changed their order. */
  readonly reordered: readonly string[];
};

/** Standards read from a table. */
export type RowDrafts = {
  /** Only options of which something changes. */
  readonly drafts: readonly RowDraft[];
  readonly faults: readonly RowFault[];
  readonly sheets: readonly (ShownChanges & { title: string })[];
};

const kindOf = (region: string | null, unified: boolean): ProposalKind =>
  region === null ? 'unified' : unified ? 'deviation' : 'provincial';

/** The rows of one option in every sheet of the file. */
type OptionRows = {
  readonly bySheet: ReadonlyMap<string, readonly NumberedRecord[]>;
  readonly first: RowFault;
};

/** Rows by option in the order of the file; rows of options that do not exist are told. */
function byOption(
  rows: SheetRows,
  known: ReadonlyMap<string, StandingStandard>,
  faults: RowFault[],
): Map<string, OptionRows> {
  const found = new Map<string, { bySheet: Map<string, NumberedRecord[]>; first: RowFault }>();
  for (const [sheet, records] of rows)
    for (const record of records) {
      const option = record.record['option'] ?? '';
      const at = { sheet, row: record.row, column: '办理项编号' };
      if (!known.has(option)) {
        const sentence = `没有编号为“${option.slice(0, 40)}”的办理项；新的办理项先在清单维护里提出拆分，审定以后再填。`;
        faults.push({ ...at, sentence });
        continue;
      }
      const own = found.get(option) ?? {
        bySheet: new Map<string, NumberedRecord[]>(),
        first: { ...at, sentence: '' },
      };
      own.bySheet.set(sheet, [...(own.bySheet.get(sheet) ?? []), record]);
      found.set(option, own);
    }
  return found;
}

/** What is shown beside an option and must not be changed in the table. */
function refuseChangedHead(
  { head, content }: StandingStandard,
  rows: readonly NumberedRecord<OptionColumn>[],
  faults: RowFault[],
): void {
  const shown = recordOfOption(head, content);
  const [, second] = rows;
  if (second)
    faults.push({
      sheet: optionSheet.title,
      row: second.row,
      sentence: `办理项 ${head.id} 在这张表里有两行。`,
    });
  for (const row of rows) {
    const { wrong } = cellsOf(optionSheet, row, faults);
    const { item, version, from } = row.record;
    if (item !== '' && item !== shown.item)
      wrong('item', `办理项 ${head.id} 的事项是“${shown.item}”，与这一行不同。`);
    if (version !== '' && version !== shown.version)
      wrong(
        'version',
        `这张表照版本 ${version} 填的，现在最新的是 ${shown.version || '（没有）'}，请重新导出再改。`,
      );
    else if (from !== '' && from !== shown.from)
      wrong('from', `版本 ${shown.version} 的生效日期是 ${shown.from}；新版本哪天生效，在导入时填。`);
  }
}

const sameOption = (record: TableRecord<OptionColumn>, standing: TableRecord<OptionColumn>): boolean =>
  (Object.keys(standing) as OptionColumn[]).every(
    (key) => shownOfOption.includes(key) || record[key] === standing[key].trim(),
  );

type Read = {
  readonly next: StandardContent;
  readonly rowOf: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

/** The content that the rows of an option write over what stands. */
function readContent(
  { head, content }: StandingStandard,
  { bySheet, first }: OptionRows,
  faults: RowFault[],
): Read {
  const rowOf = new Map<string, ReadonlyMap<string, number>>();
  const standing = content ?? emptyContent(head);
  const optionRows = (bySheet.get(optionSheet.title) ?? []) as readonly NumberedRecord<OptionColumn>[];
  const [row] = optionRows;
  refuseChangedHead({ head, content, unified: false }, optionRows, faults);
  if (!row && !content)
    faults.push({ ...first, sentence: `办理项 ${head.id} 还没有收件标准，要先填“办理项”表里的一行。` });
  const written = row && !(content && sameOption(row.record, recordOfOption(head, content)));
  let next = written ? readOption(cellsOf(optionSheet, row, faults), standing) : standing;
  const names = new Set(['', head.name, standing.name, next.name]);
  for (const { sheet, read } of standardParts) {
    const rows = bySheet.get(sheet.title);
    if (!rows) continue;
    for (const { row: number, record } of rows)
      if (!names.has(record['optionName'] ?? ''))
        faults.push({
          sheet: sheet.title,
          row: number,
          column: '办理项',
          sentence: `办理项 ${head.id} 是“${head.name}”，与这一行的“${record['optionName']?.slice(0, 40)}”不同。`,
        });
    const part = read(rows, standing, next, faults);
    next = part.content;
    rowOf.set(sheet.title, part.rowOf);
  }
  return { next, rowOf };
}

type Changes = Map<string, { standing: TableRecord[]; next: TableRecord[] }>;

/** The rows of an option before and after, in the sheets in which the file has rows of it. */
function rowsAround(
  { head, content }: StandingStandard,
  next: StandardContent,
  { bySheet }: OptionRows,
): Changes {
  const around: Changes = new Map();
  if (bySheet.has(optionSheet.title))
    around.set(optionSheet.title, {
      standing: content ? [recordOfOption(head, content)] : [],
      next: [recordOfOption(head, next)],
    });
  for (const { sheet, rows } of standardParts)
    if (bySheet.has(sheet.title))
      around.set(sheet.title, { standing: content ? rows(head, content) : [], next: rows(head, next) });
  return around;
}

const keyOf = (record: TableRecord): string => `${record['option']} ${record['id'] ?? ''}`;

/** Rows that a province may not change, because they are not its own. */
function refuseOthers(region: string, around: Changes, { rowOf }: Read, { first }: OptionRows): RowFault[] {
  return [...around].flatMap(([sheet, { standing, next }]) => {
    const { added, changed, missing } = changesBetween(standing, next, keyOf);
    return [...added, ...missing, ...changed.flatMap(({ before, after }) => [before, after])]
      .filter((record) => record['region'] !== region)
      .map((record) => ({
        sheet,
        row: rowOf.get(sheet)?.get(record['id'] ?? '') ?? (first.sheet === sheet ? first.row : 1),
        sentence: `导入的是本省的不同：“${sheet}”里办理项 ${record['option']} ${record['id'] ?? ''} 的内容不是本省的，不能改。`,
      }));
  });
}

/** What of a content is beyond its format: more entries than there may be. */
const formatFaults = (content: StandardContent): string[] =>
  Value.Check(StandardContentInput, content)
    ? []
    : [...Value.Errors(StandardContentInput, content)]
        .slice(0, 3)
        .map(({ instancePath }) => `内容不合格式或超过上限（${instancePath}）。`);

const reorderedSheets = (standing: StandardContent, next: StandardContent): string[] =>
  standardParts
    .filter(({ ids }) => {
      const [before, after] = [ids(standing), ids(next)];
      const kept = before.filter((id) => after.includes(id));
      return kept.join() !== after.filter((id) => before.includes(id)).join();
    })
    .map(({ sheet }) => sheet.title);

/**
 * Reads standards out of the rows of a file and compares them with what stands, one option after the other (so that
 * others have their turn in between). `region` null writes the standard of all; else only what this province does
 * otherwise may change. An option that could not be published is a fault; with faults there are no drafts.
 */
export async function draftsOfRows(
  rows: SheetRows,
  known: ReadonlyMap<string, StandingStandard>,
  region: string | null,
  afterEach: (done: number, total: number) => Promise<void>,
): Promise<RowDrafts> {
  const faults: RowFault[] = [];
  const drafts: RowDraft[] = [];
  const all = new Map<string, { standing: TableRecord[]; next: TableRecord[] }>();
  const options = byOption(rows, known, faults);
  let done = 0;
  for (const [optionId, optionRows] of options) {
    const standing = known.get(optionId);
    if (!standing) continue;
    const own: RowFault[] = [];
    const read = readContent(standing, optionRows, own);
    const { next } = read;
    const around = rowsAround(standing, next, optionRows);
    const { content, unified, head } = standing;
    const at = optionRows.first;
    if (own.length === 0 && !isDeepStrictEqual(content, next)) {
      const kind = kindOf(region, unified);
      if (region !== null && !content)
        own.push({ ...at, sentence: `办理项 ${optionId} 还没有各地统一的收件标准，不能先写本省的不同。` });
      if (region !== null && content) own.push(...refuseOthers(region, around, read, optionRows));
      const proposed =
        region === null || !content ? next : withOwnDifferences(content, region, differencesOf(next, region));
      if (own.length === 0)
        own.push(
          ...[...formatFaults(proposed), ...faultsOfProposal({ kind, region, content: proposed })].map(
            (sentence) => ({ ...at, sentence: `办理项 ${optionId}：${sentence}` }),
          ),
        );
      drafts.push({
        optionId,
        name: next.name || head.name,
        kind,
        drafted:
          region === null ? { content: next } : { region, differences: differencesOf(proposed, region) },
        reordered: content ? reorderedSheets(content, next) : [],
      });
    }
    faults.push(...own);
    for (const [sheet, { standing: before, next: after }] of around) {
      const both = all.get(sheet) ?? { standing: [], next: [] };
      both.standing.push(...before);
      both.next.push(...after);
      all.set(sheet, both);
    }
    done += 1;
    await afterEach(done, options.size);
  }
  if (faults.length > 0) return { drafts: [], faults, sheets: [] };
  const sheets = [optionSheet, ...standardParts.map(({ sheet }) => sheet)].flatMap(({ title, columns }) => {
    const { standing = [], next = [] } = all.get(title) ?? {};
    return [{ title, columns, ...changesBetween(standing, next, keyOf) }];
  });
  return { drafts, faults, sheets };
}
