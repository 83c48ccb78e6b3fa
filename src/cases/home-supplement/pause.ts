import { dayOf } from '../../regulation/instant.ts';
import type { Pause } from '../../regulation/working-days.ts';
import type { Case, HomeSupplement } from '../core/case.ts';

const label = '属地补正，不计';

/**
 * Days from the request to the arrival of the last point, both included: neither the limits after 受理 nor the 5 working
 * days before it count them (R-100, OP-77). A request that was taken back counts as never made.
 */
export const supplementPauses = (
  { homeSupplements }: Pick<Case, 'homeSupplements'>,
  returnTo: HomeSupplement['returnTo'],
): Pause[] =>
  homeSupplements
    .filter((supplement) => supplement.returnTo === returnTo && supplement.state !== 'takenBack')
    .map(({ requestedAt, endedOn, pausedUntil }) => ({
      from: dayOf(requestedAt),
      to: endedOn ?? pausedUntil,
      label,
    }));
