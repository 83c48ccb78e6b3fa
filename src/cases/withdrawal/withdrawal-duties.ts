import type { Case } from '../core/case.ts';
import type { Found } from '../core/found-duty.ts';
import { openWithdrawal } from './open-withdrawal.ts';

/** The home window answers a request to withdraw within 1 working day; without an answer it takes effect (OP-81). */
export function withdrawalDuties(kase: Case): Found[] {
  const request = openWithdrawal(kase);
  return request
    ? [{ rule: 'withdrawalAnswer', since: request.requestedAt, round: kase.withdrawals.indexOf(request) + 1 }]
    : [];
}
