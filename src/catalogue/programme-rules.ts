import type { Day } from '../regulation/instant.ts';
import { isLadder } from '../regulation/ladder.ts';
import type { Programme, ProgrammeMember } from './programme.ts';

/** What keeps a pair of regions from being handled under a programme. */
export type RegionObjection = 'region-not-in-programme' | 'same-region';

/** The province of a region code: 510107 → 510000. */
export const provinceOf = (region: string): string => `${region.slice(0, 2)}0000`;

/** Digits of a code that name the region itself: 510000 → 51, 510100 → 5101, 510107 → 510107. */
const significant = (code: string): string => code.replace(/(?:00){1,2}$/, '');

const isWithin = (region: string, member: string): boolean => region.startsWith(significant(member));

const holds = ({ validFrom, validTo }: ProgrammeMember, on: Day): boolean =>
  validFrom <= on && (validTo === undefined || validTo === null || on < validTo);

/** Whether a region, or one above it, belongs to the programme on a day. */
export const isMember = ({ members }: Programme, region: string, on: Day): boolean =>
  members.some((member) => holds(member, on) && isWithin(region, member.region));

/** Whether a province has a part in the programme on a day, itself or by a region in it. */
export const isMemberProvince = ({ members }: Programme, province: string, on: Day): boolean =>
  members.some((member) => holds(member, on) && provinceOf(member.region) === province);

/** Whether two regions count as one under the programme: same province, or same district. */
export const isSameRegion = ({ granularity }: Programme, a: string, b: string): boolean =>
  granularity === 'province' ? provinceOf(a) === provinceOf(b) : a === b;

/**
 * Why a case from the intake region cannot be handled in the home region under the programme: a region is no
 * member, or both count as one; undefined when it can.
 */
export function objectionToRegions(
  programme: Programme,
  { intakeRegion, homeRegion, on }: { intakeRegion: string; homeRegion: string; on: Day },
): RegionObjection | undefined {
  const bothMembers = isMember(programme, intakeRegion, on) && isMember(programme, homeRegion, on);
  if (!bothMembers) return 'region-not-in-programme';
  return isSameRegion(programme, intakeRegion, homeRegion) ? 'same-region' : undefined;
}

const isProvince = (region: string): boolean => region.endsWith('0000');

/**
 * The prefectures and counties between which alone a programme holds on a day (点对点通办, R-018), in their order; none
 * where a whole province belongs to it.
 */
export function placesBetween({ members }: Pick<Programme, 'members'>, on: Day): string[] {
  const named = members.filter(({ validTo }) => validTo === undefined || validTo === null || on < validTo);
  return named.some(({ region }) => isProvince(region))
    ? []
    : [...new Set(named.map(({ region }) => region))];
}

const shares = [1_000_000, 10_000, 1] as const;

/** How wide a programme reaches on a day: provinces before prefectures before districts. */
export function breadth({ members }: Programme, on: Day): number {
  return members
    .filter((member) => holds(member, on))
    .reduce((sum, { region }) => sum + (shares[significant(region).length / 2 - 1] ?? 0), 0);
}

/**
 * What is missing before a programme can be created or put to use: each wrong field with a sentence, or nothing. The
 * programme may be any text of a form or file.
 */
export function faultsOfProgramme(
  programme: Partial<Record<keyof Programme, unknown>>,
): { field: keyof Programme; detail: string }[] {
  const texts = {
    id: '编号',
    shortCode: '简称',
    name: '名称',
    documentNumber: '文号',
    coordinator: '协调机构',
  } as const;
  const faults: { field: keyof Programme; detail: string }[] = [];
  for (const [field, label] of Object.entries(texts) as [keyof typeof texts, string][]) {
    const value = programme[field];
    if (typeof value !== 'string' || value.trim() === '') faults.push({ field, detail: `请填写${label}。` });
  }
  const { granularity, members, ladder, status } = programme;
  if (granularity !== 'province' && granularity !== 'district') {
    faults.push({ field: 'granularity', detail: '请选择按省（区、市）还是按区县区分两地。' });
  }
  if (!Array.isArray(members) || members.length === 0) {
    faults.push({ field: 'members', detail: '请至少列出一个成员地区。' });
  }
  if (status === 'open' && !isLadder(ladder)) {
    faults.push({ field: 'ladder', detail: '没有协调层级（逾期不答复时由谁协调、谁调度），不能启用。' });
  }
  return faults;
}
