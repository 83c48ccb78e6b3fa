import { sha256 } from './digest.ts';

/**
 * Merkle trees as in RFC 6962 (Certificate Transparency), section 2.1: one root stands for a list of entries, and
 * a path of log₂ n hashes proves that an entry is in it. Leaves and nodes are hashed with different prefixes, so
 * that no node can be passed off as an entry.
 */
const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

/** Hash of one entry. */
export const leafHash = (entry: string | Uint8Array): Buffer =>
  sha256(Buffer.concat([leafPrefix, Buffer.from(entry)]));

const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.concat([nodePrefix, left, right]));

/** Largest power of two below n (n ≥ 2): where a tree of n leaves is divided. */
const splitOf = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);

/** Root over leaf hashes in their order; of an empty list the hash of nothing. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256('');
  if (leaves.length === 1) return only;
  const split = splitOf(leaves.length);
  return nodeHash(merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}

/** The hashes that lead from one leaf to the root, lowest first. Refuses an index outside the list. */
export function inclusionPath(leaves: readonly Buffer[], index: number): Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`no leaf ${index}`);
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const left = leaves.slice(0, split);
  const right = leaves.slice(split);
  return index < split
    ? [...inclusionPath(left, index), merkleRoot(right)]
    : [...inclusionPath(right, index - split), merkleRoot(left)];
}

/** That the leaf at `index` is part of a tree of `size` leaves. */
export type Inclusion = { leaf: Buffer; index: number; size: number; path: readonly Buffer[] };

function rootFrom({ leaf, index, size, path }: Inclusion): Buffer | undefined {
  if (size === 1) return path.length === 0 && index === 0 ? leaf : undefined;
  const sibling = path.at(-1);
  if (sibling === undefined || index < 0 || index >= size) return undefined;
  const split = splitOf(size);
  const rest = path.slice(0, -1);
  if (index < split) {
    const left = rootFrom({ leaf, index, size: split, path: rest });
    return left && nodeHash(left, sibling);
  }
  const right = rootFrom({ leaf, index: index - split, size: size - split, path: rest });
  return right && nodeHash(sibling, right);
}

/** Whether a path proves that the leaf is in the tree with this root. */
export const provesInclusion = (inclusion: Inclusion, root: Buffer): boolean =>
  rootFrom(inclusion)?.equals(root) ?? false;
