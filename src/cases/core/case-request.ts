import type { Actor } from '../../platform/actor.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import type { Capacity } from '../../regulation/roles.ts';
import { caseStates } from '../../regulation/states.ts';
import type { Case } from './case.ts';
import type { CommandReceipt } from './case-view.ts';
import type { CaseEvent, EventActor } from './events.ts';

/** One command of a request with its body. */
export type Act = { command: CommandName; input: unknown };

/** A request that changes one case: one act, or several that are carried out together or not at all. */
export type CaseRequest = {
  /** Undefined opens a new case. */
  caseId?: string;
  acts: Act[];
  actor: Actor;
  /** Version the sender saw; compared before anything is judged. */
  expectedVersion?: number;
  /** The sender's own key of the request and the digest of its body (OP: same key, same answer). */
  key: string;
  digest: string;
};

/** The system itself: the clock, and what arrives from outside. */
export const clockActor: EventActor = {
  kind: 'system',
  id: null,
  name: '系统',
  capacity: 'system',
  windowId: null,
  regionCode: null,
};

/** The grant by which somebody acts on this case: the one at its window, else the one in its region. */
export function eventActor(
  actor: Actor,
  kase: Case | undefined,
  capacities: ReadonlySet<Capacity>,
): EventActor {
  const sides = kase ? [kase.home, kase.intake] : [];
  const grant =
    actor.grants.find(({ windowId }) => windowId && sides.some((side) => side.windowId === windowId)) ??
    actor.grants.find(({ regionCode }) => kase && regionCode === kase.home.regionCode) ??
    actor.grants.find(({ regionCode }) => kase && regionCode === kase.intake.regionCode) ??
    actor.grants.find(({ windowId }) => windowId !== null);
  return {
    kind: actor.kind,
    id: actor.id,
    name: actor.name,
    capacity: [...capacities].find((capacity) => capacity !== 'creator') ?? 'creator',
    windowId: grant?.windowId ?? null,
    regionCode: grant?.regionCode ?? null,
  };
}

/** The answer to a request, without anything personal. */
export const receiptOf = (kase: Case, events: readonly CaseEvent[]): CommandReceipt => ({
  id: kase.id,
  ...(kase.businessNumber ? { businessNumber: kase.businessNumber } : {}),
  version: kase.version,
  state: kase.state,
  stateLabel: caseStates[kase.state],
  events: events.map(({ seq, type }) => ({ seq, type })),
  documents: events.flatMap(({ data }) => {
    const document = 'document' in data ? data.document : undefined;
    return document
      ? [{ id: document.id, kind: document.kind, href: `/api/documents/${document.id}.pdf` }]
      : [];
  }),
});
