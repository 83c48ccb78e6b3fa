import { setTimeout as pause } from 'node:timers/promises';
import { all, type Database, type Db, first, sql } from '../../src/platform/database.ts';
import type { TopicState } from '../../src/platform/outbox.service.ts';
import type { SubscriberState } from '../../src/platform/subscribers.service.ts';
import type { SimulatedSupplier } from '../simulated/sms-supplier.ts';

/** What the handsets got, beside what they were meant to get. */
export type Told = { messages: number; lost: number; doubled: number; outOfOrder: number };

const messageOf = (id: string): string => id.replace(/:\d+$/, '');

/** Messages that went to a supplier and not to somebody's telephone, in the order in which they were made. */
const listMeant = (db: Db): Promise<{ id: string; caseId: string; messageNo: number; urgent: boolean }[]> =>
  all(
    db,
    sql<{ id: string; caseId: string; messageNo: number; urgent: boolean }>`
      select id, case_id as "caseId", message_no as "messageNo", urgent from messages m
      where channel = 'sms' and not exists (select from message_steps s where s.message_id = m.id
        and s.step in ('notConnected', 'landline', 'invalidNumber')) order by message_no`,
  );

/** Compares what suppliers took with what was meant to be told; an urgent message waits for none, so keeps no order. */
export async function judgeMessages(
  db: Db,
  suppliers: readonly Pick<SimulatedSupplier, 'taken'>[],
): Promise<Told> {
  const meant = await listMeant(db);
  const taken = suppliers.map((supplier) => supplier.taken.map(({ id }) => messageOf(id)));
  const times = Map.groupBy(taken.flat(), (id) => id);
  const known = new Map(meant.map((message) => [message.id, message]));
  let outOfOrder = 0;
  for (const ids of taken) {
    const last = new Map<string, number>();
    for (const id of ids) {
      const message = known.get(id);
      if (!message || message.urgent) continue;
      if (message.messageNo < (last.get(message.caseId) ?? 0)) outOfOrder += 1;
      last.set(message.caseId, message.messageNo);
    }
  }
  return {
    messages: meant.length,
    lost: meant.filter(({ id }) => !times.has(id)).length,
    doubled: [...times.values()].filter((each) => each.length > 1).length,
    outOfOrder,
  };
}

const longestMs = 120_000;

/**
 * Waits until a running server has read the whole feed and sent everything; what a killed one had in its hands is free
 * again after a minute.
 */
export async function everythingSent(origin: string, token: string): Promise<void> {
  const ask = async <Answer>(path: string): Promise<Answer> => {
    const answer = await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return (await answer.json()) as Answer;
  };
  const until = performance.now() + longestMs;
  for (;;) {
    const { topics } = await ask<{ topics: TopicState[] }>('/api/outbox');
    const { subscribers } = await ask<{ subscribers: SubscriberState[] }>('/api/subscribers');
    const left = [
      ...topics.filter(({ waiting }) => waiting > 0).map(({ topic, waiting }) => `${topic} ${waiting}`),
      ...subscribers
        .filter(({ lagEvents, parked }) => lagEvents + parked > 0)
        .map(({ name, lagEvents, parked, lastError }) => `${name} ${lagEvents} ${parked} ${lastError ?? ''}`),
    ];
    if (left.length === 0) return;
    if (performance.now() > until) throw new Error(`still waits: ${left.join(', ')}`);
    await pause(500);
  }
}

/** Finds a message that was lost, told twice or told too early, or one that ended undelivered; answers the first fault. */
export async function findMessageFault(
  { db }: Database,
  suppliers: readonly Pick<SimulatedSupplier, 'taken'>[],
): Promise<string | undefined> {
  const { lost, doubled, outOfOrder } = await judgeMessages(db, suppliers);
  if (lost + doubled + outOfOrder > 0)
    return `messages: ${lost} lost, ${doubled} doubled, ${outOfOrder} out of order`;
  const stuck = await first(
    db,
    sql<{
      what: string;
    }>`select topic || ' ' || key || ' ' || state as what from outbox where state <> 'done' limit 1`,
  );
  return stuck && `a message did not get through: ${stuck.what}`;
}
