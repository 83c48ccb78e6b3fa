import { canonical } from '../platform/canonical.ts';
import { commit, verifyCommitment } from '../platform/commitment.ts';
import { chainHash, chainStart, isChainHash } from '../platform/digest.ts';
import { openWith, SealBroken, sealWith } from '../platform/envelope.ts';
import type { Keyring } from '../platform/keyring.service.ts';
import {
  foldOffList,
  type OffListEvent,
  type OffListPersonal,
  type OffListRequest,
} from './off-list-request.ts';
import type { OffListEventRow, OffListRow } from './stored-off-list.ts';

/** A request as loaded, with the key that seals its content; no key once it was destroyed. */
export type LoadedOffList = {
  request: OffListRequest;
  groupId: string;
  key: Buffer | undefined;
  keyWrapped: Buffer | null;
  headHash: string;
};

const snapshotContext = (id: string): string => `off-list:${id}`;
const eventContext = (id: string, seq: number): string => `off-list-event:${id}:${seq}`;

const hashed = (
  requestId: string,
  row: Omit<OffListEventRow, 'sealed' | 'hash' | 'previousHash'>,
): string => {
  const { seq, type, state, command, article, actor, effectiveAt, recordedAt, data, commitment } = row;
  return canonical({
    requestId,
    seq,
    type,
    state,
    command,
    article,
    actor,
    effectiveAt,
    recordedAt,
    data,
    commitment,
  });
};

/** Opens a stored request. */
export function decodeOffList(row: OffListRow, keyring: Keyring): LoadedOffList {
  const key = row.keyWrapped ? keyring.unwrap(row.keyWrapped) : undefined;
  const personal =
    key && row.personal
      ? (JSON.parse(openWith(key, row.personal, snapshotContext(row.id)).toString('utf8')) as OffListPersonal)
      : null;
  return {
    request: { ...row.snapshot, personal },
    groupId: row.groupId,
    key,
    keyWrapped: row.keyWrapped,
    headHash: row.headHash,
  };
}

/** Splits a request into what may stand open and what is sealed under its key. */
export function encodeOffList(
  request: OffListRequest,
  key: Buffer,
): { snapshot: Omit<OffListRequest, 'personal'>; personal: Buffer | null } {
  const { personal, ...snapshot } = request;
  return {
    snapshot,
    personal: personal ? sealWith(key, JSON.stringify(personal), snapshotContext(request.id)) : null,
  };
}

/** An event as it is written: its content committed to and sealed, linked to the one before. */
export function encodeOffListEvent(
  requestId: string,
  event: OffListEvent,
  key: Buffer,
  previousHash: string,
): OffListEventRow {
  const { personal, ...open } = event;
  const committed = personal === undefined ? undefined : commit(personal);
  const row = {
    seq: open.seq,
    type: open.type,
    state: open.state,
    command: open.command,
    article: open.article,
    actor: open.actor,
    effectiveAt: open.effectiveAt,
    recordedAt: open.recordedAt,
    data: open.data,
    commitment: committed?.commitment ?? null,
  };
  return {
    ...row,
    previousHash,
    hash: chainHash(previousHash, hashed(requestId, row)),
    sealed: committed
      ? sealWith(
          key,
          JSON.stringify({ salt: committed.salt, content: personal }),
          eventContext(requestId, open.seq),
        )
      : null,
  };
}

type Sealed = { salt: string; content: unknown };

const openSealed = (id: string, seq: number, sealed: Buffer, key: Buffer): Sealed =>
  JSON.parse(openWith(key, sealed, eventContext(id, seq)).toString('utf8')) as Sealed;

/** An event as the fold takes it; without content when that was erased. */
export function decodeOffListEvent(id: string, row: OffListEventRow, key: Buffer | undefined): OffListEvent {
  const { sealed, commitment: _commitment, previousHash: _previous, hash: _hash, ...open } = row;
  const content = key && sealed ? openSealed(id, row.seq, sealed, key).content : undefined;
  return { ...open, ...(content === undefined ? {} : { personal: content }) } as OffListEvent;
}

/** What a verification of one request found. */
export type OffListVerification = { intact: boolean; events: number; head: string; fault?: string };

function contentFault(id: string, row: OffListEventRow, key: Buffer | undefined): string | undefined {
  const { commitment, sealed, seq } = row;
  if (!key || (commitment === null && sealed === null)) return undefined;
  if (sealed === null) return '内容缺失';
  try {
    const { salt, content } = openSealed(id, seq, sealed, key);
    return commitment !== null && verifyCommitment(content, { salt, commitment })
      ? undefined
      : '内容与承诺不符';
  } catch (error) {
    if (error instanceof SealBroken) return '内容打不开';
    throw error;
  }
}

/** Recomputes the chain of a request: no gap, every link right, every content the one committed to, the snapshot. */
export function verifyOffList(
  { request, key, headHash }: LoadedOffList,
  rows: readonly OffListEventRow[],
): OffListVerification {
  const head = rows.at(-1)?.hash ?? '';
  const answer = { events: rows.length, head };
  let previous = chainStart;
  for (const [index, row] of rows.entries()) {
    const linked =
      row.seq === index + 1 &&
      row.previousHash === previous &&
      isChainHash(row.hash, previous, hashed(request.id, row));
    const fault = linked ? contentFault(request.id, row, key) : '摘要不符';
    if (fault) return { intact: false, ...answer, fault: `第 ${index + 1} 条记录：${fault}` };
    previous = row.hash;
  }
  const told = foldOffList(
    request.id,
    rows.map((row) => decodeOffListEvent(request.id, row, key)),
  );
  return head === headHash && canonical(told) === canonical(request)
    ? { intact: true, ...answer }
    : { intact: false, ...answer, fault: '申请快照与记录不一致' };
}
