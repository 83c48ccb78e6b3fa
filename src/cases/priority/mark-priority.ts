import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { needsWords, priorityReasonCodes } from '../../regulation/priority.ts';
import { command, refuse } from '../core/command.ts';
import { statedReason } from '../core/stated-reason.ts';

const PriorityInput = object({
  reason: Type.Optional(oneOf(priorityReasonCodes, { description: '优先办理的原因；必填' })),
  words: Type.Optional(Type.String({ maxLength: 200, description: '补充说明；原因为“其他”时必填' })),
});

/** Marks a case of the green channel: it goes before others at both windows, and its deadlines stay. */
export const markPriority = command<'markPriority', Static<typeof PriorityInput>, { offered: boolean }>({
  name: 'markPriority',
  input: PriorityInput,
  summary: '标为优先办理（绿色通道），写明原因；期限不变',
  example: { reason: 'elderly' },
  facts: async (sources, kase) => {
    const windows = [await sources.window(kase.intake.windowId), await sources.window(kase.home.windowId)];
    return { offered: windows.some(({ greenChannel }) => greenChannel) };
  },
  offered: ({ priority }, _capacities, windows) =>
    !priority && Object.values(windows).some(({ services }) => services.includes('greenChannel')),
  decide(kase, { reason, words }, { offered }, { capacities }) {
    if (!offered) return refuse('green-channel-not-offered');
    if (kase.priority) return refuse('priority-already-marked');
    if (reason === undefined) {
      const detail = '请选优先办理的原因。';
      return refuse('priority-reason-missing', { errors: [{ pointer: '/reason', detail }] });
    }
    const stated = statedReason(words, { max: 200 });
    if (stated === undefined && (needsWords(reason) || (words ?? '').trim() !== '')) {
      const detail = '请用两个字以上写明为什么优先办理，不要写隐藏字符。';
      return refuse('reason-missing', { errors: [{ pointer: '/words', detail }] });
    }
    const side = capacities.has('homeClerk') ? 'home' : 'intake';
    const personal = { code: reason, ...(stated === undefined ? {} : { words: stated }) };
    return { events: [{ type: 'priorityMarked', data: { side }, personal }] };
  },
});
