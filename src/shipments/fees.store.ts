import { all, type Db, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Payer } from '../regulation/postal.ts';
import type { MonthRow } from './month-report.ts';

/** The fee of a parcel as it stands. */
export type FeeRow = {
  caseId: string;
  waybill: string;
  weightGrams: number;
  feeFen: number;
  payer: Payer;
  payerRegion: string | null;
  sentAt: Instant;
};

/** Records what a parcel costs; the last entry counts. */
export const insertFee = (
  tx: Db,
  fee: FeeRow & { source: 'carrier' | 'clerk'; recordedBy: string | null; recordedAt: Instant },
): Promise<number> =>
  run(
    tx,
    sql`
      insert into parcel_fees (case_id, waybill, weight_grams, fee_fen, payer, payer_region, sent_at, source, recorded_by, recorded_at)
      values (${fee.caseId}::uuid, ${fee.waybill}, ${fee.weightGrams}::int, ${fee.feeFen}::int, ${fee.payer},
        ${fee.payerRegion}, ${fee.sentAt}::timestamptz, ${fee.source}, ${fee.recordedBy}::uuid, ${fee.recordedAt}::timestamptz)`,
  );

const columns = sql`f.case_id as "caseId", f.waybill, f.weight_grams as "weightGrams", f.fee_fen as "feeFen", f.payer,
  f.payer_region as "payerRegion", f.sent_at as "sentAt"`;

/** Fees of the parcels of a case. */
export const listFeesOfCase = (db: Db, caseId: string): Promise<FeeRow[]> =>
  all(
    db,
    sql<FeeRow>`
      select distinct on (f.waybill) ${columns} from parcel_fees f where f.case_id = ${caseId}::uuid
      order by f.waybill, f.id desc`,
  );

/**
 * Parcels registered in a stretch of time with their fees, in order. A parcel is counted with the region that pays for it,
 * or where the applicant pays or nobody wrote it down, with the window's that sends it. Cancelled ones cost nothing.
 */
export const listMonth = (
  db: Db,
  asked: {
    from: Instant;
    before: Instant;
    regionPrefixes: readonly string[];
    all: boolean;
    after: { registeredAt: Instant; caseId: string; waybill: string } | undefined;
    limit: number;
  },
): Promise<MonthRow[]> => {
  const like = asked.regionPrefixes.map((prefix) => `${prefix}%`);
  const { after } = asked;
  const region = sql`coalesce(f."payerRegion", case when s.from_side = 'applicant' then s.to_region else s.from_region end)`;
  return all(
    db,
    sql<MonthRow>`
      select s.case_id as "caseId", s.business_number as "businessNumber", s.waybill, s.purpose, ${region} as region,
        s.registered_at as "registeredAt", f."weightGrams", f."feeFen", f.payer, f."payerRegion"
      from shipments s
      left join lateral (
        select ${columns} from parcel_fees f where f.case_id = s.case_id and f.waybill = s.waybill order by f.id desc limit 1
      ) f on true
      where s.state <> 'cancelled' and s.registered_at >= ${asked.from}::timestamptz and s.registered_at < ${asked.before}::timestamptz
        and (${asked.all} or ${region} like any(${like}::text[]))
        ${after ? sql`and (s.registered_at, s.case_id, s.waybill) > (${after.registeredAt}::timestamptz, ${after.caseId}::uuid, ${after.waybill})` : sql``}
      order by s.registered_at, s.case_id, s.waybill limit ${asked.limit}`,
  );
};
