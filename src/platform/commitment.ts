import { randomBytes, timingSafeEqual } from 'node:crypto';
import { canonical } from './canonical.ts';
import { sha256 } from './digest.ts';

/**
 * A promise about personal content that gives nothing of it away (OP-98): the event log holds `commitment`, the
 * content and its `salt` lie beside the log and can be erased. Both in lower-case hex.
 */
export type Commitment = { salt: string; commitment: string };

const saltBytes = 32;

const commitmentOf = (salt: Buffer, content: unknown): Buffer =>
  sha256(Buffer.concat([salt, Buffer.from(canonical(content))]));

/** Commits to content: SHA-256 over a new random salt of 32 bytes and the canonical JSON of the content. */
export function commit(content: unknown): Commitment {
  const salt = randomBytes(saltBytes);
  return { salt: salt.toString('hex'), commitment: commitmentOf(salt, content).toString('hex') };
}

/** Whether this is the content that was committed to. */
export function verifyCommitment(content: unknown, { salt, commitment }: Commitment): boolean {
  const saltRead = Buffer.from(salt, 'hex');
  const expected = Buffer.from(commitment, 'hex');
  const found = commitmentOf(saltRead, content);
  return (
    saltRead.length === saltBytes && expected.length === found.length && timingSafeEqual(expected, found)
  );
}
