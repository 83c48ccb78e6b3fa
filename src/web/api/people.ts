import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Day, Instant } from '../../regulation/instant.ts';
import type { Role } from '../../regulation/roles.ts';
import type { TransferState } from '../../regulation/staff-transfers.ts';
import { ask } from './client.ts';

/** A role of somebody with its place in words. */
export type PersonGrant = {
  id: string;
  role: Role;
  roleName: string;
  regionCode: string;
  regionName: string;
  windowId: string | null;
  windowName: string | null;
  validFrom: Day;
  validTo: Day | null;
};

/** An account as administrations see it. */
export type Person = {
  id: string;
  username: string;
  name: string;
  regionCode: string | null;
  regionName: string | null;
  mustChangePassword: boolean;
  lockedUntil: Instant | null;
  suspendedAt: Instant | null;
  casesLockedAt: Instant | null;
  twoFactor: boolean;
  statementUntil: Day | null;
  transferTo: string | null;
  transferToName: string | null;
  sample: boolean;
  grants: PersonGrant[];
};

/** One line in the history of a person. */
export type PersonChange = {
  id: number;
  kind: string;
  byName: string;
  at: Instant;
  detail: Readonly<Record<string, unknown>>;
};

/** What stands open around a person. */
export type PersonStanding = {
  openTasks: number;
  reset: { reason: string; proposedByName: string; proposedAt: Instant; own: boolean } | null;
  subject: string | null;
  singleSignOn: string | null;
};

/** Who has which access since when. */
export type AccessLineView = Omit<PersonGrant, 'id'> & {
  grantId: string;
  staffId: string;
  username: string;
  name: string;
  suspended: boolean;
  givenByName: string | null;
  givenAt: Instant;
  reviewedAt: Instant | null;
  reviewedByName: string | null;
  dueOn: Day;
  overdue: boolean;
};

/** Which people of a list are wanted. */
export type PeopleFilter = { q: string; role: string; state: string };

const pageOf = 50;
const key = ['people'];

function query(entries: Record<string, string>): string {
  const filled = Object.entries(entries).filter(([, value]) => value !== '');
  return new URLSearchParams(filled).toString();
}

/** The people within reach, page by page. */
export function usePeople(filter: PeopleFilter) {
  return useInfiniteQuery({
    queryKey: [...key, 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      ask<{ staff: Person[] }>(`/api/staff?${query({ ...filter, after: pageParam, limit: `${pageOf}` })}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ staff }) => (staff.length === pageOf ? staff.at(-1)?.username : undefined),
    placeholderData: keepPreviousData,
  });
}

/** One person. */
export const usePerson = (id: string) =>
  useQuery({
    queryKey: [...key, id],
    queryFn: ({ signal }) => ask<Person>(`/api/staff/${id}`, { signal }),
  });

/** What stands open around a person. */
export const useStanding = (id: string) =>
  useQuery({
    queryKey: [...key, id, 'standing'],
    queryFn: ({ signal }) => ask<PersonStanding>(`/api/staff/${id}/standing`, { signal }),
  });

/** The history of a person, the latest first. */
export function useChanges(id: string) {
  return useInfiniteQuery({
    queryKey: [...key, id, 'changes'],
    queryFn: ({ pageParam, signal }) =>
      ask<{ changes: PersonChange[]; more: boolean }>(
        `/api/staff/${id}/changes?${query({ before: pageParam })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ changes, more }) => (more ? `${changes.at(-1)?.id ?? ''}` : undefined),
  });
}

/** Access to look through, the longest not looked at first. */
export function useAccess(onlyDue: boolean) {
  return useInfiniteQuery({
    queryKey: [...key, 'review', onlyDue],
    queryFn: ({ pageParam, signal }) =>
      ask<{ regionCode: string; lines: AccessLineView[]; next?: string }>(
        `/api/access-review?${query({ due: onlyDue ? '1' : '', after: pageParam })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** Somebody who goes to another region, as either side sees it. */
export type TransferView = {
  id: string;
  transferNo: number;
  staffId: string;
  username: string;
  name: string;
  fromRegionName: string;
  toRegionName: string;
  reason: string;
  state: TransferState;
  stateLabel: string;
  incoming: boolean;
  mayAccept: boolean;
  mayTakeBack: boolean;
  proposedByName: string;
  proposedAt: Instant;
  expiresAt: Instant;
  endedAt: Instant | null;
  endedByName: string | null;
  note: string | null;
};

/** Who goes to another region or comes from one, the latest first. */
export function useTransfers(state: 'waiting' | 'ended') {
  return useInfiniteQuery({
    queryKey: [...key, 'transfers', state],
    queryFn: ({ pageParam, signal }) =>
      ask<{ transfers: TransferView[]; more: boolean }>(
        `/api/staff-transfers?${query({ state, before: pageParam })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ transfers, more }) => (more ? `${transfers.at(-1)?.transferNo ?? ''}` : undefined),
    placeholderData: keepPreviousData,
  });
}

/** A second factor that somebody wants taken away; another administrator approves. */
export type ResetView = {
  staffId: string;
  name: string;
  username: string;
  regionName: string;
  reason: string;
  proposedByName: string;
  proposedAt: Instant;
  own: boolean;
};

/** Resets of second factors that wait for a second administrator. */
export const useResets = () =>
  useQuery({
    queryKey: [...key, 'resets'],
    queryFn: ({ signal }) => ask<{ resets: ResetView[] }>('/api/second-factor-resets', { signal }),
  });

/** Windows of a region, for choosing. */
export const useWindowsOf = (regionCode: string) =>
  useQuery({
    queryKey: ['windows', regionCode],
    queryFn: ({ signal }) =>
      ask<{ items: { id: string; name: string }[] }>(`/api/windows?region=${regionCode}`, { signal }),
    enabled: /^\d{6}$/.test(regionCode),
  });

/** Any change to people: an address below `/api/`, and what goes with it. */
export type PeopleAct = { method: 'POST' | 'PUT' | 'DELETE'; path: string; body?: unknown };

/** Changes people; whatever was read of them is read again. */
export function usePeopleAct<Answer = unknown>() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: PeopleAct) =>
      ask<Answer>(`/api/${path}`, { method, ...(body === undefined ? {} : { body }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}
