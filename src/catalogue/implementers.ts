import type { Implementer } from './item.ts';

const nobody = new Set(['--', '——', '—', '-', '']);

/** What a remark in brackets says: a limit of what is handled here, or what happens beyond it. */
const remark = /[（(]([^（）()]*)[）)](.*)$/u;

/**
 * Reads the district column of the national list for the district it was localised for: “--” is nobody at this
 * level, a bracket behind a department is what limits it (限修理, 初审后报市级复核; R-007). The municipal
 * lead department stands for the level of the province.
 */
export function readImplementers(
  { districtText, lead }: { districtText: string; lead: string },
  district: string,
): Implementer[] {
  const province = `${district.slice(0, 2)}0000`;
  const municipal: Implementer = {
    region: province,
    level: 'province',
    department: lead,
    restriction: null,
    text: lead,
  };
  const text = districtText.trim();
  if (nobody.has(text)) {
    return [
      { region: district, level: 'county', department: null, restriction: null, text: null },
      municipal,
    ];
  }
  const [whole, inside, behind = ''] = remark.exec(text) ?? [];
  return [
    {
      region: district,
      level: 'county',
      department: whole === undefined ? text : text.slice(0, text.length - whole.length),
      restriction: inside === undefined ? null : `${inside}${behind}`,
      text,
    },
    municipal,
  ];
}
