import { useQuery } from '@tanstack/react-query';
import { type Instant, msOf } from '../../regulation/instant.ts';
import { ask } from './client.ts';

/** The server's clock, which demo mode may set, against this computer's. */
function useServerTime() {
  return useQuery({
    queryKey: ['server-time'],
    queryFn: async ({ signal }) => {
      const { now, demo } = await ask<{ now: Instant; demo: boolean }>('/api/health', { signal });
      return { ahead: msOf(now) - Date.now(), demo };
    },
    refetchInterval: 60_000,
  });
}

/** How far the server's clock is ahead of this computer's, in milliseconds. */
export const useServerAhead = (): number => useServerTime().data?.ahead ?? 0;

/** Whether this is a demonstration, whose clock anybody may set. */
export const useIsDemo = (): boolean => useServerTime().data?.demo ?? false;
