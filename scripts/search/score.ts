import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syllablesOf } from '../../src/catalogue/pinyin.service.ts';
import { searchItems } from '../../src/catalogue/search.ts';
import type { SearchIndex } from '../../src/catalogue/search-index.ts';
import { readTable } from '../../src/catalogue/tsv.ts';

/** A question of the set with the items that answer it; none for a matter that is in no list. */
export type Question = {
  readonly kind: string;
  readonly query: string;
  readonly right: readonly string[];
  /** Kept back while the search is worked on. */
  readonly heldBack: boolean;
};

/** How the questions of a class fared. */
export type Scored = {
  readonly kind: string;
  readonly asked: number;
  readonly first: number;
  readonly firstThree: number;
  readonly missed: readonly Missed[];
};

/** A question whose first hit was wrong, with what was found. */
export type Missed = { readonly query: string; readonly right: string; readonly found: readonly string[] };

/** The files of questions; of the second, written without a look at the answers, every second one is kept back. */
const sets = [
  { file: 'queries.tsv', keptBackOf: 3 },
  { file: 'further-queries.tsv', keptBackOf: 2 },
] as const;

/** By the digest of its text. */
const isHeldBack = (query: string, of: number): boolean =>
  (createHash('sha256').update(query).digest()[0] ?? 0) % of === 0;

/** Reads the questions of both files. */
export async function readQuestions(): Promise<Question[]> {
  const read = sets.map(async ({ file, keptBackOf }) => {
    const text = await readFile(join(import.meta.dirname, file), 'utf8');
    const { rows, faults } = readTable(text, ['class', 'query', 'right']);
    if (faults.length > 0) throw new Error(`${file}: ${faults.join('\n')}`);
    return rows.map(({ cells: { class: kind = '', query = '', right = '' } }) => ({
      kind,
      query,
      right: right === '' ? [] : right.split('|'),
      heldBack: isHeldBack(query, keptBackOf),
    }));
  });
  return (await Promise.all(read)).flat();
}

/**
 * Asks every question, in all lists at once or in one, and scores each class. The same matter in another list is as
 * right; what a single list does not have is off that list.
 */
export function scoreQuestions(
  index: SearchIndex,
  questions: readonly Question[],
  catalogueId?: string,
): Scored[] {
  const familyOf = new Map(
    index.entries.map(({ entry }) => [`${entry.catalogueId} ${entry.number}`, entry.family]),
  );
  const nameOf = new Map(
    index.entries.map(({ entry }) => [`${entry.catalogueId} ${entry.number}`, entry.name]),
  );
  const here = new Set(
    index.entries.flatMap(({ entry }) =>
      catalogueId === undefined || entry.catalogueId === catalogueId ? [entry.family] : [],
    ),
  );
  const inList = (family: string | undefined) => here.has(family);
  return [...Map.groupBy(questions, ({ kind }) => kind)].map(([kind, own]) => {
    let first = 0;
    let firstThree = 0;
    const missed: Missed[] = [];
    for (const { query, right: everywhere } of own) {
      const right = everywhere.filter((key) => inList(familyOf.get(key)));
      const { items, offList } = searchItems(index, { query, catalogueId, limit: 20 }, syllablesOf);
      const keys = items.map((hit) => `${hit.catalogueId} ${hit.number}`);
      const families = new Set(right.map((key) => familyOf.get(key)));
      const isRight = (key: string) => families.has(familyOf.get(key));
      const at = right.length === 0 ? (offList ? 0 : -1) : keys.findIndex(isRight);
      if (at === 0) first += 1;
      if (at >= 0 && at < 3) firstThree += 1;
      if (at !== 0) {
        missed.push({
          query,
          right: right.map((key) => nameOf.get(key) ?? key).join('、') || '清单外',
          found: offList ? ['清单外'] : items.slice(0, 3).map(({ name, score }) => `${name} ${score}`),
        });
      }
    }
    return { kind, asked: own.length, first, firstThree, missed };
  });
}
