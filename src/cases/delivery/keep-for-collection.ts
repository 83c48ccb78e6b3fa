import { object } from '../../platform/schema.ts';
import { dayOf, type Instant } from '../../regulation/instant.ts';
import { addDays } from '../../regulation/shanghai-time.ts';
import type { Case } from '../core/case.ts';
import { command, type Nothing, noFacts, refuse } from '../core/command.ts';

/** Attempts to reach the applicant, and days after the last, before a result is kept (R-115, OP-87). */
const neededAttempts = 2;
const waitingDays = 30;

/** Contacts since the result came to lie at the home window. */
const attemptsSince = (kase: Case, since: Instant): Case['contacts'] =>
  kase.contacts.filter(({ at }) => at >= since);

/** The last day on which the applicant may still answer before the result is kept. */
function notYet(
  kase: Case,
  now: Instant,
):
  | 'already-delivered'
  | 'result-not-returned'
  | 'contact-attempts-missing'
  | 'keeping-too-early'
  | undefined {
  const { result } = kase;
  if (result?.deliveredAt || result?.keptAt) return 'already-delivered';
  if (result?.place !== 'home' || !result.arrivedAt) return 'result-not-returned';
  const attempts = attemptsSince(kase, result.arrivedAt);
  const last = attempts
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  if (attempts.length < neededAttempts || !last) return 'contact-attempts-missing';
  return dayOf(now) <= addDays(dayOf(last), waitingDays) ? 'keeping-too-early' : undefined;
}

/**
 * 留存待领: a result that cannot be delivered stays at the home window for collection; the case may be completed so,
 * and it is counted apart from delivered (C.1, 32b; OP-87).
 */
export const keepForCollection = command<'keepForCollection', Nothing, undefined>({
  name: 'keepForCollection',
  input: object({}),
  summary: '留存待领',
  example: {},
  facts: noFacts,
  blocked: (kase, { now }) => notYet(kase, now),
  decide(kase, _input, _facts, { now }) {
    const blocked = notYet(kase, now);
    if (blocked) return refuse(blocked);
    const attempts = attemptsSince(kase, kase.result?.arrivedAt ?? kase.openedAt).length;
    return { events: [{ type: 'resultKept', data: { attempts } }] };
  },
});
