import { beforeAll, describe, expect, test } from 'vitest';
import { carrierDid, dueDays, type People, peopleOf } from '../case-steps.ts';
import { form, idCard, leadConfirms, onTheWay, placeOf } from '../custody-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const sent = '2021-07-05T10:00:00.000+08:00';
const homeRegion = '500108';

/** An original that is lost for good is settled with the window lead (R-093, OP-74). */
describe('成都市金牛区收、重庆市南岸区办：邮件遗失，原件由窗口负责人共同处理', () => {
  let system: TestSystem;
  let people: People;

  beforeAll(async () => {
    system = await sharedSystem(sent);
    people = await peopleOf(system, '510106', homeRegion);
  });

  test('查询没有结果时不能先处理；遗失后凭说明和负责人确认，才算有了下落', async () => {
    const begun = await onTheWay(people, homeRegion, sent);
    const { parcel } = begun;
    let { now } = begun;
    system.at('2021-07-12T09:00:00.000+08:00');
    now = await people.intake.command(now, 'open-incident', { waybill: parcel, kind: 'silent' });
    const statement = { lineId: idCard, way: 'statement', proof: '申请人 7月13日签字的遗失说明' };
    expect((await people.intake.refusedCommand(now, 'settle-lost-original', statement)).code).toBe(
      'enquiry-running',
    );

    now = await carrierDid(people.intake, now, parcel, 'lost', '2021-07-12T09:00:00+08:00');
    expect(await placeOf(people.intake, now.id)).toBe('lost');
    expect(dueDays(await people.intake.view(now.id))).toMatchObject({ incidentEnquiry: '2021-07-19' });
    const other = { waybill: parcel, result: 'otherChannel', proof: 'EMS 书面答复：遗失' };
    expect((await people.intake.refusedCommand(now, 'close-incident', other)).code).toBe(
      'original-unaccounted',
    );
    expect((await people.intake.refusedCommand(now, 'settle-lost-original', statement)).code).toBe(
      'second-person-missing',
    );

    for (const lineId of [idCard, form]) {
      const confirmation = await leadConfirms(people.intake, now, 'lead.510106', 'settleLostOriginal');
      now = await people.intake.command(now, 'settle-lost-original', { ...statement, lineId, confirmation });
    }
    expect(await placeOf(people.home, now.id)).toBe('settled');
    now = await people.intake.command(now, 'close-incident', { ...other, result: 'replaced' });
    const [incident] = (await people.home.view(now.id)).incidents;
    expect(incident).toMatchObject({ kind: 'lost', resultLabel: '材料已补办' });
    const events = await people.home.events(now.id);
    expect(events.filter(({ type }) => type === 'originalSettled').map(({ detail }) => detail)).toEqual([
      expect.stringContaining('窗口负责人已确认'),
      expect.stringContaining('窗口负责人已确认'),
    ]);
  });

  test('别处的负责人、本人自己，都不能当第二人', async () => {
    system.at(sent);
    const begun = await onTheWay(people, homeRegion, sent);
    const { parcel } = begun;
    let { now } = begun;
    now = await carrierDid(people.intake, now, parcel, 'lost', sent);
    const statement = { lineId: idCard, way: 'statement', proof: '申请人签字的遗失说明' };
    const stranger = await leadConfirms(people.intake, now, 'lead.500108', 'settleLostOriginal');
    expect(
      (
        await people.intake.refusedCommand(now, 'settle-lost-original', {
          ...statement,
          confirmation: stranger,
        })
      ).code,
    ).toBe('second-person-missing');
    expect((await people.home.refusedCommand(now, 'settle-lost-original', statement)).code).toBe(
      'not-authorised',
    );
  });
});
