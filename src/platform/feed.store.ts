import { all, type Db, first, run, sql } from './database.ts';
import type { FeedBatch, FeedEntry, PendingEvent } from './feed.ts';

const entryColumns = sql`feed_no as "feedNo", case_id as "caseId", seq, type, event_hash as "eventHash"`;
const batchColumns = sql`
  batch_no as "batchNo", from_no as "fromNo", to_no as "toNo", encode(merkle_root, 'hex') as "merkleRoot",
  previous_hash as "previousHash", hash, sealed_at as "sealedAt"
`;

/** Announces a committed-to-be event; in the transaction that writes the event. */
export async function insertFeedPending(tx: Db, events: readonly Omit<FeedEntry, 'feedNo'>[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(
    ({ caseId, seq, type, eventHash }) => sql`(${caseId}, ${seq}, ${type}, ${eventHash})`,
  );
  await run(tx, sql`insert into feed_pending (case_id, seq, type, event_hash) values ${sql.join(rows)}`);
}

/** Events without a feed number, in the order they were written. */
export const listPending = (tx: Db, limit: number): Promise<PendingEvent[]> =>
  all(
    tx,
    sql<PendingEvent>`
      select pending_no as "pendingNo", case_id as "caseId", seq, type, event_hash as "eventHash"
      from feed_pending order by pending_no limit ${limit}
    `,
  );

/** Takes events out of the waiting line. */
export async function deletePending(tx: Db, pendingNos: readonly number[]): Promise<void> {
  await run(tx, sql`delete from feed_pending where pending_no = any(${[...pendingNos]}::bigint[])`);
}

/** How many events wait for their number. */
export async function countPending(db: Db): Promise<number> {
  const row = await first(db, sql<{ n: number }>`select count(*) as n from feed_pending`);
  return row?.n ?? 0;
}

/** Adds numbered entries. */
export async function insertFeedEntries(tx: Db, entries: readonly FeedEntry[]): Promise<void> {
  await run(
    tx,
    sql`
      insert into feed_entries (feed_no, case_id, seq, type, event_hash)
      select * from unnest(
        ${entries.map((entry) => entry.feedNo)}::bigint[], ${entries.map((entry) => entry.caseId)}::uuid[],
        ${entries.map((entry) => entry.seq)}::integer[], ${entries.map((entry) => entry.type)}::text[],
        ${entries.map((entry) => entry.eventHash)}::text[])
    `,
  );
}

/** Entries with a number above `after`, in order. */
export const listFeedEntries = (db: Db, after: number, limit: number): Promise<FeedEntry[]> =>
  all(
    db,
    sql<FeedEntry>`
      select ${entryColumns} from feed_entries where feed_no > ${after} order by feed_no limit ${limit}
    `,
  );

/** The last feed number given out; 0 for an empty feed. */
export async function lastFeedNo(db: Db): Promise<number> {
  const row = await first(db, sql<{ no: number | null }>`select max(feed_no) as no from feed_entries`);
  return row?.no ?? 0;
}

/** Adds a batch. */
export async function insertFeedBatch(tx: Db, batch: FeedBatch): Promise<void> {
  await run(
    tx,
    sql`
      insert into feed_batches (batch_no, from_no, to_no, merkle_root, previous_hash, hash, sealed_at)
      values (${batch.batchNo}, ${batch.fromNo}, ${batch.toNo}, ${Buffer.from(batch.merkleRoot, 'hex')},
        ${batch.previousHash}, ${batch.hash}, ${batch.sealedAt})
    `,
  );
}

/** The last batch, if there is one. */
export const findLastFeedBatch = (db: Db): Promise<FeedBatch | undefined> =>
  first(db, sql<FeedBatch>`select ${batchColumns} from feed_batches order by batch_no desc limit 1`);

/** The batch in which an entry was sealed. */
export const findFeedBatchOf = (db: Db, feedNo: number): Promise<FeedBatch | undefined> =>
  first(
    db,
    sql<FeedBatch>`
      select ${batchColumns} from feed_batches where to_no >= ${feedNo} and from_no <= ${feedNo}
      order by to_no limit 1
    `,
  );

/** Batches after a number, in order. */
export const listFeedBatches = (db: Db, after: number, limit: number): Promise<FeedBatch[]> =>
  all(
    db,
    sql<FeedBatch>`
      select ${batchColumns} from feed_batches where batch_no > ${after} order by batch_no limit ${limit}
    `,
  );
