import { object } from '../../platform/schema.ts';
import { command, type Nothing, noFacts } from '../core/command.ts';

/** Gives up a draft, or clears it 30 days after its last change (C.1, 3a); its content is deleted with it. */
export const discardDraft = command<'discardDraft', Nothing, undefined>({
  name: 'discardDraft',
  input: object({}),
  summary: '放弃草稿，内容随即删除',
  example: {},
  facts: noFacts,
  decide: (_kase, _input, _facts, { actor }) => ({
    events: [{ type: 'draftDiscarded', data: { byClock: actor.kind === 'system' } }],
  }),
});
