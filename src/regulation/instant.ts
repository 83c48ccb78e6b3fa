/** A moment, always written `YYYY-MM-DDTHH:mm:ss.SSS+08:00`, so that text order is time order. */
export type Instant = string;

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string;

const shanghaiOffsetMs = 8 * 60 * 60 * 1000;

/** The moment of a date or of milliseconds since 1970, in Asia/Shanghai notation. */
export function instantOf(time: Date | number): Instant {
  const ms = typeof time === 'number' ? time : time.getTime();
  return new Date(ms + shanghaiOffsetMs).toISOString().replace('Z', '+08:00');
}

/** Any ISO 8601 text with an offset, brought into the one notation; undefined when it is no moment. */
export function parseInstant(text: string): Instant | undefined {
  if (!/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : instantOf(ms);
}

/** Milliseconds since 1970. */
export const msOf = (instant: Instant): number => Date.parse(instant);

/** The Shanghai day on which a moment falls. */
export const dayOf = (instant: Instant): Day => instant.slice(0, 10);

/** A moment that lies the given milliseconds later. */
export const later = (instant: Instant, ms: number): Instant => instantOf(msOf(instant) + ms);
