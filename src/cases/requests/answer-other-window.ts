import { Id, object, type Static, Type } from '../../platform/schema.ts';
import { command, refuse } from '../core/command.ts';
import type { FileFacts } from '../core/fact-sources.ts';
import { uploadFacts } from '../core/own-uploads.ts';
import { openRequests, otherSide, sideOfWriter } from './open-requests.ts';
import { MessageFiles, writtenMessage } from './written-text.ts';

const AnswerInput = object({
  id: Id,
  text: Type.String({ maxLength: 2000, description: '2 到 500 个字' }),
  uploadIds: MessageFiles,
});

/**
 * The window that was asked answers in substance, or its administration in its place (C.5); only that stops the clock,
 * not that somebody read it or took it over.
 */
export const answerOtherWindow = command<
  'answerOtherWindow',
  Static<typeof AnswerInput>,
  { files: FileFacts[] }
>({
  name: 'answerOtherWindow',
  input: AnswerInput,
  summary: '答复对方窗口的询问',
  example: { id: '00000000-0000-4000-8000-000000000001', text: '可以收，单位盖章由我们核验。' },
  facts: async (sources, _kase, { uploadIds = [] }) => ({ files: await uploadFacts(sources, uploadIds) }),
  offered: (kase, capacities) => {
    const asked = openRequests(kase).filter(({ kind }) => kind === 'question');
    return asked.some(({ from }) =>
      otherSide(from) === 'home'
        ? capacities.has('homeClerk') || capacities.has('homeAdministration')
        : capacities.has('intakeClerk') || capacities.has('intakeAdministration'),
    );
  },
  decide(kase, { id, ...message }, { files }, { actor, capacities }) {
    const found = openRequests(kase).find((open) => open.id === id && open.kind === 'question');
    if (!found) return refuse('request-not-open');
    const from = sideOfWriter(kase, capacities, actor.windowId);
    if (from === found.from)
      return refuse('not-authorised', { detail: '这是本方提出的询问，由对方窗口答复。' });
    const written = writtenMessage(message, files, actor);
    if ('errors' in written) return refuse('field-invalid', written);
    return {
      events: [{ type: 'windowAnswered', data: { id, from, ...written.data }, personal: written.personal }],
    };
  },
});
