import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { ContactField, EntryKind } from '../../directory/contact-list/contact-entry.ts';
import type { ChecklistPoint, Device, DeviceState, Post } from '../../directory/provision/provision.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { OfficeHours } from '../../regulation/office-hours.ts';
import type { WindowService } from '../../regulation/window-services.ts';
import { ask } from './client.ts';

/** An entry of the contact list as a page gets it. */
export type EntryView = {
  id: string;
  kind: EntryKind;
  regionCode: string;
  regionName: string;
  levelName: string;
  hallName: string;
  hallId: string;
  name: string;
  contactPerson: string;
  phone: string;
  address: string;
  addressee: string;
  postalAddress: string;
  postcode: string;
  addressFault: string | null;
  officeHours: string;
  status: 'open' | 'suspended' | 'closed' | null;
  services: WindowService[];
  sample: boolean;
  listedSince: Instant;
  confirmedAt: Instant;
  due: boolean;
  doubtful: boolean;
  mayEdit: boolean;
};

/** A change of an entry with the fields it changed, in words. */
export type EntryChangeView = {
  id: number;
  kind: 'registered' | 'changed' | 'suspended' | 'opened' | 'relocated' | 'closed';
  validFrom: Instant;
  recordedAt: Instant;
  recordedByName: string | null;
  reason: string;
  fields: { key: string; label: string; before: string; after: string }[];
};

/** A region of the tree with its counts. */
export type BranchView = {
  code: string;
  name: string;
  fullName: string;
  entries: number;
  openWindows: number;
  doubtful: number;
  hasChildren: boolean;
  removed: boolean;
};

/** What of the list is looked at. */
export type EntryFilter = { region: string; q: string; kind: string; state: string; own: boolean };

const pageOf = 50;

/** The filter as it stands in an address. */
export const filterQuery = ({ own, ...filter }: EntryFilter): string =>
  new URLSearchParams([
    ...Object.entries(filter).filter(([, value]) => value !== ''),
    ...(own ? [['own', '1']] : []),
  ] as [string, string][]).toString();

