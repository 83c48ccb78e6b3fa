import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Payer } from '../regulation/postal.ts';
import type { OrderCommand, OrderState } from './order.ts';

/** An order as stored. */
export type OrderRow = {
  id: string;
  number: string;
  caseId: string;
  side: 'intake' | 'home';
  windowId: string;
  regionCode: string;
  command: OrderCommand;
  input: Buffer;
  contents: string;
  payer: Payer;
  payerRegion: string | null;
  weightGrams: number;
  state: OrderState;
  waybill: string | null;
  carrier: string;
  byHand: boolean;
  routing: string;
  feeFen: number | null;
  attempts: number;
  lastError: string | null;
  orderedBy: string;
  orderedAt: Instant;
  requestKey: string;
  requestDigest: string;
  numberedAt: Instant | null;
  labelPrintedAt: Instant | null;
};

const columns = sql`id, number, case_id as "caseId", side, window_id as "windowId", region_code as "regionCode", command,
  input, contents, payer, payer_region as "payerRegion", weight_grams as "weightGrams", state, waybill, carrier,
  by_hand as "byHand", routing, fee_fen as "feeFen", attempts, last_error as "lastError", ordered_by as "orderedBy",
  ordered_at as "orderedAt", request_key as "requestKey", request_digest as "requestDigest",
  numbered_at as "numberedAt", label_printed_at as "labelPrintedAt"`;

/** Stores a new order; false when the same person has sent this request before. */
export const insertOrder = async (
  tx: Db,
  order: Omit<
    OrderRow,
    | 'state'
    | 'waybill'
    | 'byHand'
    | 'routing'
    | 'feeFen'
    | 'attempts'
    | 'lastError'
    | 'numberedAt'
    | 'labelPrintedAt'
  >,
): Promise<boolean> =>
  (await run(
    tx,
    sql`
      insert into shipment_orders (id, number, case_id, side, window_id, region_code, command, input, contents, payer,
        payer_region, weight_grams, state, carrier, ordered_by, ordered_at, request_key, request_digest)
      values (${order.id}::uuid, ${order.number}, ${order.caseId}::uuid, ${order.side}, ${order.windowId}::uuid,
        ${order.regionCode}, ${order.command}, ${order.input}, ${order.contents}, ${order.payer}, ${order.payerRegion},
        ${order.weightGrams}::int, 'queued', ${order.carrier}, ${order.orderedBy}::uuid, ${order.orderedAt}::timestamptz,
        ${order.requestKey}, ${order.requestDigest})
      on conflict (ordered_by, request_key) do nothing`,
  )) > 0;

/** An order by its id. */
export const findOrder = (db: Db, id: string): Promise<OrderRow | undefined> =>
  first(db, sql<OrderRow>`select ${columns} from shipment_orders where id = ${id}::uuid`);

/** The order that a request made. */
export const findOrderOfRequest = (
  db: Db,
  orderedBy: string,
  requestKey: string,
): Promise<OrderRow | undefined> =>
  first(
    db,
    sql<OrderRow>`
      select ${columns} from shipment_orders where ordered_by = ${orderedBy}::uuid and request_key = ${requestKey}`,
  );

/** The order under a waybill on a case. */
export const findOrderOfParcel = (db: Db, caseId: string, waybill: string): Promise<OrderRow | undefined> =>
  first(
    db,
    sql<OrderRow>`
      select ${columns} from shipment_orders where waybill = ${waybill} and case_id = ${caseId}::uuid
      order by ordered_at desc limit 1`,
  );

/** Orders of a case, in order. */
export const listOrdersOfCase = (db: Db, caseId: string): Promise<OrderRow[]> =>
  all(
    db,
    sql<OrderRow>`select ${columns} from shipment_orders where case_id = ${caseId}::uuid order by ordered_at limit 100`,
  );

/** Orders of windows that are not done, the oldest first. */
export const listOpenOrders = (db: Db, windows: readonly string[], limit: number): Promise<OrderRow[]> =>
  all(
    db,
    sql<OrderRow>`
      select ${columns} from shipment_orders
      where window_id = any(${[...windows]}::uuid[]) and state in ('queued', 'numbered', 'failed')
      order by ordered_at limit ${limit}`,
  );

/** Gives a waiting order its waybill; false when it does not wait any more. */
export const setNumber = async (
  db: Db,
  id: string,
  given: {
    waybill: string;
    carrier: string;
    byHand: boolean;
    routing: string;
    feeFen: number | null;
    at: Instant;
  },
): Promise<boolean> =>
  (await run(
    db,
    sql`
      update shipment_orders set state = 'numbered', waybill = ${given.waybill}, carrier = ${given.carrier},
        by_hand = ${given.byHand}, routing = ${given.routing}, fee_fen = ${given.feeFen}::int,
        numbered_at = ${given.at}::timestamptz, last_error = null
      where id = ${id}::uuid and state = 'queued'`,
  )) > 0;

/** Moves an order on from one of some states; false when it stands elsewhere. */
export const setState = async (
  db: Db,
  id: string,
  from: readonly OrderState[],
  to: OrderState,
  lastError: string | null = null,
): Promise<boolean> =>
  (await run(
    db,
    sql`
      update shipment_orders set state = ${to}, last_error = ${lastError}
      where id = ${id}::uuid and state = any(${[...from]}::text[])`,
  )) > 0;

/** Counts an attempt that failed. */
export const noteFailure = (db: Db, id: string, error: string): Promise<number> =>
  run(
    db,
    sql`update shipment_orders set attempts = attempts + 1, last_error = ${error} where id = ${id}::uuid and state = 'queued'`,
  );

/** Marks that the label was printed. */
export const markPrinted = (db: Db, id: string, at: Instant): Promise<number> =>
  run(
    db,
    sql`update shipment_orders set label_printed_at = coalesce(label_printed_at, ${at}::timestamptz) where id = ${id}::uuid`,
  );

/** Of some parcels those that were ordered here and whose label was never printed. */
export const listUnlabelled = (db: Db, waybills: readonly string[]): Promise<{ waybill: string }[]> =>
  all(
    db,
    sql<{ waybill: string }>`
      select waybill from shipment_orders
      where waybill = any(${[...waybills]}::text[]) and not by_hand and label_printed_at is null
        and state in ('numbered', 'dispatched')`,
  );
