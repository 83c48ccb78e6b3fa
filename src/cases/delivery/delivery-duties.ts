import type { Case } from '../core/case.ts';
import type { Found } from '../core/found-duty.ts';
import { openIncidents } from '../custody/parcels.ts';
import { completableSince, completionBlocked } from './completion.ts';
import { deliveryFailed } from './ways.ts';

/** What holds up completion has a duty of its own; what has none waits here, so that the case is never without one. */
const hasOwnDuty: ReadonlySet<string | undefined> = new Set([
  'original-open',
  'incident-open',
  'discrepancy-open',
]);

function completionDuties(kase: Case): Found[] {
  return hasOwnDuty.has(completionBlocked(kase))
    ? []
    : [{ rule: 'completion', since: completableSince(kase) }];
}

/** The moment the delivery failed: the result is back, lost, or was not handed over. */
function failedSince({ parcels, result }: Case): string {
  const parcel = parcels.find(({ waybill }) => waybill === result?.waybill);
  return result?.arrivedAt ?? parcel?.lostAt ?? parcel?.failedAt ?? result?.dispatchedAt ?? '';
}

/** What is open between dispatch of the result and the end of the case (C.9: delivery, pickUp*, redelivery, completion). */
export function deliveryDuties(kase: Case): Found[] {
  const { result } = kase;
  if (!result) return [];
  if (result.deliveredAt ?? result.keptAt) return completionDuties(kase);
  const { round } = result;
  if (deliveryFailed(kase)) return [{ rule: 'redelivery', since: failedSince(kase), round }];
  if (result.place === 'onTheWay') {
    // A parcel that is being looked for has its enquiry instead.
    return openIncidents(kase).some(({ waybill }) => waybill === result.waybill)
      ? []
      : [{ rule: 'delivery', since: result.dispatchedAt, round }];
  }
  const holder = result.place === 'home' ? 'homeWindow' : 'intakeWindow';
  const since = result.arrivedAt ?? result.dispatchedAt;
  const reminded = kase.contacts.some(({ purpose, at }) => purpose === 'pickUp' && at > since);
  return [
    ...(reminded ? [] : [{ rule: 'pickUpReminder' as const, since, round, holder } satisfies Found]),
    { rule: 'pickUpReturn', since, round, holder },
  ];
}
