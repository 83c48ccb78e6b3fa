import { maskName } from '../identity/masking.ts';
import type { Db } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.service.ts';
import { Problem } from '../platform/problem.ts';
import { articles } from '../regulation/articles.ts';
import { type Instant, later } from '../regulation/instant.ts';
import {
  type OffListCommand,
  type OffListState,
  offListLimits,
  offListRow,
  offListStates,
  offListTarget,
} from '../regulation/off-list.ts';
import * as store from './off-list.store.ts';
import { encodeOffList, encodeOffListEvent, type LoadedOffList } from './off-list-codec.service.ts';
import type { Answered } from './off-list-ports.ts';
import {
  evolveOffList,
  type NewOffListEvent,
  type OffListEvent,
  type OffListEventActor,
  type OffListRequest,
} from './off-list-request.ts';
import type { OffListTelling } from './off-list-telling.service.ts';
import { columnsOf, type OffListColumns } from './stored-off-list.ts';
import { plainWording } from './wording.ts';
import { joinGroup } from './wording-groups.service.ts';

/** One event to be written: on what, by whom, when. */
export type Writing = {
  id: string;
  before: LoadedOffList | undefined;
  event: NewOffListEvent;
  command: OffListCommand;
  actor: OffListEventActor;
  at: Instant;
  effectiveAt?: Instant;
};

/** Writes one event with all that follows from it; answers the request after it. */
export type WriteOffList = (tx: Db, writing: Writing) => Promise<OffListRequest>;

const dayMs = 24 * 60 * 60 * 1000;

/** The refusal of a command in a state that its row does not name. */
export const illegalOffList = (command: OffListCommand, state: OffListState): Problem =>
  new Problem('illegal-transition', {
    detail: `这条申请现在是“${offListStates[state]}”，不能“${offListRow(command).title}”。`,
    article: offListRow(command).article,
    extensions: { state, command },
  });

/** Builds what writes: the request, its event, its group, its reports and messages, in the caller's transaction. */
export function createOffListWriter({
  keyring,
  telling,
  answered,
}: {
  keyring: Keyring;
  telling: OffListTelling;
  answered?: Answered | undefined;
}): WriteOffList {
  /** Writes one event with everything that follows from it, in one transaction. */
  async function write(
    tx: Db,
    { id, before, event: decided, command, actor, at, effectiveAt = at }: Writing,
  ): Promise<OffListRequest> {
    const state = offListTarget(command, before?.request.state);
    if (!state) throw illegalOffList(command, before?.request.state ?? 'offListOpen');
    const event = {
      ...decided,
      seq: (before?.request.version ?? 0) + 1,
      state,
      command,
      article: articles[offListRow(command).article].citation,
      actor,
      effectiveAt,
      recordedAt: at,
    } as OffListEvent;
    const request = { ...evolveOffList(before?.request, event), id };
    const { key, wrapped } =
      before?.key && before.keyWrapped
        ? { key: before.key, wrapped: before.keyWrapped }
        : keyring.newDataKey();
    const row = encodeOffListEvent(id, event, key, before?.headHash ?? '');
    const written = await store.writeOffList(tx, {
      id,
      before: before?.request.version ?? 0,
      after: request.version,
      columns: await columns(tx, before, request, event),
      applicantMasked: maskName(request.personal?.applicant.name ?? ''),
      ...encodeOffList(request, key),
      keyWrapped: wrapped,
      headHash: row.hash,
      at,
    });
    if (!written) throw new Problem('stale-version');
    await store.addOffListEvent(tx, id, row);
    await telling.tell(tx, request, event);
    await endQuestion(tx, before?.request, request, at);
    return request;
  }

  async function endQuestion(
    tx: Db,
    before: OffListRequest | undefined,
    after: OffListRequest,
    at: Instant,
  ): Promise<void> {
    if (before?.state !== 'offListPending' || after.state === 'offListPending') return;
    const outcome =
      after.state === 'offListConsented'
        ? 'consented'
        : after.state === 'offListWithdrawn'
          ? 'withdrawn'
          : (after.declinedFor ?? 'refused');
    await answered?.(tx, { requestId: after.id, outcome, at });
  }

  /** The columns beside the snapshot: found anew when wording or applicant are new, else as they stand. */
  async function columns(
    tx: Db,
    before: LoadedOffList | undefined,
    request: OffListRequest,
    { effectiveAt, actor }: OffListEvent,
  ): Promise<OffListColumns> {
    const plain = plainWording(request.wording);
    const person = request.personal?.applicant;
    const identityIndex = person?.identityNumber
      ? keyring.blindIndex('identity', person.identityNumber)
      : null;
    const phoneIndex = keyring.blindIndex('offListPhone', person?.phone ?? '');
    const moved = before?.request.wording !== request.wording;
    const groupId =
      before && !moved
        ? before.groupId
        : await joinGroup(tx, {
            wording: request.wording,
            requestId: request.id,
            at: effectiveAt,
            by: { id: actor.id, name: actor.name },
          });
    const repeated = await store.findRepeated(tx, {
      identityIndex,
      phoneIndex,
      plain,
      since: later(request.recordedAt, -offListLimits.duplicateDays * dayMs),
      until: request.recordedAt,
      notId: request.id,
    });
    return {
      ...columnsOf(request),
      wordingPlain: plain,
      groupId,
      identityIndex,
      phoneIndex,
      duplicateOf: repeated?.id ?? null,
    };
  }

  return write;
}
