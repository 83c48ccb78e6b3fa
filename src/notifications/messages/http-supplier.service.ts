import { randomBytes } from 'node:crypto';
import type { Supplier, SupplierAccess, SupplierAnswer } from './supplier.ts';
import { signatureOf, signedHeaders } from './supplier-signature.ts';

const answerWithinMs = 5_000;
const longestAnswer = 10_000;

/** Errors of a connection that was never there: nothing was sent. */
const neverReached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function codeOf(error: unknown): string {
  const { cause } = (error ?? {}) as { cause?: { code?: string; errors?: { code?: string }[] } };
  return cause?.code ?? cause?.errors?.[0]?.code ?? '';
}

const reasonIn = (answer: Record<string, unknown>, status: number): string =>
  typeof answer['reason'] === 'string' ? answer['reason'].slice(0, 200) : `答复 ${status}`;

/** What an answer means. Only what says so itself counts as taken, failed or not taken; all else leaves doubt. */
function meaningOf(status: number, answer: Record<string, unknown>): SupplierAnswer {
  const reason = reasonIn(answer, status);
  if (status < 300 && answer['taken'] === true) return { outcome: 'taken' };
  if (answer['taken'] === false) {
    return answer['failed'] === true ? { outcome: 'failed', reason } : { outcome: 'notTaken', reason };
  }
  // Not let in, no such address, or asked to come later: refused before anything was looked at.
  if (status === 401 || status === 403 || status === 404 || status === 429)
    return { outcome: 'notTaken', reason };
  return { outcome: 'doubt', reason };
}

/** The adapter for a supplier that speaks JSON over HTTP, signed both ways; the one `npm run sms-supplier` answers to. */
export function createHttpSupplier(
  id: string,
  { url, secret }: SupplierAccess,
  { title, withinMs = answerWithinMs }: { title: string; withinMs?: number },
): Supplier {
  return {
    id,
    title,
    async send(message, signal) {
      const path = '/messages';
      const signed = {
        timestamp: String(Date.now()),
        nonce: randomBytes(16).toString('hex'),
        path,
        body: message,
      };
      try {
        const response = await fetch(url + path, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            [signedHeaders.timestamp]: signed.timestamp,
            [signedHeaders.nonce]: signed.nonce,
            [signedHeaders.signature]: signatureOf(secret, signed),
          },
          body: JSON.stringify(message),
          signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
        });
        const read = (await response.text()).slice(0, longestAnswer);
        let answer: unknown;
        try {
          answer = JSON.parse(read);
        } catch {
          answer = undefined;
        }
        const known =
          typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
        return meaningOf(response.status, known);
      } catch (error) {
        if (neverReached.has(codeOf(error))) return { outcome: 'notTaken', reason: '连不上短信通道' };
        return { outcome: 'doubt', reason: '短信通道没有及时答复' };
      }
    },
  };
}
