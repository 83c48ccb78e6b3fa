import type { Provenance, RegionalDifference } from '../standard.ts';
import type { RowCells } from './cells.ts';

/** Columns of an entry that one province has beyond the others. */
export type OwnColumn = 'region' | 'detail' | 'basis';

/** These columns; empty for what concerns all. */
export const ownColumns = [
  { key: 'region', title: '只限哪个省', hint: '省级代码，如 530000；各地都要的不填', width: 12 },
  { key: 'detail', title: '差异说明', hint: '只限一个省的必须写：写给办事人和窗口看', width: 30 },
  { key: 'basis', title: '差异依据', hint: '文号或网址；没有就不填', width: 24 },
] as const;

/** What an entry of one province carries beside itself; null: it concerns all. */
export type Own = {
  /** Of the difference that adds it; empty while it has none. */
  readonly id: string;
  readonly region: string;
  readonly detail: string;
  readonly provenance: Provenance;
} | null;

/** These cells of an entry. */
export const ownCells = (own: Own): Record<OwnColumn, string> => ({
  region: own?.region ?? '',
  detail: own?.detail ?? '',
  basis: own?.provenance.where ?? '',
});

/** A province's code out of a cell. */
export function provinceIn<Key extends string>(cells: RowCells<Key>, key: Key): string {
  const region = cells.needed(key, 20);
  if (region !== '' && !/^\d{2}0000$/.test(region))
    cells.wrong(key, `“${region}”不是省级代码，应写成 530000 这样。`);
  return region;
}

/** Where a difference comes from, over where it came from so far. */
export const provenanceOf = (where: string, old: Provenance | undefined): Provenance => {
  const place = where === '' ? null : where;
  if (old?.where === place) return old;
  return old ? { ...old, where: place } : { kind: 'published', where: place };
};

/** What the cells say of a province, over what stands. */
export function readOwn(cells: RowCells<OwnColumn>, old: Own | undefined): Own {
  if (cells.text('region', 20) === '') {
    if (cells.text('detail') !== '' || cells.text('basis') !== '')
      cells.wrong('region', '写了差异说明或依据，却没有写只限哪个省。');
    return null;
  }
  const region = provinceIn(cells, 'region');
  return {
    id: old?.region === region ? old.id : '',
    region,
    detail: cells.needed('detail'),
    provenance: provenanceOf(cells.text('basis', 500), old?.provenance),
  };
}

type Adding = Extract<RegionalDifference, { change: 'add-material' | 'add-field' }>;

/** The head of the difference that an entry of a province is part of. */
export const ownOf = ({ id, region, detail, provenance }: Adding): Own => ({
  id,
  region,
  detail,
  provenance,
});
