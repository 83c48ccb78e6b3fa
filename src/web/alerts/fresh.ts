import type { WaitingRequest } from '../../cases/requests/waiting-view.ts';

/** What has come since the keys that were heard, and that no colleague has in hand: it sounds once. */
export const freshAlerts = (
  heard: ReadonlySet<string>,
  requests: readonly WaitingRequest[],
): WaitingRequest[] =>
  requests.filter(({ key, takenBy }) => !heard.has(key) && (takenBy === undefined || takenBy.own));

/** Those nobody has in hand come first, then the own; what a colleague does stands last. */
export const inOrder = (requests: readonly WaitingRequest[]): WaitingRequest[] =>
  requests.toSorted((a, b) => rankOf(a) - rankOf(b));

const rankOf = ({ takenBy }: WaitingRequest): number => (takenBy === undefined ? 0 : takenBy.own ? 1 : 2);
