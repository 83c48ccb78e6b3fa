import { beforeAll, describe, expect, test } from 'vitest';
import {
  cardReceived,
  cardTakenIn,
  carrierDid,
  dueDays,
  newWaybill,
  type People,
  packageSent,
  parcelRegistered,
  peopleOf,
} from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const homeRegion = '500112';

describe('属地不作声：时限到了，由系统按规定往下走', () => {
  let system: TestSystem;
  let people: People;
  beforeAll(async () => {
    system = await sharedSystem('2021-06-03T10:00:00.000+08:00');
    people = await peopleOf(system, '510105', homeRegion);
  });

  const kaseOf = (id: string) => people.home.view(id);

  test('材料都到了、1 个工作日没有确认：视为收到，时间是时限届满的时刻（R-090）', async () => {
    system.at('2021-06-03T10:00:00.000+08:00');
    const parcel = newWaybill();
    let now = await packageSent(people, await cardTakenIn(people, homeRegion));
    now = await parcelRegistered(people, now, parcel);
    now = await carrierDid(people.intake, now, parcel, 'delivered', '2021-06-03T10:00:00+08:00');
    expect(dueDays(await kaseOf(now.id))).toMatchObject({ receiptConfirmation: '2021-06-04' });

    await system.waitUntil('2021-06-04T23:59:59.000+08:00');
    expect((await kaseOf(now.id)).state).toBe('inTransit');
    // A request that came in time may be stored some minutes late; only then the clock acts.
    await system.waitUntil('2021-06-05T00:04:59.000+08:00');
    expect((await kaseOf(now.id)).state).toBe('inTransit');
    await system.waitUntil('2021-06-05T00:05:00.000+08:00');
    const kase = await kaseOf(now.id);
    expect(kase.state).toBe('receivedAtHome');
    expect(kase.receivedAtHomeAt).toBe('2021-06-05T00:00:00.000+08:00');
    expect(kase.flags).toContain('receiptDeemed');
    const last = (await people.home.events(now.id)).at(-1);
    expect(last).toMatchObject({
      type: 'receiptDeemed',
      side: 'system',
      effectiveAt: '2021-06-05T00:00:00.000+08:00',
    });
    await system.waitUntil('2021-06-05T00:10:00.000+08:00');
    expect((await people.home.events(now.id)).filter(({ type }) => type === 'receiptDeemed')).toHaveLength(1);
    const proof = await people.home.get<{ intact: boolean }>(`/api/cases/${now.id}/verification`);
    expect(proof.intact).toBe(true);
  });

  test('邮件没有到：不视为收到', async () => {
    system.at('2021-06-03T10:00:00.000+08:00');
    const parcel = newWaybill();
    let now = await packageSent(people, await cardTakenIn(people, homeRegion));
    now = await parcelRegistered(people, now, parcel);
    now = await carrierDid(people.intake, now, parcel, 'collected', '2021-06-03T10:00:00+08:00');
    await system.waitUntil('2021-06-20T09:00:00.000+08:00');
    expect((await kaseOf(now.id)).state).toBe('inTransit');
  });

  test('分两个邮件寄、只到了一个：不视为收到', async () => {
    system.at('2021-06-03T10:00:00.000+08:00');
    const [first, second] = [newWaybill(), newWaybill()];
    let now = await packageSent(people, await cardTakenIn(people, homeRegion));
    now = await parcelRegistered(people, now, first, ['048-1-m-form']);
    now = await parcelRegistered(people, now, second);
    now = await carrierDid(people.intake, now, first, 'delivered', '2021-06-03T10:00:00+08:00');
    now = await carrierDid(people.intake, now, second, 'collected', '2021-06-03T10:00:00+08:00');
    await system.waitUntil('2021-06-20T09:00:00.000+08:00');
    const kase = await kaseOf(now.id);
    expect(kase.state).toBe('inTransit');
    expect(kase.lines.map(({ paper }) => paper)).toEqual(['onTheWay', 'onTheWay', 'onTheWay']);
  });

  test('6 月 7 日收到、5 个工作日没有决定：6 月 15 日届满，视为 6 月 7 日受理，不能再不予受理（R-099）', async () => {
    system.at('2021-06-07T09:00:00.000+08:00');
    const now = await cardReceived(people, homeRegion, '2021-06-07T09:00:00.000+08:00');
    expect(dueDays(await kaseOf(now.id))).toEqual({
      firstContact: '2021-06-08',
      homeAcceptance: '2021-06-15',
    });
    const reasons = {
      reasons: '该事项不属于本机关职权范围。',
      legalBasis: '行政许可法第三十二条',
      remedies: '可在六十日内申请行政复议。',
    };

    await system.waitUntil('2021-06-15T23:59:59.000+08:00');
    expect((await kaseOf(now.id)).state).toBe('receivedAtHome');
    // Too late from 24:00 on, also in the minutes before the clock acts.
    system.at('2021-06-16T00:00:00.000+08:00');
    expect((await people.home.refusedCommand(now, 'reject-at-home', reasons)).code).toBe('deemed-accepted');

    await system.waitUntil('2021-06-16T00:06:00.000+08:00');
    const kase = await kaseOf(now.id);
    expect(kase).toMatchObject({ stateLabel: '已受理', homeAcceptedOn: '2021-06-07' });
    expect(kase.flags).toContain('acceptanceDeemed');
    // 8, 9, 10, 11, 15, 16, 17, 18, 21 and 22 June.
    expect(dueDays(kase)).toMatchObject({ promisedLimit: '2021-06-22' });
    const after = { id: now.id, version: kase.version };
    expect((await people.home.refusedCommand(after, 'reject-at-home', reasons)).code).toBe(
      'illegal-transition',
    );
    const { notices } = await people.intake.get<{ notices: { caseId: string; kind: string }[] }>(
      '/api/notices?limit=99',
    );
    expect(notices.filter(({ caseId }) => caseId === now.id).map(({ kind }) => kind)).toContain(
      'homeAcceptanceDeemed',
    );
  });
});
