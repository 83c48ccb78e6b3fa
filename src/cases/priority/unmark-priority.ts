import { object, type Static, Type } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { statedReason } from '../core/stated-reason.ts';

const UnmarkInput = object({
  reason: Type.Optional(Type.String({ maxLength: 200, description: '为什么取消；必填' })),
});

/** Takes a priority back, with a reason: the case stands among the others again. */
export const unmarkPriority = command<'unmarkPriority', Static<typeof UnmarkInput>, undefined>({
  name: 'unmarkPriority',
  input: UnmarkInput,
  summary: '取消优先办理，写明原因',
  example: { reason: '申请人已不赶时间' },
  facts: noFacts,
  offered: ({ priority }) => Boolean(priority),
  decide(kase, { reason }, _facts, { capacities }) {
    if (!kase.priority) return refuse('priority-not-marked');
    const stated = statedReason(reason, { max: 200 });
    if (stated === undefined) {
      const detail = '请写明为什么取消优先办理。';
      return refuse('reason-missing', { errors: [{ pointer: '/reason', detail }] });
    }
    const side = capacities.has('homeClerk') ? 'home' : 'intake';
    return { events: [{ type: 'priorityUnmarked', data: { side }, personal: { reason: stated } }] };
  },
});
