import type { ParcelView } from '../../cases/core/case-view.ts';

/** What a carrier can tell of a parcel. */
export type CarrierKind = 'collected' | 'moved' | 'failed' | 'delivered' | 'returned' | 'lost';

type Known = Pick<ParcelView, 'collectedAt' | 'deliveredAt'>;

/** What can be told of a parcel now: first that it was collected, of a delivered one that it was not so. */
export const carrierKinds = ({ collectedAt, deliveredAt }: Known): CarrierKind[] => [
  ...(collectedAt === undefined || deliveredAt !== undefined ? (['collected'] as const) : []),
  ...(deliveredAt === undefined ? (['delivered', 'moved', 'failed'] as const) : []),
  'returned',
  'lost',
];

/** What is usually told next. */
export const usualKind = ({ collectedAt, deliveredAt }: Known): CarrierKind =>
  collectedAt === undefined ? 'collected' : deliveredAt === undefined ? 'delivered' : 'returned';
