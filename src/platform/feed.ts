import type { Instant } from '../regulation/instant.ts';
import { canonical } from './canonical.ts';

/** One case event in the order that all readers follow; `feedNo` counts from 1 without gaps. */
export type FeedEntry = {
  feedNo: number;
  caseId: string;
  /** Number of the event within its case. */
  seq: number;
  /** Name of the event, in the past tense. */
  type: string;
  /** The event's link in the hash chain of its case. */
  eventHash: string;
};

/** An event that was committed and has no feed number yet. */
export type PendingEvent = Omit<FeedEntry, 'feedNo'> & { pendingNo: number };

/** What was sealed at once, chained to the batch before. */
export type FeedBatch = {
  batchNo: number;
  fromNo: number;
  toNo: number;
  /** RFC 6962 root over the entries, hex. */
  merkleRoot: string;
  previousHash: string;
  hash: string;
  sealedAt: Instant;
};

/** Proof that an entry is part of a sealed batch; all hashes in hex. */
export type InclusionProof = {
  entry: FeedEntry;
  batch: FeedBatch;
  leaf: string;
  index: number;
  size: number;
  path: string[];
};

/** One thing wrong with the feed: where, and a sentence. */
export type FeedFault = { batchNo: number; fromNo: number; toNo: number; sentence: string };

/** Result of a verification; `lastHash`, noted elsewhere, also proves that no batch was cut off. */
export type FeedVerification = {
  sound: boolean;
  batches: number;
  entries: number;
  lastHash: string;
  faults: FeedFault[];
};

/** What the Merkle tree holds of an entry: all of it. */
export const entryContent = ({ feedNo, caseId, seq, type, eventHash }: FeedEntry): string =>
  canonical({ feedNo, caseId, seq, type, eventHash });

/** What the chain links of a batch: all of it but the hashes themselves. */
export const batchContent = ({
  batchNo,
  fromNo,
  toNo,
  merkleRoot,
  sealedAt,
}: Omit<FeedBatch, 'previousHash' | 'hash'>): string =>
  canonical({ batchNo, fromNo, toNo, merkleRoot, sealedAt });

/**
 * Pending events in the order they get their numbers: as written, but the events of one case always by `seq`,
 * each in one of the places that its case holds.
 */
export function inFeedOrder(pending: readonly PendingEvent[]): PendingEvent[] {
  const byCase = Map.groupBy(
    pending.toSorted((one, other) => one.seq - other.seq),
    ({ caseId }) => caseId,
  );
  return pending
    .toSorted((one, other) => one.pendingNo - other.pendingNo)
    .map((place) => byCase.get(place.caseId)?.shift() ?? place);
}
