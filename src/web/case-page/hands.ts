import type { CaseView } from '../../cases/core/case-view.ts';
import type { Instant } from '../../regulation/instant.ts';

/** A post of a case with who has it in hand there. */
export type Hand = {
  post: 'intakeWindow' | 'homeWindow' | 'approver';
  person?: string;
  since?: Instant;
  own: boolean;
  /** The reader may take it now: nobody has it, or the reader leads. */
  takeable: boolean;
};

type Shown = Pick<CaseView, 'actions' | 'capacities' | 'takenBy' | 'handler' | 'receivedAtHomeAt'>;

const posts = [
  { post: 'intakeWindow', holds: 'intakeClerk', leads: 'intakeLead' },
  { post: 'homeWindow', holds: 'homeClerk', leads: 'homeLead' },
  { post: 'approver', holds: 'approver', leads: 'homeLead' },
] as const;

/** In whose hands a case is at each post: those that somebody has, and those at which the reader may take it. */
export function handsOf(kase: Shown): Hand[] {
  const mayTake = kase.actions.some(({ command }) => command === 'takeCase');
  return posts.flatMap(({ post, holds, leads }) => {
    const taken = takenAt(kase, post);
    const mine =
      mayTake && kase.capacities.includes(holds) && (post !== 'approver' || kase.handler !== undefined);
    const takeable = mine && !taken?.own && (taken === undefined || kase.capacities.includes(leads));
    if (!taken && !takeable) return [];
    return [
      {
        post,
        ...(taken ? { person: taken.person, since: taken.since } : {}),
        own: taken?.own ?? false,
        takeable,
      },
    ];
  });
}

function takenAt(
  { takenBy, handler }: Shown,
  post: Hand['post'],
): { person: string; since: Instant; own: boolean } | undefined {
  if (post === 'intakeWindow') return takenBy.intake;
  if (post === 'homeWindow') return takenBy.home;
  return handler?.person === undefined
    ? undefined
    : { person: handler.person, since: handler.since, own: handler.own };
}
