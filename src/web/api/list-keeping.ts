import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LadderId } from '../../regulation/ladder.ts';
import { ask } from './client.ts';

/** A programme as its keepers see it. */
export type KeptProgramme = {
  id: string;
  shortCode: string;
  name: string;
  formTitle: string;
  documentNumber: string;
  coordinator: string;
  granularity: 'province' | 'district';
  granularityText: string;
  ladder: LadderId | null;
  ladderText: string | null;
  status: 'open' | 'closed' | 'listNotSupplied';
  statusText: string;
  announcedItems: number;
  itemCount: number;
  members: { region: string; regionName: string; validFrom: string; validTo: string | null }[];
};

/** An edition of a list. */
export type KeptEdition = {
  id: string;
  programmeId: string;
  label: string;
  effectiveFrom: string;
  effectiveTo: string | null;
  documentNumber: string | null;
  state: 'draft' | 'proposed' | 'approved' | 'inForce' | 'ended';
  stateText: string;
  supersededBy: string | null;
  itemCount: number;
  draftedByName: string | null;
  proposedByName: string | null;
  approvedByName: string | null;
  mine: boolean;
};

/** A row of a list. */
export type KeptItem = {
  number: number;
  name: string;
  localNames: Record<string, string>;
  leadDepartments: { region: string | null; name: string }[];
  cooperatingDepartments: string[];
  implementers: unknown[];
  source: string | null;
  batch: string | null;
  numberInBatch: number | null;
  scenario: string | null;
  scenarioAsPublished: string | null;
  dueText: string | null;
};

type Row = Record<string, string>;

/** What one edition changes of another. */
export type EditionDifference = {
  columns: { key: string; title: string }[];
  added: Row[];
  changed: { before: Row; after: Row }[];
  missing: Row[];
  unchanged: number;
};

/** How an item stands in a region. */
export type GoLiveEntry = {
  number: number;
  name: string;
  phases: { due: string; text: string }[];
  status: 'notStarted' | 'inProgress' | 'realised' | 'overdue';
  statusText: string;
  overdueDays: number;
  realisedOn: string | null;
  mode: string | null;
  modeText: string | null;
  note: string | null;
};

/** A proposal to split an item. */
export type SplitEntry = {
  id: string;
  itemName: string;
  options: { name: string; situations: string[] }[];
  reason: string;
  state: 'proposed' | 'approved' | 'rejected';
  stateText: string;
  proposedByName: string;
  proposedAt: string;
  decidedByName: string | null;
  note: string | null;
  mine: boolean;
};

/** An item in a pilot. */
export type PilotEntry = {
  id: string;
  itemName: string;
  regions: { code: string; name: string }[];
  validFrom: string;
  validTo: string | null;
  reason: string;
  proposedByName: string;
  approvedByName: string | null;
  liftedByName: string | null;
  mine: boolean;
};

/** A change in the history of the lists. */
export type ListChange = {
  id: number;
  at: string;
  byName: string;
  text: string;
  editionId: string | null;
  item: string | null;
  details: { label: string; before: string; after: string }[];
};

/** Under this everything about lists is kept; an act has it read anew. */
export const listsKey = 'list-keeping';
const root = listsKey;
const programmePath = (id: string): string => `/api/list-programmes/${id}`;

/** All programmes. */
export const useKeptProgrammes = (enabled: boolean) =>
  useQuery({
    queryKey: [root, 'programmes'],
    queryFn: ({ signal }) => ask<{ programmes: KeptProgramme[] }>('/api/list-programmes', { signal }),
    enabled,
  });

/** The editions of a programme, the latest first. */
export const useEditions = (programmeId: string) =>
  useQuery({
    queryKey: [root, programmeId, 'editions'],
    queryFn: ({ signal }) =>
      ask<{ editions: KeptEdition[] }>(`${programmePath(programmeId)}/editions`, { signal }),
  });

/** The rows of an edition, page by page. */
export const useEditionItems = (id: string) =>
  useInfiniteQuery({
    queryKey: [root, 'items', id],
    queryFn: ({ pageParam, signal }) =>
      ask<{ edition: KeptEdition; items: KeptItem[]; more: boolean }>(
        `/api/editions/${id}/items?limit=200${pageParam}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ items, more }) => (more ? `&after=${items.at(-1)?.number ?? ''}` : undefined),
  });

/** What an edition changes of another one. */
export const useEditionDifference = (before: string | undefined, after: string) =>
  useQuery({
    queryKey: [root, 'difference', before, after],
    queryFn: ({ signal }) =>
      ask<EditionDifference>(`/api/editions/${after}/difference?before=${before ?? ''}`, { signal }),
    enabled: before !== undefined,
  });

/** How the items of a programme stand in a region. */
export const useGoLive = (programmeId: string, region: string) =>
  useQuery({
    queryKey: [root, programmeId, 'go-live', region],
    queryFn: ({ signal }) =>
      ask<{ mine: boolean; rows: GoLiveEntry[] }>(`${programmePath(programmeId)}/go-live?region=${region}`, {
        signal,
      }),
    enabled: region !== '',
  });

/** Proposals to split items, the latest first. */
export const useSplits = (programmeId: string) =>
  useQuery({
    queryKey: [root, programmeId, 'splits'],
    queryFn: ({ signal }) =>
      ask<{ splits: SplitEntry[] }>(`${programmePath(programmeId)}/splits`, { signal }),
  });

/** Pilots of a programme. */
export const usePilots = (programmeId: string) =>
  useQuery({
    queryKey: [root, programmeId, 'pilots'],
    queryFn: ({ signal }) =>
      ask<{ pilots: PilotEntry[] }>(`${programmePath(programmeId)}/pilots`, { signal }),
  });

/** The history of the lists of a programme. */
export const useListChanges = (programmeId: string) =>
  useInfiniteQuery({
    queryKey: [root, programmeId, 'changes'],
    queryFn: ({ pageParam, signal }) =>
      ask<{ changes: ListChange[]; more: boolean }>(`${programmePath(programmeId)}/changes${pageParam}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ changes, more }) => (more ? `?before=${changes.at(-1)?.id ?? ''}` : undefined),
  });

/** One act of list keeping; afterwards everything about lists is read anew. */
export function useListAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      path,
      method = 'POST',
      body,
    }: {
      path: string;
      method?: 'POST' | 'PUT' | 'DELETE';
      body?: unknown;
    }) => ask<unknown>(path, { method, ...(body === undefined ? {} : { body }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: [root] }),
  });
}

/** Has everything about lists read anew. */
export function useListsAnew(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: [root] });
}
