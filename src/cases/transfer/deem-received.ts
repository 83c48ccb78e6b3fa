import { object } from '../../platform/schema.ts';
import type { Case, Parcel } from '../core/case.ts';
import { command, type Nothing, refuse } from '../core/command.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { outstandingPaper } from './channels.ts';
import { isDenied } from './parcels.ts';

/** Parcels with materials that reached the home window, confirmed or not; what it denies to have has not. */
export const deliveredParcels = (kase: Case): Parcel[] =>
  kase.parcels.filter(
    (parcel) =>
      parcel.purpose === 'material' &&
      parcel.deliveredAt !== undefined &&
      (parcel.confirmedAt !== undefined || !isDenied(kase, parcel)),
  );

/** Lines whose paper lies in a parcel that reached the home window. */
export const deliveredLines = (kase: Case): string[] =>
  deliveredParcels(kase).flatMap(({ packed }) => packed.map(({ lineId }) => lineId));

/**
 * Whether everything announced for review has arrived, confirmed or not: package stored, paper delivered. A parcel
 * that is still on its way holds it open.
 */
export const allArrived = (kase: Case): boolean =>
  kase.channels.every((channel) => {
    if (channel === 'electronic') return kase.package !== undefined;
    const delivered = deliveredLines(kase);
    return delivered.length > 0 && outstandingPaper(kase, delivered).length === 0;
  });

/**
 * Arrival counts as confirmed when the home window was silent for a working day (C.1, 16a, OP-72); a package whose
 * bytes are no longer those sent has not arrived, and nothing arrives past a difference that is open.
 */
export const deemReceived = command<'deemReceived', Nothing, { digests: Map<string, string | undefined> }>({
  name: 'deemReceived',
  input: object({}),
  summary: '逾期未确认，视为收到',
  example: {},
  facts: async (sources, kase) => ({
    digests: await sources.rehash(
      allArrived(kase) ? (kase.package?.manifest ?? []).map(({ fileId }) => fileId) : [],
    ),
  }),
  decide(kase, _input, { digests }) {
    if (openDiscrepancies(kase).length > 0) return refuse('discrepancy-open');
    if (!allArrived(kase)) return refuse('channel-open');
    const manifest = kase.package?.manifest ?? [];
    if (manifest.some(({ fileId, sha256 }) => digests.get(fileId) !== sha256)) return refuse('channel-open');
    return { events: [{ type: 'receiptDeemed', data: {} }] };
  },
});
