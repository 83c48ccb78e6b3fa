import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import {
  cardReceived,
  carrierDid,
  dueDays,
  newWaybill,
  type People,
  peopleOf,
  underReview,
} from '../case-steps.ts';
import { lastSupplement, pointIds } from '../supplement-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

/** 12–14 June 2021 are the Dragon Boat Festival. The item promises 10 working days. */
describe('审查中要求补正：申请人直接寄给属地，按揽收时间算按期，停的日子不计', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;
  const parcel = newWaybill();

  beforeAll(async () => {
    system = await sharedSystem('2021-06-07T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await underReview(people, await cardReceived(people, '500110', '2021-06-07T09:00:00.000+08:00'));
  });

  test('6 月 7 日受理，承诺期限到 22 日', async () => {
    expect(dueDays(await people.approver.view(now.id))).toMatchObject({ promisedLimit: '2021-06-22' });
  });

  test('受理以后由审批人员要求补正，属地窗口不行', async () => {
    system.at('2021-06-09T10:00:00.000+08:00');
    const body = { points: [{ text: '补交就业登记证明' }], dueOn: '2021-06-11' };
    const refused = await people.home.refusedCommand(now, 'request-home-supplement', body);
    expect(refused).toMatchObject({ code: 'not-authorised', status: 403 });
    now = await people.approver.command(now, 'request-home-supplement', body);
    expect(dueDays(await people.home.view(now.id))).toMatchObject({
      homeSupplementDue: '2021-06-11',
      homeSupplementDecision: '2021-06-16',
    });
    expect((await people.approver.refusedCommand(now, 'grant-application')).code).toBe('illegal-transition');
  });

  test('申请人来电告知运单号，属地窗口登记来件：在途', async () => {
    now = await people.home.command(now, 'register-inbound-parcel', {
      waybill: parcel,
      carrier: 'ems',
      lineIds: await pointIds(people.home, now.id),
    });
    const [point] = (await lastSupplement(people.intake, now.id)).points;
    expect(point).toMatchObject({ standing: 'underWay', waybill: parcel });
  });

  test('期限过后还在途：不能按逾期处理，原因里写明运单号', async () => {
    system.at('2021-06-15T09:00:00.000+08:00');
    now = await carrierDid(people.home, now, parcel, 'collected', '2021-06-11T23:30:00+08:00');
    const refused = await people.approver.refusedCommand(now, 'continue-without-supplement', {
      note: '现有材料足够',
    });
    expect(refused).toMatchObject({ code: 'supplement-under-way' });
    expect(refused.detail).toContain(parcel);
    const kase = await people.home.view(now.id);
    expect(kase.holder.side).not.toBe('applicant');
  });

  test('6 月 15 日邮件到属地：当面的已过期，寄来的按揽收时间收', async () => {
    const pieces = (await pointIds(people.home, now.id)).map((pointId) => ({ pointId, originals: 1 }));
    const late = await people.home.refusedCommand(now, 'hand-in-home-supplement', { way: 'counter', pieces });
    expect(late.code).toBe('supplement-due-passed');
    now = await people.home.command(now, 'hand-in-home-supplement', {
      way: 'post',
      waybill: parcel,
      pieces,
    });
    const { points } = await lastSupplement(people.approver, now.id);
    expect(points).toMatchObject([{ standing: 'arrived', handedInAt: '2021-06-11T23:30:00.000+08:00' }]);
    expect(dueDays(await people.home.view(now.id))).toEqual({ homeSupplementConfirmation: '2021-06-16' });
  });

  test('确认后回到审查：6 月 9、10、11、15 日 4 个工作日不计，承诺期限移到 28 日', async () => {
    now = await people.home.command(now, 'confirm-home-supplement');
    expect(now.state).toBe('substantiveReview');
    const kase = await people.approver.view(now.id);
    expect(dueDays(kase)).toMatchObject({ promisedLimit: '2021-06-28' });
    const why = kase.deadlines.find(({ rule }) => rule === 'promisedLimit')?.why ?? [];
    expect(why).toContainEqual(expect.objectContaining({ label: '属地补正，不计', counted: false }));
  });
});
