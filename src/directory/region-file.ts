import { isDay } from '../regulation/shanghai-time.ts';
import type { Region, RegionLevel } from './region.ts';

/** A region as the shipped file states it; the pinyin is added when it is loaded. */
export type RegionRow = Omit<Region, 'pinyin'>;

const columns = ['code', 'name', 'level', 'parent', 'valid_from', 'valid_to', 'successor', 'note'];
const above: Readonly<Record<RegionLevel, readonly (RegionLevel | undefined)[]>> = {
  province: [undefined],
  prefecture: ['province'],
  county: ['prefecture', 'province'],
};

/**
 * Reads `data/regions.tsv`: one region a line, tab-separated, a header in front. Refuses the whole file, naming
 * each wrong line, when a code, a day, a level or a reference does not hold.
 */
export function parseRegions(text: string): RegionRow[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  if (header !== columns.join('\t')) throw new Error(`regions: the header should be ${columns.join(', ')}`);
  const rows = lines.map(rowOf);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const faults = rows.flatMap((row, i) =>
    [...faultsOf(row, byCode)].map((fault) => `line ${i + 2}: ${fault}`),
  );
  if (byCode.size !== rows.length) faults.push('a code stands twice');
  if (faults.length > 0) throw new Error(`regions: ${faults.join('; ')}`);
  return rows;
}

function rowOf(line: string): RegionRow {
  const [code = '', name = '', level = '', ...rest] = line.split('\t');
  const [parent, validFrom, validTo, successor] = rest.map((cell) => cell || null);
  return {
    code,
    name,
    level: level as RegionLevel,
    parent: parent ?? null,
    validFrom: validFrom ?? null,
    validTo: validTo ?? null,
    successor: successor ?? null,
  };
}

function* faultsOf(row: RegionRow, byCode: ReadonlyMap<string, RegionRow>): Generator<string> {
  if (!/^\d{6}$/.test(row.code)) yield `${row.code} is no region code`;
  if (row.name === '') yield `${row.code} has no name`;
  const parents = Object.hasOwn(above, row.level) ? above[row.level] : undefined;
  if (!parents) {
    yield `${row.level} is no level`;
  } else if (!parents.includes(row.parent === null ? undefined : byCode.get(row.parent)?.level)) {
    yield `${row.code} cannot stand under ${row.parent ?? 'nothing'}`;
  }
  for (const day of [row.validFrom, row.validTo]) {
    if (day !== null && !isDay(day)) yield `${day} is no day`;
  }
  if (row.successor !== null && !byCode.has(row.successor)) yield `successor ${row.successor} is unknown`;
}
