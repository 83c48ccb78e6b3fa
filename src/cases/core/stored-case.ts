import type { Instant } from '../../regulation/instant.ts';
import type { Case } from './case.ts';
import type { EventActor } from './events.ts';

/** A case as it is stored: snapshot without personal content, and that content sealed. */
export type CaseRow = {
  id: string;
  version: number;
  snapshot: Omit<Case, 'personal'>;
  personal: Buffer | null;
  keyWrapped: Buffer | null;
  headHash: string;
};

/** An event as it is stored. */
export type EventRow = {
  seq: number;
  type: string;
  state: string;
  command: string;
  article: string;
  actor: EventActor;
  effectiveAt: Instant;
  recordedAt: Instant;
  data: unknown;
  commitment: string | null;
  previousHash: string;
  hash: string;
  sealed: Buffer | null;
};

/** What lists and search need of a case. */
export type CaseColumns = {
  state: string;
  businessNumber: string | null;
  programmeId: string;
  catalogueId: string;
  itemNumber: number;
  optionId: string;
  intakeRegion: string;
  intakeWindow: string;
  homeRegion: string;
  homeWindow: string;
  openedBy: string;
  openedAt: Instant;
  submittedAt: Instant | null;
  endedAt: Instant | null;
  applicantMasked: string | null;
  identityIndex: string | null;
  identityTailIndex: string | null;
  phoneTailIndex: string | null;
};

/** A duty as it is stored. */
export type DutyRow = {
  rule: string;
  round: number;
  holder: string;
  since: Instant;
  dueAt: Instant;
  provisional: boolean;
  fires: boolean;
  /** Half of the time, two office hours before the end, and the first of them that is next. */
  halfAt: Instant | null;
  warnAt: Instant | null;
  remindAt: Instant | null;
};

/** A side of the case as its work lists see it. */
export type PartyRow = {
  side: string;
  windowId: string;
  regionCode: string;
  state: string;
  isOpen: boolean;
  isEnded: boolean;
  handlerId: string | null;
  takenBy: string | null;
  /** Stands before others in the lists. */
  priority: boolean;
  nextRule: string | null;
  sortAt: string;
  /** Due time of the window's own task, and of the approvers'; null = not their turn. */
  windowSortAt: Instant | null;
  approverRule: string | null;
  approverSortAt: Instant | null;
};
