import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../regulation/instant.ts';
import { takeTurn } from './advisory-lock.store.ts';
import type { AuditFilters } from './audit.store.ts';
import * as store from './audit.store.ts';
import type { AuditFault, AuditVerification } from './audit.ts';
import { type AuditDetail, type AuditEntry, type AuditRow, type AuditSeal, sealContent } from './audit.ts';
import { canonical } from './canonical.ts';
import type { Clock } from './clock.ts';
import { type Database, type Db, within } from './database.ts';
import { chainHash, chainStart, isChainHash } from './digest.ts';
import { leafHash, merkleRoot } from './merkle.ts';
import { maskNumbers } from './sensitive-text.ts';

/** The audit log: append-only, sealed in stretches, readable by auditors. */
export type Audit = {
  /**
   * Records one entry, in the caller's transaction when given one, else on its own: where the log cannot be written,
   * what it is about does not happen either.
   */
  record(db: Db, entry: AuditEntry): Promise<void>;
  /** Records many entries of one transaction at once, in their order. */
  recordAll(tx: Db, entries: readonly AuditEntry[]): Promise<void>;
  /** Seals what was committed; answers how many entries. Safe to call from several processes. */
  seal(): Promise<number>;
  /** Recomputes every seal and link; finds entries changed, removed or slipped in after sealing. */
  verify(): Promise<AuditVerification>;
  /** Newest first; `after` is the id of the last entry of the page before. */
  list(query: { after?: number | undefined; limit?: number; filters?: AuditFilters }): Promise<AuditRow[]>;
};

const stretchLength = 1000;
const sealsAtOnce = 100;
const patienceMs = 5000;
const pollMs = 10;

const leafOf = (row: AuditRow): Buffer => leafHash(canonical(row));
const rootOf = (rows: readonly AuditRow[]): string => merkleRoot(rows.map(leafOf)).toString('hex');

const maskedDetail = (detail: AuditDetail): AuditDetail =>
  JSON.parse(JSON.stringify(detail), (_member, value: unknown) =>
    typeof value === 'string' ? maskNumbers(value) : value,
  ) as AuditDetail;

const rowOf = (
  { action, actor, subject, caseId, address, outcome = 'done', detail = {} }: AuditEntry,
  at: Instant,
): Omit<AuditRow, 'id'> => ({
  at,
  actorId: actor?.id ?? null,
  // Applicants can ask for erasure; an append-only log must not hold their names.
  actorName: actor?.kind === 'staff' ? actor.name : null,
  role: actor?.grant?.role ?? null,
  regionCode: actor?.grant?.regionCode ?? null,
  windowId: actor?.grant?.windowId ?? null,
  action,
  subjectKind: subject?.kind ?? null,
  subjectId: subject === undefined ? null : maskNumbers(subject.id),
  caseId: caseId ?? null,
  address: address ?? null,
  outcome,
  detail: maskedDetail(detail),
});

