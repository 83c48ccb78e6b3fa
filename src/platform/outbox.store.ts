import type { Instant } from '../regulation/instant.ts';
import { all, type Db, first, run, sql } from './database.ts';

/** How a message may stand. */
export type OutboxStatus = 'waiting' | 'done' | 'failed' | 'dead' | 'expired';

/** A message to be written; the body is sealed. */
export type NewMessage = {
  topic: string;
  key: string;
  orderKey: string | null;
  body: Buffer;
  since: Instant;
  expiresAt: Instant | null;
  givesUpAt: Instant;
};

/** A message that was taken to be sent. */
export type TakenRow = {
  id: number;
  key: string;
  orderKey: string | null;
  body: Buffer;
  since: Instant;
  /** Number of this attempt, from 1. */
  attempt: number;
  /** Failures in a row before it. */
  failures: number;
  givesUpAt: Instant;
  expiresAt: Instant | null;
};

/** A message as an operator sees it: nothing of its content. */
export type MessageRow = {
  id: number;
  key: string;
  orderKey: string | null;
  state: OutboxStatus;
  since: Instant;
  dueAt: Instant;
  expiresAt: Instant | null;
  attempts: number;
  error: string | null;
  lastFailedAt: Instant | null;
  endedAt: Instant | null;
};

/** The messages of a topic in figures. */
export type TopicRow = {
  topic: string;
  waiting: number;
  /** Of these, the ones that failed at least once. */
  failing: number;
  /** From when on the oldest of them could be sent. */
  oldest: Instant | null;
  failed: number;
  dead: number;
  expired: number;
};

/** Writes messages, in their order; one with a key that the topic knows already stays as it is. */
export const insertMessages = (tx: Db, messages: readonly NewMessage[]): Promise<number> =>
  run(
    tx,
    sql`
      insert into outbox (topic, key, order_key, body, since, due_at, expires_at, gives_up_at, behind)
      select m.topic, m.key, m.order_key, m.body, m.since, m.since, m.expires_at, m.gives_up_at,
        m.order_key is not null and (row_number() over (partition by m.topic, m.order_key order by m.n) > 1
          or exists (select from outbox e
            where e.topic = m.topic and e.order_key = m.order_key and e.state = 'waiting'))
      from unnest(
        ${messages.map(({ topic }) => topic)}::text[], ${messages.map(({ key }) => key)}::text[],
        ${messages.map(({ orderKey }) => orderKey)}::text[], ${messages.map(({ body }) => body)}::bytea[],
        ${messages.map(({ since }) => since)}::timestamptz[],
        ${messages.map(({ expiresAt }) => expiresAt)}::timestamptz[],
        ${messages.map(({ givesUpAt }) => givesUpAt)}::timestamptz[])
        with ordinality as m(topic, key, order_key, body, since, expires_at, gives_up_at, n)
      order by m.n
      on conflict (topic, key) do nothing`,
  );

/** Neither expired nor in another process's hands; what is taken stays so by the clock of the database. */
const free = (now: Instant) => sql`
  o.state = 'waiting' and (o.taken_until is null or o.taken_until < clock_timestamp())
  and (o.expires_at is null or o.expires_at > ${now}::timestamptz)`;

/**
 * Takes the next due message of a topic that is the first of its order, for so many seconds; other processes take
 * others. The two conditions on the order are one rule: `behind` saves reading what surely waits.
 */
export const takeNext = (
  db: Db,
  topic: string,
  now: Instant,
  seconds: number,
): Promise<TakenRow | undefined> =>
  first(
    db,
    sql<TakenRow>`
      update outbox set attempts = attempts + 1, taken_until = clock_timestamp() + make_interval(secs => ${seconds})
      where id = (
        select o.id from outbox o
        where o.topic = ${topic} and not o.behind and o.due_at <= ${now}::timestamptz and ${free(now)}
          and (o.order_key is null or not exists (select from outbox e
            where e.topic = o.topic and e.order_key = o.order_key and e.state = 'waiting' and e.id < o.id))
        order by o.due_at, o.id limit 1 for update skip locked)
      returning id, key, order_key as "orderKey", body, since, attempts as attempt, failures,
        gives_up_at as "givesUpAt", expires_at as "expiresAt"`,
  );

/** Ends a message, whoever took it last; its body is erased when it is done. False when it had ended before. */
export const endMessage = async (
  tx: Db,
  id: number,
  end: { state: OutboxStatus; error: string | null; at: Instant },
): Promise<boolean> =>
  (await run(
    tx,
    sql`update outbox set state = ${end.state}, error = coalesce(${end.error}, error), ended_at = ${end.at}::timestamptz,
        taken_until = null, body = case when ${end.state} = 'done' then null else body end,
        last_failed_at = case when ${end.state} = 'done' then last_failed_at else ${end.at}::timestamptz end
      where id = ${id} and state = 'waiting'`,
  )) > 0;

/** Gives a message back to be tried later, if this attempt is still the last one. */
export const postpone = (
  db: Db,
  id: number,
  attempt: number,
  change: { error: string; dueAt: Instant; at: Instant; backsOff: boolean },
): Promise<number> =>
  run(
    db,
    sql`update outbox set failures = failures + 1, error = ${change.error}, due_at = ${change.dueAt}::timestamptz,
        last_failed_at = ${change.at}::timestamptz, backs_off = ${change.backsOff}, taken_until = null
      where id = ${id} and attempts = ${attempt} and state = 'waiting'`,
  );

