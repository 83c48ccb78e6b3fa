import type { Db } from '../platform/database.ts';
import type { Delivered, Outbox } from '../platform/outbox.service.ts';
import { Problem } from '../platform/problem.ts';
import { type Carrier, CarrierFault } from './carrier.ts';

/** Topics of the outbox under which the carrier is told; the key of a message is the id of its order. */
export const orderTopic = 'carrier-order';
export const cancelTopic = 'carrier-cancel';

/** What becomes of orders that go by the outbox. */
export type OrderSending = {
  carrier: Carrier | undefined;
  /** Carries an order on as far as it goes; throws CarrierFault, or the Problem of a case that does not take it. */
  proceed(id: string): Promise<void>;
  /** An attempt failed; it is tried again. */
  tried(id: string, error: CarrierFault): Promise<void>;
  /** The order will never be carried out. */
  failed(id: string, reason: string): Promise<void>;
  /** The carrier was asked for days in vain. */
  gaveUp(tx: Db, id: string): Promise<void>;
};

/** Sends what waits for the carrier: orders, and orders taken back (R-184: carrier error → queued with retry). */
export function serveOrders(outbox: Pick<Outbox, 'serve'>, sending: OrderSending): void {
  const refused = async (id: string, reason: string): Promise<Delivered> => {
    await sending.failed(id, reason);
    return { outcome: 'failed', reason };
  };
  outbox.serve(
    orderTopic,
    async ({ key }): Promise<Delivered> => {
      try {
        await sending.proceed(key);
        return { outcome: 'done' };
      } catch (error) {
        if (error instanceof Problem && error.code !== 'stale-version') return refused(key, error.message);
        if (!(error instanceof CarrierFault)) throw error;
        await sending.tried(key, error);
        return error.again ? { outcome: 'again', reason: error.message } : refused(key, error.message);
      }
    },
    {
      title: '向寄递企业下单',
      async onEnd(tx, { key }, { state }) {
        if (state === 'dead' || state === 'expired') await sending.gaveUp(tx, key);
      },
    },
  );
  outbox.serve(
    cancelTopic,
    async ({ key }): Promise<Delivered> => {
      try {
        await sending.carrier?.cancel(key);
        return { outcome: 'done' };
      } catch (error) {
        if (!(error instanceof CarrierFault)) throw error;
        return { outcome: error.again ? 'again' : 'failed', reason: error.message };
      }
    },
    { title: '向寄递企业取消寄件' },
  );
}
