import type { Day } from '../../regulation/instant.ts';
import type { Pause } from '../../regulation/working-days.ts';
import type { Case, Suspension } from '../core/case.ts';
import type { Found } from '../core/found-duty.ts';
import { procedureName } from './procedures.ts';

/** Working days after the expected end until approvers and window are alerted. */
const alertDays = 5;

type WithSuspensions = Pick<Case, 'suspensions'>;

/** The special procedure that runs, if any; there is at most one (C.10, 10). */
export const openSuspension = ({ suspensions }: WithSuspensions): Suspension | undefined =>
  suspensions.find(({ endOn }) => endOn === undefined);

/** The suspensions of a case with the open one ended on a day, never before it began. */
export const suspensionEnded = ({ suspensions }: WithSuspensions, endOn: Day): WithSuspensions => ({
  suspensions: suspensions.map((each) =>
    each.endOn === undefined ? { ...each, endOn: endOn < each.startOn ? each.startOn : endOn } : each,
  ),
});

/**
 * Days of special procedures, first and last included. One that still runs is taken to end as expected, or
 * today where that has passed.
 */
export const suspensionPauses = ({ suspensions }: WithSuspensions, today?: Day): Pause[] =>
  suspensions.map(({ type, startOn, expectedEndOn, endOn }) => ({
    from: startOn,
    to: endOn ?? (today !== undefined && today > expectedEndOn ? today : expectedEndOn),
    label: `${procedureName(type)}，不计`,
  }));

/** While the clock stands still nothing but the end of the procedure is due; it is alerted, never forced. */
export function suspensionDuties(kase: Case): Found[] {
  const open = openSuspension(kase);
  return open
    ? [
        {
          rule: 'suspensionEnd',
          since: `${open.expectedEndOn}T00:00:00.000+08:00`,
          days: alertDays,
          round: kase.suspensions.indexOf(open) + 1,
        },
      ]
    : [];
}
