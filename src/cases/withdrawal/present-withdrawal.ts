import type { Case } from '../core/case.ts';
import type { CaseView } from '../core/case-view.ts';

/** The applicant's last wish to withdraw and what became of it; the reason only for who may read it. */
export function presentWithdrawal(kase: Case, personalSeen: boolean): CaseView['withdrawal'] {
  const request = kase.withdrawals.at(-1);
  const atOnce = request === undefined && kase.state === 'withdrawn';
  if (!request && !atOnce) return undefined;
  const reason = personalSeen ? kase.personal?.withdrawalReason : undefined;
  return {
    at: request?.requestedAt ?? kase.endedAt ?? kase.openedAt,
    state: request?.state ?? 'confirmed',
    ...(reason === undefined ? {} : { reason }),
  };
}
