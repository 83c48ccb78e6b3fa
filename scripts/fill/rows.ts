import type { Case } from '../../src/cases/core/case.ts';
import { encodeCase, encodeEvent } from '../../src/cases/core/case-codec.service.ts';
import { caseColumns, dutyRows, partyRows } from '../../src/cases/core/case-rows.ts';
import type { CaseCalendars } from '../../src/cases/core/due.ts';
import { openDuties } from '../../src/cases/core/duties.ts';
import { fold } from '../../src/cases/core/evolve.ts';
import { searchKeys } from '../../src/cases/core/search-keys.ts';
import type { FeedEntry } from '../../src/platform/feed.ts';
import type { Keyring } from '../../src/platform/keyring.service.ts';
import type { Instant } from '../../src/regulation/instant.ts';
import type { CopiedRow } from './copy.ts';
import type { Varied } from './variation.ts';

/** The tables that are filled, parents first. */
export const filledTables = [
  'cases',
  'case_events',
  'case_event_contents',
  'case_parties',
  'case_duties',
  'case_search',
  'feed_entries',
] as const;

/** Rows by table. */
export type FilledRows = Record<(typeof filledTables)[number], CopiedRow[]>;

/** No rows yet. */
export const noRows = (): FilledRows => ({
  cases: [],
  case_events: [],
  case_event_contents: [],
  case_parties: [],
  case_duties: [],
  case_search: [],
  feed_entries: [],
});

/** What making the rows of a case stands on: the same functions that a step is written with. */
export type Making = { keyring: Keyring; calendarsOf: (kase: Case) => CaseCalendars; quietUntil: Instant };

/** Adds all rows of one case; answers its entries of the feed. A running case must have nothing due before `quietUntil`. */
export function addCase(
  rows: FilledRows,
  { caseId, events }: Varied,
  firstFeedNo: number,
  { keyring, calendarsOf, quietUntil }: Making,
): FeedEntry[] {
  const kase = fold(caseId, events);
  const { key, wrapped } = keyring.newDataKey();
  const blind = (kind: string, value: string): string => keyring.blindIndex(kind, value);
  const feed: FeedEntry[] = [];
  let head = '';
  for (const event of events) {
    const row = encodeEvent(caseId, event, key, head);
    head = row.hash;
    const { seq, type, state, command, article, data, commitment, hash } = row;
    rows.case_events.push({
      case_id: caseId,
      seq,
      type,
      state,
      command,
      article,
      actor: JSON.stringify(row.actor),
      effective_at: row.effectiveAt,
      recorded_at: row.recordedAt,
      data: JSON.stringify(data),
      commitment,
      previous_hash: row.previousHash,
      hash,
    });
    if (row.sealed)
      rows.case_event_contents.push({ case_id: caseId, seq, sealed: Buffer.from(row.sealed, 'base64') });
    const entry = { feedNo: firstFeedNo + feed.length, caseId, seq, type, eventHash: hash };
    rows.feed_entries.push({ feed_no: entry.feedNo, case_id: caseId, seq, type, event_hash: hash });
    feed.push(entry);
  }
  const updatedAt = events.at(-1)?.recordedAt ?? kase.openedAt;
  const column = caseColumns(kase, blind);
  const { snapshot, personal } = encodeCase(kase, key);
  rows.cases.push({
    id: caseId,
    version: kase.version,
    state: column.state,
    business_number: column.businessNumber,
    programme_id: column.programmeId,
    catalogue_id: column.catalogueId,
    item_number: column.itemNumber,
    option_id: column.optionId,
    intake_region: column.intakeRegion,
    intake_window: column.intakeWindow,
    home_region: column.homeRegion,
    home_window: column.homeWindow,
    opened_by: column.openedBy,
    opened_at: column.openedAt,
    submitted_at: column.submittedAt,
    ended_at: column.endedAt,
    updated_at: updatedAt,
    applicant_masked: column.applicantMasked,
    identity_index: column.identityIndex,
    identity_tail_index: column.identityTailIndex,
    phone_tail_index: column.phoneTailIndex,
    head_hash: head,
    snapshot: JSON.stringify(snapshot),
    personal,
    key_wrapped: wrapped,
  });
  const duties = dutyRows(kase, openDuties(kase), calendarsOf(kase));
  for (const { rule, round, holder, since, dueAt, provisional, fires, halfAt, warnAt, remindAt } of duties) {
    if (fires && dueAt < quietUntil) throw new Error(`${rule} of a ${kase.state} case is due ${dueAt}`);
    rows.case_duties.push({
      case_id: caseId,
      rule,
      round,
      holder,
      since,
      due_at: dueAt,
      provisional,
      fires,
      half_at: halfAt,
      warn_at: warnAt,
      // Reminders that would come at once count as given.
      remind_at: remindAt && remindAt >= quietUntil ? remindAt : null,
    });
  }
  for (const party of partyRows(kase, duties)) {
    rows.case_parties.push({
      case_id: caseId,
      side: party.side,
      window_id: party.windowId,
      region_code: party.regionCode,
      state: party.state,
      is_open: party.isOpen,
      is_ended: party.isEnded,
      handler_id: party.handlerId,
      taken_by: party.takenBy,
      next_rule: party.nextRule,
      sort_at: party.sortAt,
      window_sort_at: party.windowSortAt,
      approver_rule: party.approverRule,
      approver_sort_at: party.approverSortAt,
      updated_at: updatedAt,
    });
  }
  for (const found of searchKeys(kase, blind))
    rows.case_search.push({ key: Buffer.from(found, 'hex'), case_id: caseId });
  return feed;
}
