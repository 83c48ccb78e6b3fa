import type { Capacity } from '../../regulation/roles.ts';
import type { Case, HomeSupplement } from '../core/case.ts';
import { refuse } from '../core/command.ts';
import { openSupplement } from './supplement.ts';

/**
 * Before 受理 the home window and the approver may act on a home supplement, afterwards only the approver (C.1, 22–24a):
 * the refusal when this person may not.
 */
export const refusedTo = (
  returnTo: HomeSupplement['returnTo'],
  capacities: ReadonlySet<Capacity>,
): { refusal: 'not-authorised'; detail?: string } | undefined =>
  returnTo === 'receivedAtHome' || capacities.has('approver')
    ? undefined
    : refuse('not-authorised', { detail: '本件已经受理，要求补正和逾期后的处理由审批人员办理。' });

/** Whether acts on the open supplement are shown to somebody in these capacities. */
export const offeredTo = (kase: Case, capacities: ReadonlySet<Capacity>): boolean => {
  const open = openSupplement(kase);
  return open !== undefined && refusedTo(open.returnTo, capacities) === undefined;
};
