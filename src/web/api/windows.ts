import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CaseAtView,
  ManagedWindowView,
  WindowChangeView,
} from '../../cases/window-move/managed-window.ts';
import { ask } from './client.ts';

const whileMovingMs = 2_000;

/** The windows that the reader's administration manages; read again while one is being moved. */
export function useManagedWindows() {
  return useQuery({
    queryKey: ['managed-windows'],
    queryFn: ({ signal }) => ask<{ items: ManagedWindowView[] }>('/api/managed-windows', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ move }) => move?.state === 'running') ? whileMovingMs : false,
  });
}

/** Open cases of a window, page by page. */
export function useCasesAt(windowId: string) {
  return useInfiniteQuery({
    queryKey: ['managed-windows', windowId, 'cases'],
    queryFn: ({ pageParam, signal }) =>
      ask<{ items: CaseAtView[]; next?: string }>(
        `/api/managed-windows/${windowId}/cases${pageParam === '' ? '' : `?after=${pageParam}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** What was changed on a window. */
export function useWindowChanges(windowId: string) {
  return useQuery({
    queryKey: ['managed-windows', windowId, 'changes'],
    queryFn: ({ signal }) =>
      ask<{ items: WindowChangeView[] }>(`/api/managed-windows/${windowId}/changes`, { signal }),
  });
}

/** An act on a window: its last word of the address, and what goes with it. */
export type WindowAct = { act: 'moves' | 'close' | 'status' | 'address'; body: object };

/** Carries out an act on a window. */
export function useWindowAct(windowId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, body }: WindowAct) =>
      ask<unknown>(`/api/managed-windows/${windowId}/${act}`, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['managed-windows'] }),
  });
}
