import type { Instant } from '../regulation/instant.ts';
import type { DemandGroup } from './demand.ts';

/** States of a nomination in words. */
export const proposalStates = {
  nominated: '待协调小组审定',
  taken: '已纳入清单草稿',
  rejected: '未采纳',
} as const;

/** How a nomination stands. */
export type ProposalState = keyof typeof proposalStates;

/** What a nomination rests on: off-list requests, and cases that were handled all the same. */
export type ProposalFigures = {
  requests: number;
  counted: number;
  provinces: number;
  regions: number;
  consentRate: number | null;
  /** Cases by consent, in a pilot or point to point; absent in nominations made before these were counted. */
  cases?: number;
  granted: number;
};

/** A nomination for the next list: out of off-list demand, or of an item in a pilot or handled point to point. */
export type ItemProposal = {
  id: string;
  groupId: string | null;
  programmeId: string | null;
  familyId: string | null;
  name: string;
  state: ProposalState;
  provinces: string[];
  sourceText: string;
  figures: ProposalFigures;
  reason: string;
  nominatedAt: Instant;
  nominatedByName: string;
  decidedAt: Instant | null;
  decidedByName: string | null;
  decisionNote: string | null;
};

/** What a province puts in for a nomination. */
export type ProvinceSupport = {
  province: string;
  figures: ProposalFigures;
  reason: string;
  nominatedAt: Instant;
  nominatedByName: string;
};

/** What a province can nominate, with the figures it would rest on. */
export type ProposalSource = {
  groupId: string | null;
  item: { programmeId: string; number: number } | null;
  name: string;
  /** Where it comes from, in words: 清单外需求, or the list in which it is tried. */
  from: string;
  figures: ProposalFigures;
  /** A nomination of it that waits, which can be joined. */
  proposalId: string | null;
  /** The province has nominated it already. */
  joined: boolean;
};

/** Figures of a group of off-list requests. */
export const figuresOfDemand = (group: DemandGroup & { consentRate: number | null }): ProposalFigures => ({
  requests: group.requests,
  counted: group.counted,
  provinces: group.provinces.length,
  regions: group.regions,
  consentRate: group.consentRate,
  cases: group.cases,
  granted: group.granted,
});

/** Figures of an item that is handled in a pilot or point to point. */
export const figuresOfCases = ({ cases, granted }: { cases: number; granted: number }): ProposalFigures => ({
  requests: 0,
  counted: 0,
  provinces: 1,
  regions: 0,
  consentRate: null,
  cases,
  granted,
});

/** Whether figures support anything: at least one request or case. */
export const supports = ({ counted, cases = 0 }: ProposalFigures): boolean => counted + cases > 0;

/** Figures of several provinces together. */
export function sumOfFigures(all: readonly ProposalFigures[]): ProposalFigures {
  const sum = (of: (figures: ProposalFigures) => number): number =>
    all.reduce((total, figures) => total + of(figures), 0);
  const rates = all.flatMap(({ consentRate, counted }) =>
    consentRate === null ? [] : [{ consentRate, counted }],
  );
  const weight = rates.reduce((total, { counted }) => total + counted, 0);
  return {
    requests: sum(({ requests }) => requests),
    counted: sum(({ counted }) => counted),
    provinces: all.length,
    regions: sum(({ regions }) => regions),
    consentRate:
      weight === 0
        ? null
        : rates.reduce((total, { consentRate, counted }) => total + consentRate * counted, 0) / weight,
    cases: sum(({ cases = 0 }) => cases),
    granted: sum(({ granted }) => granted),
  };
}
