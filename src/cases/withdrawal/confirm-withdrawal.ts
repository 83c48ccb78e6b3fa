import { object } from '../../platform/schema.ts';
import type { Case } from '../core/case.ts';
import { command, type Nothing, noFacts, refuse } from '../core/command.ts';
import { openWithdrawal } from './open-withdrawal.ts';

/** Why there is nothing to confirm or to take back. */
export const notRequested = (kase: Pick<Case, 'withdrawals'>): 'request-not-open' | undefined =>
  openWithdrawal(kase) ? undefined : 'request-not-open';

/** The home window confirms the withdrawal asked for after 受理 (C.1, 35b); it cannot refuse it (OP-81). */
export const confirmWithdrawal = command<'confirmWithdrawal', Nothing, undefined>({
  name: 'confirmWithdrawal',
  input: object({}),
  summary: '确认申请人撤回，办件随即撤回',
  example: {},
  facts: noFacts,
  blocked: notRequested,
  decide: (kase) =>
    notRequested(kase)
      ? refuse('request-not-open')
      : { events: [{ type: 'caseWithdrawn', data: { byClock: false } }] },
});
