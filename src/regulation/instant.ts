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

/** Moments outside these centuries are slips of the pen; they would break the notation's order, or the database. */
const earliestMs = Date.UTC(1900, 0, 1);
const latestMs = Date.UTC(3000, 0, 1);

/** Any ISO 8601 text with an offset, brought into the one notation; undefined when it is no moment. */
export function parseInstant(text: string): Instant | undefined {
  if (!/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return ms >= earliestMs && ms < latestMs ? instantOf(ms) : undefined;
}

/** Milliseconds since 1970. */
export const msOf = (instant: Instant): number => Date.parse(instant);

/** The Shanghai day on which a moment falls. */
export const dayOf = (instant: Instant): Day => instant.slice(0, 10);

/** A moment that lies the given milliseconds later. */
export const later = (instant: Instant, ms: number): Instant => instantOf(msOf(instant) + ms);

/** The latest of some moments, '' when there is none. */
export const latest = (...times: (Instant | undefined)[]): Instant =>
  times.reduce<Instant>((last, time) => (time !== undefined && time > last ? time : last), '');
