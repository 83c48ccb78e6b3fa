import { createHash } from 'node:crypto';

/** Digest algorithms a chain may use: SHA-256, or SM3 (GB/T 32905) where national cryptography is asked for. */
export type DigestAlgorithm = 'sha256' | 'sm3';

/** SHA-256 of bytes or of a text in UTF-8. */
export const sha256 = (content: Uint8Array | string): Buffer => createHash('sha256').update(content).digest();

/** SHA-256 in lower-case hex. */
export const sha256Hex = (content: Uint8Array | string): string => sha256(content).toString('hex');

/** What stands before the first link of every chain. */
export const chainStart = '';

/**
 * One link of a hash chain: the digest over the link before and the canonical JSON of this entry, with its
 * algorithm written in front (`sha256:…`), so that a chain may change its algorithm and still be verified.
 */
export function chainHash(
  previousHash: string,
  canonicalEvent: string,
  algorithm: DigestAlgorithm = 'sha256',
): string {
  const digest = createHash(algorithm).update(previousHash).update('\n').update(canonicalEvent).digest('hex');
  return `${algorithm}:${digest}`;
}

/** The algorithm a link was made with; undefined for a text that is no link. */
export const algorithmOf = (hash: string): DigestAlgorithm | undefined =>
  /^(sha256|sm3):[0-9a-f]{64}$/.exec(hash)?.[1] as DigestAlgorithm | undefined;

/** Whether a link follows from the one before and its entry, by whichever algorithm it names. */
export function isChainHash(hash: string, previousHash: string, canonicalEvent: string): boolean {
  const algorithm = algorithmOf(hash);
  return algorithm !== undefined && chainHash(previousHash, canonicalEvent, algorithm) === hash;
}
