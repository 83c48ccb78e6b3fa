import { canonical } from '../../platform/canonical.ts';
import { type SignatureFault as Fault, sign, signatureFault } from '../../platform/signed-message.ts';

/** Headers of what is signed between us and a supplier, in both directions. */
export const signedHeaders = {
  timestamp: 'x-message-timestamp',
  nonce: 'x-message-nonce',
  signature: 'x-message-signature',
} as const;

/** What is signed: milliseconds since 1970, a number used once, the path, and the body as JSON. */
export type Signed = { timestamp: string; nonce: string; path: string; body: unknown };

/** Why a report is not believed. `replayed` is found by who keeps the numbers. */
export type SignatureFault = Fault | 'replayed';

// The body counts in its canonical form (RFC 8785), whatever the order of its fields.
const asText = (body: unknown): string => canonical(body ?? null);

/** The signature under the secret that both sides know. */
export const signatureOf = (secret: string, signed: Signed): string =>
  sign(secret, { ...signed, body: asText(signed.body) });

/** What is wrong with a signed message at a moment; undefined for a good one. */
export const faultOf = (
  secret: string,
  signed: Signed & { signature: string },
  nowMs: number,
): Fault | undefined => signatureFault(secret, { ...signed, body: asText(signed.body) }, nowMs);
