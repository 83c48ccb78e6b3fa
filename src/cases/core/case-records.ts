import type { Day, Instant } from '../../regulation/instant.ts';
import type { Channel, Copies, Side } from './case.ts';

/** A one-time notice (附件1) as issued; the last without `voidedAt` is the current one. */
export type Notice = {
  documentId: string;
  issuedAt: Instant;
  round: number;
  /** Days as entered (1–90) and as printed after the move to a working day. */
  days: number;
  printedDays: number;
  dueOn: Day;
  lineIds: readonly string[];
  copies: Copies;
  /** The last day after an extension that a reinstatement gave (C.1, 12a). */
  movedTo?: Day;
  voidedAt?: Instant;
  /** Why it was voided: another took its place, nothing was deficient, or the home region was wrong. */
  voidedFor?: 'replacement' | 'noDeficiency' | 'correction';
};

/** A piece of paper the home window asked for. */
export type PaperTask = {
  id: string;
  purpose: 'review' | 'archive';
  lineIds: readonly string[];
  demandedAt: Instant;
  /** Where its 2 working days begin: the acceptance, or for a later demand the demand itself (OP-06). */
  countsFrom: Instant;
  /** The applicant took the originals home: they are asked back first. */
  recall: boolean;
  state: 'open' | 'received' | 'cancelled';
};

/** What was found different on receipt or later. */
export type Discrepancy = {
  id: string;
  lineId: string;
  kind: string;
  channel: Channel;
  waybill?: string;
  applicantMustAct: boolean;
  reportedAt: Instant;
  answeredAt?: Instant;
  resolvedAt?: Instant;
  state: 'open' | 'answered' | 'resolved' | 'waived' | 'askedFromApplicant';
  photoIds: readonly string[];
};

/** A parcel that went wrong. A later delivery reopens it for confirmation. */
export type Incident = {
  id: string;
  waybill: string;
  kind: 'silent' | 'lost' | 'returned' | 'notReceived';
  openedAt: Instant;
  closedAt?: Instant;
  result?: 'found' | 'sentAgain' | 'replaced' | 'otherChannel';
};

/** A supplement the home region asked for. */
export type HomeSupplement = {
  id: string;
  round: number;
  returnTo: 'receivedAtHome' | 'substantiveReview';
  requestedAt: Instant;
  workingDays: number;
  dueOn: Day;
  /** 2 working days after the due date: the pause does not outlast it, unless everything was in hand by then (OP-77). */
  pausedUntil: Day;
  documentId: string;
  /** The document says that the application counts as given up when nothing is handed in. */
  announcesAbandonment: boolean;
  points: readonly {
    id: string;
    lineId?: string;
    /** When the applicant handed it in; by post the carrier's collection. */
    handedInAt?: Instant;
    /** When a window wrote that down. */
    recordedAt?: Instant;
    place?: Side;
    /** Scans named when it was handed in. */
    fileIds?: readonly string[];
    /** How it goes on from the intake window: paper by post, else electronically. */
    relay?: Channel;
    waybill?: string;
    /** When it reached the home window. */
    arrivedAt?: Instant;
  }[];
  state: 'open' | 'received' | 'ended' | 'takenBack';
  /** Last day on which the clock stood still. */
  endedOn?: Day;
};

/** A special procedure that stops the clock, first and last day included. */
export type Suspension = {
  type: string;
  startOn: Day;
  expectedEndOn: Day;
  endOn?: Day;
  documentId: string;
};

/** What a window of the case wrote to the other: a request with a clock, a question, or a note without an answer. */
export type WindowRequest = {
  id: string;
  /** `standard`: for the home region's checklist (stage 1); `note` wants no answer. */
  kind: 'standard' | 'question' | 'note';
  from: Side;
  /** Member of staff who wrote it. */
  by: string;
  askedAt: Instant;
  /** Office hours of the window that is asked; 0 for a note. */
  hours: number;
  /** The line that is in doubt. */
  lineId?: string;
  /** Files that came with it, and with its answer. */
  fileIds?: readonly string[];
  answerFileIds?: readonly string[];
  state: 'open' | 'answered' | 'cancelled';
  /** When and by whom it was answered. */
  endedAt?: Instant;
  answeredBy?: string;
};

/** The applicant's wish to withdraw after 受理. */
export type WithdrawalRequest = {
  id: string;
  requestedAt: Instant;
  state: 'open' | 'confirmed' | 'takenBack';
};
