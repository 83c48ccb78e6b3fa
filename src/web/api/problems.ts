import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ProblemView } from '../../escalation/problem-report.ts';
import type { Candidate, RecordView, ResponsibilityKind } from '../../escalation/responsibility.ts';
import type { Role } from '../../regulation/roles.ts';
import { ask } from './client.ts';

const pageSize = 20;
const pageOf = (after: string): string =>
  `limit=${pageSize}${after ? `&after=${encodeURIComponent(after)}` : ''}`;

/** Problems that windows reported, or those between departments; the latest first. */
export function useProblems(kind: ProblemView['kind']) {
  return useInfiniteQuery({
    queryKey: ['problems', kind],
    queryFn: ({ pageParam, signal }) =>
      ask<{ problems: ProblemView[]; next?: string }>(
        `/api/problem-reports?kind=${kind}&${pageOf(pageParam)}`,
        {
          signal,
        },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}

/** Who can be named as a coordinator. */
export function useCoordinators() {
  return useQuery({
    queryKey: ['problems', 'coordinators'],
    queryFn: ({ signal }) =>
      ask<{ coordinators: { id: string; name: string; role: Role }[] }>('/api/problem-reports/coordinators', {
        signal,
      }),
  });
}

/** Responsibility records, the latest first. */
export function useRecords() {
  return useInfiniteQuery({
    queryKey: ['responsibility', 'list'],
    queryFn: ({ pageParam, signal }) =>
      ask<{ records: RecordView[]; next?: string }>(`/api/responsibility-records?${pageOf(pageParam)}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}

/** Records against a window within a year. */
export type RecordFigures = {
  windowName: string;
  kind: ResponsibilityKind;
  kindLabel: string;
  open: number;
  upheld: number;
  total: number;
};

/** Statistics of records by window. */
export function useRecordFigures() {
  return useQuery({
    queryKey: ['responsibility', 'figures'],
    queryFn: ({ signal }) =>
      ask<{ windows: RecordFigures[] }>('/api/responsibility-records/statistics', { signal }),
  });
}

/** What the log of a case says against a party. */
export function useCandidates(caseId: string | undefined) {
  return useQuery({
    queryKey: ['responsibility', 'candidates', caseId],
    queryFn: ({ signal }) =>
      ask<{ candidates: Candidate[] }>(`/api/cases/${caseId}/responsibility-candidates`, { signal }),
    enabled: caseId !== undefined,
  });
}
