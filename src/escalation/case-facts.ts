import type { Instant } from '../regulation/instant.ts';
import type { Escalation } from './escalation.ts';

/** A matter that escalates, with the parties of its case. */
export type Matter = Pick<
  Escalation,
  | 'rule'
  | 'round'
  | 'holder'
  | 'since'
  | 'businessNumber'
  | 'programmeId'
  | 'intakeRegion'
  | 'intakeWindow'
  | 'homeRegion'
  | 'homeWindow'
> & { caseId: string; dueAt: Instant; catalogueId: string; itemNumber: number };

/** An event of a case as the ladder looks at it: nothing personal. */
export type LoggedEvent = {
  caseId: string;
  seq: number;
  type: string;
  state: string;
  command: string;
  actor: EscalationActorRow;
  effectiveAt: Instant;
  recordedAt: Instant;
  data: Record<string, unknown>;
};

export type EscalationActorRow = {
  kind: 'staff' | 'applicant' | 'system';
  id: string | null;
  name: string;
  capacity: string;
  windowId: string | null;
  regionCode: string | null;
};

/** A case as the ladder names it. */
export type NamedCase = {
  id: string;
  businessNumber: string | null;
  state: string;
  programmeId: string;
  catalogueId: string;
  itemNumber: number;
  intakeRegion: string;
  intakeWindow: string;
  homeRegion: string;
  homeWindow: string;
};

/** A step of the reminders of a duty, as it was taken. */
export type TakenReminder = {
  rule: string;
  round: number;
  step: 'half' | 'warn' | 'overdue';
  dueAt: Instant;
  at: Instant;
  windowId: string;
};
