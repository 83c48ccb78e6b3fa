import { latest } from '../../regulation/instant.ts';
import { stateGroups } from '../../regulation/states.ts';
import type { Case, Discrepancy, Parcel } from '../core/case.ts';
import type { Found } from '../core/found-duty.ts';
import { isUnderWay } from '../custody/parcels.ts';
import { didNotArrive, lastEnd, sendAgainSince } from '../transfer/parcels.ts';
import { paperReceiptDuties } from '../transfer/transfer-duties.ts';
import { openDiscrepancies } from './open-discrepancies.ts';
import { isComing, openPaperTasks, parcelOfTask } from './paper-tasks.ts';

/** The parcel that brings a piece in the place of one that differs. */
const replacementOf = (kase: Case, { id }: Discrepancy): Parcel | undefined =>
  kase.parcels.findLast(({ refId, cancelledAt }) => refId === id && !cancelledAt);

const notCollected = (parcel: Parcel): boolean =>
  isComing(parcel) && !(parcel.collectedAt ?? parcel.deliveredAt);

/** Parcels for one demand or one difference that came back or were lost. */
const failedFor = (kase: Case, id: string): Parcel[] =>
  kase.parcels.filter((parcel) => parcel.refId === id && didNotArrive(parcel));

/** Who has to act on a difference: the intake window answers or sends, then the home window ends it (OP-73). */
function onDiscrepancy(kase: Case, found: Discrepancy): Found[] {
  const round = 1 + kase.discrepancies.indexOf(found);
  const parcel = replacementOf(kase, found);
  // Registered is not sent: the answer holds when the carrier has collected it (OP-07).
  if (found.state === 'open' || (parcel && notCollected(parcel)))
    return [{ rule: 'discrepancyAnswer', since: found.reportedAt, round }];
  if (parcel && isUnderWay(parcel)) return [];
  // The answer that did not arrive has to be given anew, by another parcel or in words.
  if (parcel && didNotArrive(parcel) && (found.answeredAt ?? '') <= lastEnd(parcel))
    return [
      {
        rule: 'discrepancyAnswer',
        since: lastEnd(parcel),
        round: round + 100 * failedFor(kase, found.id).length,
      },
    ];
  return [{ rule: 'discrepancyResolution', since: latest(found.answeredAt, parcel?.deliveredAt), round }];
}

/** Paper that was asked for is due when the carrier collects it. */
const paperDuties = (kase: Case): Found[] =>
  openPaperTasks(kase).flatMap((task) => {
    const parcel = parcelOfTask(kase, task);
    const failed = failedFor(kase, task.id);
    return parcel && !notCollected(parcel)
      ? []
      : [
          {
            rule: 'paperDispatch' as const,
            since: sendAgainSince(kase, failed, task.countsFrom),
            days: 2,
            // A round of its own for every task, and after each parcel that did not arrive another (C.9, 6).
            round: 1 + kase.paperTasks.indexOf(task) + 100 * failed.length,
          },
        ];
  });

const beforeDecision = new Set<string>([...stateGroups.preHome, ...stateGroups.atHome]);
const takesPaper = new Set<string>([...beforeDecision, ...stateGroups.decided, 'resultDelivering']);

/** Differences, paper that was asked for, and later parcels that arrived. Of an application not taken up none is needed. */
export function discrepancyDuties(kase: Case): Found[] {
  if (kase.outcome === 'notAccepted' || !takesPaper.has(kase.state)) return [];
  return [
    ...(beforeDecision.has(kase.state)
      ? openDiscrepancies(kase).flatMap((found) => onDiscrepancy(kase, found))
      : []),
    ...paperDuties(kase),
    ...paperReceiptDuties(kase),
  ];
}
