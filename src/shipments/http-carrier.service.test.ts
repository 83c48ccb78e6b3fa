import { afterEach, describe, expect, test } from 'vitest';
import { type SimulatedCarrier, startSimulatedCarrier } from '../../scripts/simulated/carrier.ts';
import { checkWaybill } from '../cases/transfer/waybill.ts';
import type { CarrierOrder } from './carrier.ts';
import { createHttpCarrier, readCarrierEvent } from './http-carrier.service.ts';

const secret = 'a-secret-of-both-sides';
const party = {
  name: '窗口',
  phone: '028-55500107',
  address: '示例路 1 号',
  postcode: '610000',
  region: '510107',
};
const order: CarrierOrder = {
  key: 'order-1',
  businessNumber: '51010720210928000414',
  sender: party,
  addressee: { ...party, region: '500110' },
  contents: '材料 1 份',
  weightGrams: 700,
  payer: 'government',
};

describe('the carrier behind its interface', () => {
  let running: SimulatedCarrier | undefined;
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });
  const start = async () => {
    running = await startSimulatedCarrier({ secret });
    return { carrier: createHttpCarrier({ url: running.url, secret }), simulated: running };
  };

  test('orders, is asked for label, track and price, and takes an order back', async () => {
    const { carrier, simulated } = await start();
    const first = await carrier.order(order);
    expect(checkWaybill(first.waybill)).toMatchObject({ valid: true, standard: 's10' });
    expect(await carrier.order(order)).toEqual(first);
    expect((await carrier.order({ ...order, key: 'order-2' })).waybill).not.toBe(first.waybill);
    expect(await carrier.label('order-1')).toEqual({ routing: first.routing });
    expect(await carrier.price({ from: '510107', to: '500110', weightGrams: 700 })).toEqual({
      feeFen: first.feeFen,
    });
    simulated.happen(first.waybill, 'collected');
    expect(await carrier.track(first.waybill)).toMatchObject([{ kind: 'collected', region: '510107' }]);
    expect(await carrier.track('EA000000001CN')).toEqual([]);
    await carrier.cancel('order-1');
    await carrier.cancel('never-ordered');
  });

  test('a wrong number, an error, an outage are faults after which it is asked again', async () => {
    const { carrier, simulated } = await start();
    simulated.misbehave({ wrongNumber: 1 });
    await expect(carrier.order(order)).rejects.toMatchObject({ again: true });
    expect(checkWaybill((await carrier.order(order)).waybill).valid).toBe(true);
    simulated.misbehave({ error: true });
    await expect(carrier.track('EA000000001CN')).rejects.toMatchObject({
      again: true,
      message: '寄递企业答复 500',
    });
    simulated.misbehave({ error: false, down: true });
    await expect(carrier.order(order)).rejects.toMatchObject({ again: true, message: '连不上寄递企业' });
  });

  test('a carrier that hangs is given up within five seconds', { timeout: 10_000 }, async () => {
    const { carrier, simulated } = await start();
    simulated.misbehave({ hang: true });
    const began = performance.now();
    await expect(carrier.order(order)).rejects.toMatchObject({
      again: true,
      message: '寄递企业没有及时答复',
    });
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('it refuses an order that lacks an address: asking again would not help', async () => {
    const { carrier } = await start();
    await expect(carrier.order({ ...order, addressee: { ...party, address: '' } })).rejects.toMatchObject({
      again: false,
    });
  });

  test('it does not talk to somebody with another secret', async () => {
    const { simulated } = await start();
    const stranger = createHttpCarrier({ url: simulated.url, secret: 'another-secret-altogether' });
    await expect(stranger.order(order)).rejects.toMatchObject({ again: true });
    expect(simulated.orders()).toBe(0);
  });

  test.each([
    [null],
    ['text'],
    [{}],
    [{ id: 'x', waybill: 'EA1', kind: 'eaten', occurredAt: '2021-06-03T10:00:00Z' }],
    [{ id: '', waybill: 'EA1', kind: 'lost', occurredAt: '2021-06-03T10:00:00Z' }],
    [{ id: 'x', waybill: '', kind: 'lost', occurredAt: '2021-06-03T10:00:00Z' }],
    [{ id: 'x', waybill: 'EA1', kind: 'lost', occurredAt: '2021-06-03' }],
    [{ id: 'x', waybill: 'EA1', kind: 'lost', occurredAt: '1021-06-03T10:00:00Z' }],
  ])('%o is no event', (value) => expect(readCarrierEvent(value)).toBeUndefined());
});
