import writeXlsxFile from 'write-excel-file/node';
import type { Executor } from '../cases/core/executor.service.ts';
import { isClerkOf } from '../cases/custody/clerk-of.ts';
import { parcelOf, senderOf } from '../cases/custody/parcels.ts';
import { purposeNames } from '../cases/transfer/purposes.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { Day } from '../regulation/instant.ts';
import { type Payer, payers } from '../regulation/postal.ts';
import { addDays, startOfDay } from '../regulation/shanghai-time.ts';
import * as store from './fees.store.ts';
import { type MonthRow, sumsOf, totalOf, yuanOf } from './month-report.ts';
import { answeredRegions } from './shipments.service.ts';
import { listPairFigures } from './shipments.store.ts';
import type { MonthReport, NamedFigures } from './views.ts';

/** Fees of parcels, and figures of how they travel. */
export type Fees = {
  /** Writes down what a parcel costs: the window that answers for it. */
  record(
    actor: Actor,
    fee: { caseId: string; waybill: string; weightGrams: number; feeFen: number; payer: Payer },
  ): Promise<void>;
  /** What the carrier asked for an ordered parcel. */
  recordOrdered(
    tx: Db,
    fee: {
      caseId: string;
      waybill: string;
      weightGrams: number;
      feeFen: number;
      payer: Payer;
      payerRegion: string | null;
    },
  ): Promise<void>;
  report(actor: Actor, month: string): Promise<MonthReport>;
  /** The report and every parcel behind it as a spreadsheet; recorded. */
  spreadsheet(actor: Actor, month: string, address?: string): Promise<Buffer>;
  figures(actor: Actor, from: Day, to: Day): Promise<NamedFigures[]>;
};

const pageSize = 1000;
const mostRows = 100_000;

/** First moment of a month and of the next one. */
function boundsOf(month: string): { from: string; before: string } {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  return { from: startOfDay(`${month}-01`), before: startOfDay(`${next}-01`) };
}

// Texts stay texts, so that nothing in them is ever computed as a formula.
const textCell = (value: string, head = false) => ({
  value,
  type: String,
  ...(head ? { fontWeight: 'bold' as const } : {}),
});
const numberCell = (value: number | null) => textCell(value === null ? '' : String(value));

/** Builds fees and figures. */
export function createFees(parts: {
  database: Database;
  clock: Clock;
  executor: Pick<Executor, 'open'>;
  directory: Pick<Directory, 'regionName'>;
  audit: Pick<Audit, 'record'>;
}): Fees {
  const { database, clock, directory } = parts;
  const { db } = database;

  const scopeOf = (actor: Actor) => {
    const everywhere = actor.grants.some(({ role }) => role === 'coordinationGroup' || role === 'auditor');
    const regionPrefixes = [
      ...answeredRegions(actor),
      ...actor.grants.flatMap(({ role, windowId, regionCode }) =>
        windowId && role === 'windowClerk' ? [regionCode] : [],
      ),
    ];
    if (!everywhere && regionPrefixes.length === 0) throw new Problem('not-authorised');
    return { regionPrefixes, all: everywhere };
  };

  async function rowsOf(actor: Actor, month: string): Promise<MonthRow[]> {
    const scope = scopeOf(actor);
    const rows: MonthRow[] = [];
    for (;;) {
      const last = rows.at(-1);
      const after = last && { registeredAt: last.registeredAt, caseId: last.caseId, waybill: last.waybill };
      const page = await store.listMonth(db, { ...boundsOf(month), ...scope, after, limit: pageSize });
      rows.push(...page);
      if (page.length < pageSize || rows.length >= mostRows) return rows;
    }
  }

  const reportOf = (month: string, rows: readonly MonthRow[]): MonthReport => {
    const sums = sumsOf(rows);
    return {
      month,
      sums: sums.map((sum) => ({ ...sum, regionName: directory.regionName(sum.region) })),
      total: totalOf(sums),
    };
  };

  return {
    async record(actor, { caseId, waybill, weightGrams, feeFen, payer }) {
      const { loaded, capacities } = await parts.executor.open(caseId, actor);
      if (!isClerkOf('intake', capacities) && !isClerkOf('home', capacities))
        throw new Problem('not-authorised');
      const parcel = parcelOf(loaded.kase, waybill);
      if (!parcel) throw new Problem('waybill-unknown');
      const side = senderOf(parcel);
      if (!isClerkOf(side, capacities)) {
        throw new Problem('not-authorised', { detail: '寄递费用由寄出的窗口登记。' });
      }
      await store.insertFee(db, {
        caseId,
        waybill: parcel.waybill,
        weightGrams,
        feeFen,
        payer,
        payerRegion: payer === 'government' ? loaded.kase[side].regionCode : null,
        sentAt: parcel.registeredAt,
        source: 'clerk',
        recordedBy: actor.id,
        recordedAt: clock.now(),
      });
    },

    async recordOrdered(tx, fee) {
      const now = clock.now();
      await store.insertFee(tx, {
        ...fee,
        sentAt: now,
        source: 'carrier',
        recordedBy: null,
        recordedAt: now,
      });
    },

    report: async (actor, month) => reportOf(month, await rowsOf(actor, month)),

    async spreadsheet(actor, month, address) {
      const rows = await rowsOf(actor, month);
      const { sums, total } = reportOf(month, rows);
      await parts.audit.record(db, {
        action: 'shippingFeesExported',
        actor: auditActorOf(actor),
        address,
        detail: { month, parcels: rows.length },
      });
      const heads = (...titles: string[]) => titles.map((title) => textCell(title, true));
      return writeXlsxFile([
        {
          sheet: '月报',
          data: [
            heads('地区', '付费方', '件数', '重量（克）', '费用（元）'),
            ...sums.map(({ regionName, payerLabel, parcels, weightGrams, feeFen }) => [
              textCell(regionName),
              textCell(payerLabel),
              numberCell(parcels),
              numberCell(weightGrams),
              textCell(yuanOf(feeFen)),
            ]),
            [
              textCell('合计', true),
              textCell(''),
              numberCell(total.parcels),
              numberCell(total.weightGrams),
              textCell(yuanOf(total.feeFen)),
            ],
          ],
        },
        {
          sheet: '邮件明细',
          data: [
            heads('业务编号', '运单号', '内件', '地区', '登记时间', '付费方', '重量（克）', '费用（元）'),
            ...rows.map((row) => [
              textCell(row.businessNumber),
              textCell(row.waybill),
              textCell((purposeNames as Record<string, string>)[row.purpose] ?? row.purpose),
              textCell(directory.regionName(row.region)),
              textCell(row.registeredAt.slice(0, 16).replace('T', ' ')),
              textCell(row.payer === null ? '' : payers[row.payer]),
              numberCell(row.weightGrams),
              textCell(row.feeFen === null ? '' : yuanOf(row.feeFen)),
            ]),
          ],
        },
      ]).toBuffer();
    },

    async figures(actor, from, to) {
      if (to < from || to > addDays(from, 400)) {
        throw new Problem('field-invalid', {
          errors: [{ pointer: '/to', detail: '结束日应不早于开始日，且在 400 天以内。' }],
        });
      }
      const pairs = await listPairFigures(db, { from, to, ...scopeOf(actor) });
      return pairs.map((pair) => ({
        ...pair,
        fromName: directory.regionName(pair.fromRegion),
        toName: directory.regionName(pair.toRegion),
        lossRate: pair.parcels === 0 ? 0 : pair.lost / pair.parcels,
      }));
    },
  };
}
