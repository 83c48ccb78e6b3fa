import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Instant } from '../../regulation/instant.ts';
import { ask } from './client.ts';

/** Something that a window is told about one of its cases. */
export type Notice = {
  id: number;
  at: Instant;
  caseId: string | null;
  businessNumber: string | null;
  kind: string;
  text: string;
  /** Page where it is dealt with, where that is not the page of the case. */
  link: string | null;
  /** Somebody waits for an answer. */
  urgent: boolean;
  readAt: Instant | null;
};

type NoticePage = { notices: Notice[] };

const pageSize = 20;

/** Notices, newest first. */
export function useNotices() {
  return useInfiniteQuery({
    queryKey: ['notices', 'all'],
    queryFn: ({ pageParam, signal }) =>
      ask<NoticePage>(`/api/notices?limit=${pageSize}${pageParam ? `&after=${pageParam}` : ''}`, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ notices }) => (notices.length < pageSize ? undefined : String(notices.at(-1)?.id)),
  });
}

/** How many of the latest notices are unread. */
export function useUnread(): number {
  const { data } = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: ({ signal }) => ask<NoticePage>('/api/notices?limit=99', { signal }),
    staleTime: 30_000,
  });
  return data?.notices.filter((notice) => notice.readAt === null).length ?? 0;
}

/** Marks a notice as read. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => ask<void>(`/api/notices/${id}/read`, { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
}
