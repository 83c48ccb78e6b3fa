import { object } from '../../platform/schema.ts';
import { command, type Nothing, noFacts, refuse } from '../core/command.ts';

/** The home window opens an arrived case for the first time (C.1, 18b); a later opening records nothing new. */
export const recordFirstOpening = command<'recordFirstOpening', Nothing, undefined>({
  name: 'recordFirstOpening',
  input: object({}),
  summary: '登记首次打开',
  example: {},
  facts: noFacts,
  decide(kase) {
    if (kase.firstOpenedAt) return refuse('already-taken', { detail: '本件已有人打开过。' });
    return { events: [{ type: 'caseFirstOpened', data: {} }] };
  },
});
