import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { HeldOriginal, WaitingParcel } from '../../cases/custody/desk-view.ts';
import type { Instant } from '../../regulation/instant.ts';
import { ask, requestKey } from './client.ts';

/** Whose originals are listed. */
export type OriginalsScope = 'window' | 'region';

/** A hand-over list made today. */
export type HandOver = { id: string; number: string; parcels: number; madeAt: Instant };

/** Originals held by this window, or by the windows of the region. */
export function useOriginals(scope: OriginalsScope) {
  return useQuery({
    queryKey: ['custody', 'originals', scope],
    queryFn: ({ signal }) =>
      ask<{ originals: HeldOriginal[]; more: boolean }>(`/api/originals?scope=${scope}`, { signal }),
  });
}

/** Parcels that wait for the carrier, and today's hand-over lists. */
export function useWaitingParcels(enabled: boolean) {
  return useQuery({
    queryKey: ['custody', 'parcels'],
    queryFn: ({ signal }) =>
      ask<{ parcels: WaitingParcel[]; lists: HandOver[] }>('/api/waiting-parcels', { signal }),
    enabled,
  });
}

/** Makes out the hand-over list of all waiting parcels. */
export function useHandOver() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      ask<{ id: string; number: string; href: string }>('/api/hand-over-lists', { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['custody'] }),
  });
}

/** Where the list is printed from. */
export const handOverHref = (id: string): string => `/api/hand-over-lists/${id}.pdf`;

/**
 * Records the collection of all parcels on one signed list, one after the other. Answers how many were recorded and,
 * where one was refused, its number.
 */
export function useCollectAll() {
  const client = useQueryClient();
  return useMutation({
    async mutationFn(call: { parcels: readonly WaitingParcel[]; proof: string; at: Instant }) {
      let done = 0;
      // Two parcels of one case must not be recorded on the same version.
      const versions = new Map<string, number>();
      for (const { caseId, version, waybill } of call.parcels) {
        try {
          const receipt = await ask<{ version: number }>(`/api/cases/${caseId}/record-carrier-event`, {
            method: 'POST',
            body: { waybill, kind: 'collected', occurredAt: call.at, proof: call.proof },
            headers: {
              'idempotency-key': requestKey(),
              'if-match': `"${versions.get(caseId) ?? version}"`,
            },
          });
          versions.set(caseId, receipt.version);
          done += 1;
        } catch {
          return { done, failed: waybill };
        }
      }
      return { done };
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['custody'] });
      void client.invalidateQueries({ queryKey: ['cases'] });
      void client.invalidateQueries({ queryKey: ['case'] });
    },
  });
}
