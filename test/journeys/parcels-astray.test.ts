import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SimulatedCarrier } from '../../scripts/simulated/carrier.ts';
import type { OrderView } from '../../src/shipments/order-view.ts';
import type { StrangeEvent, UnassignedView } from '../../src/shipments/views.ts';
import {
  carrierMessage,
  carrierSays,
  carrierSecret,
  openWithCarrier,
  parcelOrdered,
  shipmentsOf,
} from '../carrier-fixture.ts';
import { cardTakenIn, dueDays, newWaybill, type People, packageSent, peopleOf } from '../case-steps.ts';
import { notified } from '../notice-steps.ts';
import type { TestSystem } from '../system.ts';

const start = '2021-09-17T10:20:00.000+08:00';
const homeRegion = '500112';

/** What is lost, unknown, unclaimed or forged (R-185, R-187, OP-53). */
describe('邮件出了岔子，申请人的期限不受影响', () => {
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

  const kase = (id: string) => people.intake.view(id);
  const inNotices = async (words: string): Promise<boolean> => {
    await system.settle();
    const { notices } = await people.intake.get<{ notices: { text: string }[] }>('/api/notices?limit=99');
    return notices.some(({ text }) => text.includes(words));
  };

  /** A case that waits for one line, and a parcel of the applicant with it, prepaid by the window. */
  async function supplementOrdered() {
    system.at(start);
    const now = await notified(people, homeRegion, [1]);
    const line = (await kase(now.id)).lines[1];
    system.at('2021-10-08T10:00:00.000+08:00');
    const order = await people.intake.post<OrderView>(
      `/api/cases/${now.id}/shipment-orders/register-inbound-parcel`,
      { sending: { lineIds: [line?.id] }, weightGrams: 100, payer: 'government' },
      { 'idempotency-key': randomUUID() },
    );
    return { now, line, order };
  }

  test('申请人用窗口预付的运单寄补正材料：到了就要拆，拆了就审', async () => {
    const { now, line, order } = await supplementOrdered();
    expect(order).toMatchObject({ state: 'dispatched', payerLabel: '政府承担' });
    system.at('2021-10-10T11:00:00.000+08:00');
    await carrier.tick();
    const arrived = await kase(now.id);
    expect(arrived.state).toBe('returnedForSupplement');
    expect(dueDays(arrived)).toMatchObject({ inboundOpening: '2021-10-11' });
    expect(arrived.next?.title).toBe('打开申请人寄来的补正邮件');
    await people.intake.command({ id: now.id, version: arrived.version }, 'hand-in-supplement', {
      way: 'post',
      waybill: order.waybill,
      pieces: [{ lineId: line?.id }],
    });
    const view = await kase(now.id);
    expect(view.state).toBe('formalReview');
    expect(dueDays(view)).toHaveProperty('supplementReview');
    expect(dueDays(view)).not.toHaveProperty('inboundOpening');
  });

  test('补正邮件遗失：告知申请人以前不视为放弃，告知以后还有 5 个工作日，步骤写在邮件上', async () => {
    const { now, order } = await supplementOrdered();
    carrier.happen(order.waybill ?? '', 'collected');
    await carrier.tick();
    system.at('2021-10-12T09:00:00.000+08:00');
    carrier.happen(order.waybill ?? '', 'lost');
    await carrier.tick();
    const [lost] = await shipmentsOf(people.intake, now.id);
    expect(lost).toMatchObject({ stateLabel: '遗失', playbook: { title: '寄递企业报告遗失' } });
    expect(lost?.playbook?.protection).toContain('不视为放弃');
    expect(lost?.playbook?.steps.map(({ id, done }) => [id, done])).toEqual([
      ['enquire', false],
      ['tell', false],
      ['replace', false],
      ['close', false],
    ]);
    expect(lost?.playbook?.steps[1]).toMatchObject({ who: '收件窗口', by: '2021-10-13' });
    await system.waitUntil('2021-10-20T09:00:00.000+08:00');
    expect((await kase(now.id)).state).toBe('returnedForSupplement');
    const { version } = await kase(now.id);
    await people.intake.command({ id: now.id, version }, 'record-contact', {
      channel: 'phone',
      number: '13800006021',
      reached: true,
      result: '已告知邮件遗失，可重新提交',
      purpose: 'parcelLost',
    });
    const [told] = await shipmentsOf(people.intake, now.id);
    expect(told?.playbook?.steps[1]).toMatchObject({ id: 'tell', done: true });
    expect(told?.playbook?.protection).toContain('2021-10-27');
    await system.waitUntil('2021-10-27T20:00:00.000+08:00');
    expect((await kase(now.id)).state).toBe('returnedForSupplement');
    await system.waitUntil('2021-10-28T00:10:00.000+08:00');
    expect((await kase(now.id)).state).toBe('deemedAbandoned');
  });

  test('找到了又投递：事故等确认，材料照样收', async () => {
    system.at(start);
    const now = await packageSent(people, await cardTakenIn(people, homeRegion));
    const order = await parcelOrdered(people.intake, now);
    for (const [kind, at] of [
      ['collected', '2021-09-18T10:00:00.000+08:00'],
      ['lost', '2021-09-22T10:00:00.000+08:00'],
      ['delivered', '2021-09-24T10:00:00.000+08:00'],
    ] as const) {
      system.at(at);
      carrier.happen(order.waybill ?? '', kind);
      await carrier.tick();
    }
    const view = await kase(now.id);
    expect(view.parcels[0]).toMatchObject({ deliveredAt: '2021-09-24T10:00:00.000+08:00' });
    expect(view.parcels[0]).not.toHaveProperty('lostAt');
    expect(view.lines.every(({ paper }) => paper !== 'lost')).toBe(true);
  });

  test('不明运单：先放在一边、提醒当地窗口；登记到办件以后自动补上', async () => {
    system.at(start);
    const now = await packageSent(people, await cardTakenIn(people, homeRegion));
    const waybill = newWaybill();
    const region = (await kase(now.id)).intake.regionCode;
    system.at('2021-09-18T12:00:00.000+08:00');
    const told = await carrierSays(system, [
      {
        id: randomUUID(),
        waybill,
        kind: 'collected',
        occurredAt: '2021-09-18T10:00:00+08:00',
        place: '青羊揽投部',
        region,
      },
    ]);
    expect(told.body).toEqual({ stored: 1, known: 0 });
    expect(await inNotices(waybill)).toBe(true);
    const strange = async () =>
      (await people.intake.get<{ events: StrangeEvent[] }>('/api/carrier-events/strange')).events;
    expect(await strange()).toContainEqual(expect.objectContaining({ waybill, trouble: 'unknownWaybill' }));
    const other = await system.as('intake.530102');
    expect((await other.get<{ events: StrangeEvent[] }>('/api/carrier-events/strange')).events).toEqual([]);
    const packed = (await kase(now.id)).lines
      .filter(({ paper }) => paper === 'intake')
      .map(({ id, received }) => ({
        lineId: id,
        originals: received?.originals ?? 0,
        copies: received?.copies ?? 0,
      }));
    await people.intake.command(now, 'dispatch-parcel', { waybill, carrier: 'ems', packed });
    await system.settle();
    expect((await kase(now.id)).parcels[0]).toMatchObject({ collectedAt: '2021-09-18T10:00:00.000+08:00' });
    expect(await strange()).not.toContainEqual(expect.objectContaining({ waybill }));
  });

  test('没有业务编号的来件列入未认领；窗口归入办件，按期揽收的算按期，审查随之开始', async () => {
    system.at(start);
    const now = await notified(people, homeRegion, [1]);
    const { businessNumber, lines } = await kase(now.id);
    system.at('2021-10-11T10:00:00.000+08:00');
    const waybill = newWaybill();
    const parcel = await people.intake.post<UnassignedView>('/api/unassigned-parcels', {
      waybill,
      carrier: 'post',
      sender: '罗晓梅 成都市',
      contents: '身份证复印件 1 份',
      arrivedAt: '2021-10-11T09:30:00+08:00',
      collectedAt: '2021-10-08T15:00:00+08:00',
    });
    const list = async () =>
      (await people.intake.get<{ parcels: UnassignedView[] }>('/api/unassigned-parcels')).parcels;
    expect(await list()).toContainEqual(expect.objectContaining({ waybill, sender: '罗晓梅 成都市' }));
    const twice = await people.intake.refused('/api/unassigned-parcels', {
      method: 'POST',
      body: {
        waybill,
        carrier: 'post',
        sender: '罗晓梅',
        contents: '复印件',
        arrivedAt: '2021-10-11T09:30:00+08:00',
      },
    });
    expect(twice.code).toBe('parcel-already-unassigned');
    // Not the business of the other window.
    const foreign = await people.home.refused(`/api/unassigned-parcels/${parcel.id}/link`, {
      method: 'POST',
      body: { businessNumber, lineIds: [] },
    });
    expect(foreign.code).toBe('not-found');
    const linked = await people.intake.post<{ outcome: string }>(
      `/api/unassigned-parcels/${parcel.id}/link`,
      {
        businessNumber,
        lineIds: [lines[1]?.id],
      },
    );
    expect(linked.outcome).toBe('supplement');
    expect(await list()).not.toContainEqual(expect.objectContaining({ waybill }));
    const view = await kase(now.id);
    expect(view.parcels[0]).toMatchObject({ waybill, deliveredAt: '2021-10-11T09:30:00.000+08:00' });
    expect(dueDays(view)).toMatchObject({ inboundOpening: '2021-10-12' });
  });

  test('没有要补正的也能归入：写在办件上，提醒窗口审查', async () => {
    system.at(start);
    const now = await cardTakenIn(people, homeRegion);
    const { businessNumber } = await kase(now.id);
    const waybill = newWaybill();
    const parcel = await people.intake.post<UnassignedView>('/api/unassigned-parcels', {
      waybill,
      carrier: 'ems',
      sender: '罗晓梅',
      contents: '身份证复印件',
      arrivedAt: '2021-09-17T09:00:00+08:00',
    });
    const linked = await people.intake.post<{ outcome: string }>(
      `/api/unassigned-parcels/${parcel.id}/link`,
      {
        businessNumber,
        lineIds: [],
      },
    );
    expect(linked.outcome).toBe('noted');
    const { noted } = await people.intake.get<{ noted: { waybill: string }[] }>(
      `/api/cases/${now.id}/shipments`,
    );
    expect(noted).toMatchObject([{ waybill }]);
    expect(await inNotices(waybill)).toBe(true);
  });

  test('期限后才揽收的来件归不进去，退回寄件人', async () => {
    system.at(start);
    const now = await notified(people, homeRegion, [1]);
    const { businessNumber, lines } = await kase(now.id);
    system.at('2021-10-09T00:03:00.000+08:00');
    const parcel = await people.intake.post<UnassignedView>('/api/unassigned-parcels', {
      waybill: newWaybill(),
      carrier: 'ems',
      sender: '罗晓梅',
      contents: '身份证复印件',
      arrivedAt: '2021-10-09T00:02:00+08:00',
      collectedAt: '2021-10-09T00:01:00+08:00',
    });
    const late = await people.intake.refused(`/api/unassigned-parcels/${parcel.id}/link`, {
      method: 'POST',
      body: { businessNumber, lineIds: [lines[1]?.id] },
    });
    expect(late.code).toBe('supplement-due-passed');
    await people.intake.post(`/api/unassigned-parcels/${parcel.id}/return`, {
      reason: '逾期交寄，退回申请人',
    });
    const again = await people.intake.refused(`/api/unassigned-parcels/${parcel.id}/return`, {
      method: 'POST',
      body: { reason: '再退一次' },
    });
    expect(again.code).toBe('parcel-settled');
  });

  test('伪造、重放、没有签名、过时、读不懂的消息一律不收，都留下记录', async () => {
    const event = { id: randomUUID(), waybill: newWaybill(), kind: 'lost', occurredAt: start, place: '别处' };
    const send = async (message: ReturnType<typeof carrierMessage>) => {
      const answer = await system.visitor().ask<{ code?: string }>(message.path, message.question);
      return [answer.status, answer.body.code];
    };
    const unsigned = carrierMessage([event]);
    expect(await send({ ...unsigned, question: { ...unsigned.question, headers: {} } })).toEqual([
      401,
      'carrier-message-refused',
    ]);
    expect(await send(carrierMessage([event], { secret: 'not-the-secret-at-all' }))).toEqual([
      401,
      'carrier-message-refused',
    ]);
    const changed = carrierMessage([event]);
    const body = changed.question.body.replace('lost', 'delivered');
    expect(await send({ ...changed, question: { ...changed.question, body } })).toEqual([
      401,
      'carrier-message-refused',
    ]);
    expect(await send(carrierMessage([event], { at: Date.now() - 6 * 60_000 }))).toEqual([
      401,
      'carrier-message-refused',
    ]);
    expect(await send(carrierMessage([event], { at: Date.now() + 6 * 60_000 }))).toEqual([
      401,
      'carrier-message-refused',
    ]);
    expect(await send(carrierMessage([{ ...event, kind: 'eaten' }]))).toEqual([400, 'body-malformed']);
    const good = carrierMessage([event], { secret: carrierSecret });
    expect((await send(good))[0]).toBe(200);
    expect(await send(good)).toEqual([409, 'carrier-message-replayed']);
    const auditor = await system.as('auditor');
    const { entries } = await auditor.get<{ entries: { action: string; detail: { reason?: string } }[] }>(
      '/api/audit?limit=100',
    );
    const reasons = entries
      .filter(({ action }) => action === 'carrierMessageRefused')
      .map(({ detail }) => detail.reason);
    expect(new Set(reasons)).toEqual(new Set(['unsigned', 'forged', 'stale', 'malformed', 'replayed']));
  });
});
