import type { Instant } from '../../regulation/instant.ts';

/**
 * Something that another window waits for at this one, for the alert of the desk: a request of a case, or what
 * other modules add (consents, assistance). Nothing personal.
 */
export type WaitingRequest = {
  /** One alert a request: `standard:<id>`. */
  key: string;
  kind: string;
  kindLabel: string;
  /** What it is about: item and end of the number. */
  title: string;
  /** Who asks. */
  from: string;
  since: Instant;
  dueAt: Instant;
  overdue: boolean;
  /** Page of the desk where it is answered. */
  link: string;
  /** Where somebody takes it: the case with its present version; absent where it is taken on its page. */
  caseId?: string;
  takenBy?: { name: string; own: boolean };
};

/** Adds what waits for somebody in another module. */
export type WaitingSource = (actor: { id: string; windows: readonly string[] }) => Promise<WaitingRequest[]>;
