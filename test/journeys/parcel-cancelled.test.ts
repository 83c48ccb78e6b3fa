import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import {
  cardTakenIn,
  carrierDid,
  dueDays,
  newWaybill,
  type People,
  packageSent,
  paperOf,
  parcelRegistered,
  peopleOf,
} from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

describe('运单号写错，揽收以前取消重寄；揽收以后退回、丢失另作登记', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;
  const wrong = newWaybill();
  const right = newWaybill();

  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await packageSent(people, await cardTakenIn(people, '500110'));
    now = await parcelRegistered(people, now, wrong);
  });

  test('取消要写原因；只能由寄出的窗口取消', async () => {
    expect(paperOf(await people.intake.view(now.id))).toEqual([]);
    expect((await people.intake.refusedCommand(now, 'cancel-parcel', { waybill: wrong })).code).toBe(
      'reason-missing',
    );
    const reason = '运单号抄错一位';
    expect((await people.home.refusedCommand(now, 'cancel-parcel', { waybill: wrong, reason })).code).toBe(
      'not-authorised',
    );
    now = await people.intake.command(now, 'cancel-parcel', { waybill: wrong, reason });
    const kase = await people.intake.view(now.id);
    expect(paperOf(kase)).toHaveLength(3);
    expect(kase.parcels[0]).toHaveProperty('cancelledAt');
    expect(dueDays(kase).postalDispatch).toBe('2021-07-07');
    const event = {
      waybill: wrong,
      kind: 'collected',
      occurredAt: '2021-07-05T09:00:00+08:00',
      proof: '交接单 2',
    };
    expect((await people.intake.refusedCommand(now, 'record-carrier-event', event)).detail).toContain(
      '已经取消',
    );
  });

  test('重新登记，揽收以后不能取消', async () => {
    now = await parcelRegistered(people, now, right);
    now = await carrierDid(people.intake, now, right, 'collected', '2021-07-05T09:00:00+08:00');
    const late = { waybill: right, reason: '不寄了' };
    expect((await people.intake.refusedCommand(now, 'cancel-parcel', late)).code).toBe(
      'parcel-already-collected',
    );
  });

  test('没有投成、退回：纸质材料回到收件窗口，寄出的期限重新打开', async () => {
    system.at('2021-07-09T09:00:00.000+08:00');
    const tell = (kind: string, occurredAt: string) =>
      people.intake.command(now, 'record-carrier-event', {
        waybill: right,
        kind,
        occurredAt,
        proof: '11183 答复',
      });
    now = await tell('failed', '2021-07-07T15:00:00+08:00');
    now = await tell('returned', '2021-07-09T08:00:00+08:00');
    const kase = await people.intake.view(now.id);
    expect(paperOf(kase)).toHaveLength(3);
    expect(kase.incidents).toMatchObject([{ waybill: right, kind: 'returned' }]);
    expect(dueDays(kase)).toMatchObject({ postalDispatch: '2021-07-13' });
    expect(kase.parcels.find(({ waybill }) => waybill === right)).toMatchObject({
      failedAt: '2021-07-07T15:00:00.000+08:00',
      returnedAt: '2021-07-09T08:00:00.000+08:00',
    });
  });
});
