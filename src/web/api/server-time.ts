import { useQuery } from '@tanstack/react-query';
import { type Instant, msOf } from '../../regulation/instant.ts';
import { ask } from './client.ts';

/** How far the server's clock, which demo mode may set, is ahead of this computer's, in milliseconds. */
export function useServerAhead(): number {
  const { data } = useQuery({
    queryKey: ['server-time'],
    queryFn: async ({ signal }) => {
      const { now } = await ask<{ now: Instant }>('/api/health', { signal });
      return msOf(now) - Date.now();
    },
    refetchInterval: 60_000,
  });
  return data ?? 0;
}
