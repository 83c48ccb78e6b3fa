import { Id, InstantText, object, oneOf, RegionCode, type Static, Type } from '../platform/schema.ts';
import type { ItemProposal, ProposalFigures, ProposalState, ProvinceSupport } from './proposal.ts';
import { proposalStates } from './proposal.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

/** States of a nomination, for queries. */
export const ProposalStateName = oneOf(Object.keys(proposalStates) as ProposalState[]);

/** What a nomination rests on. */
export const Figures = object({
  requests: Type.Integer({ description: '清单外申请的登记数' }),
  counted: Type.Integer({ description: '去掉同一申请人 30 天内同一件事的重复' }),
  provinces: Type.Integer(),
  regions: Type.Integer(),
  consentRate: nullable(Type.Number()),
  cases: Type.Integer({ description: '办件数：经同意、试点或点对点' }),
  granted: Type.Integer({ description: '其中准予的' }),
});

/** A nomination as it is answered. */
export const Proposal = object({
  id: Id,
  groupId: nullable(Id),
  programmeId: nullable(Type.String({ description: '试点或点对点的清单' })),
  name: Type.String(),
  state: ProposalStateName,
  stateLabel: Type.String(),
  provinces: Type.Array(object({ code: RegionCode, name: Type.String() })),
  sourceText: Type.String(),
  figures: Figures,
  reason: Type.String(),
  nominatedAt: InstantText,
  nominatedByName: Type.String(),
  decidedAt: nullable(InstantText),
  decidedByName: nullable(Type.String()),
  decisionNote: nullable(Type.String()),
  supports: Type.Array(
    object({
      province: RegionCode,
      provinceName: Type.String(),
      figures: Figures,
      reason: Type.String(),
      nominatedAt: InstantText,
      nominatedByName: Type.String(),
    }),
  ),
});

/** Figures as they are answered. */
export const figuresAnswer = (figures: ProposalFigures): Static<typeof Figures> => ({
  requests: figures.requests,
  counted: figures.counted,
  provinces: figures.provinces,
  regions: figures.regions,
  consentRate: figures.consentRate,
  cases: figures.cases ?? 0,
  granted: figures.granted,
});

/** A nomination with its provinces by name. */
export const proposalAnswer = (
  { familyId: _in, ...proposal }: ItemProposal & { supports: readonly ProvinceSupport[] },
  regionName: (code: string) => string,
): Static<typeof Proposal> => ({
  ...proposal,
  stateLabel: proposalStates[proposal.state],
  provinces: proposal.provinces.map((code) => ({ code, name: regionName(code) })),
  figures: figuresAnswer(proposal.figures),
  supports: proposal.supports.map((support) => ({
    ...support,
    provinceName: regionName(support.province),
    figures: figuresAnswer(support.figures),
  })),
});
