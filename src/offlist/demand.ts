import { shortProvinceNames } from '../directory/region.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { OffListState } from '../regulation/off-list.ts';

/** What a group of wordings amounts to in a stretch of time, within what its reader answers for. */
export type DemandGroup = {
  groupId: string;
  name: string;
  /** All records; `counted` without repetitions of one applicant within 30 days. */
  requests: number;
  counted: number;
  /** Intake provinces and regions of those that count, by code. */
  provinces: string[];
  regions: number;
  explained: number;
  pending: number;
  consented: number;
  refused: number;
  unanswered: number;
  withdrawn: number;
  /** Cases opened by a consent, and those of them that were granted. */
  cases: number;
  granted: number;
  wordings: string[];
};

/** A group among the candidates for the next list: with its place and the share of consents. */
export type Candidate = DemandGroup & {
  rank: number;
  /** Consents among the answers, silence included; null where nobody was asked. */
  consentRate: number | null;
  proposal?: { id: string; state: string };
};

/** How often one matter was asked for between two regions. */
export type DemandRoute = {
  groupId: string;
  name: string;
  intakeProvince: string;
  homeProvince: string;
  requests: number;
};

/** One record of a group. */
export type DemandRecord = {
  id: string;
  wording: string;
  state: OffListState;
  intakeRegion: string;
  homeRegion: string;
  recordedAt: Instant;
  duplicate: boolean;
};

/** Consents among the answers, silence included; null where nobody was asked. */
export function consentRateOf({
  consented,
  refused,
  unanswered,
}: Pick<DemandGroup, 'consented' | 'refused' | 'unanswered'>): number | null {
  const answers = consented + refused + unanswered;
  return answers === 0 ? null : consented / answers;
}

/** Candidates for the next list, best first: number, provinces, regions, consent rate, handled successfully. */
export function ranked(groups: readonly DemandGroup[]): Candidate[] {
  return groups
    .filter(({ counted }) => counted > 0)
    .map((group) => ({ ...group, consentRate: consentRateOf(group) }))
    .toSorted(
      (a, b) =>
        b.counted - a.counted ||
        b.provinces.length - a.provinces.length ||
        b.regions - a.regions ||
        (b.consentRate ?? -1) - (a.consentRate ?? -1) ||
        b.granted - a.granted ||
        (a.groupId < b.groupId ? -1 : 1),
    )
    .map((group, i) => ({ ...group, rank: i + 1 }));
}

const numerals = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const inWords = (count: number): string =>
  count <= 10
    ? (numerals[count] ?? `${count}`)
    : `${count < 20 ? '' : numerals[Math.floor(count / 10)]}十${count % 10 === 0 ? '' : numerals[count % 10]}`;

/** Which batch comes after those that the sources of a list name: 第二 after 川、渝建议纳入第一批. */
export function nextBatchOf(sources: readonly (string | null)[]): string {
  const named = sources.map(
    (source) => /建议纳入第([一二三四五六七八九十]+)批/u.exec(source ?? '')?.[1] ?? '',
  );
  const last = Math.max(
    0,
    ...named.map((one) => Array.from({ length: 30 }, (_, at) => inWords(at)).indexOf(one)),
  );
  return `第${inWords(last + 1)}批`;
}

/** 事项来源 as the lists print it: 川、渝建议纳入第二批. */
export const sourceTextOf = (provinces: readonly string[], batch: string): string =>
  `${shortProvinceNames(provinces).join('、')}建议纳入${batch}`;

/** A month by its first day and the first day after it; undefined where the text is none. */
export function monthOf(text: string): { from: Day; until: Day } | undefined {
  const [, year, month] = /^(20\d{2})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  if (year === undefined || month === undefined) return undefined;
  const next =
    Number(month) === 12 ? `${Number(year) + 1}-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}`;
  return { from: `${text}-01`, until: `${next}-01` };
}
