import type { ArticleId } from './articles.ts';
import type { DutyId } from './duties.ts';
import type { Role } from './roles.ts';

/**
 * The ladder (协调阶梯) of lifecycle.md C.5: who coordinates when somebody does not answer, and how long each level has.
 * It changes no state of a case and stops no other deadline.
 */
export const ladders = {
  /** 规程第十三条 ¶3: 贵州省政务服务中心 leads, the member bodies of both provinces in copy. */
  southwest: { second: '西南五省“跨省通办”协调小组（贵州省政务服务中心牵头）', article: 'rules-13' },
  /** S001 三（二）, S000 四: 市政府职转办、市政府办公厅. */
  municipal: { second: '重庆市政府职转办、市政府办公厅', article: 'chongqing-coordination' },
  /** 川渝通办 and agreements without a body of their own: the bodies of both provinces together. */
  bothProvinces: { second: '两地省级主管机构', article: 'rules-13' },
} as const satisfies Record<string, { second: string; article: ArticleId }>;

/** Which ladder a programme has. */
export type LadderId = keyof typeof ladders;

/** Whether a text names a ladder. */
export const isLadder = (text: unknown): text is LadderId =>
  typeof text === 'string' && Object.hasOwn(ladders, text);

/** The body of 规程第四条: leads the coordination group. */
export const groupLead = '520000';

/** Body of 市辖 programmes. */
const chongqing = '500000';

/** A body of the ladder: the holders of a role in a region. */
export type Seat = {
  readonly regionCode: string;
  readonly role: Extract<Role, 'serviceAdministration' | 'coordinationGroup'>;
};

/** Who acts at level 2, and who gets a copy. */
export type SecondLevel = { readonly lead: readonly Seat[]; readonly copies: readonly Seat[] };

const provinceOf = (regionCode: string): string => `${regionCode.slice(0, 2)}0000`;
const administration = (regionCode: string): Seat => ({ regionCode, role: 'serviceAdministration' });
const member = (regionCode: string): Seat => ({ regionCode, role: 'coordinationGroup' });

/** Level 1: the service administration of the region that holds the duty. */
export const firstLevelOf = (holderRegion: string): Seat => administration(holderRegion);

/** Level 2 of a ladder for a pair of regions. */
export function secondLevelOf(ladder: LadderId, intakeRegion: string, homeRegion: string): SecondLevel {
  const provinces = [...new Set([provinceOf(intakeRegion), provinceOf(homeRegion)])];
  if (ladder === 'municipal') return { lead: [administration(chongqing)], copies: [] };
  if (ladder === 'bothProvinces') return { lead: provinces.map(administration), copies: [] };
  return {
    lead: [member(groupLead)],
    copies: [
      ...provinces.map(administration),
      ...provinces.filter((province) => province !== groupLead).map(member),
    ],
  };
}

/** Regions whose coordination group members may take a matter to level 2 at once. */
export const groupRegionsOf = (
  ladder: LadderId,
  intakeRegion: string,
  homeRegion: string,
): readonly string[] =>
  ladder === 'southwest' ? [...new Set([groupLead, provinceOf(intakeRegion), provinceOf(homeRegion)])] : [];

/** The matters of the ladder: duties of the register, and the consent to an off-list request (C.4). */
export type EscalatedRule = DutyId | 'offListConsent';

/** Requests of one window to another, whose response is measured, with the words for them. */
export const measuredRules = {
  homeAnswer: '窗口请求',
  firstOpening: '查看来件',
  offListConsent: '清单外同意',
} as const satisfies Partial<Record<EscalatedRule, string>>;

/** A request whose response is measured. */
export type MeasuredRule = keyof typeof measuredRules;

/** Responses below which a window is not ranked. */
export const leastSample = 5;

/** Whether an administration stands above a region, or is its own: 510000 over 510107. */
export const isWithinHierarchy = (own: string, region: string): boolean =>
  own === region ||
  (own.endsWith('0000') && own.slice(0, 2) === region.slice(0, 2)) ||
  (own.endsWith('00') && own.slice(0, 4) === region.slice(0, 4));
