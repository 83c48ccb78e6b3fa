import { object } from '../../platform/schema.ts';
import { command, type Nothing, noFacts, refuse } from '../core/command.ts';
import { completionBlocked } from './completion.ts';

/** Closes the case: result delivered or kept, originals returned, archive complete, nothing pending (C.1, 33). */
export const completeCase = command<'completeCase', Nothing, undefined>({
  name: 'completeCase',
  input: object({}),
  summary: '办结',
  example: {},
  facts: noFacts,
  blocked: (kase) => completionBlocked(kase),
  decide(kase) {
    const blocked = completionBlocked(kase);
    return blocked ? refuse(blocked) : { events: [{ type: 'caseCompleted', data: {} }] };
  },
});
