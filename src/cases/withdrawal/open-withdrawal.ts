import type { Case, WithdrawalRequest } from '../core/case.ts';

/** The applicant's wish to withdraw that waits for its end; there is at most one (C.10, 15). */
export const openWithdrawal = ({ withdrawals }: Pick<Case, 'withdrawals'>): WithdrawalRequest | undefined =>
  withdrawals.find(({ state }) => state === 'open');

/** Why nothing may be decided or newly asked while a withdrawal waits (OP-81). */
export const withdrawalPending = (kase: Pick<Case, 'withdrawals'>): 'withdrawal-pending' | undefined =>
  openWithdrawal(kase) && 'withdrawal-pending';
