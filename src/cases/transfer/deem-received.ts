import { object } from '../../platform/schema.ts';
import type { Case } from '../core/case.ts';
import { command, type Nothing, refuse } from '../core/command.ts';
import { outstandingPaper } from './channels.ts';

/** Lines whose paper lies in a parcel that reached the home window. */
export const deliveredLines = (kase: Case): string[] =>
  kase.parcels
    .filter(({ purpose, deliveredAt }) => purpose === 'material' && deliveredAt !== undefined)
    .flatMap(({ packed }) => packed.map(({ lineId }) => lineId));

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
 * bytes are no longer those sent has not arrived.
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
    if (!allArrived(kase)) return refuse('channel-open');
    const manifest = kase.package?.manifest ?? [];
    if (manifest.some(({ fileId, sha256 }) => digests.get(fileId) !== sha256)) return refuse('channel-open');
    return { events: [{ type: 'receiptDeemed', data: {} }] };
  },
});
