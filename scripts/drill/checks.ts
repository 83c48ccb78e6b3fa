import { first, sql } from '../../src/platform/database.ts';
import type { TopicState } from '../../src/platform/outbox.service.ts';
import type { SubscriberState } from '../../src/platform/subscribers.service.ts';
import { type Instant, msOf } from '../../src/regulation/instant.ts';
import type { Client } from '../client/client.ts';
import { judgeMessages, type Told } from '../proof/message-check.ts';
import type { World } from './world.ts';

/** What the page says at a moment, beside what is true by the records of messages, orders and cases themselves. */
export type Lag = { shown: LagFigures; actual: LagFigures };
type LagFigures = {
  sms: number;
  smsOldestSeconds: number;
  orders: number;
  unreadEvents: number;
};

const none: Pick<TopicState, 'waiting' | 'oldestSeconds'> = { waiting: 0, oldestSeconds: 0 };

/** Asks the page, and counts by other tables than the page does. */
export async function readLag(operator: Client, { system }: World, now: Instant): Promise<Lag> {
  const { topics } = await operator.get<{ topics: TopicState[] }>('/api/outbox');
  const { subscribers } = await operator.get<{ subscribers: SubscriberState[] }>('/api/subscribers');
  const of = (name: string) => topics.find(({ topic }) => topic === name) ?? none;
  const { db } = system.database;
  const sms = await first(
    db,
    sql<{ n: number; oldest: Instant | null }>`
      select count(*) as n, min(send_at) as oldest from messages m where channel = 'sms' and not exists (
        select from message_steps s where s.message_id = m.id
          and s.step in ('handedOver', 'delivered', 'notConnected', 'landline', 'invalidNumber'))`,
  );
  const orders = await first(
    db,
    sql<{ n: number }>`select count(*) as n from shipment_orders where state in ('queued', 'numbered')`,
  );
  const events = await first(db, sql<{ n: number }>`select count(*) as n from case_events`);
  const read = Math.min(...subscribers.map(({ feedNo }) => feedNo));
  const age = sms?.oldest ? Math.max(0, Math.round((msOf(now) - msOf(sms.oldest)) / 1000)) : 0;
  return {
    shown: {
      sms: of('sms').waiting,
      smsOldestSeconds: of('sms').oldestSeconds,
      orders: of('carrier-order').waiting,
      unreadEvents: Math.max(...subscribers.map(({ lagEvents }) => lagEvents)),
    },
    actual: {
      sms: sms?.n ?? 0,
      smsOldestSeconds: age,
      orders: orders?.n ?? 0,
      unreadEvents: (events?.n ?? 0) - read,
    },
  };
}

/** Whether the page told the truth. */
export const isTrue = ({ shown, actual }: Lag): boolean => JSON.stringify(shown) === JSON.stringify(actual);

/** What is found when everything is over. */
export type Outcome = Told & {
  orders: number;
  ordersLost: number;
  ordersDoubled: number;
  parcelsDelivered: number;
  endedUndelivered: number;
};

/** Compares what the receivers took with what the system meant to tell them. */
export async function judge({ system, suppliers, carrier }: World): Promise<Outcome> {
  const { db } = system.database;
  const told = await judgeMessages(db, suppliers);
  const orders = await first(
    db,
    sql<{ n: number; done: number; waybills: number }>`select count(*) as n,
      count(*) filter (where state = 'dispatched') as done, count(distinct waybill) as waybills from shipment_orders`,
  );
  const delivered = await first(
    db,
    sql<{ n: number }>`select count(*) as n from shipments where state in ('delivered', 'confirmed')`,
  );
  const ended = await first(
    db,
    sql<{
      n: number;
    }>`select count(*) as n from outbox where state in ('failed', 'dead', 'expired', 'waiting')`,
  );
  return {
    ...told,
    orders: orders?.n ?? 0,
    ordersLost: (orders?.n ?? 0) - (orders?.done ?? 0),
    ordersDoubled: carrier.orders() - (orders?.waybills ?? 0),
    parcelsDelivered: delivered?.n ?? 0,
    endedUndelivered: ended?.n ?? 0,
  };
}
