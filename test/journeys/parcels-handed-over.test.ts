import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SimulatedCarrier } from '../../scripts/simulated/carrier.ts';
import { all, sql } from '../../src/platform/database.ts';
import type { HandOverView, MonthReport, NamedFigures, PostalService } from '../../src/shipments/views.ts';
import { openWithCarrier, parcelOrdered, shipmentsOf } from '../carrier-fixture.ts';
import {
  cardTakenIn,
  carrierDid,
  dueDays,
  newWaybill,
  type People,
  packageSent,
  parcelRegistered,
  peopleOf,
} from '../case-steps.ts';
import type { TestSystem } from '../system.ts';
import { pageOf } from '../xlsx-text.ts';

const start = '2021-06-03T10:00:00.000+08:00';
const homeRegion = '500112';

type Stored = { caseId: string; type: string; at: string; data: { waybill: string; occurredAt?: string } };

/** Hand-over lists, fees and figures (R-186, R-188, R-189). */
describe('成都市青羊区大厅：交接清单、寄递费用、时效', () => {
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

  const takenIn = async () => packageSent(people, await cardTakenIn(people, homeRegion));

  test('没有打印面单的不能交接；签收的时间就是揽收时间，没揽走的不算', async () => {
    system.at(start);
    const [one, two] = [await takenIn(), await takenIn()];
    const order = await parcelOrdered(people.intake, one);
    const typed = newWaybill();
    await parcelRegistered(people, two, typed);
    const bare = await people.intake.refused('/api/hand-over-lists', { method: 'POST' });
    expect(bare).toMatchObject({ code: 'parcel-without-label' });
    expect(bare.detail).toContain(order.waybill);
    await people.intake.bytes(order.labelHref ?? '');
    const list = await people.intake.post<{ id: string; number: string; parcels: number; all: object[] }>(
      '/api/hand-over-lists',
      undefined,
    );
    expect(list).toMatchObject({ parcels: 2 });
    expect(list.all).toHaveLength(1);

    system.at('2021-06-03T16:45:00.000+08:00');
    const sign = { collector: '李强', signedAt: '2021-06-03T16:40:00+08:00', leftBehind: [typed] };
    const early = await people.intake.refused(`/api/hand-over-lists/${list.id}/signature`, {
      method: 'POST',
      body: { ...sign, signedAt: '2021-06-03T17:40:00+08:00' },
    });
    expect(early.code).toBe('field-invalid');
    expect(
      (await people.home.refused(`/api/hand-over-lists/${list.id}/signature`, { method: 'POST', body: sign }))
        .code,
    ).toBe('not-found');
    const done = await people.intake.post<{ collected: number; refused: object[] }>(
      `/api/hand-over-lists/${list.id}/signature`,
      sign,
    );
    expect(done).toEqual({ collected: 1, refused: [] });
    expect((await people.intake.view(one.id)).parcels[0]).toMatchObject({
      collectedAt: '2021-06-03T16:40:00.000+08:00',
    });
    expect(dueDays(await people.intake.view(one.id))).not.toHaveProperty('postalDispatch');
    expect((await people.intake.view(two.id)).parcels[0]).not.toHaveProperty('collectedAt');
    // Pressed once more it is the same; another collector is refused.
    expect(await people.intake.post(`/api/hand-over-lists/${list.id}/signature`, sign)).toEqual({
      collected: 1,
      refused: [],
    });
    const other = await people.intake.refused(`/api/hand-over-lists/${list.id}/signature`, {
      method: 'POST',
      body: { ...sign, collector: '王强' },
    });
    expect(other.code).toBe('hand-over-signed');
    const { lists } = await people.intake.get<{ lists: HandOverView[] }>('/api/hand-over-lists');
    expect(lists[0]).toMatchObject({ number: list.number, collector: '李强', parcels: 2 });
  });

  test('大厅的邮政服务由窗口负责人填写，写明政府是否承担；别的窗口改不了', async () => {
    const lead = await system.as('lead.510105');
    const { services } = await lead.get<{ services: PostalService[] }>('/api/postal-services');
    const own = services.find(({ mayChange }) => mayChange);
    const body = {
      counter: '一楼 3 号邮政柜台',
      collections: ['16:30', '11:00'],
      equipment: ['电子秤'],
      governmentPays: true,
    };
    const saved = await lead.put<PostalService>(`/api/postal-services/${own?.windowId}`, body);
    expect(saved).toMatchObject({ collections: ['11:00', '16:30'], governmentPays: true });
    const wrong = await lead.refused(`/api/postal-services/${own?.windowId}`, {
      method: 'PUT',
      body: { ...body, collections: ['25:00'] },
    });
    expect(wrong.code).toBe('field-invalid');
    const foreign = await (await system.as('lead.500112')).refused(`/api/postal-services/${own?.windowId}`, {
      method: 'PUT',
      body,
    });
    expect(foreign.code).toBe('not-authorised');
  });

  test('费用：负数不收；月报等于各邮件之和，到分；表格里有每一件', async () => {
    system.at('2021-07-05T10:00:00.000+08:00');
    const now = await takenIn();
    const waybill = newWaybill();
    await parcelRegistered(people, now, waybill);
    await system.settle();
    const negative = await people.intake.refused(`/api/cases/${now.id}/parcel-fees`, {
      method: 'POST',
      body: { waybill, weightGrams: 300, feeFen: -1, payer: 'government' },
    });
    expect(negative.code).toBe('field-invalid');
    const foreign = await people.home.refused(`/api/cases/${now.id}/parcel-fees`, {
      method: 'POST',
      body: { waybill, weightGrams: 300, feeFen: 100, payer: 'government' },
    });
    expect(foreign.code).toBe('not-authorised');
    await people.intake.post(`/api/cases/${now.id}/parcel-fees`, {
      waybill,
      weightGrams: 300,
      feeFen: 1,
      payer: 'applicant',
    });
    await people.intake.post(`/api/cases/${now.id}/parcel-fees`, {
      waybill,
      weightGrams: 350,
      feeFen: 1855,
      payer: 'government',
    });
    const ordered = await takenIn();
    const order = await parcelOrdered(people.intake, ordered);
    const unpaid = await takenIn();
    await parcelRegistered(people, unpaid, newWaybill());
    await system.settle();
    const report = await people.intake.get<MonthReport>('/api/shipping-fees?month=2021-07');
    expect(report.sums).toMatchObject([
      { region: '510105', payer: null, payerLabel: '费用未登记', parcels: 1, feeFen: 0 },
      {
        region: '510105',
        payer: 'government',
        parcels: 2,
        weightGrams: 700,
        feeFen: 1855 + (order.feeFen ?? 0),
      },
    ]);
    expect(report.total).toEqual({ parcels: 3, weightGrams: 700, feeFen: 1855 + (order.feeFen ?? 0) });
    const [shipment] = await shipmentsOf(people.intake, now.id);
    expect(shipment?.fee).toEqual({ weightGrams: 350, feeFen: 1855, payerLabel: '政府承担' });
    const rows = pageOf(await people.intake.bytes('/api/shipping-fees.xlsx?month=2021-07'));
    const yuan = ((1855 + (order.feeFen ?? 0)) / 100).toFixed(2);
    expect(rows).toContainEqual(['四川省成都市青羊区', '政府承担', '2', '700', yuan]);
    expect(rows.at(-1)).toEqual(['合计', '', '3', '700', yuan]);
    // Another region sees its own parcels only.
    const other = await (await system.as('admin.530000')).get<MonthReport>(
      '/api/shipping-fees?month=2021-07',
    );
    expect(other.total.parcels).toBe(0);
  });

  test('20 个邮件：时效和遗失率等于照原始记录重算；没有投递记录的另计', { timeout: 120_000 }, async () => {
    const day = (n: number) => `2021-08-${String(n).padStart(2, '0')}`;
    // Three parcels a case, one for each piece of paper, until there are twenty.
    let n = 0;
    while (n < 20) {
      system.at(`${day(2)}T09:00:00.000+08:00`);
      let now = await takenIn();
      const parcels: string[] = [];
      for (const { id } of (await people.intake.view(now.id)).lines.slice(0, 20 - n)) {
        parcels.push(newWaybill());
        now = await parcelRegistered(people, now, parcels.at(-1) ?? '', [id]);
      }
      system.at(`${day(20)}T09:00:00.000+08:00`);
      for (const waybill of parcels) {
        n += 1;
        const hour = String(n).padStart(2, '0');
        if (n === 20) continue;
        now = await carrierDid(people.intake, now, waybill, 'collected', `${day(3)}T${hour}:30:00+08:00`);
        const end =
          n <= 15 ? `${day(5 + (n % 4))}T10:${String(n + 10)}:00+08:00` : `${day(9)}T10:00:00+08:00`;
        if (n <= 17) now = await carrierDid(people.intake, now, waybill, n <= 15 ? 'delivered' : 'lost', end);
      }
    }
    await system.settle();
    const { pairs } = await people.intake.get<{ pairs: NamedFigures[] }>(
      `/api/shipping-figures?from=${day(1)}&to=${day(31)}`,
    );
    expect(pairs).toHaveLength(1);
    // The same from the log of the cases alone.
    const rows = await all(
      system.database.db,
      sql<Stored>`
        select case_id as "caseId", type, effective_at as at, data from case_events
        where type in ('parcelDispatched', 'parcelCollected', 'parcelDelivered', 'parcelLost')
          and recorded_at >= ${`${day(1)}T00:00:00+08:00`}::timestamptz order by case_id, seq`,
    );
    const sent = rows.filter(({ type }) => type === 'parcelDispatched');
    expect(sent).toHaveLength(20);
    const timeOf = (waybill: string, type: string): number | undefined => {
      const row = rows.find((each) => each.type === type && each.data.waybill === waybill);
      return row && Date.parse(row.data.occurredAt ?? row.at) / 3_600_000;
    };
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const parcels = sent.map(({ data: { waybill } }) => ({
      sent: timeOf(waybill, 'parcelDispatched') ?? 0,
      collected: timeOf(waybill, 'parcelCollected'),
      delivered: timeOf(waybill, 'parcelDelivered'),
      lost: timeOf(waybill, 'parcelLost'),
    }));
    const collected = parcels.flatMap((each) =>
      each.collected === undefined ? [] : [each.collected - each.sent],
    );
    const transit = parcels.flatMap((each) =>
      each.delivered === undefined || each.collected === undefined ? [] : [each.delivered - each.collected],
    );
    expect(pairs[0]).toMatchObject({
      fromRegion: '510105',
      toRegion: homeRegion,
      parcels: 20,
      collected: 19,
      delivered: 15,
      notDelivered: 5,
      lost: parcels.filter(({ lost }) => lost !== undefined).length,
    });
    expect(pairs[0]?.lossRate).toBeCloseTo(2 / 20);
    expect(pairs[0]?.collectionHours).toBeCloseTo(mean(collected), 6);
    expect(pairs[0]?.transitHours).toBeCloseTo(mean(transit), 6);
    expect(carrier.waybills().length).toBeGreaterThan(0);
  });
});
