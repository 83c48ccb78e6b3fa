import type { CatalogueItem } from '../catalogue/item.ts';
import type { Region } from '../directory/region.ts';
import { provinceNameOfCode } from '../directory/region.ts';
import type { RegionGroup } from './regions-page.ts';
import { text } from './text.zh-CN.ts';

/** The limits a list names for regions, said before the home region is chosen. */
export function implementerNotes(
  items: readonly Pick<CatalogueItem, 'implementers'>[],
  nameOf: (regionCode: string) => string,
): string[] {
  const lines = items.flatMap(({ implementers }) =>
    implementers.flatMap(({ region, department, restriction, text: published }) => {
      if (department === null) return text.item.noteNobody(nameOf(region));
      return restriction === null ? [] : text.item.noteOf(nameOf(region), published ?? restriction);
    }),
  );
  return [...new Set(lines)];
}

/** The places of a province as the select shows them: counties under their prefecture, which can be chosen itself. */
export function placesOf(province: Region, below: (code: string) => readonly Region[]): RegionGroup[] {
  const direct = below(province.code);
  const single = direct.filter(({ level }) => level === 'county');
  const groups = direct
    .filter(({ level }) => level === 'prefecture')
    .map((prefecture) => ({
      label: prefecture.name,
      regions: [
        { code: prefecture.code, name: text.regions.whole(prefecture.name) },
        ...below(prefecture.code),
      ],
    }));
  return single.length === 0 ? groups : [...groups, { label: province.name, regions: single }];
}

const lastProvince = 82;

/** Provinces of the country outside these ones. */
export function provincesBeyond(known: readonly { code: string }[]): { code: string; name: string }[] {
  const inside = new Set(known.map(({ code }) => code));
  const codes = Array.from({ length: lastProvince - 10 }, (_, index) => `${index + 11}0000`);
  return codes.flatMap((code) => {
    const name = provinceNameOfCode(code);
    return name === undefined || inside.has(code) ? [] : { code, name };
  });
}
