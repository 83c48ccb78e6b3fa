import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type {
  CasePage,
  CaseView,
  CommandReceipt,
  EventView,
  LateDutyView,
} from '../../cases/core/case-view.ts';
import type { SearchKind } from '../../cases/core/search-keys.ts';
import { type CommandName, kebab } from '../../regulation/lifecycle/index.ts';
import { ask, requestKey } from './client.ts';
import { explainConflict } from './conflict.ts';
import { isStale, NoAnswer } from './problem.ts';

/** The queues of the work list. */
export type Queue = 'mine' | 'taken' | 'overdue' | 'waiting' | 'intake' | 'home' | 'drafts' | 'closed';

/** What a list leaves out (R-097); empty texts leave nothing out. */
export type QueueFilters = { state: string; item: string; mode: string; dueBy: string };

const pageSize = 20;

/** A list with its filters as the server is asked for it. */
export function queueQuery(queue: Queue, filters: QueueFilters): URLSearchParams {
  const query = new URLSearchParams({ queue });
  for (const [name, value] of Object.entries(filters)) if (value !== '') query.set(name, value);
  return query;
}

/** A queue, page by page, most urgent first. */
export function useQueue(queue: Queue | undefined, filters: QueueFilters) {
  return useInfiniteQuery({
    queryKey: ['cases', queue, filters],
    queryFn: ({ pageParam, signal }) => {
      const query = queueQuery(queue ?? 'mine', filters);
      query.set('limit', String(pageSize));
      if (pageParam !== '') query.set('after', pageParam);
      return ask<CasePage>(`/api/cases?${query.toString()}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: queue !== undefined,
  });
}

/** How many cases each list has; 100 stands for more than 99. */
export function useCounts() {
  return useQuery({
    queryKey: ['cases', 'counts'],
    queryFn: ({ signal }) => ask<{ counts: Partial<Record<Queue, number>> }>('/api/cases/counts', { signal }),
    placeholderData: keepPreviousData,
  });
}

/** What was late, the latest first. */
export function useLate(enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['cases', 'late'],
    queryFn: ({ pageParam, signal }) =>
      ask<{ duties: LateDutyView[]; next?: string }>(
        `/api/cases/late?limit=${pageSize}${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled,
  });
}

/** 办件查询: what is looked for and by what. */
export type CaseQuestion = { by: SearchKind; value: string; businessNumber?: string };

/** Looks cases up; what is looked for goes in the body, so that it stands in no address and no log. */
export function useCaseSearch() {
  return useMutation({
    mutationFn: (body: CaseQuestion) =>
      ask<CasePage & { more: boolean }>('/api/case-search', { method: 'POST', body }),
  });
}

/** One case as the reader may see it. */
export function useCase(id: string) {
  return useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => ask<CaseView>(`/api/cases/${id}`, { signal }),
  });
}

/** Reads a case with personal data in full; the server records who did. */
export function useUnmask(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask<CaseView>(`/api/cases/${id}?unmask=1`),
    onSuccess: (kase) => client.setQueryData(['case', id], kase),
  });
}

/** The timeline of a case. */
export function useEvents(id: string, version: number | undefined) {
  return useQuery({
    queryKey: ['case-events', id, version],
    queryFn: ({ signal }) => ask<{ events: EventView[] }>(`/api/cases/${id}/events`, { signal }),
    enabled: version !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Checks the hash chain of a case, on request. */
export function useVerification(id: string) {
  return useMutation({
    mutationFn: () => ask<{ intact: boolean; events: number; head: string }>(`/api/cases/${id}/verification`),
  });
}

/** Departments and people to whom the home window may give the case. */
export type Assignees = { departments: { name: string; staff: { id: string; name: string }[] }[] };

/** To whom a lead can give the case, by post of the own side. */
export type Colleagues = {
  posts: {
    post: 'intakeWindow' | 'homeWindow' | 'approver';
    name: string;
    staff: { id: string; name: string }[];
  }[];
};

/** Who could take the place of somebody in charge. */
export function useColleagues(id: string) {
  return useQuery({
    queryKey: ['colleagues', id],
    queryFn: ({ signal }) => ask<Colleagues>(`/api/cases/${id}/colleagues`, { signal }),
  });
}

/** Who may be given the case. */
export function useAssignees(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['assignees', id],
    queryFn: ({ signal }) => ask<Assignees>(`/api/cases/${id}/assignees`, { signal }),
    enabled,
  });
}

/** Finds a case by its whole business number. */
export const findByNumber = (businessNumber: string): Promise<CaseView> =>
  ask<CaseView>(`/api/cases/by-number/${businessNumber}`);

/** One command with its body. */
export type CommandCall = { command: CommandName; body?: object };

/**
 * Sends commands on one case under the version last seen. The same act keeps its key until it was answered, so that
 * pressing again after a broken connection does nothing twice. After a conflict the case is read anew and what was
 * typed stays.
 */
export function useCommand(id: string) {
  const client = useQueryClient();
  const pending = useRef<{ text: string; key: string } | undefined>(undefined);
  const mutation = useMutation({
    mutationFn: async ({ command, body = {} }: CommandCall) => {
      const version = client.getQueryData<CaseView>(['case', id])?.version;
      const text = JSON.stringify([command, version, body]);
      if (pending.current?.text !== text) pending.current = { text, key: requestKey() };
      try {
        const receipt = await ask<CommandReceipt>(`/api/cases/${id}/${kebab(command)}`, {
          method: 'POST',
          body,
          headers: { 'idempotency-key': pending.current.key, 'if-match': `"${version ?? 0}"` },
        });
        pending.current = undefined;
        return receipt;
      } catch (error) {
        if (!(error instanceof NoAnswer)) pending.current = undefined;
        throw isStale(error) ? await explainConflict(id, error) : error;
      }
    },
    onMutate: () => client.cancelQueries({ queryKey: ['case', id] }),
    onSuccess: ({ version, state, stateLabel }) => {
      client.setQueryData<CaseView>(['case', id], (kase) => kase && { ...kase, version, state, stateLabel });
      refresh(client, id);
    },
    onError: (error) => {
      if (isStale(error)) refresh(client, id);
    },
  });
  const { mutateAsync } = mutation;
  /** Sends a command; `onDone` is called even when the new state has taken the asking part off the page. */
  const run = useCallback(
    (call: CommandCall, onDone?: (receipt: CommandReceipt) => void) => {
      mutateAsync(call).then(onDone, () => undefined);
    },
    [mutateAsync],
  );
  return { run, mutateAsync, isPending: mutation.isPending, error: mutation.error };
}

function refresh(client: ReturnType<typeof useQueryClient>, id: string): void {
  void client.invalidateQueries({ queryKey: ['cases'] });
  void client.invalidateQueries({ queryKey: ['case', id] });
}
