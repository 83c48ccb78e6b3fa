import { chainHash, chainStart, isChainHash } from './digest.ts';
import { batchContent, entryContent, type FeedBatch, type FeedEntry, type InclusionProof } from './feed.ts';
import { inclusionPath, leafHash, merkleRoot, provesInclusion } from './merkle.ts';

const leafOf = (entry: FeedEntry): Buffer => leafHash(entryContent(entry));
const rootOf = (entries: readonly FeedEntry[]): string => merkleRoot(entries.map(leafOf)).toString('hex');

/** The batch that seals entries which follow the batch before; `entries` is not empty. */
export function batchOver(
  entries: readonly FeedEntry[],
  before: FeedBatch | undefined,
  sealedAt: string,
): FeedBatch {
  const fromNo = (before?.toNo ?? 0) + 1;
  const content = {
    batchNo: (before?.batchNo ?? 0) + 1,
    fromNo,
    toNo: fromNo + entries.length - 1,
    merkleRoot: rootOf(entries),
    sealedAt,
  };
  const previousHash = before?.hash ?? chainStart;
  return { ...content, previousHash, hash: chainHash(previousHash, batchContent(content)) };
}

/** What is wrong with a batch, as sentences for an auditor; none for a sound one. */
export function batchFaults(
  batch: FeedBatch,
  before: FeedBatch | undefined,
  entries: readonly FeedEntry[],
): string[] {
  const follows =
    batch.batchNo === (before?.batchNo ?? 0) + 1 &&
    batch.fromNo === (before?.toNo ?? 0) + 1 &&
    batch.previousHash === (before?.hash ?? chainStart);
  const complete =
    entries.length === batch.toNo - batch.fromNo + 1 &&
    entries.every((entry, index) => entry.feedNo === batch.fromNo + index);
  const faults: string[] = [];
  if (!follows) faults.push('与前一批接不上，中间有一批被删或被改。');
  if (!isChainHash(batch.hash, batch.previousHash, batchContent(batch))) faults.push('这一批的封签被改过。');
  if (!complete) faults.push('编号不连续，有事件被删或被插入。');
  else if (rootOf(entries) !== batch.merkleRoot) faults.push('有事件的内容或顺序被改过。');
  return faults;
}

/** The proof for one entry of a batch. */
export function proofIn(batch: FeedBatch, entries: readonly FeedEntry[], entry: FeedEntry): InclusionProof {
  const index = entry.feedNo - batch.fromNo;
  const path = inclusionPath(entries.map(leafOf), index).map((hash) => hash.toString('hex'));
  return { entry, batch, leaf: leafOf(entry).toString('hex'), index, size: entries.length, path };
}

/** Whether a proof holds: the entry belongs to the batch's tree, and the batch to the chain. */
export const isProof = ({ entry, batch, index, size, path }: InclusionProof): boolean =>
  index === entry.feedNo - batch.fromNo &&
  size === batch.toNo - batch.fromNo + 1 &&
  isChainHash(batch.hash, batch.previousHash, batchContent(batch)) &&
  provesInclusion(
    { leaf: leafOf(entry), index, size, path: path.map((hash) => Buffer.from(hash, 'hex')) },
    Buffer.from(batch.merkleRoot, 'hex'),
  );
