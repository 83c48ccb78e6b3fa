import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { PriorityShares } from '../../cases/priority/priority-share.ts';
import type {
  ConsultationCounts,
  ConsultationView,
  HelperView,
  HelpKind,
} from '../../consultation/consultation.ts';
import type { ItemHit } from './catalogue.ts';
import { ask } from './client.ts';

/** What of the consultations is looked at. */
export type ConsultationFilter = {
  from: string;
  to: string;
  help: HelpKind | 'none' | '';
  /** Region of the window; only for administrations. */
  region: string;
  homeRegion: string;
};

/** What a clerk writes down. */
export type ConsultationBody = {
  subject: string;
  answer: string;
  askingRegion: string;
  homeRegion: string;
  item?: { catalogueId: string; number: number };
  help: HelpKind[];
  businessNumber?: string;
  windowId?: string;
};

const pageSize = 20;

/** The filter as it stands in an address. */
export const consultationQuery = (filter: ConsultationFilter): string =>
  new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();

/** Consultations, the latest first. */
export function useConsultations(filter: ConsultationFilter) {
  const query = consultationQuery(filter);
  return useInfiniteQuery({
    queryKey: ['consultations', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      ask<{ consultations: ConsultationView[]; next?: string }>(
        `/api/consultations?limit=${pageSize}&${query}${pageParam === '' ? '' : `&after=${encodeURIComponent(pageParam)}`}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** Figures of the consultations of a period. */
export const useConsultationCounts = ({ from, to }: Pick<ConsultationFilter, 'from' | 'to'>) =>
  useQuery({
    queryKey: ['consultations', 'counts', from, to],
    queryFn: ({ signal }) =>
      ask<ConsultationCounts>(`/api/consultations/counts?from=${from}&to=${to}`, { signal }),
    placeholderData: keepPreviousData,
  });

/** Share of priority cases in a period (R-035). */
export const usePriorityShares = ({ from, to }: Pick<ConsultationFilter, 'from' | 'to'>) =>
  useQuery({
    queryKey: ['priority-share', from, to],
    queryFn: ({ signal }) => ask<PriorityShares>(`/api/priority-share?from=${from}&to=${to}`, { signal }),
    placeholderData: keepPreviousData,
  });

/** Writes a consultation down. */
export function useRecordConsultation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ConsultationBody) =>
      ask<ConsultationView & { masked: boolean }>('/api/consultations', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['consultations'] }),
  });
}

/** Links a case to a consultation. */
export function useLinkConsultation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, businessNumber }: { id: string; businessNumber: string }) =>
      ask<ConsultationView>(`/api/consultations/${id}/case`, { method: 'POST', body: { businessNumber } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['consultations'] }),
  });
}

/** Items of all lists that fit what was typed, best first. */
export const useGuideSearch = (q: string) =>
  useQuery({
    queryKey: ['items', 'all', q],
    queryFn: ({ signal }) =>
      ask<{ items: (ItemHit & { catalogueName?: string })[]; offList: boolean }>(
        `/api/items/search?q=${encodeURIComponent(q)}&limit=6`,
        { signal },
      ),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10 * 60_000,
  });

/** Who helped with a case. */
export const useHelpers = (caseId: string) =>
  useQuery({
    queryKey: ['consultations', 'helpers', caseId],
    queryFn: ({ signal }) => ask<{ helpers: HelperView[] }>(`/api/cases/${caseId}/helpers`, { signal }),
  });