/** Builds the audit log on a database. */
export function createAudit({ database, clock }: { database: Database; clock: Clock }): Audit {
  /**
   * Ids are given out when an entry is written and become visible when its transaction commits, so a lower id can
   * appear after a higher one. A writer holds its lock on the table from before it takes an id until it ends;
   * therefore: note the highest visible id, note who is writing, wait for just these to end. Then no lower id can
   * appear any more, and no writer had to wait for the sealer (as CREATE INDEX CONCURRENTLY does it).
   */
  async function settledId(): Promise<number | undefined> {
    const highest = await store.lastAuditId(database.db);
    const last = await store.findLastAuditSeal(database.db);
    if (highest <= (last?.toId ?? 0)) return undefined;
    let writers = await store.listAuditWriters(database.db);
    for (let waited = 0; writers.length > 0; waited += pollMs) {
      if (waited >= patienceMs) return undefined;
      await pause(pollMs);
      const stillAtWork = new Set(await store.listAuditWriters(database.db));
      writers = writers.filter((writer) => stillAtWork.has(writer));
    }
    return highest;
  }

  async function sealStretch(upTo: number): Promise<number> {
    return database.transaction(async (tx) => {
      await takeTurn(tx, 'auditSealer');
      const last = await store.findLastAuditSeal(tx);
      const fromId = (last?.toId ?? 0) + 1;
      const rows = await store.listAuditStretch(tx, fromId, upTo, stretchLength);
      const toId = rows.at(-1)?.id;
      if (toId === undefined) return 0;
      const content = {
        sealNo: (last?.sealNo ?? 0) + 1,
        fromId,
        toId,
        entries: rows.length,
        merkleRoot: rootOf(rows),
        sealedAt: clock.now(),
      };
      const previousHash = last?.hash ?? chainStart;
      await store.insertAuditSeal(tx, {
        ...content,
        previousHash,
        hash: chainHash(previousHash, sealContent(content)),
      });
      return rows.length;
    });
  }

  /** All seals in order, each with the one before, in pages. */
  async function* sealsInOrder(): AsyncGenerator<{ seal: AuditSeal; before: AuditSeal | undefined }> {
    let before: AuditSeal | undefined;
    for (;;) {
      const page = await store.listAuditSeals(database.db, before?.sealNo ?? 0, sealsAtOnce);
      for (const seal of page) {
        yield { seal, before };
        before = seal;
      }
      if (page.length < sealsAtOnce) return;
    }
  }

  const recordAlone = database.share<Omit<AuditRow, 'id'>, void>(async (rows) => {
    await store.insertAuditEntries(database.run, rows);
    return rows.map(() => undefined);
  });

  return {
    record: (db, entry) => {
      const row = rowOf(entry, clock.now());
      return db === database.db ? recordAlone(row) : store.insertAuditEntries(within(db), [row]);
    },

    recordAll: (tx, entries) => {
      const at = clock.now();
      return store.insertAuditEntries(
        within(tx),
        entries.map((entry) => rowOf(entry, at)),
      );
    },

    async seal() {
      const upTo = await settledId();
      if (upTo === undefined) return 0;
      let sealed = 0;
      for (;;) {
        const count = await sealStretch(upTo);
        if (count === 0) return sealed;
        sealed += count;
      }
    },

    async verify() {
      const faults: AuditFault[] = [];
      let last: AuditSeal | undefined;
      let entries = 0;
      for await (const { seal, before } of sealsInOrder()) {
        const { sealNo, fromId, toId } = seal;
        const rows = await store.listAuditStretch(database.db, fromId, toId, stretchLength + 1);
        faults.push(...faultsOf(seal, before, rows).map((sentence) => ({ sealNo, fromId, toId, sentence })));
        entries += rows.length;
        last = seal;
      }
      return {
        sound: faults.length === 0,
        seals: last?.sealNo ?? 0,
        entries,
        unsealed: await store.countAuditEntriesAfter(database.db, last?.toId ?? 0),
        lastHash: last?.hash ?? chainStart,
        faults,
      };
    },

    list: ({ after, limit = 50, filters = {} }) => store.listAuditEntries(database.db, filters, after, limit),
  };
}

function faultsOf(seal: AuditSeal, before: AuditSeal | undefined, rows: readonly AuditRow[]): string[] {
  const follows =
    seal.sealNo === (before?.sealNo ?? 0) + 1 &&
    seal.fromId === (before?.toId ?? 0) + 1 &&
    seal.previousHash === (before?.hash ?? chainStart);
  const faults: string[] = [];
  if (!follows) faults.push('与前一封签接不上，中间有封签被删或被改。');
  if (!isChainHash(seal.hash, seal.previousHash, sealContent(seal))) faults.push('封签本身被改过。');
  if (rows.length !== seal.entries) {
    faults.push(
      `封签时有 ${seal.entries} 条，现在有 ${rows.length} 条${rows.length < seal.entries ? '，有记录被删。' : '，有记录是事后插入的。'}`,
    );
  } else if (rootOf(rows) !== seal.merkleRoot) faults.push('有记录的内容被改过。');
  return faults;
}
