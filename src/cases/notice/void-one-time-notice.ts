import { object, type Static, Type } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { statedReason } from '../core/stated-reason.ts';
import { currentNotice } from './notice.ts';

const VoidInput = object({
  reason: Type.Optional(Type.String({ maxLength: 300, description: '为什么作废' })),
});

/** Voids the notice because nothing was deficient after all (C.1, 8b): its lines are judged anew. */
export const voidOneTimeNotice = command<'voidOneTimeNotice', Static<typeof VoidInput>, undefined>({
  name: 'voidOneTimeNotice',
  input: VoidInput,
  summary: '作废一次性告知书，回到形式审查',
  example: { reason: '复核后材料符合要求，无需补正' },
  facts: noFacts,
  decide(kase, input) {
    const notice = currentNotice(kase);
    const reason = statedReason(input.reason, { min: 5 });
    if (!notice || !reason) return refuse('reason-missing');
    return {
      events: [
        { type: 'oneTimeNoticeVoided', data: { documentId: notice.documentId }, personal: { reason } },
      ],
    };
  },
});
