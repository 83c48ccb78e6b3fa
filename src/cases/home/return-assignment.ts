import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';

const ReturnInput = object({ reason: Type.Optional(Type.String({ maxLength: 300 })) });

/** The department hands the case back to the home window, with its reason; no clock stops. */
export const returnAssignment = command<'returnAssignment', Static<typeof ReturnInput>, undefined>({
  name: 'returnAssignment',
  input: ReturnInput,
  summary: '退回交办',
  example: { reason: '该事项由区医保局办理' },
  facts: noFacts,
  blocked: (kase) => (kase.handler ? undefined : 'not-assigned'),
  decide(kase, { reason }) {
    if (!kase.handler) return refuse('not-assigned');
    const text = checkPlainText(reason ?? '', { max: 300, min: 2 });
    if (!text.valid) return refuse('reason-missing');
    return { events: [{ type: 'assignmentReturned', data: {}, personal: { reason: text.normalized } }] };
  },
});
