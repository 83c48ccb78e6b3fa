import { type Instant, latest } from '../../regulation/instant.ts';
import { stateGroups } from '../../regulation/states.ts';
import type { Case, Parcel } from '../core/case.ts';
import type { Found } from '../core/found-duty.ts';
import { openIncidentOf } from '../custody/parcels.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { isComing } from '../discrepancy/paper-tasks.ts';
import { discrepancyPauses } from '../discrepancy/pauses.ts';
import { outstandingPaper } from './channels.ts';
import { allArrived, deliveredParcels } from './deem-received.ts';
import { didNotArrive, isDenied, sendAgainSince, toConfirm } from './parcels.ts';

/** Parcels with the materials that still bring something, or have brought it. */
const materialParcels = (kase: Case): Parcel[] =>
  kase.parcels.filter(
    (parcel) => parcel.purpose === 'material' && (isComing(parcel) || parcel.confirmedAt !== undefined),
  );

/** Paper at the intake window that has to go with the materials; for a piece that differs its own duty runs. */
const toSend = (kase: Case): boolean => {
  const differs = new Set(openDiscrepancies(kase).map(({ lineId }) => lineId));
  return outstandingPaper(kase).some(({ id, paper }) => paper === 'intake' && !differs.has(id));
};

/** Both channels run from the acceptance; a parcel is sent when the carrier has collected it (OP-07). */
export function transferDuties(kase: Case): Found[] {
  const since = kase.intakeAcceptedAt ?? kase.openedAt;
  const parcels = materialParcels(kase);
  const collected =
    parcels.length > 0 && parcels.every(({ collectedAt, deliveredAt }) => collectedAt ?? deliveredAt);
  const failed = kase.parcels.filter((parcel) => parcel.purpose === 'material' && didNotArrive(parcel));
  // What was lost cannot be sent: while it is looked for, the enquiry is the duty.
  const lookedFor =
    parcels.length === 0 && failed.some(({ lostAt, waybill }) => lostAt && openIncidentOf(kase, waybill));
  const found: Found[] = [];
  if (kase.channels.includes('electronic') && !kase.package)
    found.push({ rule: 'electronicTransfer', since });
  if (kase.channels.includes('postal') && (toSend(kase) || !(collected || lookedFor)))
    found.push({
      rule: 'postalDispatch',
      since: sendAgainSince(kase, failed, since),
      round: 1 + failed.length,
    });
  return found;
}

/** The moment at which the last channel needed for review arrived, whether confirmed or not. */
const arrivedAt = (kase: Case): Instant =>
  latest(kase.package?.sentAt, ...deliveredParcels(kase).map(({ deliveredAt }) => deliveredAt));

/** Opening and confirming what arrived; while a piece differs the confirmation stands still (C.9). */
export function receivingDuties(kase: Case): Found[] {
  const found: Found[] = [];
  if (kase.package && !kase.firstOpenedAt) found.push({ rule: 'firstOpening', since: kase.package.sentAt });
  if (allArrived(kase) && openDiscrepancies(kase).length === 0) {
    found.push({ rule: 'receiptConfirmation', since: arrivedAt(kase), pauses: discrepancyPauses(kase) });
  }
  return found;
}

const inTransit = new Set<string>(stateGroups.preHome);

/** Later parcels that arrived are opened within a working day (C.1, 16b). */
export const paperReceiptDuties = (kase: Case): Found[] =>
  toConfirm(kase).flatMap((parcel) =>
    parcel.deliveredAt !== undefined &&
    !isDenied(kase, parcel) &&
    !(inTransit.has(kase.state) && parcel.purpose === 'material')
      ? [
          {
            rule: 'paperReceipt' as const,
            since: parcel.deliveredAt,
            round: 1 + kase.parcels.indexOf(parcel),
          },
        ]
      : [],
  );
