import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ask } from './client.ts';
import { listsKey } from './list-keeping.ts';

/** An item of a list with what provinces call it. */
export type NamedItem = {
  number: number;
  name: string;
  names: {
    province: string;
    provinceName: string;
    name: string | null;
    statutoryName: string | null;
    kept: boolean;
  }[];
};

/** A province of a programme; `mine`: its names may be written by the reader. */
export type NamingProvince = { code: string; name: string; mine: boolean };

/** An item of a list with those of other lists that mean the same. */
export type LinkedItem = {
  number: number;
  name: string;
  others: { programmeId: string; programmeName: string; number: number; name: string }[];
  fixed: boolean;
};

/** An item of an extension, as it is proposed. */
export type ExtensionItemBody =
  | { programmeId: string; number: number }
  | { name: string; department: string };

/** A point-to-point extension. */
export type ExtensionEntry = {
  id: string;
  name: string;
  regions: {
    code: string;
    name: string;
    confirmedAt: string | null;
    confirmedByName: string | null;
    mine: boolean;
  }[];
  items: { name: string; from: string }[];
  effectiveFrom: string;
  state: 'proposed' | 'published' | 'declined' | 'withdrawn';
  stateText: string;
  programmeId: string | null;
  proposedByName: string;
  proposedAt: string;
  endedByName: string | null;
  endedAt: string | null;
  endReason: string | null;
  mayConfirm: boolean;
  mayWithdraw: boolean;
};

/** What a nomination rests on. */
export type Figures = {
  requests: number;
  counted: number;
  provinces: number;
  regions: number;
  consentRate: number | null;
  cases: number;
  granted: number;
};

/** A nomination for the next list. */
export type Nomination = {
  id: string;
  groupId: string | null;
  programmeId: string | null;
  name: string;
  state: 'nominated' | 'taken' | 'rejected';
  stateLabel: string;
  provinces: { code: string; name: string }[];
  sourceText: string;
  figures: Figures;
  reason: string;
  nominatedAt: string;
  nominatedByName: string;
  decidedAt: string | null;
  decidedByName: string | null;
  decisionNote: string | null;
  supports: {
    province: string;
    provinceName: string;
    figures: Figures;
    reason: string;
    nominatedAt: string;
    nominatedByName: string;
  }[];
};

/** What one's own province can nominate. */
export type NominationSource = {
  groupId: string | null;
  item: { programmeId: string; number: number } | null;
  name: string;
  from: string;
  figures: Figures;
  proposalId: string | null;
  joined: boolean;
};

const query = (values: Readonly<Record<string, string>>): string =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();

/** Items of a list with their names in the provinces, page by page. */
export const useLocalNames = (programmeId: string, part: string, named: boolean) =>
  useInfiniteQuery({
    queryKey: [listsKey, programmeId, 'local-names', part, named],
    queryFn: ({ pageParam, signal }) =>
      ask<{ provinces: NamingProvince[]; items: NamedItem[]; more: boolean }>(
        `/api/list-programmes/${programmeId}/local-names?${query({ part, named: named ? '1' : '', after: pageParam })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ items, more }) => (more ? `${items.at(-1)?.number ?? ''}` : undefined),
    placeholderData: keepPreviousData,
  });

/** Items of a list with the same items of other lists, page by page. */
export const useFamilies = (programmeId: string, part: string, linked: string) =>
  useInfiniteQuery({
    queryKey: [listsKey, programmeId, 'families', part, linked],
    queryFn: ({ pageParam, signal }) =>
      ask<{ items: LinkedItem[]; more: boolean }>(
        `/api/list-programmes/${programmeId}/families?${query({ part, linked, after: pageParam })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ items, more }) => (more ? `${items.at(-1)?.number ?? ''}` : undefined),
    placeholderData: keepPreviousData,
  });

/** Point-to-point extensions in which one's regions have a part, page by page. */
export const useExtensions = (state: string) =>
  useInfiniteQuery({
    queryKey: [listsKey, 'extensions', state],
    queryFn: ({ pageParam, signal }) =>
      ask<{ extensions: ExtensionEntry[]; more: boolean }>(
        `/api/list-extensions?${query({ state, after: pageParam })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ extensions, more }) => (more ? extensions.at(-1)?.id : undefined),
  });

/** Nominations, page by page. */
export const useNominations = (state: string) =>
  useInfiniteQuery({
    queryKey: [listsKey, 'nominations', state],
    queryFn: ({ pageParam, signal }) =>
      ask<{ proposals: Nomination[]; more: boolean }>(
        `/api/item-proposals?${query({ state, after: pageParam })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ proposals, more }) => (more ? proposals.at(-1)?.id : undefined),
  });

/** What one's own province can nominate, with its figures. */
export const useNominationSources = (enabled: boolean) =>
  useQuery({
    queryKey: [listsKey, 'nomination-sources'],
    queryFn: ({ signal }) => ask<{ sources: NominationSource[] }>('/api/item-proposal-sources', { signal }),
    enabled,
  });

/** One item of a list by its number. */
export const useListItem = (programmeId: string, number: string) =>
  useQuery({
    queryKey: [listsKey, 'item', programmeId, number],
    queryFn: ({ signal }) =>
      ask<{ number: number; name: string }>(`/api/catalogues/${programmeId}/items/${number}`, { signal }),
    enabled: /^[1-9]\d{0,3}$/.test(number) && programmeId !== '',
    retry: false,
  });

/** Items of a list that fit what was typed. */
export const useListSearch = (programmeId: string, q: string) =>
  useQuery({
    queryKey: [listsKey, 'search', programmeId, q],
    queryFn: ({ signal }) =>
      ask<{ items: { catalogueId: string; number: number; name: string }[] }>(
        `/api/items/search?${query({ q, catalogue: programmeId, limit: '8' })}`,
        { signal },
      ),
    enabled: q !== '' && !/^\d+$/.test(q) && programmeId !== '',
    placeholderData: keepPreviousData,
  });
