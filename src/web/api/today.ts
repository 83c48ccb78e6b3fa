import { useQuery } from '@tanstack/react-query';
import type { WhyLine } from '../../cases/core/case-view.ts';
import { dayOf, type Instant } from '../../regulation/instant.ts';
import { addDays, endOfDay } from '../../regulation/shanghai-time.ts';
import { ask } from './client.ts';

/** Whether today is a working day of a region, and if not, why. */
export function useToday(regionCode: string | undefined, now: Instant) {
  const today = dayOf(now);
  return useQuery({
    queryKey: ['today', regionCode, today],
    queryFn: async ({ signal }) => {
      const yesterday = endOfDay(addDays(today, -2));
      const answer = await ask<{ dueOn: string; why: WhyLine[] }>(
        `/api/working-days/due?region=${regionCode}&from=${encodeURIComponent(yesterday)}&days=1`,
        { signal },
      );
      const rest = answer.why.find(
        ({ from, to = from, counted }) => !counted && from <= today && today <= to,
      );
      return answer.dueOn === today ? { working: true } : { working: false, reason: rest?.label };
    },
    enabled: regionCode !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
