import type { Day, Instant } from '../regulation/instant.ts';
import type { Role } from '../regulation/roles.ts';
import { faultsOfOption, type Publishable } from './publishable.ts';
import type { RegionalDifference, StandardContent } from './standard.ts';

/** What a proposal is: the standard of all, a province's own until unified, or a deviation asked for afterwards. */
export const proposalKinds = {
  unified: '统一标准',
  provincial: '省级标准',
  deviation: '偏离申请',
} as const;
export type ProposalKind = keyof typeof proposalKinds;

export const proposalStates = {
  draft: '草稿',
  proposed: '待审定',
  published: '已发布',
  rejected: '未同意',
  withdrawn: '已撤回',
} as const;
export type ProposalState = keyof typeof proposalStates;

/** A draft of an acceptance standard on its way. */
export type StandardProposal = {
  readonly id: string;
  readonly optionId: string;
  readonly kind: ProposalKind;
  /** Province; null for the standard of all. */
  readonly region: string | null;
  readonly baseVersion: string | null;
  readonly content: StandardContent;
  readonly effectiveFrom: Day;
  readonly note: string;
  readonly state: ProposalState;
  /** Counts every change. */
  readonly revision: number;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly changedAt: Instant;
  readonly decidedByName: string | null;
  readonly decidedAt: Instant | null;
  readonly decisionNote: string | null;
  /** The version published from it. */
  readonly version: string | null;
};

type Grants = readonly { readonly role: Role; readonly regionCode: string }[];

const isProvince = (code: string): boolean => code.endsWith('0000');

/** The provinces whose administration somebody belongs to. */
export const provincesOf = (grants: Grants): string[] =>
  grants
    .filter(({ role, regionCode }) => role === 'serviceAdministration' && isProvince(regionCode))
    .map(({ regionCode }) => regionCode);

/** Whether somebody is of the coordination group. */
export const coordinates = (grants: Grants): boolean =>
  grants.some(({ role }) => role === 'coordinationGroup');

/** Whether somebody may write proposals at all. */
export const writesStandards = (grants: Grants): boolean =>
  coordinates(grants) || provincesOf(grants).length > 0;

/** A unified standard is proposed by any province and by the group; what a province does otherwise only by itself. */
export const mayPropose = (grants: Grants, region: string | null): boolean =>
  region === null ? writesStandards(grants) : provincesOf(grants).includes(region);

/** A province settles its own standard until unified; everything else the coordination group (规程第八条). */
export const mayDecide = (
  grants: Grants,
  { kind, region }: Pick<StandardProposal, 'kind' | 'region'>,
): boolean =>
  coordinates(grants) || (kind === 'provincial' && region !== null && provincesOf(grants).includes(region));

/** Differences that a unified standard may keep: who decides there, and what it is called there. */
const keptWhenUnified = new Set<RegionalDifference['change']>(['other-level', 'other-name']);

/** The content with what one province does otherwise replaced. */
export const withOwnDifferences = (
  content: StandardContent,
  region: string,
  own: readonly RegionalDifference[],
): StandardContent => ({
  ...content,
  regionalDifferences: [...content.regionalDifferences.filter((one) => one.region !== region), ...own],
});

/** What one province does otherwise. */
export const differencesOf = (
  { regionalDifferences }: StandardContent,
  region: string,
): RegionalDifference[] => regionalDifferences.filter((one) => one.region === region);

function limitFaults(content: Publishable): string[] {
  return content.regionalDifferences.flatMap((difference) => {
    if (difference.change !== 'other-limit') return [];
    const { promisedDays = content.promisedDays, statutoryDays = content.statutoryDays } = difference;
    return statutoryDays !== null && promisedDays > statutoryDays
      ? [
          `差异“${difference.detail}”：承诺期限（${promisedDays} 个工作日）长于法定时限（${statutoryDays} 个工作日）。`,
        ]
      : [];
  });
}

/** Why a proposal cannot be published: what is missing or does not fit, one sentence each. */
export function faultsOfProposal({
  kind,
  region,
  content,
}: Pick<StandardProposal, 'kind' | 'region' | 'content'>): string[] {
  const stray =
    kind === 'unified' && content.regionalDifferences.some(({ change }) => !keptWhenUnified.has(change));
  return [
    ...faultsOfOption(content),
    ...limitFaults(content),
    ...(stray ? ['统一标准里不能再有各省不同的材料、表单、时限、收费和送达，请先删去这些差异。'] : []),
    ...(region !== null && kind === 'deviation' && differencesOf(content, region).length === 0
      ? ['偏离申请里没有写与统一标准有什么不同。']
      : []),
  ];
}
