import type { Case } from '../cases/core/case.ts';
import { all, type Db, json, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { ShipmentState } from './carrier.ts';
import type { End } from './order.ts';
import type { PairFigures } from './views.ts';

/** A parcel as lists and figures know it. */
export type ShipmentRow = {
  caseId: string;
  waybill: string;
  businessNumber: string;
  purpose: string;
  carrier: string;
  fromSide: End;
  toSide: End;
  fromWindow: string | null;
  toWindow: string | null;
  fromRegion: string;
  toRegion: string;
  state: ShipmentState;
  trouble: 'silent' | 'lost' | 'returned' | 'notReceived' | null;
  registeredAt: Instant;
  collectedAt: Instant | null;
  movedAt: Instant | null;
  failedAt: Instant | null;
  deliveredAt: Instant | null;
  confirmedAt: Instant | null;
  returnedAt: Instant | null;
  lostAt: Instant | null;
  cancelledAt: Instant | null;
  caseVersion: number;
  /** When the carrier is asked for its track first; null where nothing more is expected. */
  askAt: Instant | null;
};

const columns = sql`case_id as "caseId", waybill, business_number as "businessNumber", purpose, carrier,
  from_side as "fromSide", to_side as "toSide", from_window as "fromWindow", to_window as "toWindow",
  from_region as "fromRegion", to_region as "toRegion", state, trouble, registered_at as "registeredAt",
  collected_at as "collectedAt", moved_at as "movedAt", failed_at as "failedAt", delivered_at as "deliveredAt",
  confirmed_at as "confirmedAt", returned_at as "returnedAt", lost_at as "lostAt", cancelled_at as "cancelledAt",
  case_version as "caseVersion", ask_at as "askAt"`;

/** Cases as they are now, without anything personal. */
export const listSnapshots = (
  tx: Db,
  ids: readonly string[],
): Promise<{ snapshot: Omit<Case, 'personal'> }[]> =>
  all(
    tx,
    sql<{ snapshot: Omit<Case, 'personal'> }>`
      select snapshot from cases where id = any(${[...ids]}::uuid[]) and business_number is not null`,
  );

/** Writes parcels as their cases have them; what is known from a later version of the case stays. */
export const putShipments = (tx: Db, rows: readonly ShipmentRow[]): Promise<number> =>
  run(
    tx,
    sql`
      insert into shipments (case_id, waybill, business_number, purpose, carrier, from_side, to_side, from_window, to_window,
        from_region, to_region, state, trouble, registered_at, collected_at, moved_at, failed_at, delivered_at,
        confirmed_at, returned_at, lost_at, cancelled_at, case_version, ask_at)
      select s."caseId", s.waybill, s."businessNumber", s.purpose, s.carrier, s."fromSide", s."toSide", s."fromWindow",
        s."toWindow", s."fromRegion", s."toRegion", s.state, s.trouble, s."registeredAt", s."collectedAt", s."movedAt",
        s."failedAt", s."deliveredAt", s."confirmedAt", s."returnedAt", s."lostAt", s."cancelledAt", s."caseVersion", s."askAt"
      from jsonb_to_recordset(${json(rows)}) as s(
        "caseId" uuid, waybill text, "businessNumber" text, purpose text, carrier text, "fromSide" text, "toSide" text,
        "fromWindow" uuid, "toWindow" uuid, "fromRegion" text, "toRegion" text, state text, trouble text,
        "registeredAt" timestamptz, "collectedAt" timestamptz, "movedAt" timestamptz, "failedAt" timestamptz,
        "deliveredAt" timestamptz, "confirmedAt" timestamptz, "returnedAt" timestamptz, "lostAt" timestamptz,
        "cancelledAt" timestamptz, "caseVersion" int, "askAt" timestamptz)
      on conflict (case_id, waybill) do update set
        business_number = excluded.business_number, state = excluded.state, trouble = excluded.trouble,
        to_window = excluded.to_window, to_region = excluded.to_region, collected_at = excluded.collected_at,
        moved_at = excluded.moved_at, failed_at = excluded.failed_at, delivered_at = excluded.delivered_at,
        confirmed_at = excluded.confirmed_at, returned_at = excluded.returned_at, lost_at = excluded.lost_at,
        cancelled_at = excluded.cancelled_at, case_version = excluded.case_version,
        ask_at = case when excluded.ask_at is null then null else coalesce(shipments.ask_at, excluded.ask_at) end
      where shipments.case_version <= excluded.case_version`,
  );

/** Whose parcels, and which of them. */
export type ShipmentList = {
  list: 'outgoing' | 'incoming' | 'trouble';
  windows: readonly string[];
  /** Beginnings of region codes; in place of windows. */
  regionPrefixes: readonly string[];
  open: boolean;
  after: { registeredAt: Instant; caseId: string; waybill: string } | undefined;
  limit: number;
};

const isAt = (side: 'from' | 'to', { windows, regionPrefixes }: ShipmentList) => {
  const like = regionPrefixes.map((prefix) => `${prefix}%`);
  const [window, region] =
    side === 'from' ? [sql`from_window`, sql`from_region`] : [sql`to_window`, sql`to_region`];
  return regionPrefixes.length > 0
    ? sql`(${region} like any(${like}::text[]) and ${window} is not null)`
    : sql`${window} = any(${[...windows]}::uuid[])`;
};

/** A page of parcels, the latest first. */
export function listShipments(db: Db, asked: ShipmentList): Promise<ShipmentRow[]> {
  const { list, open, after, limit } = asked;
  const where =
    list === 'trouble'
      ? sql`trouble is not null and (${isAt('from', asked)} or ${isAt('to', asked)})`
      : list === 'outgoing'
        ? isAt('from', asked)
        : isAt('to', asked);
  const running = open
    ? sql`and state not in ('confirmed', 'cancelled') and not (state = 'delivered' and to_side = 'applicant')`
    : sql``;
  const beyond = after
    ? sql`and (registered_at, case_id, waybill) < (${after.registeredAt}::timestamptz, ${after.caseId}::uuid, ${after.waybill})`
    : sql``;
  return all(
    db,
    sql<ShipmentRow>`
      select ${columns} from shipments where ${where} ${running} ${beyond}
      order by registered_at desc, case_id desc, waybill desc limit ${limit}`,
  );
}

/**
 * Figures by pair of regions (R-189) over parcels registered from one day to another, both included: mean hours to the
 * collection and from there to the delivery, parcels that were not delivered, and lost ones. Cancelled parcels were
 * never with a carrier and do not count.
 */
export const listPairFigures = (
  db: Db,
  asked: { from: Day; to: Day; regionPrefixes: readonly string[]; all: boolean },
): Promise<PairFigures[]> => {
  const like = asked.regionPrefixes.map((prefix) => `${prefix}%`);
  return all(
    db,
    sql<PairFigures>`
      select from_region as "fromRegion", to_region as "toRegion", count(*)::int as parcels,
        count(collected_at)::int as collected,
        avg(extract(epoch from collected_at - registered_at) / 3600)::float8 as "collectionHours",
        count(delivered_at)::int as delivered,
        avg(extract(epoch from delivered_at - collected_at) / 3600)::float8 as "transitHours",
        count(*) filter (where delivered_at is null)::int as "notDelivered",
        count(*) filter (where lost_at is not null)::int as lost
      from shipments
      where state <> 'cancelled'
        and registered_at >= ${`${asked.from}T00:00:00.000+08:00`}::timestamptz
        and registered_at < (${`${asked.to}T00:00:00.000+08:00`}::timestamptz + interval '1 day')
        and (${asked.all} or from_region like any(${like}::text[]) or to_region like any(${like}::text[]))
      group by from_region, to_region order by count(*) desc, from_region, to_region limit 2000`,
  );
};
