import { Problem } from '../../platform/problem.ts';
import { articles } from '../../regulation/articles.ts';
import { type CommandName, rowOf, targetsOf } from '../../regulation/lifecycle/index.ts';
import type { Capacity } from '../../regulation/roles.ts';
import { caseStates } from '../../regulation/states.ts';
import type { Case } from './case.ts';
import type { AnyCommand, Context, DocumentOrder } from './command.ts';
import type { CaseEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { FactSources } from './fact-sources.ts';

/** What one command made of a case, before anything is written. */
export type Taken = { kase: Case; events: CaseEvent[]; documents: DocumentOrder[] };

const illegal = (command: CommandName, kase: Case | undefined): Problem =>
  new Problem('illegal-transition', {
    detail: `本件${kase ? `现在是“${caseStates[kase.state]}”` : '还不存在'}，不能“${rowOf(command).title}”。`,
    article: rowOf(command).article,
    extensions: { state: kase?.state ?? null, command },
  });

/** As what somebody uses a command: the first of the row's actors they are; undefined when they may not. */
const actingAs = (command: CommandName, capacities: Context['capacities']): Capacity | undefined =>
  rowOf(command).actors.find((capacity) => capacities.has(capacity));

/**
 * Judges one command on one case: the table first (who, in which state), then the command itself. Answers the
 * case after it with the events to record; throws the refusal. Writes nothing.
 */
export async function take(
  command: AnyCommand,
  kase: Case | undefined,
  id: string,
  input: unknown,
  context: Context,
  sources: FactSources,
): Promise<Taken> {
  const row = rowOf(command.name);
  const capacity = actingAs(command.name, context.capacities);
  if (!capacity) throw new Problem('not-authorised', { article: row.article });
  const targets = targetsOf(command.name, kase?.state);
  if (targets.length === 0) {
    const { refusal, ...more } = (kase && command.tooLate?.(kase)) ?? {};
    throw refusal ? new Problem(refusal, { article: row.article, ...more }) : illegal(command.name, kase);
  }
  const facts = await command.facts(sources, kase, input, context);
  const decision = command.decide(kase, input, facts, context);
  if ('refusal' in decision) {
    const { refusal, ...more } = decision;
    throw new Problem(refusal, { article: row.article, ...more });
  }
  const to = decision.to ?? (targets.length === 1 ? targets[0] : undefined);
  if (to === undefined || !targets.includes(to)) {
    throw new Error(
      `${command.name} from ${kase?.state} leads to ${String(to)}, which its row does not list`,
    );
  }
  let after = kase;
  const events: CaseEvent[] = [];
  for (const decided of decision.events) {
    if (!row.events.includes(decided.type))
      throw new Error(`${command.name} does not record ${decided.type}`);
    const event = {
      ...decided,
      seq: (after?.version ?? 0) + 1,
      state: to,
      command: command.name,
      article: articles[row.article].citation,
      actor: { ...context.actor, capacity },
      effectiveAt: decided.effectiveAt ?? context.now,
      recordedAt: context.now,
    } as CaseEvent;
    events.push(event);
    after = { ...evolve(after, event), id };
  }
  if (!after) throw new Error(`${command.name} recorded nothing`);
  return { kase: after, events, documents: decision.documents ?? [] };
}
