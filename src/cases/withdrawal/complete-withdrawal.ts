import { object } from '../../platform/schema.ts';
import { command, type Nothing, noFacts, refuse } from '../core/command.ts';
import { notRequested } from './confirm-withdrawal.ts';

/** Nobody answered within 1 working day: the withdrawal takes effect by itself (C.1, 35b; OP-81). */
export const completeWithdrawal = command<'completeWithdrawal', Nothing, undefined>({
  name: 'completeWithdrawal',
  input: object({}),
  summary: '逾期未答复，撤回自行生效',
  example: {},
  facts: noFacts,
  decide: (kase) =>
    notRequested(kase)
      ? refuse('request-not-open')
      : { events: [{ type: 'caseWithdrawn', data: { byClock: true } }] },
});
