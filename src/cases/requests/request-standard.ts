import { object, type Static, Type } from '../../platform/schema.ts';
import { hoursFor } from '../../regulation/request-limits.ts';
import type { Case } from '../core/case.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { lacksStandard, openStandardRequest } from './open-requests.ts';
import { writtenText } from './written-text.ts';

const RequestInput = object({
  question: Type.Optional(Type.String({ maxLength: 2000, description: '要特别问清的，可不填' })),
});

const requestBlocked = (kase: Case): 'standard-available' | 'request-already-open' | undefined =>
  lacksStandard(kase) ? openStandardRequest(kase) && 'request-already-open' : 'standard-available';

/** Asks the home window for its standard (C.1, 7; 规程第二十三条 ¶3): stage 1 alone, one request at a time. */
export const requestStandard = command<'requestStandard', Static<typeof RequestInput>, undefined>({
  name: 'requestStandard',
  input: RequestInput,
  summary: '请属地窗口提供收件标准（第一阶段）',
  example: { question: '申请人是新生儿，请写明要不要出生医学证明原件。' },
  facts: noFacts,
  offered: lacksStandard,
  blocked: requestBlocked,
  decide(kase, { question = '' }, _facts, context) {
    const blocked = requestBlocked(kase);
    if (blocked) return refuse(blocked);
    const asked = writtenText(question, '/question', { min: 0 });
    if ('errors' in asked) return refuse('field-invalid', asked);
    return {
      events: [
        {
          type: 'standardRequested',
          data: { id: context.newId(), hours: hoursFor('standard') },
          ...(asked.text === '' ? {} : { personal: { text: asked.text } }),
        },
      ],
    };
  },
});
