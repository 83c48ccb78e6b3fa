import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { CarrierEvent, CarrierEventKind } from './carrier.ts';
import type { EventTrouble } from './views.ts';

/** What became of an event. */
export type WorkState = 'waiting' | 'applied' | 'known' | 'kept' | 'aside' | 'settled';

/** An event as stored, with what became of it. */
export type EventRow = {
  id: number;
  waybill: string;
  kind: CarrierEventKind;
  occurredAt: Instant;
  place: string;
  region: string | null;
  source: 'push' | 'poll';
  receivedAt: Instant;
  state: WorkState;
  trouble: EventTrouble | null;
  reason: string | null;
  caseId: string | null;
  attempts: number;
};

const columns = sql`e.id, e.waybill, e.kind, e.occurred_at as "occurredAt", e.place, e.region, e.source,
  e.received_at as "receivedAt", w.state, w.trouble, w.reason, w.case_id as "caseId", w.attempts`;

/** Stores an event with the work it makes; answers its number, undefined for one that is known. */
export async function insertEvent(
  tx: Db,
  carrier: string,
  source: 'push' | 'poll',
  event: CarrierEvent,
  now: Instant,
): Promise<number | undefined> {
  const made = await first(
    tx,
    sql<{ id: number }>`
      insert into carrier_events (carrier, carrier_event_id, waybill, kind, occurred_at, place, region, source, received_at)
      values (${carrier}, ${event.id}, ${event.waybill}, ${event.kind}, ${event.occurredAt}::timestamptz, ${event.place},
        ${event.region ?? null}, ${source}, ${now}::timestamptz)
      on conflict (carrier, carrier_event_id) do nothing
      returning id`,
  );
  if (!made) return undefined;
  await run(
    tx,
    sql`
      insert into carrier_event_work (event_id, waybill, state, next_at, region, changed_at)
      values (${made.id}, ${event.waybill}, 'waiting', ${now}::timestamptz, ${event.region ?? null}, ${now}::timestamptz)`,
  );
  return made.id;
}

/** Events that wait to be carried into their cases, by the time at which they happened. */
export const listWaiting = (db: Db, now: Instant, limit: number): Promise<EventRow[]> =>
  all(
    db,
    sql<EventRow>`
      select ${columns} from (
        select * from carrier_event_work where state = 'waiting' and next_at <= ${now}::timestamptz
        order by next_at, event_id limit ${limit}
      ) w join carrier_events e on e.id = w.event_id
      order by e.occurred_at, e.id`,
  );

/** Writes down what became of an event that waited; false when somebody else did. */
export const settleEvent = async (
  tx: Db,
  id: number,
  done: {
    state: WorkState;
    trouble?: EventTrouble | null;
    reason?: string | null;
    caseId?: string | null;
    at: Instant;
    nextAt?: Instant;
  },
): Promise<boolean> =>
  (await run(
    tx,
    sql`
      update carrier_event_work set state = ${done.state}, trouble = ${done.trouble ?? null}, reason = ${done.reason ?? null},
        case_id = ${done.caseId ?? null}::uuid, attempts = attempts + 1, changed_at = ${done.at}::timestamptz,
        next_at = ${done.nextAt ?? done.at}::timestamptz
      where event_id = ${id} and state = 'waiting'`,
  )) > 0;

/** Events set aside for waybills that a case has now: they are tried again. */
export const wakeAside = (tx: Db, waybills: readonly string[], now: Instant): Promise<number> =>
  run(
    tx,
    sql`
      update carrier_event_work set state = 'waiting', trouble = null, reason = null, next_at = ${now}::timestamptz,
        changed_at = ${now}::timestamptz
      where waybill = any(${[...waybills]}::text[]) and state = 'aside'`,
  );

/** Everything a carrier said of parcels, as it happened. */
export const listEventsOf = (db: Db, waybills: readonly string[]): Promise<EventRow[]> =>
  all(
    db,
    sql<EventRow>`
      select ${columns} from carrier_events e join carrier_event_work w on w.event_id = e.id
      where e.waybill = any(${[...waybills]}::text[]) order by e.occurred_at, e.id limit 1000`,
  );

/** Events that somebody has to look at: of a region, or of all; the latest first. */
export const listTroubled = (
  db: Db,
  scope: { regionPrefixes: readonly string[]; all: boolean },
  page: { after: number | undefined; limit: number },
): Promise<EventRow[]> =>
  all(
    db,
    sql<EventRow>`
      select ${columns} from carrier_event_work w join carrier_events e on e.id = w.event_id
      where w.trouble is not null and w.state <> 'settled'
        and (${page.after ?? null}::bigint is null or w.event_id < ${page.after ?? null}::bigint)
        and (${scope.all} or w.region like any(${scope.regionPrefixes.map((prefix) => `${prefix}%`)}::text[])
          or exists (select from shipments s where s.waybill = w.waybill
            and (s.from_region like any(${scope.regionPrefixes.map((prefix) => `${prefix}%`)}::text[])
              or s.to_region like any(${scope.regionPrefixes.map((prefix) => `${prefix}%`)}::text[]))))
      order by w.event_id desc limit ${page.limit}`,
  );

/** Marks what was wrong with an event as dealt with. */
export const settleTrouble = async (db: Db, id: number, reason: string, now: Instant): Promise<boolean> =>
  (await run(
    db,
    sql`
      update carrier_event_work set state = 'settled', reason = ${reason}, changed_at = ${now}::timestamptz
      where event_id = ${id} and trouble is not null and state <> 'settled'`,
  )) > 0;

/** Cases that have a parcel with this number, by the blind key of their search. */
export const listCasesByKey = (db: Db, key: string): Promise<{ caseId: string }[]> =>
  all(
    db,
    sql<{
      caseId: string;
    }>`select case_id as "caseId" from case_search where key = decode(${key}, 'hex') limit 50`,
  );

/** Remembers the number of a message; false when it was used before. Old ones are forgotten. */
export async function useNonce(tx: Db, nonce: string, now: Date, forgetBefore: Date): Promise<boolean> {
  await run(tx, sql`delete from carrier_nonces where seen_at < ${forgetBefore.toISOString()}::timestamptz`);
  return (
    (await run(
      tx,
      sql`insert into carrier_nonces (nonce, seen_at) values (${nonce}, ${now.toISOString()}::timestamptz) on conflict do nothing`,
    )) > 0
  );
}

/** Parcels whose track is asked for now, the longest waiting first. */
export const listToAsk = (
  db: Db,
  now: Instant,
  limit: number,
): Promise<{ caseId: string; waybill: string }[]> =>
  all(
    db,
    sql<{ caseId: string; waybill: string }>`
      select case_id as "caseId", waybill from shipments where ask_at <= ${now}::timestamptz order by ask_at limit ${limit}`,
  );

/** When a parcel's track is asked for next. */
export const askLater = (db: Db, waybill: string, at: Instant): Promise<number> =>
  run(
    db,
    sql`update shipments set ask_at = ${at}::timestamptz where waybill = ${waybill} and ask_at is not null`,
  );
