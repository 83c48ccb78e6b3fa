import { isGiven } from '../../catalogue/given-standard.ts';
import type { Capacity } from '../../regulation/roles.ts';
import { isTerminal } from '../../regulation/states.ts';
import type { Case, Side, WindowRequest } from '../core/case.ts';
import type { Found } from '../core/found-duty.ts';

/** The other side of a case. */
export const otherSide = (side: Side): Side => (side === 'intake' ? 'home' : 'intake');

/** All that the windows wrote to each other, in order. */
export const requestsOf = ({ requests = [] }: Pick<Case, 'requests'>): readonly WindowRequest[] => requests;

/** Files that the windows sent each other. */
export const filesOfRequests = (kase: Pick<Case, 'requests'>): string[] =>
  requestsOf(kase).flatMap(({ fileIds = [], answerFileIds = [] }) => [...fileIds, ...answerFileIds]);

/** What still waits for an answer. */
export const openRequests = (kase: Pick<Case, 'requests'>): WindowRequest[] =>
  requestsOf(kase).filter(({ state, kind }) => state === 'open' && kind !== 'note');

/** The open request for the home region's standard, if there is one (stage 1). */
export const openStandardRequest = (kase: Pick<Case, 'requests'>): WindowRequest | undefined =>
  openRequests(kase).find(({ kind }) => kind === 'standard');

/** Whether there is nothing to judge by yet: the home window gives the standard, and has not (OP-67). */
export const lacksStandard = (kase: Pick<Case, 'standardVersion' | 'givenStandard'>): boolean =>
  isGiven(kase) && !kase.givenStandard;

/** Whether a doubt about a line waits for the other window; until then the review cannot end (C.1, 8 and 9). */
const hasOpenLineQuestion = (kase: Pick<Case, 'requests'>): boolean =>
  openRequests(kase).some(({ lineId, from }) => lineId !== undefined && from === 'intake');

/** Why the formal review cannot end: no standard, or a line in doubt; undefined when it can. */
export function reviewBlocked(
  kase: Pick<Case, 'standardVersion' | 'givenStandard' | 'requests'>,
): 'standard-missing' | 'request-still-open' | undefined {
  if (lacksStandard(kase)) return 'standard-missing';
  return hasOpenLineQuestion(kase) ? 'request-still-open' : undefined;
}

/** Answers that windows owe each other: one duty a request, in the office hours of the window that is asked. */
export const requestDuties = (kase: Case): Found[] =>
  requestsOf(kase).flatMap(({ kind, state, from, askedAt, hours }, at) =>
    kind === 'note' || state !== 'open'
      ? []
      : [
          {
            rule: 'homeAnswer' as const,
            since: askedAt,
            hours,
            round: at + 1,
            holder: from === 'intake' ? ('homeWindow' as const) : ('intakeWindow' as const),
          },
        ],
  );

/** Closes what is open, because its case ended or nobody needs the answer any more. */
export const withoutOpenRequests = (
  kase: Pick<Case, 'requests'>,
  endedAt: string,
): Pick<Case, 'requests'> | Record<string, never> =>
  openRequests(kase).length === 0
    ? {}
    : {
        requests: requestsOf(kase).map((request) =>
          request.state === 'open' && request.kind !== 'note'
            ? { ...request, state: 'cancelled' as const, endedAt }
            : request,
        ),
      };

/** With the end of a case its open requests end (C.5). */
export const endedRequests = (
  kase: Pick<Case, 'requests'>,
  state: Case['state'],
  at: string,
): Pick<Case, 'requests'> | Record<string, never> => (isTerminal(state) ? withoutOpenRequests(kase, at) : {});

/** For which side somebody writes: that of their window, where they are clerk of both. */
export function sideOfWriter(
  kase: Pick<Case, 'home'>,
  capacities: ReadonlySet<Capacity>,
  windowId: string | null,
): Side {
  const home = capacities.has('homeClerk') || capacities.has('homeAdministration');
  const intake = capacities.has('intakeClerk') || capacities.has('intakeAdministration');
  return home && (!intake || windowId === kase.home.windowId) ? 'home' : 'intake';
}
