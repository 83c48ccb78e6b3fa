import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { DifferenceMatrix } from '../../catalogue/difference-matrix.ts';
import type { RegionalDifference, StandardContent, StandardStage } from '../../catalogue/standard.ts';
import type { ProposalKind, ProposalState } from '../../catalogue/standard-proposal.ts';
import type { Day, Instant } from '../../regulation/instant.ts';
import { ask } from './client.ts';

/** The standards of an item in several regions beside each other. */
export type ItemMatrix = {
  catalogueId: string;
  number: number;
  name: string;
  leadDepartments: string[];
  regions: { code: string; name: string }[];
  score: number | null;
  options: DifferenceMatrix[];
};

/** An option in the list of standards. */
export type StandardRow = {
  optionId: string;
  optionName: string;
  catalogueId: string;
  number: number;
  itemName: string;
  leadDepartments: string[];
  version: string | null;
  effectiveFrom: Day | null;
  unified: boolean;
  score: number | null;
  sample: boolean;
  waiting: number;
};

/** A published version of a standard. */
export type VersionEntry = {
  version: string;
  effectiveFrom: Day;
  effectiveTo: Day | null;
  unified: boolean;
  publishedAt: Instant;
  proposedByName: string | null;
  decidedByName: string | null;
  kind: ProposalKind | null;
  region: string | null;
  note: string | null;
  content: StandardContent;
};

/** By what an option is reviewed for a province. */
export type StageEntry = {
  region: string;
  name: string;
  stage: StandardStage;
  stageText: string;
  version: string | null;
  source: string | null;
  reason: string | null;
  setByName: string | null;
};

/** A proposal on its way. */
export type ProposalEntry = {
  id: string;
  optionId: string;
  kind: ProposalKind;
  kindText: string;
  region: string | null;
  baseVersion: string | null;
  content: StandardContent;
  effectiveFrom: Day;
  note: string;
  state: ProposalState;
  stateText: string;
  revision: number;
  proposedByName: string;
  changedAt: Instant;
  decidedByName: string | null;
  decidedAt: Instant | null;
  decisionNote: string | null;
  version: string | null;
  faults: string[];
  own: boolean;
  mayDecide: boolean;
};

/** What is drafted. */
export type DraftBody = { effectiveFrom: Day; note: string } & (
  | { content: StandardContent }
  | { region: string; differences: RegionalDifference[] }
);

const matrixAddress = (catalogueId: string, number: number): string =>
  `/api/items/${catalogueId}/${number}/difference-matrix`;

/** Where the matrix is fetched as a spreadsheet. */
export const matrixSheet = (catalogueId: string, number: number, regions: readonly string[]): string =>
  `${matrixAddress(catalogueId, number)}.xlsx${regions.length > 0 ? `?regions=${regions.join(',')}` : ''}`;

/** The matrix of an item; without regions of the members of its list. */
export function useMatrix(catalogueId: string, number: number, regions: readonly string[]) {
  return useQuery({
    queryKey: ['standards', 'matrix', catalogueId, number, regions.join()],
    queryFn: ({ signal }) =>
      ask<ItemMatrix>(
        `${matrixAddress(catalogueId, number)}${regions.length > 0 ? `?regions=${regions.join(',')}` : ''}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}

/** All options with their standards, by number. */
export function useStandards(part: string) {
  return useInfiniteQuery({
    queryKey: ['standards', 'list', part],
    queryFn: ({ pageParam, signal }) =>
      ask<{ standards: StandardRow[]; more: boolean }>(
        `/api/standards?limit=40${part === '' ? '' : `&q=${encodeURIComponent(part)}`}${pageParam}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ standards, more }) =>
      more ? `&after=${standards.at(-1)?.optionId ?? ''}` : undefined,
    placeholderData: keepPreviousData,
  });
}

/** One option's standard with its versions and stages. */
export function useStandard(optionId: string) {
  return useQuery({
    queryKey: ['standards', 'one', optionId],
    queryFn: ({ signal }) =>
      ask<{ standard: StandardRow; versions: VersionEntry[]; stages: StageEntry[] }>(
        `/api/standards/${optionId}`,
        { signal },
      ),
  });
}

/** Proposals of one option, or all that wait. */
export function useProposals(query: { optionId?: string; state?: ProposalState }) {
  const search = new URLSearchParams(query).toString();
  return useQuery({
    queryKey: ['standards', 'proposals', search],
    queryFn: ({ signal }) =>
      ask<{ proposals: ProposalEntry[]; more: boolean }>(`/api/standard-proposals?${search}`, { signal }),
  });
}

/** What is done with standards: drafted, changed, put forward, withdrawn, decided; a stage set. */
export type StandardAct =
  | { act: 'draft'; optionId: string; body: DraftBody }
  | { act: 'change'; id: string; revision: number; body: DraftBody }
  | { act: 'submit' | 'withdraw'; id: string }
  | { act: 'decide'; id: string; approved: boolean; note: string }
  | {
      act: 'stage';
      optionId: string;
      province: string;
      stage: StandardStage;
      reason: string;
      guideLink?: string;
    };

function send(act: StandardAct): Promise<ProposalEntry> {
  switch (act.act) {
    case 'draft':
      return ask(`/api/standards/${act.optionId}/proposals`, { method: 'POST', body: act.body });
    case 'change':
      return ask(`/api/standard-proposals/${act.id}`, {
        method: 'PUT',
        body: { ...act.body, revision: act.revision },
      });
    case 'decide':
      return ask(`/api/standard-proposals/${act.id}/decision`, {
        method: 'POST',
        body: { approved: act.approved, note: act.note },
      });
    case 'stage': {
      const { act: _act, optionId, ...body } = act;
      return ask(`/api/standards/${optionId}/stages`, { method: 'POST', body });
    }
    case 'submit':
    case 'withdraw':
      return ask(`/api/standard-proposals/${act.id}/${act.act}`, { method: 'POST', body: {} });
  }
}

/** Does one act; lists and matrices are read anew. */
export function useStandardAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: ['standards'] }),
  });
}
