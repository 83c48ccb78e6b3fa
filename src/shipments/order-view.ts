import type { Instant } from '../regulation/instant.ts';
import { payers } from '../regulation/postal.ts';
import { type OrderCommand, type OrderState, orderStates, orderTitles } from './order.ts';

/** An order as clerks see it; nothing personal. */
export type OrderView = {
  id: string;
  number: string;
  caseId: string;
  title: string;
  contents: string;
  state: OrderState;
  stateLabel: string;
  waybill?: string;
  payerLabel: string;
  weightGrams: number;
  feeFen?: number;
  /** Why it is not done. */
  error?: string;
  orderedAt: Instant;
  labelPrinted: boolean;
  /** Where the label is printed from, once there is a number of the carrier. */
  labelHref?: string;
};

/** Shows an order. */
export const viewOf = (row: {
  id: string;
  number: string;
  caseId: string;
  command: OrderCommand;
  contents: string;
  state: OrderState;
  waybill: string | null;
  byHand: boolean;
  payer: keyof typeof payers;
  weightGrams: number;
  feeFen: number | null;
  lastError: string | null;
  orderedAt: Instant;
  labelPrintedAt: Instant | null;
}): OrderView => ({
  id: row.id,
  number: row.number,
  caseId: row.caseId,
  title: orderTitles[row.command],
  contents: row.contents,
  state: row.state,
  stateLabel: orderStates[row.state],
  ...(row.waybill === null ? {} : { waybill: row.waybill }),
  payerLabel: payers[row.payer],
  weightGrams: row.weightGrams,
  ...(row.feeFen === null ? {} : { feeFen: row.feeFen }),
  ...(row.lastError === null ? {} : { error: row.lastError }),
  orderedAt: row.orderedAt,
  labelPrinted: row.labelPrintedAt !== null,
  ...(row.waybill !== null && !row.byHand && (row.state === 'numbered' || row.state === 'dispatched')
    ? { labelHref: `/api/shipment-orders/${row.id}/label.pdf` }
    : {}),
});
