import type { NumberedRecord, RowFault } from '../../platform/tables/table.ts';
import { type KnownDepartment, splitDepartments } from '../departments.ts';
import type { ItemRow, LeadDepartment } from '../item.ts';
import { type ListKey, type ListRecord, readImplementerLines, readLocalNames } from './list-table.ts';

/** What an imported list is read against. */
export type ListContext = {
  /** Departments that the lists of the programme name. */
  readonly departments: readonly KnownDepartment[];
  /** Sources that stand in lists of the programme; where none does, a source is left unchecked. */
  readonly sources: ReadonlySet<string>;
  /** Short names of provinces as sources use them: 川, 渝. */
  readonly isMemberProvince: (region: string) => boolean;
};

/** What somebody confirmed, by row: the names a merged row is split into, or nothing but yes. */
export type ListAnswers = Readonly<Record<string, readonly string[]>>;

/** A row that has to be looked at before it is stored. */
export type ListQuestion = {
  readonly row: number;
  readonly kind: 'merged' | 'look';
  readonly sentence: string;
  readonly suggestion?: readonly string[];
};

/** A list read from a table: its items, what refuses it, what somebody has to confirm. */
export type ReadList = {
  readonly items: ItemRow[];
  readonly faults: RowFault[];
  readonly questions: ListQuestion[];
};

const nominated = /^\p{Script=Han}(?:、\p{Script=Han})*建议纳入第.+批$/u;
const mostMerged = 4;

/** The numbers that were run together in one cell: 67 where 6 and 7 are due. */
export function mergedNumbers(text: string, expected: number): number[] | undefined {
  for (let count = 2; count <= mostMerged; count += 1) {
    const numbers = Array.from({ length: count }, (_one, at) => expected + at);
    if (numbers.join('') === text) return numbers;
  }
  return undefined;
}

