import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Instant } from '../../regulation/instant.ts';
import { ask } from './client.ts';

/** How a reader of the event feed fares. */
export type SubscriberState = {
  name: string;
  title: string;
  known: boolean;
  feedNo: number;
  lagEvents: number;
  lagSeconds: number;
  movedAt: Instant | null;
  failures: number;
  lastError: string | null;
  lastFailedAt: Instant | null;
  parked: number;
  parkedSince: Instant | null;
  dead: number;
};

/** How the messages of one kind fare. */
export type TopicState = {
  topic: string;
  title: string;
  known: boolean;
  waiting: number;
  failing: number;
  oldest: Instant | null;
  oldestSeconds: number;
  failed: number;
  dead: number;
  expired: number;
};

/** An event that a subscriber could not carry out. */
export type ParkedEntry = {
  feedNo: number;
  caseId: string;
  seq: number;
  type: string;
  failures: number;
  error: string | null;
  parkedAt: Instant;
  nextTryAt: Instant | null;
  deadAt: Instant | null;
};

/** A message to the outside, without its content. */
export type OutboxMessage = {
  id: number;
  key: string;
  orderKey: string | null;
  state: 'waiting' | 'done' | 'failed' | 'dead' | 'expired';
  since: Instant;
  dueAt: Instant;
  expiresAt: Instant | null;
  attempts: number;
  error: string | null;
  lastFailedAt: Instant | null;
  endedAt: Instant | null;
};

const refreshMs = 5_000;
const pageLength = 20;

/** All subscribers, renewed every five seconds. */
export function useSubscribers() {
  return useQuery({
    queryKey: ['operations', 'subscribers'],
    queryFn: ({ signal }) => ask<{ subscribers: SubscriberState[] }>('/api/subscribers', { signal }),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
}

/** All kinds of messages to the outside, renewed every five seconds. */
export function useTopics() {
  return useQuery({
    queryKey: ['operations', 'topics'],
    queryFn: ({ signal }) => ask<{ topics: TopicState[] }>('/api/outbox', { signal }),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
}

/** What a subscriber set aside, page by page. */
export function useParked(name: string) {
  return useInfiniteQuery({
    queryKey: ['operations', 'parked', name],
    queryFn: ({ pageParam, signal }) =>
      ask<{ entries: ParkedEntry[]; next?: string }>(
        `/api/subscribers/${name}/parked?limit=${pageLength}${pageParam === '' ? '' : `&after=${pageParam}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: refreshMs,
  });
}

/** Messages of a kind that wait, or that did not get through, page by page. */
export function useMessagesOf(topic: string, which: 'waiting' | 'ended') {
  return useInfiniteQuery({
    queryKey: ['operations', 'messages', topic, which],
    queryFn: ({ pageParam, signal }) =>
      ask<{ messages: OutboxMessage[]; next?: string }>(
        `/api/outbox/${topic}/messages?which=${which}&limit=${pageLength}${pageParam === '' ? '' : `&after=${pageParam}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: refreshMs,
  });
}

/** What an operator does to one thing or to all of a kind, by its address below /api. */
export function useOperation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (path: string) => ask<{ count: number } | undefined>(`/api${path}`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['operations'] }),
  });
}
