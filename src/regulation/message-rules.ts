import { dayOf, type Instant } from './instant.ts';
import { addDays, clockTime, momentOf } from './shanghai-time.ts';

/** A time of the night in which nobody is woken by a message; `from` lies in the evening, `until` in the morning. */
export type QuietHours = { readonly from: string; readonly until: string };

/** The quiet hours of a region at a moment: settings `quietFrom` and `quietUntil`. */
export type QuietHoursOf = (regionCode: string, at: Instant) => QuietHours;

/** When a message of this moment may be sent: at once by day and where it is urgent, else when the quiet hours end. */
export function sendableAt(at: Instant, { from, until }: QuietHours, urgent = false): Instant {
  const time = clockTime(at);
  if (urgent || (time >= until && time < from)) return at;
  return momentOf(time < until ? dayOf(at) : addDays(dayOf(at), 1), until);
}

const minuteMs = 60_000;

/** Waits before the second and the third sending after a supplier's definite “failed”. */
export const retryAfterMs: readonly number[] = [5 * minuteMs, 30 * minuteMs];

/** How long transport to a supplier is tried (OP-95). */
export const messageExpiryMs = 7 * 24 * 60 * minuteMs;

/** After so long without a supplier's word somebody telephones, while sending goes on. */
export const unansweredMs = 4 * 60 * minuteMs;

/** Most characters of a message, its sign in front included. */
export const messageLength = 300;

/** In front of every message: who speaks. */
export const messageSign = '【跨省通办】';

/** Whole days within which the clerk has telephoned (C.9, decisionTold). */
export const phoneWorkingDays = 1;

/** Events of a case that are its decision: told by SMS and by telephone, to applicant and intake window (规程第二十一条). */
export const decisionTemplates: ReadonlySet<string> = new Set([
  'granted',
  'denied',
  'homeRejected',
  'decisionCorrected',
]);
