import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { SearchWord } from '../../catalogue/search-index.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { ItemHit } from './catalogue.ts';
import { ask } from './client.ts';

/** An everyday word kept by an administration. */
export type SynonymEntry = {
  id: string;
  kind: SearchWord['kind'];
  kindText: string;
  word: string;
  means: string[];
  addedByName: string;
  addedAt: Instant;
};

/** A question that found nothing. */
export type MissEntry = { query: string; times: number; firstOn: string; lastOn: string };

const pageOf = 30;

/** Words kept by administrations, the latest first; only those with the part, if one is given. */
export function useSynonyms(part: string) {
  return useInfiniteQuery({
    queryKey: ['synonyms', part],
    queryFn: ({ pageParam, signal }) =>
      ask<{ synonyms: SynonymEntry[]; more: boolean }>(
        `/api/synonyms?limit=${pageOf}${part === '' ? '' : `&q=${encodeURIComponent(part)}`}${pageParam}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ synonyms, more }) => (more ? `&after=${synonyms.at(-1)?.id ?? ''}` : undefined),
    placeholderData: keepPreviousData,
  });
}

/** What found nothing, asked last and most first. */
export function useMisses() {
  return useQuery({
    queryKey: ['synonyms', 'misses'],
    queryFn: ({ signal }) => ask<{ misses: MissEntry[] }>('/api/search-misses', { signal }),
  });
}

/** What a question finds in all lists. */
export function useTrial(q: string) {
  return useQuery({
    queryKey: ['synonyms', 'trial', q],
    queryFn: ({ signal }) =>
      ask<{ items: ItemHit[]; offList: boolean }>(`/api/items/search?q=${encodeURIComponent(q)}&limit=5`, {
        signal,
      }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
}

/** Adds a word, or takes one back by its id. */
export function useSynonymChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { add: Pick<SynonymEntry, 'kind' | 'word' | 'means'> } | { remove: string }) =>
      'add' in change
        ? ask<unknown>('/api/synonyms', { method: 'POST', body: change.add })
        : ask<unknown>(`/api/synonyms/${change.remove}`, { method: 'DELETE' }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['synonyms'] }),
        client.invalidateQueries({ queryKey: ['items'] }),
      ]),
  });
}
