import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { samplePdf } from '../../scripts/client/scans.ts';
import type { SimulatedCarrier } from '../../scripts/simulated/carrier.ts';
import { checkWaybill } from '../../src/cases/transfer/waybill.ts';
import type { OrderView } from '../../src/shipments/order-view.ts';
import { carrierSays, openWithCarrier, parcelOrdered, shipmentsOf } from '../carrier-fixture.ts';
import {
  cardGranted,
  cardTakenIn,
  dueDays,
  newWaybill,
  type People,
  packageSent,
  paperOf,
  peopleOf,
} from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import type { TestSystem } from '../system.ts';

const start = '2021-06-03T10:00:00.000+08:00';
const homeRegion = '500112';

/** Ordering, tracking, and what a carrier does wrong. */
describe('成都市青羊区向寄递企业下单，寄往重庆市渝北区', () => {
  let system: TestSystem;
  let carrier: SimulatedCarrier;
  let people: People;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const opened = await openWithCarrier(start);
    ({ system, carrier } = opened);
    close = () => opened.close();
    people = await peopleOf(system, '510105', homeRegion);
  });
  afterAll(() => close());

  const takenIn = async () => {
    system.at(start);
    carrier.misbehave({
      down: false,
      error: false,
      hang: false,
      wrongNumber: 0,
      late: false,
      twice: false,
      outOfOrder: false,
      wrongPlace: false,
    });
    return packageSent(people, await cardTakenIn(people, homeRegion));
  };
  const parcelOf = async (caseId: string) => {
    const [parcel] = (await people.intake.view(caseId)).parcels;
    if (!parcel) throw new Error('no parcel');
    return parcel;
  };

  test('下单当场得到运单号，收寄件人取自联络清单，面单有业务编号条形码；同一请求只有一个运单', async () => {
    const now = await takenIn();
    const scan = await people.intake.upload('内件.pdf', samplePdf('内件照片'));
    const key = randomUUID();
    const packed = paperOf(await people.intake.view(now.id));
    const ask = { sending: { packed, photoIds: [scan.id] }, weightGrams: 700 };
    const plan = await people.intake.post<{
      sender: { name: string };
      addressee: { name: string };
      payer: string;
      feeFen: number;
    }>(`/api/cases/${now.id}/shipment-plans/dispatch-parcel`, { ...ask, sending: { packed } });
    expect(plan.sender.name).toContain('青羊区');
    expect(plan.addressee.name).toContain('渝北区');
    expect(plan).toMatchObject({ payer: 'government', feeFen: 2400 });
    const before = carrier.orders();
    const order = await people.intake.post<OrderView>(
      `/api/cases/${now.id}/shipment-orders/dispatch-parcel`,
      ask,
      {
        'idempotency-key': key,
      },
    );
    expect(order).toMatchObject({
      state: 'dispatched',
      feeFen: 2400,
      payerLabel: '政府承担',
      labelPrinted: false,
    });
    expect(checkWaybill(order.waybill ?? '')).toMatchObject({ valid: true, standard: 's10' });
    const again = await people.intake.post<OrderView>(
      `/api/cases/${now.id}/shipment-orders/dispatch-parcel`,
      ask,
      {
        'idempotency-key': key,
      },
    );
    expect(again.waybill).toBe(order.waybill);
    expect(carrier.orders()).toBe(before + 1);
    const reused = await people.intake.refused(`/api/cases/${now.id}/shipment-orders/dispatch-parcel`, {
      method: 'POST',
      body: { ...ask, weightGrams: 800 },
      headers: { 'idempotency-key': key },
    });
    expect(reused.code).toBe('request-key-reused');

    const parcel = await parcelOf(now.id);
    expect(parcel).toMatchObject({ waybill: order.waybill, purpose: 'material' });
    expect(parcel.sealed?.photos).toMatchObject([{ fileId: scan.id }]);
    const label = await people.intake.bytes(order.labelHref ?? '');
    const words = pdfText(label);
    expect(words).toContain(order.waybill);
    expect(words).toContain((await people.intake.view(now.id)).businessNumber);
    // The other window has no business with this label.
    expect((await people.home.refused(order.labelHref ?? '')).status).toBe(404);
    const [shipment] = await shipmentsOf(people.home, now.id);
    expect(shipment).toMatchObject({ stateLabel: '待揽收', fee: { feeFen: 2400, weightGrams: 700 } });
    expect(shipment?.photos).toHaveLength(1);
    expect((await people.home.bytes(shipment?.photos[0]?.href ?? '')).length).toBeGreaterThan(100);
  });

  test('寄递企业报告揽收、运输、投递：两边窗口和申请人都看得到，揽收时间就是寄出时间', async () => {
    const now = await takenIn();
    const order = await parcelOrdered(people.intake, now);
    system.at('2021-06-03T12:30:00.000+08:00');
    expect(await carrier.tick()).toBeGreaterThan(0);
    expect(await parcelOf(now.id)).toMatchObject({ collectedAt: '2021-06-03T12:00:00.000+08:00' });
    expect(dueDays(await people.intake.view(now.id))).not.toHaveProperty('postalDispatch');
    system.at('2021-06-05T10:30:00.000+08:00');
    await carrier.tick();
    expect(await parcelOf(now.id)).toMatchObject({ deliveredAt: '2021-06-05T10:00:00.000+08:00' });
    const [shipment] = await shipmentsOf(people.home, now.id);
    expect(shipment?.history.map(({ kindLabel }) => kindLabel)).toEqual([
      '已揽收',
      '运输中',
      '运输中',
      '派送中',
      '已投递',
    ]);
    expect(dueDays(await people.home.view(now.id))).toHaveProperty('receiptConfirmation');
    const events = await people.home.events(now.id);
    expect(events.filter(({ type }) => type === 'parcelDelivered')).toMatchObject([{ side: 'system' }]);
    await system.settle();
    const list = await people.home.get<{ shipments: { waybill: string; stateLabel: string }[] }>(
      '/api/shipments?list=incoming&open=1',
    );
    expect(list.shipments).toContainEqual(
      expect.objectContaining({ waybill: order.waybill, stateLabel: '已投递' }),
    );
    expect((await people.home.get<{ intact: boolean }>(`/api/cases/${now.id}/verification`)).intact).toBe(
      true,
    );
  });

  test('同一条报两遍、次序颠倒：只记一次，按发生时间排好', async () => {
    const now = await takenIn();
    await parcelOrdered(people.intake, now);
    carrier.misbehave({ twice: true, outOfOrder: true });
    system.at('2021-06-05T11:00:00.000+08:00');
    await carrier.tick();
    const parcel = await parcelOf(now.id);
    expect(parcel).toMatchObject({
      collectedAt: '2021-06-03T12:00:00.000+08:00',
      deliveredAt: '2021-06-05T10:00:00.000+08:00',
    });
    const types = (await people.intake.events(now.id)).map(({ type }) => type);
    expect(types.filter((type) => type === 'parcelCollected')).toHaveLength(1);
    expect(types.filter((type) => type === 'parcelDelivered')).toHaveLength(1);
    const [shipment] = await shipmentsOf(people.intake, now.id);
    const times = shipment?.history.map(({ at }) => at) ?? [];
    expect(times).toEqual(times.toSorted());
  });

  test('寄递企业停了：下单排队，连停七天再恢复，一件不丢、一件不重', async () => {
    const now = await takenIn();
    carrier.misbehave({ down: true });
    const before = carrier.orders();
    const order = await parcelOrdered(people.intake, now);
    expect(order).toMatchObject({ state: 'queued', error: '连不上寄递企业' });
    expect((await people.intake.view(now.id)).parcels).toEqual([]);
    const { orders } = await people.intake.get<{ orders: OrderView[] }>('/api/shipment-orders');
    expect(orders.map(({ id }) => id)).toContain(order.id);
    for (const day of ['04', '06', '08', '09']) await system.waitUntil(`2021-06-${day}T10:00:00.000+08:00`);
    expect((await people.intake.view(now.id)).parcels).toEqual([]);
    carrier.misbehave({ down: false });
    await system.waitUntil('2021-06-10T09:00:00.000+08:00');
    expect(carrier.orders()).toBe(before + 1);
    const { parcels } = await people.intake.view(now.id);
    expect(parcels).toHaveLength(1);
    expect((parcels[0]?.registeredAt ?? '') >= '2021-06-09').toBe(true);
  });

  test('停的时候手工填运单号：寄递企业恢复以后不再给第二个', async () => {
    const now = await takenIn();
    carrier.misbehave({ error: true });
    const order = await parcelOrdered(people.intake, now);
    expect(order).toMatchObject({ state: 'queued', error: '寄递企业答复 500' });
    const wrong = await people.intake.refused(`/api/shipment-orders/${order.id}/waybill`, {
      method: 'POST',
      body: { waybill: 'RR473124820US', carrier: 'post' },
    });
    expect(wrong.code).toBe('waybill-invalid');
    const typed = newWaybill();
    const done = await people.intake.post<OrderView>(`/api/shipment-orders/${order.id}/waybill`, {
      waybill: typed,
      carrier: 'post',
    });
    expect(done).toMatchObject({ state: 'dispatched', waybill: typed });
    carrier.misbehave({ error: false });
    await system.waitUntil('2021-06-04T10:00:00.000+08:00');
    expect((await people.intake.view(now.id)).parcels.map(({ waybill }) => waybill)).toEqual([typed]);
  });

  test('寄递企业给的运单号校验不对：不印、不登记，再要一次才用', async () => {
    const now = await takenIn();
    carrier.misbehave({ wrongNumber: 1 });
    const order = await parcelOrdered(people.intake, now);
    expect(order.state).toBe('queued');
    expect(order.error).toContain('运单号不对');
    await system.waitUntil('2021-06-03T10:05:00.000+08:00');
    const { parcels } = await people.intake.view(now.id);
    expect(parcels).toHaveLength(1);
    expect(checkWaybill(parcels[0]?.waybill ?? '').valid).toBe(true);
  });

  test('推送停了几天：轮询补齐，不丢', async () => {
    const now = await takenIn();
    await parcelOrdered(people.intake, now);
    await system.settle();
    carrier.misbehave({ late: true });
    await system.waitUntil('2021-06-05T12:00:00.000+08:00');
    expect(await parcelOf(now.id)).toMatchObject({ deliveredAt: '2021-06-05T10:00:00.000+08:00' });
    carrier.misbehave({ late: false });
    await carrier.tick();
    const types = (await people.intake.events(now.id)).map(({ type }) => type);
    expect(types.filter((type) => type === 'parcelDelivered')).toHaveLength(1);
  });

  test('报称投递在别处：不算投递，两边窗口都得到提醒，有步骤可照办', async () => {
    const now = await takenIn();
    const order = await parcelOrdered(people.intake, now);
    carrier.misbehave({ wrongPlace: true });
    system.at('2021-06-05T11:00:00.000+08:00');
    await carrier.tick();
    expect(await parcelOf(now.id)).not.toHaveProperty('deliveredAt');
    const [shipment] = await shipmentsOf(people.intake, now.id);
    expect(shipment?.playbook).toMatchObject({
      title: '报称投递在别处',
      steps: [{ id: 'redirect', done: false }],
    });
    for (const person of [people.intake, people.home]) {
      const { notices } = await person.get<{ notices: { caseId?: string; text: string }[] }>(
        '/api/notices?limit=99',
      );
      expect(notices.some(({ caseId, text }) => caseId === now.id && text.includes('与收件地不符'))).toBe(
        true,
      );
    }
    system.at('2021-06-07T11:00:00.000+08:00');
    carrier.misbehave({ wrongPlace: false });
    carrier.happen(order.waybill ?? '', 'delivered');
    await carrier.tick();
    expect(await parcelOf(now.id)).toMatchObject({ deliveredAt: '2021-06-07T11:00:00.000+08:00' });
  });

  test('还没有揽收就取消寄件：寄递企业那边也取消', async () => {
    const now = await takenIn();
    const order = await parcelOrdered(people.intake, now);
    const { version } = await people.intake.view(now.id);
    await people.intake.command({ id: now.id, version }, 'cancel-parcel', {
      waybill: order.waybill,
      reason: '材料还要补一份',
    });
    await system.settle();
    system.at('2021-06-05T11:00:00.000+08:00');
    await carrier.tick();
    expect(await parcelOf(now.id)).not.toHaveProperty('collectedAt');
  });

  test('结果寄给申请人：取申请人的地址，投递就是送达', async () => {
    system.at(start);
    const way = {
      way: 'mail',
      address: { recipient: '罗晓梅', phone: '13800006021', address: '四川省成都市武侯区示例路16号' },
    };
    const now = await cardGranted(people, homeRegion, start, { delivery: way });
    const order = await people.home.post<OrderView>(
      `/api/cases/${now.id}/shipment-orders/dispatch-result`,
      { sending: { way: 'mail' }, weightGrams: 100 },
      { 'idempotency-key': randomUUID() },
    );
    expect(order).toMatchObject({ state: 'dispatched', payerLabel: '申请人到付' });
    expect(pdfText(await people.home.bytes(order.labelHref ?? ''))).toContain('罗晓梅');
    system.at('2021-06-05T11:00:00.000+08:00');
    await carrier.tick();
    expect((await people.home.view(now.id)).result).toMatchObject({
      deliveredAt: '2021-06-05T10:00:00.000+08:00',
    });
  });

  test('时间在将来的进展先放着，到那时再记', async () => {
    const now = await takenIn();
    const order = await parcelOrdered(people.intake, now);
    // Only what is told below is told.
    carrier.misbehave({ down: true });
    const event = {
      id: randomUUID(),
      waybill: order.waybill,
      kind: 'collected',
      occurredAt: '2021-06-03T18:00:00+08:00',
      place: '揽投部',
    };
    expect((await carrierSays(system, [event])).body).toEqual({ stored: 1, known: 0 });
    expect((await carrierSays(system, [event])).body).toEqual({ stored: 0, known: 1 });
    expect(await parcelOf(now.id)).not.toHaveProperty('collectedAt');
    await system.waitUntil('2021-06-03T18:00:00.000+08:00');
    expect(await parcelOf(now.id)).toMatchObject({ collectedAt: '2021-06-03T18:00:00.000+08:00' });
  });
});
