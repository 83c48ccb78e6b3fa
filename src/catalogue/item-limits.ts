import { shortProvinceNames } from '../directory/region.ts';
import type { Day } from '../regulation/instant.ts';
import { closedByPilot, type Pilot } from './pilot.ts';
import type { Programme } from './programme.ts';
import { isMember, placesBetween } from './programme-rules.ts';

/** What limits an item of a list to some places or some time: pilots, or named places alone. */
export type ItemLimits = { readonly pilots: readonly Pilot[]; readonly programme: Programme };

type NameOf = (regionCode: string) => string;

const isProvince = (region: string): boolean => region.endsWith('0000');
const mostNames = 6;

/** Places in words: 川渝 where all are provinces, else their names. */
function placesText(regions: readonly string[], nameOf: NameOf): string {
  if (regions.length > 1 && regions.every(isProvince)) return shortProvinceNames(regions).join('');
  const names = regions.slice(0, mostNames).map(nameOf).join('、');
  return regions.length > mostNames ? `${names}等 ${regions.length} 个地区` : names;
}

const periodText = ({ validFrom, validTo }: Pilot): string =>
  validTo === null ? `${validFrom} 起` : `${validFrom} 起，${validTo} 前`;

/** One limit in words: what it is, and how far it reaches. */
export type LimitText = { readonly label: string; readonly text: string };

/** What limits an item, in words; none for one that is open to all members of its programme. */
export function limitTexts({ pilots, programme }: ItemLimits, on: Day, nameOf: NameOf): LimitText[] {
  const between = placesBetween(programme, on);
  const running = pilots.filter(({ validTo }) => validTo === null || on < validTo);
  return [
    ...(between.length > 0 ? [{ label: '点对点通办', text: `仅限${placesText(between, nameOf)}之间` }] : []),
    ...(running.length > 0 ? running : pilots.slice(-1)).map((pilot) => ({
      label: running.length > 0 ? '试点' : '试点已结束',
      text: `仅限${placesText(pilot.regions, nameOf)}（${periodText(pilot)}）`,
    })),
  ];
}

/** The same as one sentence each: 试点：仅限川渝（2021-07-01 起）. */
export const limitSentences = (limits: ItemLimits, on: Day, nameOf: NameOf): string[] =>
  limitTexts(limits, on, nameOf).map(({ label, text }) => `${label}：${text}`);

/** Why an item is not open for a region on a day: the list does not hold there, or a pilot is elsewhere; or undefined. */
export function closedFor(
  { pilots, programme }: ItemLimits,
  region: string,
  on: Day,
): 'notMember' | 'pilot' | undefined {
  if (programme.status !== 'open' || !isMember(programme, region, on)) return 'notMember';
  return closedByPilot(pilots, region, on) ? 'pilot' : undefined;
}

/** Regions, with those below them, in which an item can be handled on a day: the scope of its pilots, else all members. */
export function homesOf({ pilots, programme }: ItemLimits, on: Day): string[] {
  if (pilots.length > 0)
    return [
      ...new Set(
        pilots
          .filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on < validTo))
          .flatMap(({ regions }) => regions),
      ),
    ];
  return programme.members
    .filter(
      ({ validFrom, validTo }) =>
        validFrom <= on && (validTo === null || validTo === undefined || on < validTo),
    )
    .map(({ region }) => region);
}
