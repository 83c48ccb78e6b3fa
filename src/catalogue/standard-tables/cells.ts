import { checkPlainText } from '../../platform/plain-text.ts';
import type { NumberedRecord, RowFault, TableSheet } from '../../platform/tables/table.ts';

/** What is written where something is left out on purpose. */
export const nothing = '无';

const longestText = 1000;
const yesWords = new Set(['是', '√', '✓']);
const noWords = new Set(['否', '×']);

/** Words that belong to names, as a cell holds them. */
export const wordsCell = <W extends string>(
  names: Readonly<Record<W, string>>,
  chosen: readonly W[],
): string =>
  (Object.keys(names) as W[])
    .filter((word) => chosen.includes(word))
    .map((word) => names[word])
    .join('、');

/** Yes or no, as a cell holds it. */
export const yesCell = (yes: boolean): string => (yes ? '是' : '否');

/** Several texts, as a cell holds them: one a line. */
export const linesCell = (lines: readonly string[]): string => lines.join('\n');

/** One row of a sheet while it is read: its cells as values; what is wrong with it is told where it stands. */
export type RowCells<Key extends string = string> = {
  readonly row: number;
  readonly wrong: (key: Key, sentence: string) => void;
  text(key: Key, most?: number): string;
  /** A text that must be there. */
  needed(key: Key, most?: number): string;
  /** Several texts, one a line. */
  lines(key: Key, most: number, longest?: number): string[];
  /** A whole number; `empty` where nothing is written. */
  count<Empty>(key: Key, most: number, empty: Empty): number | Empty;
  /** 是 or 否; `empty` where nothing is written. */
  yes<Empty>(key: Key, empty: Empty): boolean | Empty;
  /** One of the names. */
  word<W extends string>(key: Key, names: Readonly<Record<W, string>>): W | undefined;
  /** Some of the names, in the order of the names. */
  words<W extends string>(key: Key, names: Readonly<Record<W, string>>): W[];
};

/** Reads the cells of a row. */
export function cellsOf<Key extends string>(
  { title, columns }: TableSheet<Key>,
  { row, record }: NumberedRecord<Key>,
  faults: RowFault[],
): RowCells<Key> {
  const titleOf = (key: Key): string => columns.find((column) => column.key === key)?.title ?? key;
  const wrong = (key: Key, sentence: string): void => {
    faults.push({ sheet: title, row, column: titleOf(key), sentence });
  };
  const checked = (key: Key, value: string, most: number): string => {
    const plain = checkPlainText(value, { max: most, lines: true });
    if (plain.valid) return plain.normalized;
    wrong(key, `“${titleOf(key)}”${plain.reason}`);
    return '';
  };
  const text = (key: Key, most = longestText): string => checked(key, record[key], most);
  const unknown = (key: Key, word: string, names: Readonly<Record<string, string>>): void =>
    wrong(key, `“${titleOf(key)}”没有“${word}”，只能写：${Object.values(names).join('、')}。`);
  const word = <W extends string>(names: Readonly<Record<W, string>>, value: string): W | undefined =>
    (Object.keys(names) as W[]).find((each) => names[each] === value);
  return {
    row,
    wrong,
    text,
    needed(key, most) {
      const value = text(key, most);
      if (value === '' && record[key].trim() === '') wrong(key, `没有填“${titleOf(key)}”。`);
      return value;
    },
    lines(key, most, longest = longestText) {
      const lines = record[key]
        .split(/\r?\n/)
        .map((line) => checked(key, line, longest))
        .filter((line) => line !== '');
      if (lines.length > most) wrong(key, `“${titleOf(key)}”最多 ${most} 行。`);
      return lines;
    },
    count(key, most, empty) {
      const value = record[key];
      if (value === '') return empty;
      if (/^\d{1,6}$/.test(value) && Number(value) <= most) return Number(value);
      wrong(key, `“${titleOf(key)}”应为 0 到 ${most} 的整数，现在是“${value.slice(0, 20)}”。`);
      return empty;
    },
    yes(key, empty) {
      const value = record[key];
      if (value === '') return empty;
      if (yesWords.has(value)) return true;
      if (!noWords.has(value))
        wrong(key, `“${titleOf(key)}”只能写“是”或“否”，现在是“${value.slice(0, 20)}”。`);
      return false;
    },
    word(key, names) {
      const found = word(names, record[key]);
      if (found === undefined) {
        if (record[key] === '') wrong(key, `没有填“${titleOf(key)}”。`);
        else unknown(key, record[key].slice(0, 40), names);
      }
      return found;
    },
    words(key, names) {
      const written = record[key].split(/[、，,；;\n]/).map((each) => each.trim());
      const found = new Set<string>();
      for (const each of written.filter((one) => one !== '')) {
        const known = word(names, each);
        if (known === undefined) unknown(key, each.slice(0, 40), names);
        else found.add(known);
      }
      return (Object.keys(names) as (keyof typeof names)[]).filter((each) => found.has(each));
    },
  };
}
