import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import type { ListedItem } from '../../offlist/listed-items.ts';
import type { OffListPage, OffListQueue, OffListView } from '../../offlist/off-list-view.ts';
import { kebab } from '../../regulation/lifecycle/index.ts';
import type { OffListCommand, OffListState } from '../../regulation/off-list.ts';
import { ask, requestKey } from './client.ts';
import { isStale, NoAnswer, Refusal } from './problem.ts';

/** What a command answers. */
export type OffListReceipt = { id: string; version: number; state: OffListState; stateLabel: string };

const pageSize = 20;
const staleSentence = '这条申请刚刚有人办过，页面已更新。您写的内容还在，请看过再按一次。';

function refresh(client: QueryClient, id?: string): void {
  void client.invalidateQueries({ queryKey: ['off-list'] });
  void client.invalidateQueries({ queryKey: ['off-list-demand'] });
  if (id !== undefined) void client.invalidateQueries({ queryKey: ['off-list-request', id] });
}

/** A list of off-list requests, page by page. */
export function useOffLists(queue: OffListQueue) {
  return useInfiniteQuery({
    queryKey: ['off-list', queue],
    queryFn: ({ pageParam, signal }) =>
      ask<OffListPage>(
        `/api/off-list-requests?queue=${queue}&limit=${pageSize}${pageParam === '' ? '' : `&after=${pageParam}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: queue === 'toAnswer' ? 30_000 : false,
  });
}

/** One request as the reader may see it. */
export function useOffList(id: string) {
  return useQuery({
    queryKey: ['off-list-request', id],
    queryFn: ({ signal }) => ask<OffListView>(`/api/off-list-requests/${id}`, { signal }),
  });
}

/** Reads a request with the applicant's data in full; the server records who did. */
export function useOffListUnmask(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask<OffListView>(`/api/off-list-requests/${id}?unmask=1`),
    onSuccess: (view) => client.setQueryData(['off-list-request', id], view),
  });
}

/** What the lists of both regions have for a wording. */
export function useOffListCheck(wording: string, homeRegion: string) {
  return useQuery({
    queryKey: ['off-list-check', wording, homeRegion],
    queryFn: ({ signal }) =>
      ask<{ items: ListedItem[]; homeListed: boolean }>(
        `/api/off-list-check?wording=${encodeURIComponent(wording)}&homeRegion=${homeRegion}`,
        { signal },
      ),
    enabled: [...wording].length >= 2 && homeRegion !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Keeps the key of an act until it was answered, so that pressing again does nothing twice. */
function useKeyOf(): (text: string) => string {
  const pending = useRef<{ text: string; key: string } | undefined>(undefined);
  return (text) => {
    if (pending.current?.text !== text) pending.current = { text, key: requestKey() };
    return pending.current.key;
  };
}

/** Records a new request. */
export function useRecording() {
  const client = useQueryClient();
  const keyOf = useKeyOf();
  return useMutation({
    mutationFn: (body: object) =>
      ask<OffListReceipt>('/api/off-list-requests', {
        method: 'POST',
        body,
        headers: { 'idempotency-key': keyOf(JSON.stringify(body)) },
      }),
    onSuccess: () => refresh(client),
  });
}

/** Sends commands on one request under the version last seen; after a conflict it is read anew. */
export function useOffListCommand(id: string) {
  const client = useQueryClient();
  const keyOf = useKeyOf();
  return useMutation({
    mutationFn: async ({ command, body = {} }: { command: OffListCommand; body?: object }) => {
      const version = client.getQueryData<OffListView>(['off-list-request', id])?.version ?? 0;
      try {
        return await ask<OffListReceipt>(`/api/off-list-requests/${id}/${kebab(command)}`, {
          method: 'POST',
          body,
          headers: {
            'idempotency-key': keyOf(JSON.stringify([command, version, body])),
            'if-match': `"${version}"`,
          },
        });
      } catch (error) {
        if (isStale(error)) throw new Refusal(error.status, { ...error.members, detail: staleSentence });
        throw error;
      }
    },
    onSettled: (_receipt, error) => {
      if (!(error instanceof NoAnswer)) refresh(client, id);
    },
  });
}
