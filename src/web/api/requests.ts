import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseView, CommandReceipt } from '../../cases/core/case-view.ts';
import type { WaitingRequest } from '../../cases/requests/waiting-view.ts';
import { ask, requestKey } from './client.ts';

const everyMs = 60_000;

/** What waits for an answer of this window; read again when a case changes, and every minute. */
export function useWaiting(enabled: boolean) {
  return useQuery({
    queryKey: ['waiting'],
    queryFn: ({ signal }) => ask<{ requests: WaitingRequest[] }>('/api/waiting-requests', { signal }),
    enabled,
    refetchInterval: everyMs,
    placeholderData: keepPreviousData,
  });
}

/** Tells that somebody of the window saw the messages of a case. */
export function useMarkSeen(caseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      ask<{ seen: number }>(`/api/cases/${caseId}/messages-seen`, { method: 'POST', body: {} }),
    onSuccess: ({ seen }) => {
      if (seen > 0) void client.invalidateQueries({ queryKey: ['case', caseId] });
    },
  });
}

/** Takes a case in hand for one's window, under the version it has now: who comes second is told who was first. */
export function useTake() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (caseId: string) => {
      const kase = await ask<CaseView>(`/api/cases/${caseId}`);
      return ask<CommandReceipt>(`/api/cases/${caseId}/take-case`, {
        method: 'POST',
        body: {},
        headers: { 'idempotency-key': requestKey(), 'if-match': `"${kase.version}"` },
      });
    },
    onSettled: (_receipt, _error, caseId) => {
      void client.invalidateQueries({ queryKey: ['waiting'] });
      void client.invalidateQueries({ queryKey: ['case', caseId] });
      void client.invalidateQueries({ queryKey: ['cases'] });
    },
  });
}
