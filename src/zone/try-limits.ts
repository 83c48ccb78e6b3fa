import { type Instant, later, msOf } from '../regulation/instant.ts';

/** What can be guessed at without signing in: progress by number and phone digits, documents by code. */
export type TryKind = 'progress' | 'verification';

/** How many wrong tries an hour are allowed before an hour's block; without `perSubject` only the address counts. */
type TryLimits = { readonly perAddress: number; readonly perSubject?: number };

/** The limits (R-081: 20 an hour and address; R-107: also 5 for one number, from wherever they come). */
export const tryLimits: Readonly<Record<TryKind, TryLimits>> = {
  progress: { perAddress: 20, perSubject: 5 },
  verification: { perAddress: 20 },
};

/** The hour in which tries are counted, and for which is blocked. */
export const tryWindowMs = 60 * 60 * 1000;

/**
 * Until when is blocked, given the latest wrong tries, newest first: an hour from the try that reached the limit
 * within an hour. Nothing is recorded during a block, so the newest tries always tell; undefined when free.
 */
export function blockedUntil(tries: readonly Instant[], limit: number, now: Instant): Instant | undefined {
  const newest = tries[0];
  const reaching = tries[limit - 1];
  if (newest === undefined || reaching === undefined) return undefined;
  if (msOf(newest) - msOf(reaching) >= tryWindowMs) return undefined;
  const until = later(newest, tryWindowMs);
  return msOf(now) < msOf(until) ? until : undefined;
}

/** How many wrong tries are left before the block. */
export function triesLeft(tries: readonly Instant[], limit: number, now: Instant): number {
  const counted = tries.filter((at) => msOf(now) - msOf(at) < tryWindowMs).length;
  return Math.max(0, limit - counted);
}

/**
 * What counts as one address: an IPv4 address; of IPv6 the first 64 bits, since one household holds all the rest.
 * A text that is no address stands for itself.
 */
export function addressGroup(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped !== undefined || !plain.includes(':')) return mapped ?? plain;
  const [front = '', back] = plain.split('::');
  const head = front === '' ? [] : front.split(':');
  const tail = back === undefined || back === '' ? [] : back.split(':');
  const gap = back === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
