import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How old a signed message may be, and how far the other side's clock may be ahead, in ms. */
export const freshForMs = 5 * 60 * 1000;

/** What two sides sign with a secret they share: moment in ms since 1970, a number used once, the address, the body. */
export type SignedMessage = { timestamp: string; nonce: string; path: string; body: string };

/** HMAC-SHA-256, in hex, of a message; the body goes in by its SHA-256. */
export const sign = (secret: string, { timestamp, nonce, path, body }: SignedMessage): string =>
  createHmac('sha256', secret)
    .update(`${timestamp}\n${nonce}\n${path}\n${createHash('sha256').update(body).digest('hex')}`)
    .digest('hex');

/** Why a message is not believed. */
export type SignatureFault = 'unsigned' | 'forged' | 'stale';

const isEqual = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** What is wrong with a signed message at a moment; undefined for a good one. Whether its nonce is new is not told. */
export function signatureFault(
  secret: string,
  message: SignedMessage & { signature: string },
  nowMs: number,
): SignatureFault | undefined {
  const { timestamp, nonce, signature } = message;
  if (!/^\d{13}$/.test(timestamp) || !/^[\w-]{16,64}$/.test(nonce) || signature === '') return 'unsigned';
  if (!isEqual(sign(secret, message), signature)) return 'forged';
  return Math.abs(nowMs - Number(timestamp)) > freshForMs ? 'stale' : undefined;
}
