import { all, type Db, first, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { MessageStep, StepRow } from './message-status.ts';
import type { Audience, MessageChannel } from './message-view.ts';

export type { Audience, MessageChannel } from './message-view.ts';

/** A message as stored; what names a person is sealed. */
export type MessageRow = {
  id: string;
  /** In the order in which messages were made. */
  messageNo: number;
  madeAt: Instant;
  caseId: string | null;
  offListRequestId: string | null;
  audience: Audience;
  channel: MessageChannel;
  event: string;
  language: string;
  version: number;
  urgent: boolean;
  regionCode: string;
  windowId: string;
  sendAt: Instant;
  expiresAt: Instant;
  addressMasked: string;
  contentDigest: string;
  sealed: Buffer;
  feedNo: number | null;
};

/** A message to be written, with its first step. */
export type NewMessage = Omit<MessageRow, 'sealed' | 'messageNo'> & {
  sealed: string;
  onceKey: string;
  step: MessageStep;
  reason: string | null;
  /** When somebody telephones where no supplier said a word; null where nothing is sent. */
  watchAt: Instant | null;
};

const columns = sql`m.id, m.message_no as "messageNo", m.made_at as "madeAt", m.case_id as "caseId", m.off_list_request_id as "offListRequestId",
  m.audience, m.channel, m.event, m.language, m.version, m.urgent, m.region_code as "regionCode",
  m.window_id as "windowId", m.send_at as "sendAt", m.expires_at as "expiresAt", m.address_masked as "addressMasked",
  m.content_digest as "contentDigest", m.sealed, m.feed_no as "feedNo"`;

/** Writes messages with their first steps and watches; one that exists already stays. Answers the ids of the new ones. */
export async function insertMessages(tx: Db, messages: readonly NewMessage[]): Promise<Set<string>> {
  const rows = await all(
    tx,
    sql<{ id: string }>`
      with given as (
        select * from jsonb_to_recordset(${JSON.stringify(messages.map((message, place) => ({ ...message, place })))}::jsonb) as n(place int, id uuid, "madeAt" timestamptz,
          "caseId" uuid, "offListRequestId" uuid, audience text, channel text, event text, language text, version int,
          urgent boolean, "regionCode" text, "windowId" uuid, "sendAt" timestamptz, "expiresAt" timestamptz,
          "addressMasked" text, "contentDigest" text, sealed text, "feedNo" bigint, "onceKey" text, step text,
          reason text, "watchAt" timestamptz)
      ), made as (
        insert into messages (id, made_at, case_id, off_list_request_id, audience, channel, event, language, version,
          urgent, region_code, window_id, send_at, expires_at, address_masked, content_digest, sealed, feed_no, once_key)
        select id, "madeAt", "caseId", "offListRequestId", audience, channel, event, language, version, urgent,
          "regionCode", "windowId", "sendAt", "expiresAt", "addressMasked", "contentDigest", decode(sealed, 'base64'),
          "feedNo", "onceKey" from given order by place
        on conflict do nothing returning id
      ), steps as (
        insert into message_steps (message_id, attempt, step, reason, at)
        select g.id, case when g.step = 'queued' then 1 else 0 end, g.step, g.reason, g."madeAt"
        from made join given g using (id)
      ), watches as (
        insert into message_watches (message_id, check_at)
        select g.id, g."watchAt" from made join given g using (id) where g."watchAt" is not null
      )
      select id from made`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** A message by its id. */
export const findMessage = (db: Db, id: string): Promise<MessageRow | undefined> =>
  first(db, sql<MessageRow>`select ${columns} from messages m where m.id = ${id}`);

/** What is reported of one message is judged one after the other, in all processes. */
export const takeTurnAt = (tx: Db, messageId: string): Promise<number> =>
  run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`message:${messageId}`}, 0))`);

/** Messages of a case in the order they were made, behind one of them. */
export const listMessages = (db: Db, caseId: string, after: number, limit: number): Promise<MessageRow[]> =>
  all(
    db,
    sql<MessageRow>`
      select ${columns} from messages m where m.case_id = ${caseId} and m.message_no > ${after}
      order by m.message_no limit ${limit}`,
  );

/** Messages by their ids. */
export const listMessagesById = (db: Db, ids: readonly string[]): Promise<MessageRow[]> =>
  all(
    db,
    sql<MessageRow>`select ${columns} from messages m where m.id = any(${[...ids]}::uuid[]) order by m.message_no`,
  );

/** A step with the message it belongs to. */
export type StepOf = StepRow & { stepNo: number; messageId: string };

/** The history of messages in the order it was written. */
export const listSteps = (db: Db, messageIds: readonly string[]): Promise<StepOf[]> =>
  all(
    db,
    sql<StepOf>`
      select id as "stepNo", message_id as "messageId", step, attempt, supplier, reason, at from message_steps
      where message_id = any(${[...messageIds]}::uuid[]) order by id`,
  );

/** Adds a step; false when this sending has it already. */
export const addStep = async (
  tx: Db,
  messageId: string,
  { step, attempt, supplier, reason, at }: StepRow,
): Promise<boolean> =>
  (await run(
    tx,
    sql`insert into message_steps (message_id, attempt, step, supplier, reason, at)
      values (${messageId}, ${attempt}, ${step}, ${supplier}, ${reason}, ${at}::timestamptz) on conflict do nothing`,
  )) > 0;

/** A supplier said something: nobody has to be reminded of the message any more. */
export const deleteWatch = (tx: Db, messageId: string): Promise<number> =>
  run(tx, sql`delete from message_watches where message_id = ${messageId}`);

/** Takes messages out of the watch whose time is over; other processes leave them out. */
export const takeDueWatches = (tx: Db, now: Instant, limit: number): Promise<MessageRow[]> =>
  all(
    tx,
    sql<MessageRow>`
      with due as (
        select message_id from message_watches where check_at <= ${now}::timestamptz order by check_at limit ${limit}
        for update skip locked
      ), gone as (delete from message_watches w using due where w.message_id = due.message_id returning w.message_id)
      select ${columns} from messages m join gone on gone.message_id = m.id`,
  );

/** Takes a nonce; false when it was taken before. Forgets those that are too old to be repeated. */
export async function takeNonce(
  tx: Db,
  supplier: string,
  nonce: string,
  at: Instant,
  forgetBefore: Instant,
): Promise<boolean> {
  await run(tx, sql`delete from callback_nonces where at < ${forgetBefore}::timestamptz`);
  return (
    (await run(
      tx,
      sql`insert into callback_nonces (supplier, nonce, at) values (${supplier}, ${nonce}, ${at}::timestamptz)
        on conflict do nothing`,
    )) > 0
  );
}

/** Keys and parties of cases, as messages about them are made from. */
export type CaseKey = { id: string; keyWrapped: Buffer | null };

/** The wrapped keys of cases. */
export const listCaseKeys = (db: Db, ids: readonly string[]): Promise<CaseKey[]> =>
  all(
    db,
    sql<CaseKey>`select id, key_wrapped as "keyWrapped" from cases where id = any(${[...ids]}::uuid[])`,
  );
