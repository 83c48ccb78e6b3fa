import type { Instant } from '../regulation/instant.ts';
import type { OffListState } from '../regulation/off-list.ts';
import type { OffListEvent, OffListRequest } from './off-list-request.ts';

/** A request as stored. */
export type OffListRow = {
  id: string;
  snapshot: Omit<OffListRequest, 'personal'>;
  personal: Buffer | null;
  keyWrapped: Buffer | null;
  headHash: string;
  groupId: string;
};

/** An event as stored, with its sealed content. */
export type OffListEventRow = Pick<
  OffListEvent,
  'seq' | 'type' | 'state' | 'command' | 'article' | 'actor' | 'effectiveAt' | 'recordedAt' | 'data'
> & { commitment: string | null; previousHash: string; hash: string; sealed: Buffer | null };

/** Columns beside the snapshot that lists and figures need. */
export type OffListColumns = {
  state: OffListState;
  wording: string;
  wordingPlain: string;
  groupId: string;
  intakeRegion: string;
  intakeWindow: string;
  homeRegion: string;
  homeWindow: string | null;
  recordedAt: Instant;
  answerDueAt: Instant | null;
  consentUntil: Instant | null;
  endedAt: Instant | null;
  caseId: string | null;
  identityIndex: string | null;
  phoneIndex: string;
  duplicateOf: string | null;
};

/** The columns that follow from the request alone. */
export const columnsOf = (
  request: OffListRequest,
): Omit<OffListColumns, 'wordingPlain' | 'groupId' | 'identityIndex' | 'phoneIndex' | 'duplicateOf'> => ({
  state: request.state,
  wording: request.wording,
  intakeRegion: request.intake.regionCode,
  intakeWindow: request.intake.windowId,
  homeRegion: request.homeRegion,
  homeWindow: request.homeWindow ?? null,
  recordedAt: request.recordedAt,
  answerDueAt: request.state === 'offListPending' ? (request.answerDueAt ?? null) : null,
  consentUntil:
    request.state === 'offListConsented' || request.state === 'offListUsed'
      ? (request.consentUntil ?? null)
      : null,
  endedAt: request.endedAt ?? null,
  caseId: request.caseId ?? null,
});