const nameEnds = /(?:许可|备案|登记|审批|核准|认定|确认)(?=[^（(]{4,})/gu;

/** How the names of a merged row may be told apart: at blanks, or behind what names of items end with. */
export function splitNames(text: string, count: number): string[] {
  const parts = text.split(/\s+/u).filter((part) => part !== '');
  if (parts.length === count) return parts;
  const places = [...text.matchAll(nameEnds)]
    .map(({ index, 0: end }) => index + end.length)
    .slice(0, count - 1);
  const starts = [0, ...places];
  const found = starts.map((from, at) => text.slice(from, starts[at + 1]).trim());
  return Array.from({ length: count }, (_one, at) => found[at] ?? '');
}

type Draft = { row: number; faults: string[]; looks: string[] };

const emptyRest = (lead: string, known: readonly KnownDepartment[]): LeadDepartment[] | string => {
  const split = splitDepartments(lead, known);
  if ('found' in split) return split.found;
  return split.unknown;
};

/** Departments of a cell; new ones are asked about, a joined text with an unknown part is refused. */
function departmentsOf(text: string, context: ListContext, draft: Draft): LeadDepartment[] {
  const read = emptyRest(text, context.departments);
  if (typeof read !== 'string') return read;
  const names = text
    .split(/[、，,]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const joined = names.some((name) =>
    context.departments.some((known) => name !== known.name && name.includes(known.name)),
  );
  if (joined) draft.faults.push(`部门“${text}”里的“${read}”不是已知部门，请用“、”人工拆分。`);
  const found = names.map(
    (name) => context.departments.find((known) => known.name === name) ?? { region: null, name },
  );
  const fresh = found.filter(({ name }) => !context.departments.some((known) => known.name === name));
  if (!joined && fresh.length > 0)
    draft.looks.push(`清单里没有过的部门：${fresh.map(({ name }) => name).join('、')}。`);
  return found;
}

/** Reads the rows of a table into a list numbered from 1. */
export function readListTable(
  records: readonly NumberedRecord<ListKey>[],
  context: ListContext,
  answers: ListAnswers,
): ReadList {
  const items: ItemRow[] = [];
  const faults: RowFault[] = [];
  const questions: ListQuestion[] = [];
  const rowOfName = new Map<string, number>();
  let expected = 1;
  for (const { row, record } of records) {
    const draft: Draft = { row, faults: [], looks: [] };
    const numbers = numbersOf(record.number, expected, draft);
    expected = (numbers.at(-1) ?? expected) + 1;
    const trimmed = withoutDepartment(record, context, draft);
    const { lead } = trimmed;
    if (lead === '') draft.faults.push('没有填牵头部门。');
    const merged = numbers.length > 1;
    const suggestion = merged ? splitNames(trimmed.name, numbers.length) : undefined;
    const answer = answers[`${row}`];
    const names = merged ? (answer ?? suggestion ?? []) : [trimmed.name];
    if (merged)
      draft.looks.unshift(`序号“${record.number}”看来是 ${numbers.join(' 和 ')} 连写，请核对拆成的名称。`);
    if (
      merged &&
      answer !== undefined &&
      (answer.length !== numbers.length || answer.some((name) => name.trim() === ''))
    )
      draft.faults.push(`拆分要写齐 ${numbers.length} 个名称。`);
    for (const name of names.map((one) => one.trim()).filter((one) => one !== '')) {
      const earlier = rowOfName.get(name);
      if (earlier !== undefined) draft.looks.push(`名称与第 ${earlier} 行相同。`);
      rowOfName.set(name, row);
    }
    const rest = restOf({ ...record, lead }, context, draft);
    faults.push(...draft.faults.map((sentence) => ({ row, sentence })));
    if (draft.looks.length > 0)
      questions.push({
        row,
        kind: merged ? 'merged' : 'look',
        sentence: draft.looks.join(''),
        ...(suggestion ? { suggestion } : {}),
      });
    items.push(
      ...numbers.map((number, at) => ({
        ...rest,
        number,
        name: names[at]?.trim() ?? '',
        numberInBatch: rest.numberInBatch === null ? null : rest.numberInBatch + at,
      })),
    );
  }
  if (records.length === 0) faults.push({ row: 1, sentence: '表里没有事项。' });
  return faults.length > 0 ? { items: [], faults, questions } : { items, faults, questions };
}

function numbersOf(text: string, expected: number, draft: Draft): number[] {
  if (text === '') {
    draft.looks.push(`没有序号，按顺序是 ${expected}。`);
    return [expected];
  }
  if (!/^[1-9]\d*$/.test(text)) {
    draft.faults.push(`序号“${text}”不是数字。`);
    return [expected];
  }
  const number = Number(text);
  if (number === expected) return [number];
  const merged = mergedNumbers(text, expected);
  if (merged) return merged;
  if (number < expected) {
    draft.faults.push(`序号 ${number} 重复。`);
    return [];
  }
  draft.faults.push(`序号从 ${expected - 1} 跳到 ${number}。`);
  return [number];
}

/** A department at the end of the name that belongs in the next column. */
function withoutDepartment(
  { name, lead }: ListRecord,
  { departments }: ListContext,
  draft: Draft,
): { name: string; lead: string } {
  // Of several the longest: 省人力资源社会保障厅, not 人力资源社会保障厅.
  let tail: KnownDepartment | undefined;
  for (const known of departments)
    if (
      name.length > known.name.length + 2 &&
      known.name.length > (tail?.name.length ?? 0) &&
      name.endsWith(known.name)
    )
      tail = known;
  if (!tail || (lead !== '' && lead !== tail.name)) return { name, lead };
  draft.looks.push(`名称末尾是部门“${tail.name}”，将移到牵头部门一栏。`);
  return { name: name.slice(0, -tail.name.length).trim(), lead: tail.name };
}

type Rest = Omit<ItemRow, 'number' | 'name'>;

function restOf(record: ListRecord, context: ListContext, draft: Draft): Rest {
  const { source, numberInBatch, scenario } = record;
  const isKnownSource = context.sources.size === 0 || context.sources.has(source) || nominated.test(source);
  if (!isKnownSource)
    draft.faults.push(source === '' ? '没有填事项来源。' : `事项来源“${source}”不是已知来源。`);
  if (numberInBatch !== '' && !/^[1-9]\d*$/.test(numberInBatch))
    draft.faults.push(`批内序号“${numberInBatch}”不是数字。`);
  const local = readLocalNames(record.localNames);
  if ('unreadable' in local)
    draft.faults.push(`当地名称“${local.unreadable}”读不懂，请写成：地区代码 名称。`);
  const localNames = 'names' in local ? local.names : {};
  for (const region of Object.keys(localNames))
    if (!context.isMemberProvince(region)) draft.faults.push(`${region} 不是成员地区，不能登记当地名称。`);
  const read = readImplementerLines(record.implementers);
  if ('unreadable' in read)
    draft.faults.push(`实施单位“${read.unreadable}”读不懂，请写成：地区代码 层级 单位。`);
  return {
    localNames,
    leadDepartments: record.lead === '' ? [] : departmentsOf(record.lead, context, draft),
    cooperatingDepartments:
      record.cooperating === ''
        ? []
        : departmentsOf(record.cooperating, context, draft).map(({ name }) => name),
    implementers: 'implementers' in read ? read.implementers : [],
    source: source === '' ? null : source,
    batch: record.batch === '' ? null : record.batch,
    numberInBatch: numberInBatch === '' ? null : Number(numberInBatch),
    scenario: scenario === '' ? null : scenario,
    scenarioAsPublished: record.scenarioAsPublished || (scenario === '' ? null : scenario),
    dueText: record.dueText === '' ? null : record.dueText,
  };
}
