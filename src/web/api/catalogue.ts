import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Mode } from '../../catalogue/standard.ts';
import type { RegionLevel } from '../../directory/region.ts';
import { ask } from './client.ts';

/** A hit of the item search. */
export type ItemHit = {
  catalogueId: string;
  number: number;
  name: string;
  score?: number;
  leadDepartments?: string[] | string;
  /** Where alone, and for how long, it is open: pilots, point to point. */
  limits?: string[];
  /** Not yet open in the window's region: a pilot is elsewhere (R-021). */
  notOpen?: boolean;
};

/** A handling option of an item. */
export type OptionEntry = {
  id: string;
  name: string;
  catalogueId?: string;
  number?: number;
  onSiteRequired?: boolean;
  modes?: readonly Mode[];
};

/** An item often taken in at this window. */
export type FrequentItem = {
  catalogueId: string;
  number: number;
  name: string;
  optionId: string;
  optionName: string;
  count: number;
};

/** A region as lists show it. */
export type RegionEntry = {
  code: string;
  /** Its own name: 綦江区. */
  name: string;
  /** With those above it: 重庆市綦江区. */
  fullName: string;
  level: RegionLevel;
  parent: string | null;
};

/** A region with those above it, the province first, and whether it is in the contact directory. */
export type RegionAnswer = RegionEntry & { path: RegionEntry[]; listed: boolean };

const minute = 60_000;

/** Items that fit what was typed, best first, of all lists in which the window's region has a part. */
export function useItemSearch(q: string, region: string | undefined) {
  return useQuery({
    queryKey: ['items', q, region],
    queryFn: ({ signal }) =>
      ask<{ items: ItemHit[]; offList: boolean }>(
        `/api/items/search?q=${encodeURIComponent(q)}&${region === undefined ? 'catalogue=southwest-5' : `region=${region}`}&limit=9`,
        { signal },
      ),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10 * minute,
  });
}

/** Programmes by id and name. */
export function useProgrammes() {
  return useQuery({
    queryKey: ['programmes'],
    queryFn: async ({ signal }) =>
      (await ask<{ catalogues: { id: string; name: string }[] }>('/api/catalogues', { signal })).catalogues,
    staleTime: 10 * minute,
  });
}

/** What this window takes in most. */
export function useFrequentItems() {
  return useQuery({
    queryKey: ['frequent-items'],
    queryFn: ({ signal }) => ask<{ items: FrequentItem[] }>('/api/frequent-items', { signal }),
    staleTime: 10 * minute,
  });
}

/** Handling options of one item. */
export function useOptions(item: { catalogueId: string; number: number } | undefined) {
  return useQuery({
    queryKey: ['options', item?.catalogueId, item?.number],
    queryFn: ({ signal }) =>
      ask<{ options: OptionEntry[] }>(`/api/options?catalogue=${item?.catalogueId}&item=${item?.number}`, {
        signal,
      }),
    enabled: item !== undefined,
    staleTime: 10 * minute,
  });
}

/** Regions below one; the provinces without a parent. */
export function useRegions(parent: string | undefined, enabled = true) {
  return useQuery({
    queryKey: ['regions', parent ?? ''],
    queryFn: ({ signal }) =>
      ask<{ items: RegionEntry[] }>(`/api/regions${parent ? `?parent=${parent}` : ''}`, { signal }),
    enabled,
    staleTime: 60 * minute,
  });
}

/** Regions whose name or pinyin fits. */
export function useRegionSearch(q: string) {
  return useQuery({
    queryKey: ['regions-search', q],
    queryFn: ({ signal }) =>
      ask<{ items: RegionEntry[] }>(`/api/regions/search?q=${encodeURIComponent(q)}`, { signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10 * minute,
  });
}

/** One region by its code. */
export function useRegion(code: string | undefined) {
  return useQuery({
    queryKey: ['region', code],
    queryFn: ({ signal }) => ask<RegionAnswer>(`/api/regions/${code}`, { signal }),
    enabled: code !== undefined && code !== '',
    staleTime: 60 * minute,
  });
}
