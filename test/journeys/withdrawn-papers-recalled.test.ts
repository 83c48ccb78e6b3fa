import { beforeAll, describe, expect, test } from 'vitest';
import { cardTakenIn, carrierDid, dueDays, newWaybill, type People, peopleOf } from '../case-steps.ts';
import { form, idCard, onTheWay, placeOf } from '../custody-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const taken = '2021-09-22T10:00:00.000+08:00';
const homeRegion = '500111';
const both = [form, idCard];
const withdrawal = {
  reason: '准备搬回户籍地居住',
  subject: 'applicant',
  identityMethod: 'documentReader',
  identityPassed: true,
  applicantSignature: { kind: 'paper' },
};

/** After a withdrawal nothing of the applicant's stays behind (R-071, OP-82, C.12). */
describe('成都市武侯区收、重庆市大足区办：撤回以后把材料要回来、退还', () => {
  let system: TestSystem;
  let people: People;

  beforeAll(async () => {
    system = await sharedSystem(taken);
    people = await peopleOf(system, '510107', homeRegion);
  });

  test('材料还在窗口：2 个工作日内当面退还，列表里看得见', async () => {
    let now = await cardTakenIn(people, homeRegion);
    now = await people.intake.command(now, 'withdraw-case', withdrawal);
    expect(now.state).toBe('withdrawn');
    expect(dueDays(await people.intake.view(now.id))).toEqual({ originalsBack: '2021-09-24' });
    const { cases } = await people.intake.get<{ cases: { id: string; next: string }[] }>(
      '/api/cases?queue=mine',
    );
    expect(cases.find(({ id }) => id === now.id)?.next).toBe('退回原件');
    now = await people.intake.command(now, 'return-originals', {
      lineIds: both,
      way: 'counter',
      receiver: '罗晓梅',
      signature: 'pad',
    });
    expect(dueDays(await people.intake.view(now.id))).toEqual({});
  });

  test('邮件在途：召回；到了属地只收不办，2 个工作日内寄还', async () => {
    system.at(taken);
    const begun = await onTheWay(people, homeRegion, taken);
    const { parcel } = begun;
    let { now } = begun;
    now = await people.intake.command(now, 'withdraw-case', withdrawal);
    expect(dueDays(await people.intake.view(now.id))).toEqual({ parcelRecall: '2021-09-27' });

    now = await carrierDid(people.intake, now, parcel, 'delivered', taken);
    const arrived = await people.home.view(now.id);
    expect([arrived.holder.side, dueDays(arrived)]).toEqual(['home', { originalsBack: '2021-09-24' }]);
    const lines = arrived.lines.map(({ id }) => id);
    const taking = { lineIds: lines, from: 'carrier', to: 'home', waybill: parcel };
    expect((await people.home.refusedCommand(now, 'record-custody', taking)).code).toBe('receiver-missing');
    now = await people.home.command(now, 'record-custody', { ...taking, giver: 'EMS 张师傅' });
    expect(await placeOf(people.home, now.id)).toBe('home');
    expect((await people.home.refusedCommand(now, 'accept-at-home')).code).toBe('illegal-transition');

    const back = newWaybill();
    now = await people.home.command(now, 'return-originals', {
      lineIds: both,
      way: 'post',
      receiver: '罗晓梅',
      waybill: back,
      carrier: 'ems',
    });
    now = await carrierDid(people.home, now, back, 'collected', taken);
    expect(dueDays(await people.home.view(now.id))).toEqual({ parcelRecall: '2021-09-27' });
    now = await carrierDid(people.home, now, back, 'delivered', taken);
    expect(await placeOf(people.home, now.id)).toBe('returned');
    expect(dueDays(await people.home.view(now.id))).toEqual({});
  });
});
