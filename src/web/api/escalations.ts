import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EscalationRow, EscalationView, LadderSummary } from '../../escalation/escalation-view.ts';
import type { OrderView } from '../../escalation/supervision.ts';
import { ask } from './client.ts';

/** Lists of the ladder. */
export type LadderList = 'open' | 'closed' | 'major';

type Page = { escalations: EscalationRow[]; next?: string };

const pageSize = 20;

/** Escalations of a list, page by page. */
export function useEscalations(list: LadderList) {
  return useInfiniteQuery({
    queryKey: ['escalations', 'list', list],
    queryFn: ({ pageParam, signal }) =>
      ask<Page>(
        `/api/escalations?list=${list}&limit=${pageSize}${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}

/** Requests to windows whose time runs. */
export function useAsked(enabled: boolean) {
  return useQuery({
    queryKey: ['escalations', 'asked'],
    queryFn: ({ signal }) => ask<Page>('/api/escalations?list=asked&limit=50', { signal }),
    enabled,
  });
}

/** Figures of the three levels. */
export function useLadderSummary(enabled = true) {
  return useQuery({
    queryKey: ['escalations', 'summary'],
    queryFn: ({ signal }) => ask<LadderSummary>('/api/escalations/summary', { signal }),
    staleTime: 15_000,
    enabled,
  });
}

/** One escalation. */
export function useEscalation(id: string | undefined) {
  return useQuery({
    queryKey: ['escalations', 'one', id],
    queryFn: ({ signal }) => ask<EscalationView>(`/api/escalations/${id}`, { signal }),
    enabled: id !== undefined,
  });
}

/** Escalations of a case. */
export function useCaseEscalations(caseId: string, version: number) {
  return useQuery({
    queryKey: ['escalations', 'case', caseId, version],
    queryFn: ({ signal }) =>
      ask<{ escalations: EscalationView[] }>(`/api/cases/${caseId}/escalations`, { signal }),
  });
}

/** Sends one act; afterwards everything of the ladder is read anew. */
export function useLadderAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body = {} }: { path: string; body?: object }) =>
      ask<unknown>(path, { method: 'POST', body }),
    onSettled: () => {
      for (const key of ['escalations', 'orders', 'problems', 'responsibility'])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

/** Supervision orders, the latest first. */
export function useOrders() {
  return useInfiniteQuery({
    queryKey: ['orders'],
    queryFn: ({ pageParam, signal }) =>
      ask<{ orders: OrderView[]; next?: string }>(
        `/api/supervision-orders?limit=${pageSize}${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}

/** Orders of a month that were overdue. */
export function useBulletin(month: string, enabled: boolean) {
  return useQuery({
    queryKey: ['orders', 'bulletin', month],
    queryFn: ({ signal }) =>
      ask<{ orders: OrderView[] }>(`/api/supervision-orders/bulletin?month=${month}`, { signal }),
    enabled,
  });
}

/** A window of the public league. */
export type LeagueWindow = {
  place: number | null;
  windowName: string;
  regionCode: string;
  regionName: string;
  median: number;
  onTimeShare: number;
  sample: number;
};

/** How fast windows respond, the last 30 days. */
export function useLeague(direction: { from: string; to: string }) {
  const { from, to } = direction;
  const query = new URLSearchParams([
    ...(from === '' ? [] : [['from', from]]),
    ...(to === '' ? [] : [['to', to]]),
  ]).toString();
  return useQuery({
    queryKey: ['league', from, to],
    queryFn: ({ signal }) => ask<{ windows: LeagueWindow[] }>(`/api/response-league?${query}`, { signal }),
    staleTime: 60_000,
  });
}
