import { object, type Static, Type } from '../../platform/schema.ts';
import { hoursFor } from '../../regulation/request-limits.ts';
import { command, refuse } from '../core/command.ts';
import type { FileFacts } from '../core/fact-sources.ts';
import { uploadFacts } from '../core/own-uploads.ts';
import { openRequests, sideOfWriter } from './open-requests.ts';
import { MessageFiles, writtenMessage } from './written-text.ts';

const AskInput = object({
  text: Type.String({ maxLength: 2000, description: '2 到 500 个字' }),
  needsAnswer: Type.Boolean({ description: '要对方答复；要的话按对方办公时间计时' }),
  lineId: Type.Optional(Type.String({ minLength: 1, maxLength: 80, description: '关于哪一项材料' })),
  uploadIds: MessageFiles,
});

/**
 * One window writes to the other about a case: a note, or a question that the other answers in its office hours
 * (规程第十三条 ¶3). A doubt about a line holds the end of the review.
 */
export const askOtherWindow = command<'askOtherWindow', Static<typeof AskInput>, { files: FileFacts[] }>({
  name: 'askOtherWindow',
  input: AskInput,
  summary: '写给对方窗口：告知，或要答复的询问',
  example: { text: '登记表第二页没有单位盖章，可以收吗？', needsAnswer: true },
  facts: async (sources, _kase, { uploadIds = [] }) => ({ files: await uploadFacts(sources, uploadIds) }),
  decide(kase, input, { files }, context) {
    const { needsAnswer, lineId } = input;
    const { actor, capacities } = context;
    const from = sideOfWriter(kase, capacities, actor.windowId);
    if (lineId !== undefined && !kase.lines.some(({ id }) => id === lineId)) return refuse('line-unknown');
    const twin =
      lineId !== undefined &&
      needsAnswer &&
      openRequests(kase).some((open) => open.from === from && open.lineId === lineId);
    if (twin) return refuse('request-already-open', { detail: '这一项材料已经问过，正等对方答复。' });
    const written = writtenMessage(input, files, actor);
    if ('errors' in written) return refuse('field-invalid', written);
    return {
      events: [
        {
          type: 'windowAsked',
          data: {
            id: context.newId(),
            kind: needsAnswer ? 'question' : 'note',
            from,
            hours: needsAnswer ? hoursFor('question') : 0,
            ...(lineId === undefined ? {} : { lineId }),
            ...written.data,
          },
          personal: written.personal,
        },
      ],
    };
  },
});
