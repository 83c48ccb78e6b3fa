import { Id, object, type Static } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { openRequests, sideOfWriter } from './open-requests.ts';

const CancelInput = object({ id: Id });

/** The window that asked needs no answer any more; the clock of the request ends (C.5). */
export const cancelRequest = command<'cancelRequest', Static<typeof CancelInput>, undefined>({
  name: 'cancelRequest',
  input: CancelInput,
  summary: '撤回本方提出的询问或标准请求',
  example: { id: '00000000-0000-4000-8000-000000000001' },
  facts: noFacts,
  offered: (kase, capacities) =>
    openRequests(kase).some(({ from }) => capacities.has(from === 'intake' ? 'intakeClerk' : 'homeClerk')),
  decide(kase, { id }, _facts, { actor, capacities }) {
    const found = openRequests(kase).find((open) => open.id === id);
    if (!found) return refuse('request-not-open');
    if (sideOfWriter(kase, capacities, actor.windowId) !== found.from)
      return refuse('not-authorised', { detail: '这是对方提出的，由对方撤回。' });
    return { events: [{ type: 'requestCancelled', data: { id, from: found.from } }] };
  },
});