/** Entries in the order of the list, page by page. */
export function useEntries(filter: EntryFilter) {
  const query = filterQuery(filter);
  return useInfiniteQuery({
    queryKey: ['directory', 'entries', query],
    queryFn: ({ pageParam, signal }) =>
      ask<{ items: EntryView[]; next?: string }>(
        `/api/directory/entries?limit=${pageOf}${query === '' ? '' : `&${query}`}${pageParam === '' ? '' : `&after=${encodeURIComponent(pageParam)}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** One entry. */
export const useEntry = (id: string) =>
  useQuery({
    queryKey: ['directory', 'entry', id],
    queryFn: ({ signal }) => ask<EntryView>(`/api/directory/entries/${id}`, { signal }),
  });

/** What was changed of an entry, the latest first. */
export const useEntryHistory = (id: string) =>
  useQuery({
    queryKey: ['directory', 'history', id],
    queryFn: ({ signal }) =>
      ask<{ items: EntryChangeView[] }>(`/api/directory/entries/${id}/history`, { signal }),
  });

/** Regions under one; the provinces under ''. */
export const useBranches = (parent: string) =>
  useQuery({
    queryKey: ['directory', 'branches', parent],
    queryFn: ({ signal }) =>
      ask<{ items: BranchView[] }>(`/api/directory/branches${parent === '' ? '' : `?parent=${parent}`}`, {
        signal,
      }),
  });

/** A region with its administration in the list, or without one. */
export type OfficeView = {
  regionCode: string;
  regionName: string;
  levelName: string;
  entry: EntryView | null;
  windows: number;
  openWindows: number;
  removed: boolean;
  delegated: boolean;
  hasChildren: boolean;
  mayEdit: boolean;
  mayDecide: boolean;
  mayDelegate: boolean;
};

/** Administrations of a region and of those directly under it; of the provinces under ''. */
export const useOffices = (region: string) =>
  useQuery({
    queryKey: ['directory', 'offices', region],
    queryFn: ({ signal }) =>
      ask<{ items: OfficeView[] }>(
        `/api/directory/administrations${region === '' ? '' : `?region=${region}`}`,
        { signal },
      ),
  });

/** A hall with its windows. */
export type HallView = {
  id: string;
  regionCode: string;
  regionName: string;
  name: string;
  address: string;
  sample: boolean;
  windows: { id: string; name: string; address: string; status: 'open' | 'suspended' | 'closed' }[];
  mayEdit: boolean;
};

/** Halls of a region and below, page by page; of all regions under ''. */
export function useHalls(region: string) {
  return useInfiniteQuery({
    queryKey: ['directory', 'halls', region],
    queryFn: ({ pageParam, signal }) =>
      ask<{ items: HallView[]; next?: string }>(
        `/api/directory/halls?limit=${pageOf}${region === '' ? '' : `&region=${region}`}${pageParam === '' ? '' : `&after=${encodeURIComponent(pageParam)}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** One hall. */
export const useHall = (id: string) =>
  useQuery({
    queryKey: ['directory', 'hall', id],
    queryFn: ({ signal }) => ask<HallView>(`/api/directory/halls/${id}`, { signal }),
  });

/** What was changed of a hall, the latest first. */
export const useHallHistory = (id: string) =>
  useQuery({
    queryKey: ['directory', 'hall-history', id],
    queryFn: ({ signal }) =>
      ask<{ items: EntryChangeView[] }>(`/api/directory/halls/${id}/history`, { signal }),
  });

/** Something the list lacks, for whoever must fill it. */
export type GapView = {
  id: string;
  kind: 'window-missing' | 'address-invalid';
  regionCode: string;
  regionName: string;
  holderName: string;
  windowId: string | null;
  windowName: string | null;
  mayAct: boolean;
  reason: string;
  openedAt: Instant;
};

/** What the list lacks in the reader's regions, the longest first. */
export const useGaps = () =>
  useQuery({
    queryKey: ['directory', 'gaps'],
    queryFn: ({ signal }) => ask<{ items: GapView[] }>('/api/directory/gaps', { signal }),
  });

/** Who trusts whom, since when. */
export const useTrust = (region: string) =>
  useQuery({
    queryKey: ['directory', 'trust', region],
    queryFn: ({ signal }) =>
      ask<{
        items: {
          regionCode: string;
          regionName: string;
          since: Instant;
          until: Instant | null;
          basis: string;
          scope: string;
          entries: number;
        }[];
      }>(`/api/directory/trust${region === '' ? '' : `?region=${region}`}`, { signal }),
  });

/** How far the windows of a province are, by city. */
export const useTotals = (province: string) =>
  useQuery({
    queryKey: ['directory', 'totals', province],
    queryFn: ({ signal }) =>
      ask<{
        items: {
          regionCode: string;
          regionName: string;
          windows: number;
          ready: number;
          staffed: number;
          complete: number;
          percent: number;
        }[];
      }>(`/api/directory/provision-totals?province=${province}`, { signal }),
    enabled: province !== '',
  });

/** What a window is provided with. */
export type ProvisionView = {
  ready: boolean;
  readiness: string;
  warning?: string;
  devices: {
    device: Device;
    name: string;
    state: DeviceState;
    stateName: string;
    checkedOn?: string;
    by?: string;
  }[];
  posts: { post: Post; postName: string; staffId: string; staffName: string; since: string }[];
  postsLacking: string[];
  clerks: { id: string; name: string }[];
  absences: { id: string; staffName: string; fromDay: string; toDay: string; reason: string }[];
  checklist: { point: ChecklistPoint; name: string; done: boolean; seenOn?: string; by?: string }[];
  percent: number;
  missing: string[];
  extraHours: { id: string; fromAt: Instant; toAt: Instant; note: string }[];
  openings: { day: string; openings: { from: string; to: string }[] }[];
  mayKeep: boolean;
};

/** What a window is provided with. */
export const useProvision = (windowId: string) =>
  useQuery({
    queryKey: ['directory', 'provision', windowId],
    queryFn: ({ signal }) => ask<ProvisionView>(`/api/directory/windows/${windowId}/provision`, { signal }),
  });

/** What a window offers beyond the usual, with who marked it so. */
export type WindowServicesView = {
  services: { service: WindowService; name: string; offered: boolean }[];
  marks: {
    id: number;
    service: WindowService;
    offered: boolean;
    reason: string;
    recordedAt: Instant;
    recordedByName: string;
  }[];
  mayKeep: boolean;
};

/** What a window offers beyond the usual. */
export const useWindowServices = (windowId: string) =>
  useQuery({
    queryKey: ['directory', 'services', windowId],
    queryFn: ({ signal }) =>
      ask<WindowServicesView>(`/api/directory/windows/${windowId}/services`, { signal }),
  });

/** Fields to change, from when, and why. */
export type EntryChangeBody = Partial<Record<Exclude<ContactField, 'officeHours'>, string>> & {
  officeHours?: OfficeHours;
  validFrom?: Instant;
  reason: string;
};

/** One act on the directory: path below /api/directory, method, and what goes with it. */
export type DirectoryAct = { path: string; method?: 'POST' | 'PUT' | 'DELETE'; body?: unknown };

/** Carries out an act; everything of the directory is read anew afterwards. */
export function useDirectoryAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, method = 'POST', body }: DirectoryAct) =>
      ask<unknown>(`/api/directory/${path}`, { method, ...(body === undefined ? {} : { body }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['directory'] }),
  });
}

/** Marks a point of the checklist with its photo. */
export function useChecklistMark(windowId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({
      point,
      seenOn,
      photo,
    }: {
      point: ChecklistPoint;
      seenOn: string;
      photo: File | undefined;
    }) => {
      const query = photo ? `done=1&seenOn=${seenOn}` : 'done=0';
      await ask<unknown>(`/api/directory/windows/${windowId}/checklist/${point}?${query}`, {
        method: 'PUT',
        ...(photo ? { body: photo, headers: { 'content-type': 'application/octet-stream' } } : {}),
      });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['directory', 'provision', windowId] }),
  });
}
