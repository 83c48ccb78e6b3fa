import { canonical } from '../../platform/canonical.ts';
import { commit, verifyCommitment } from '../../platform/commitment.ts';
import { chainHash, isChainHash } from '../../platform/digest.ts';
import { openWith, SealBroken, sealWith } from '../../platform/envelope.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import type { Case, Personal } from './case.ts';
import type { CaseEvent } from './events.ts';
import { fold } from './evolve.ts';
import type { CaseRow, EventRow } from './stored-case.ts';

/** A case as loaded, with the key that seals its content; no key once it was destroyed. */
export type LoadedCase = { kase: Case; key: Buffer | undefined; keyWrapped: Buffer | null; headHash: string };

const snapshotContext = (caseId: string): string => `case:${caseId}`;
const eventContext = (caseId: string, seq: number): string => `event:${caseId}:${seq}`;

/** What the hash of an event covers: whose it is, and everything that stands in the log. */
const hashed = (caseId: string, row: Omit<EventRow, 'sealed' | 'hash' | 'previousHash'>): string => {
  const { seq, type, state, command, article, actor, effectiveAt, recordedAt, data, commitment } = row;
  return canonical({
    caseId,
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

/** Opens a stored case. */
export function decodeCase(row: CaseRow, keyring: Keyring): LoadedCase {
  const key = row.keyWrapped ? keyring.unwrap(row.keyWrapped) : undefined;
  const personal =
    key && row.personal
      ? (JSON.parse(openWith(key, row.personal, snapshotContext(row.id)).toString('utf8')) as Personal)
      : null;
  return { kase: { ...row.snapshot, personal }, key, keyWrapped: row.keyWrapped, headHash: row.headHash };
}

/** Splits a case into what may stand open and what is sealed under its key. */
export function encodeCase(
  kase: Case,
  key: Buffer,
): { snapshot: Omit<Case, 'personal'>; personal: Buffer | null } {
  const { personal, ...snapshot } = kase;
  return {
    snapshot,
    personal: personal ? sealWith(key, JSON.stringify(personal), snapshotContext(kase.id)) : null,
  };
}

/** An event as it is written: its content committed to and sealed, linked to the one before. */
export function encodeEvent(
  caseId: string,
  event: CaseEvent,
  key: Buffer,
  previousHash: string,
): Omit<EventRow, 'sealed'> & { sealed: string | null } {
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
    hash: chainHash(previousHash, hashed(caseId, row)),
    sealed: committed
      ? sealWith(
          key,
          JSON.stringify({ salt: committed.salt, content: personal }),
          eventContext(caseId, open.seq),
        ).toString('base64')
      : null,
  };
}

type Sealed = { salt: string; content: unknown };

const openSealed = (caseId: string, seq: number, sealed: Buffer, key: Buffer): Sealed =>
  JSON.parse(openWith(key, sealed, eventContext(caseId, seq)).toString('utf8')) as Sealed;

/** An event as the fold takes it; without content when that was erased. */
export function decodeEvent(caseId: string, row: EventRow, key: Buffer | undefined): CaseEvent {
  const { seq, type, state, command, article, actor, effectiveAt, recordedAt, data } = row;
  const content = key && row.sealed ? openSealed(caseId, seq, row.sealed, key).content : undefined;
  return {
    seq,
    type,
    state,
    command,
    article,
    actor,
    effectiveAt,
    recordedAt,
    data,
    ...(content === undefined ? {} : { personal: content }),
  } as CaseEvent;
}

/** What a verification of one case found. */
export type ChainVerification = { intact: boolean; events: number; head: string; fault?: string };

/** Why the content beside an event is not what the event committed to; nothing can be said once the key is gone. */
function contentFault(caseId: string, row: EventRow, key: Buffer | undefined): string | undefined {
  const { commitment, sealed } = row;
  if (!key || (commitment === null && sealed === null)) return undefined;
  if (sealed === null) return '内容缺失';
  try {
    const { salt, content } = openSealed(caseId, row.seq, sealed, key);
    return commitment !== null && verifyCommitment(content, { salt, commitment })
      ? undefined
      : '内容与承诺不符';
  } catch (error) {
    if (error instanceof SealBroken) return '内容打不开';
    throw error;
  }
}

/** Recomputes the chain of a case: no gap, every link right, every content the one committed to (规程第二十八条). */
export function verifyChain(
  caseId: string,
  rows: readonly EventRow[],
  headHash: string,
  key: Buffer | undefined,
): ChainVerification {
  const head = rows.at(-1)?.hash ?? '';
  const broken = (seq: number, fault: string): ChainVerification => ({
    intact: false,
    events: rows.length,
    head,
    fault: `第 ${seq} 条记录：${fault}`,
  });
  let previous = '';
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1) return broken(index + 1, '序号不连续');
    if (row.previousHash !== previous || !isChainHash(row.hash, previous, hashed(caseId, row)))
      return broken(row.seq, '摘要不符');
    const fault = contentFault(caseId, row, key);
    if (fault) return broken(row.seq, fault);
    previous = row.hash;
  }
  if (head !== headHash) return broken(rows.length, '与办件快照不一致');
  return { intact: true, events: rows.length, head };
}

/** Verifies the chain of a case, and that the snapshot is the case that the chain tells. */
export function verifyCase(
  { kase, key, headHash }: LoadedCase,
  rows: readonly EventRow[],
): ChainVerification {
  const chain = verifyChain(kase.id, rows, headHash, key);
  if (!chain.intact) return chain;
  const told = fold(
    kase.id,
    rows.map((row) => decodeEvent(kase.id, row, key)),
  );
  if (canonical(told) === canonical(kase)) return chain;
  return { ...chain, intact: false, fault: '办件快照与记录不一致' };
}
