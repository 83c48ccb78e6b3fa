import { Type } from '../../platform/schema.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import type { Capacity } from '../../regulation/roles.ts';
import type { Case } from './case.ts';
import type { Context } from './command.ts';
import type { FactSources, SecondPerson } from './fact-sources.ts';

/** The token of `POST /api/confirmations` in the body of a two-person command. */
export const Confirmation = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[\\w-]+$',
  description: '另一人确认后得到的 token（POST /api/confirmations）',
});

/** A token for the examples of the API's documentation. */
export const exampleConfirmation = 'Zm9yIHRoZSBleGFtcGxlcyBvZiB0aGUgQVBJIG9ubHk';

/**
 * The second person of a two-person command: somebody else than the caller, who confirmed this act on this version of
 * the case and stands to it in the capacity asked for. Undefined otherwise; the command refuses.
 */
export async function secondPerson(
  sources: FactSources,
  token: string | undefined,
  act: { kase: Case; command: CommandName; capacity: Capacity; context: Context },
): Promise<SecondPerson | undefined> {
  const { kase, command, capacity, context } = act;
  const callerId = context.actor.id;
  if (token === undefined || callerId === null) return undefined;
  const person = await sources.confirmedBy(token, kase, command, callerId);
  return person && person.id !== callerId && person.capacities.has(capacity) ? person : undefined;
}
