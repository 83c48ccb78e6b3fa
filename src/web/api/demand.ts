import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Candidate, DemandGroup, DemandRoute } from '../../offlist/demand.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { OffListState } from '../../regulation/off-list.ts';
import { ask } from './client.ts';

type Named = { code: string; name: string };
type WithProvinces<Row> = Omit<Row, 'provinces'> & { provinces: Named[] };

/** A group as pages show it. */
export type GroupRow = WithProvinces<DemandGroup>;
/** A candidate as pages show it. */
export type CandidateRow = WithProvinces<Candidate>;
/** One matter between two provinces. */
export type RouteRow = DemandRoute & { intakeName: string; homeName: string };

/** One group with its records and changes. */
export type GroupDetail = {
  id: string;
  name: string;
  records: {
    id: string;
    wording: string;
    state: OffListState;
    stateLabel: string;
    intakeName: string;
    homeName: string;
    recordedAt: Instant;
    duplicate: boolean;
  }[];
  history: {
    kind: 'opened' | 'renamed' | 'joined' | 'left';
    at: Instant;
    byName: string;
    detail: { before?: string; after?: string; reason?: string; wording?: string };
  }[];
};

const key = 'off-list-demand';

/** What is asked of the demand, as the address of its list. */
export function demandQuery(month: string, province: string): string {
  const query = new URLSearchParams({ month });
  if (province !== '') query.set('province', province);
  return query.toString();
}

/** The demand list of a month. */
export function useDemand(month: string, province: string) {
  return useQuery({
    queryKey: [key, 'month', month, province],
    queryFn: ({ signal }) =>
      ask<{ month: string; groups: GroupRow[]; routes: RouteRow[] }>(
        `/api/off-list-demand?${demandQuery(month, province)}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}

/** One group. */
export function useDemandGroup(id: string) {
  return useQuery({
    queryKey: [key, 'group', id],
    queryFn: ({ signal }) => ask<GroupDetail>(`/api/off-list-groups/${id}`, { signal }),
  });
}

/** Candidates for the next list. */
export function useCandidates(enabled: boolean) {
  return useQuery({
    queryKey: [key, 'candidates'],
    queryFn: ({ signal }) => ask<{ candidates: CandidateRow[] }>('/api/off-list-candidates', { signal }),
    enabled,
  });
}

/** A change of a group: another name, records to another group, a nomination. */
export function useGroupChange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, body }: { act: 'rename' | 'moves' | 'nominate'; body: object }) =>
      ask<unknown>(`/api/off-list-groups/${id}/${act}`, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [key] }),
  });
}
