import type { EventType } from '../../regulation/lifecycle/index.ts';
import type { Case, Personal } from './case.ts';
import type { CaseEvent } from './events.ts';

/** One event of a type as the fold meets it. */
export type EventOfType<Type extends EventType> = Extract<CaseEvent, { type: Type }>;

/** How events of a phase change a case. State, version and times are set by the fold itself. */
export type Slice<Types extends EventType = EventType> = {
  [Type in Types]: (kase: Case, event: EventOfType<Type>) => Partial<Case>;
};

/** Keeps a slice's event types literal while checking its handlers. */
export const slice = <Types extends EventType>(handlers: Slice<Types>): Slice<Types> => handlers;

/** Changes the erasable part of a case; a case whose content was erased keeps none. */
export function withPersonal<Content>(
  kase: Case,
  content: Content | undefined,
  change: (personal: Personal, content: Content) => Partial<Personal>,
): Pick<Case, 'personal'> {
  if (!kase.personal || content === undefined) return { personal: kase.personal };
  return { personal: { ...kase.personal, ...change(kase.personal, content) } };
}
