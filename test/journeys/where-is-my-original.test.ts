import { beforeAll, describe, expect, test } from 'vitest';
import type { HeldOriginal, WaitingParcel } from '../../src/cases/custody/desk-view.ts';
import type { CustodyView } from '../../src/cases/custody/present-custody.ts';
import {
  cardTakenIn,
  carrierDid,
  electronicReceipt,
  newWaybill,
  type People,
  packageSent,
  parcelRegistered,
  peopleOf,
  postalReceipt,
} from '../case-steps.ts';
import { idCard } from '../custody-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-07-07T10:00:00.000+08:00';
const homeRegion = '500114';

/** “我的原件在哪里？” has one answer for the clerk, the lead and the applicant. */
describe('成都市锦江区收、重庆市黔江区办：原件在哪里，一问就知道', () => {
  let system: TestSystem;
  let people: People;

  const custodyOf = async (id: string): Promise<CustodyView | undefined> =>
    (await people.intake.get<{ custody: CustodyView[] }>(`/api/cases/${id}/custody`)).custody.find(
      ({ lineId }) => lineId === idCard,
    );
  const heldBy = async (account: string, scope = 'window'): Promise<HeldOriginal[]> =>
    (await (await system.as(account)).get<{ originals: HeldOriginal[] }>(`/api/originals?scope=${scope}`))
      .originals;

  beforeAll(async () => {
    system = await sharedSystem(start);
    people = await peopleOf(system, '510104', homeRegion);
  });

  test('从收件到寄出、收到：每一步在谁手里，什么时候', async () => {
    let now = await packageSent(people, await cardTakenIn(people, homeRegion));
    expect(await custodyOf(now.id)).toMatchObject({
      place: 'intake',
      needed: true,
      original: true,
      expected: { what: '寄往属地', on: '2021-07-09' },
    });
    const held = await heldBy('intake.510104');
    expect(held.filter(({ caseId }) => caseId === now.id)).toMatchObject([
      { name: expect.any(String), needed: true, side: 'intake', applicant: expect.stringContaining('*') },
    ]);
    expect((await heldBy('lead.510104', 'region')).some(({ caseId }) => caseId === now.id)).toBe(true);
    expect((await heldBy('lead.500114', 'region')).some(({ caseId }) => caseId === now.id)).toBe(false);
    const clerk = await system.as('intake.510104');
    expect((await clerk.refused('/api/originals?scope=region')).code).toBe('not-authorised');

    const parcel = newWaybill();
    now = await parcelRegistered(people, now, parcel);
    expect((await custodyOf(now.id))?.where).toContain('已登记寄出，待揽收');
    now = await carrierDid(people.intake, now, parcel, 'collected', start);
    const underWay = await custodyOf(now.id);
    expect(underWay).toMatchObject({ place: 'onTheWay', waybill: parcel });
    expect(underWay?.where).toContain(`寄往途中：邮政速递（EMS） ${parcel}`);

    system.at('2021-07-09T10:00:00.000+08:00');
    now = await people.home.command(now, 'confirm-receipt', await electronicReceipt(people.home, now.id));
    now = await people.home.command(now, 'confirm-receipt', await postalReceipt(people.home, now.id, parcel));
    const there = await custodyOf(now.id);
    expect(there?.chain.map(({ place, at }) => `${place} ${at.slice(5, 10)}`)).toEqual([
      'intake 07-07',
      'onTheWay 07-07',
      'home 07-09',
    ]);
    expect((await heldBy('home.500114')).some(({ caseId }) => caseId === now.id)).toBe(true);

    // 申请人凭编号和手机尾号，看到的是同一个答案。
    const progress = await system
      .visitor()
      .post<{ originals: { name: string; where: string; since: string }[] }>('/api/public/case-status', {
        businessNumber: now.businessNumber,
        phoneLast4: '6021',
      });
    expect(progress.originals).toMatchObject([
      { name: there?.name, where: expect.stringContaining('重庆市黔江区'), since: '2021-07-09' },
    ]);
  });

  test('当天的邮件开交接清单，寄递企业签名后，清单编号就是揽收凭证', async () => {
    system.at(start);
    let now = await packageSent(people, await cardTakenIn(people, homeRegion));
    const parcel = newWaybill();
    now = await parcelRegistered(people, now, parcel);
    const waiting = await people.intake.get<{ parcels: WaitingParcel[] }>('/api/waiting-parcels');
    expect(waiting.parcels.filter(({ caseId }) => caseId === now.id)).toMatchObject([
      { waybill: parcel, contents: '材料 3 份', version: now.version },
    ]);
    const list = await people.intake.post<{ id: string; number: string; href: string }>(
      '/api/hand-over-lists',
      undefined,
    );
    expect(list.number).toMatch(/^JJ510104-20210707-\d{2}$/);
    const text = pdfText(await people.intake.bytes(list.href));
    expect(text).toContain(parcel);
    expect(text).toContain('寄递企业揽收人签名');
    expect((await people.home.refused(list.href)).code).toBe('not-found');

    now = await people.intake.command(now, 'record-carrier-event', {
      waybill: parcel,
      kind: 'collected',
      occurredAt: start,
      proof: `交接清单 ${list.number}`,
    });
    const after = await people.intake.get<{ parcels: WaitingParcel[]; lists: { number: string }[] }>(
      '/api/waiting-parcels',
    );
    expect(after.parcels.some(({ waybill }) => waybill === parcel)).toBe(false);
    expect(after.lists.map(({ number }) => number)).toContain(list.number);
  });
});