/** Lets the next message of an order come forward. */
export const promoteNext = (tx: Db, topic: string, orderKey: string): Promise<number> =>
  run(
    tx,
    sql`update outbox set behind = false where behind and id = (
      select min(id) from outbox where topic = ${topic} and order_key = ${orderKey} and state = 'waiting')`,
  );

/**
 * Brings forward what waits behind nothing: a message put in the moment in which the one before it ended did not see its
 * end, and nobody saw the message.
 */
export const promoteForgotten = (db: Db, topic: string): Promise<number> =>
  run(
    db,
    sql`update outbox o set behind = false
      where o.topic = ${topic} and o.state = 'waiting' and o.behind and o.id = (
        select min(e.id) from outbox e
        where e.topic = o.topic and e.order_key = o.order_key and e.state = 'waiting')`,
  );

/** Takes away so many messages of a topic that were done before a moment, oldest first; answers how many. */
export const deleteDone = (db: Db, topic: string, before: Instant, limit: number): Promise<number> =>
  run(
    db,
    sql`delete from outbox where id in (
      select id from outbox where topic = ${topic} and state = 'done' and ended_at < ${before}::timestamptz
      order by ended_at limit ${limit} for update skip locked)`,
  );

/** Messages of a topic that are no longer worth sending. */
export const listExpired = (
  tx: Db,
  topic: string,
  now: Instant,
  limit: number,
): Promise<Pick<TakenRow, 'id' | 'key' | 'orderKey' | 'body'>[]> =>
  all(
    tx,
    sql<Pick<TakenRow, 'id' | 'key' | 'orderKey' | 'body'>>`
      select id, key, order_key as "orderKey", body from outbox
      where topic = ${topic} and state = 'waiting' and expires_at <= ${now}::timestamptz
        and (taken_until is null or taken_until < clock_timestamp())
      order by expires_at limit ${limit} for update skip locked`,
  );

/** Makes everything that only waits after a failure due now: the receiver answers again. */
export const pullForward = (db: Db, topic: string, now: Instant): Promise<number> =>
  run(
    db,
    sql`update outbox set due_at = ${now}::timestamptz
      where topic = ${topic} and state = 'waiting' and not behind and backs_off and due_at > ${now}::timestamptz`,
  );

const ended = sql`state in ('failed', 'dead', 'expired')`;

/** Makes an ended message, or all of a topic, or one that waits, due now; answers how many. */
export const revive = (
  tx: Db,
  topic: string,
  id: number | undefined,
  at: { now: Instant; givesUpAt: Instant },
): Promise<number> =>
  run(
    tx,
    sql`update outbox set state = 'waiting', failures = 0, backs_off = false, due_at = ${at.now}::timestamptz,
        expires_at = case when expires_at > ${at.now}::timestamptz then expires_at end,
        gives_up_at = ${at.givesUpAt}::timestamptz, ended_at = null, behind = false
      where topic = ${topic} and ${
        id === undefined ? ended : sql`id = ${id} and (state = 'waiting' or ${ended})`
      }`,
  );

/** A message with its body, locked until the transaction ends, if it waits and nobody is sending it. */
export const lockWaiting = (
  tx: Db,
  topic: string,
  id: number,
): Promise<Pick<TakenRow, 'id' | 'key' | 'orderKey' | 'body'> | undefined> =>
  first(
    tx,
    sql<Pick<TakenRow, 'id' | 'key' | 'orderKey' | 'body'>>`
      select id, key, order_key as "orderKey", body from outbox
      where topic = ${topic} and id = ${id} and state = 'waiting'
        and (taken_until is null or taken_until < clock_timestamp())
      for update`,
  );

/** Messages that wait, or that ended without being done, behind an id, in order. */
export const listMessages = (
  db: Db,
  topic: string,
  { after, limit, waiting }: { after: number; limit: number; waiting: boolean },
): Promise<MessageRow[]> =>
  all(
    db,
    sql<MessageRow>`
      select id, key, order_key as "orderKey", state, since, due_at as "dueAt", expires_at as "expiresAt", attempts,
        error, last_failed_at as "lastFailedAt", ended_at as "endedAt"
      from outbox where topic = ${topic} and id > ${after} and ${waiting ? sql`state = 'waiting'` : ended}
      order by id limit ${limit}`,
  );

/** All topics that have something waiting or something for an operator. */
export const listTopics = (db: Db): Promise<TopicRow[]> =>
  all(
    db,
    sql<TopicRow>`
      select topic, sum(waiting)::bigint as waiting, sum(failing)::bigint as failing, min(oldest) as oldest,
        sum(failed)::bigint as failed, sum(dead)::bigint as dead, sum(expired)::bigint as expired
      from (
        select topic, count(*) as waiting, count(*) filter (where failures > 0) as failing,
          min(since) as oldest, 0 as failed, 0 as dead, 0 as expired
        from outbox where state = 'waiting' group by topic
        union all
        select topic, 0, 0, null, count(*) filter (where state = 'failed'), count(*) filter (where state = 'dead'),
          count(*) filter (where state = 'expired')
        from outbox where ${ended} group by topic
      ) figures group by topic order by topic`,
  );
