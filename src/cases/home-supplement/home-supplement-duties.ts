import { type Instant, later } from '../../regulation/instant.ts';
import { endOfDay } from '../../regulation/shanghai-time.ts';
import type { Case, HomeSupplement } from '../core/case.ts';
import type { Found } from '../core/found-duty.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { discrepancyPauses } from '../discrepancy/pauses.ts';
import { openingDuties } from '../notice/notice-duties.ts';
import {
  allHandedIn,
  arrivedAt,
  dueDutyOf,
  openSupplement,
  type Point,
  pointsToRelay,
} from './supplement.ts';

const first = (times: (Instant | undefined)[]): Instant | undefined =>
  times.filter((time) => time !== undefined).toSorted()[0];

/**
 * What is open while the home region waits for a supplement (C.9): the applicant until every point has a piece, then who
 * sends it on, then the home window. The decision on a passed due date is due 2 working days after it.
 */
export function homeSupplementDuties(kase: Case): Found[] {
  const open = openSupplement(kase);
  if (!open) return [];
  const { round, dueOn } = open;
  const last = arrivedAt(open);
  const found: Found[] = openingDuties(kase, 'homeSupplement');
  if (!allHandedIn(open)) {
    found.push(dueDutyOf(open));
    found.push({ rule: 'homeSupplementDecision', since: later(endOfDay(dueOn), -1), round });
  }
  const electronic = first(pointsToRelay(kase, 'electronic').map(({ recordedAt }) => recordedAt));
  if (electronic) found.push({ rule: 'relayElectronic', since: electronic, round });
  const postal = first(uncollected(kase, open).map(({ recordedAt }) => recordedAt));
  if (postal) found.push({ rule: 'relayPostal', since: postal, round });
  if (last && openDiscrepancies(kase).length === 0)
    found.push({
      rule: 'homeSupplementConfirmation',
      since: last,
      round,
      pauses: discrepancyPauses(kase),
    });
  return found;
}

/** Points on paper at the intake window that no carrier has yet: registered is not sent (C.1, 14a). */
const uncollected = ({ parcels }: Case, { points }: HomeSupplement): Point[] =>
  points.filter(({ relay, arrivedAt: arrived, waybill }) => {
    if (relay !== 'postal' || arrived !== undefined) return false;
    const parcel = parcels.find((each) => each.waybill === waybill);
    return (parcel?.collectedAt ?? parcel?.deliveredAt) === undefined;
  });
