import type { Case, Channel } from '../core/case.ts';
import type { Move } from '../custody/paper.ts';
import { isExcused, openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { isComing, settledTasks } from '../discrepancy/paper-tasks.ts';
import { outstandingPaper } from './channels.ts';
import { confirmedParcel } from './parcels.ts';

/** Confirmation of a channel: all of the package, or of a parcel the lines whose piece is there. */
export type Confirmation = { channel: Channel; waybill?: string | undefined; lineIds?: readonly string[] };

/** Whether the materials were lost, nothing more is coming, and the home window does without what was in the parcel. */
function doesWithoutLost(kase: Case): boolean {
  const sent = kase.parcels.filter(({ purpose }) => purpose === 'material');
  return (
    !sent.some(isComing) &&
    sent.some(
      ({ lostAt, packed }) => lostAt && packed.some(({ lineId }) => isExcused(kase, lineId, 'postal')),
    )
  );
}

/**
 * What follows once paper has moved to the home window or is no longer asked for: the channel is received when
 * nothing is outstanding and a parcel was opened, and paper tasks whose paper is there are done.
 */
export function withReceived(kase: Case): Partial<Case> {
  const opened = kase.parcels.some(({ purpose, confirmedAt }) => purpose === 'material' && confirmedAt);
  const ended = opened || doesWithoutLost(kase);
  const all = kase.channels.includes('postal') && ended && outstandingPaper(kase).length === 0;
  return {
    ...settledTasks(kase),
    ...(all && !kase.received.includes('postal') ? { received: [...kase.received, 'postal' as const] } : {}),
  };
}

/** What the confirmation of a channel changes, for the decision and for the fold alike. */
export function afterConfirmation(
  kase: Case,
  { channel, waybill = '', lineIds }: Confirmation,
  move: Move,
): Partial<Case> {
  if (channel === 'electronic') {
    return {
      received: kase.received.includes(channel) ? kase.received : [...kase.received, channel],
      ...(kase.package ? { package: { ...kase.package, receivedAt: move.at } } : {}),
    };
  }
  const moved = confirmedParcel(kase, waybill, move, lineIds && [...lineIds]);
  return { ...moved, ...withReceived({ ...kase, ...moved }) };
}

/** Whether all that was announced for review has arrived and nothing differs: 属地已收到 (C.1, 16). */
export const isWhole = (kase: Case): boolean =>
  kase.channels.every((channel) => kase.received.includes(channel)) && openDiscrepancies(kase).length === 0;
