import { beforeAll, describe, expect, test } from 'vitest';
import {
  cardReceived,
  carrierDid,
  dueDays,
  newWaybill,
  opinionGiven,
  type People,
  peopleOf,
  underReview,
} from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const received = '2021-06-07T10:00:00.000+08:00';
const homeRegion = '500103';
const remedies = '可自收到本通知书之日起六十日内申请行政复议，或者六个月内提起行政诉讼。';

describe('遵义市红花岗区收、重庆市渝中区办：属地说不', () => {
  let system: TestSystem;
  let people: People;
  beforeAll(async () => {
    system = await sharedSystem(received);
    people = await peopleOf(system, '520302', homeRegion);
  });

  test('不予受理：要有理由、依据、救济，出具通知书，材料退回，办结', async () => {
    system.at(received);
    let now = await cardReceived(people, homeRegion, received);
    const reasons = '该事项不属于本机关职权范围，请向渝中区医疗保障局提出。';
    const legalBasis = '《中华人民共和国行政许可法》第三十二条第一款第（二）项';
    const refusals: [object, string][] = [
      [{}, 'reason-missing'],
      [{ reasons }, 'legal-basis-missing'],
      [{ reasons, legalBasis }, 'remedy-missing'],
      [{ reasons, legalBasis, remedies: '不服的可以再来问一下。' }, 'remedy-missing'],
    ];
    for (const [body, code] of refusals) {
      expect((await people.home.refusedCommand(now, 'reject-at-home', body)).code).toBe(code);
    }
    expect((await people.home.view(now.id)).documents.map(({ kind }) => kind)).not.toContain(
      'rejectionNotice',
    );

    now = await people.home.command(now, 'reject-at-home', { reasons, legalBasis, remedies });
    const kase = await people.intake.view(now.id);
    expect(kase).toMatchObject({ stateLabel: '不予受理', outcome: 'notAccepted' });
    expect(kase.rejection).toEqual({ reasons, legalBasis, remedies });
    expect(dueDays(kase)).toEqual({ decisionTold: '2021-06-08', resultDispatch: '2021-06-09' });
    expect(kase.milestones[3]).toMatchObject({ label: '不予受理', at: received });
    const notice = kase.documents.find(({ kind }) => kind === 'rejectionNotice');
    const printed = pdfText(await people.intake.bytes(notice?.href ?? ''));
    for (const words of ['不予受理', reasons, '六十日内申请行政复议']) expect(printed).toContain(words);
    // The promised limit never ran.
    expect((await people.approver.refusedCommand(now, 'start-review')).code).toBe('illegal-transition');

    const parcel = newWaybill();
    now = await people.home.command(now, 'dispatch-result', { way: 'mail', waybill: parcel, carrier: 'ems' });
    now = await carrierDid(people.home, now, parcel, 'delivered', received);
    now = await people.home.command(now, 'complete-case');
    expect(await people.home.view(now.id)).toMatchObject({ stateLabel: '已办结', outcome: 'notAccepted' });
  });

  test('不予许可：审查意见在先，理由、依据、救济写全，收件地和申请人都知道', async () => {
    system.at(received);
    let now = await underReview(people, await cardReceived(people, homeRegion, received));
    const reasons = '申请人已持有有效的社会保障卡，不符合申领条件。';
    const legalBasis = '《“中华人民共和国社会保障卡”管理办法》第十六条';
    const whole = { reasons, legalBasis, remedies };
    expect((await people.approver.refusedCommand(now, 'deny-application', whole)).code).toBe(
      'opinion-missing',
    );
    now = await opinionGiven(people, now, false);
    const refusals: [object, string][] = [
      [{ ...whole, reasons: '' }, 'reason-missing'],
      [{ reasons, remedies }, 'legal-basis-missing'],
      [{ reasons, legalBasis }, 'remedy-missing'],
    ];
    for (const [body, code] of refusals) {
      expect((await people.approver.refusedCommand(now, 'deny-application', body)).code).toBe(code);
    }
    now = await people.approver.command(now, 'deny-application', whole);
    expect(now.stateLabel).toBe('不予许可');
    for (const command of ['record-opinion', 'grant-application', 'deny-application', 'start-review']) {
      const body =
        command === 'record-opinion' ? { points: [] } : command === 'deny-application' ? whole : {};
      expect((await people.approver.refusedCommand(now, command, body)).code, command).toBe(
        'illegal-transition',
      );
    }
    await system.settle();
    const { notices } = await people.intake.get<{ notices: { caseId: string; kind: string }[] }>(
      '/api/notices?limit=99',
    );
    expect(notices.filter(({ caseId }) => caseId === now.id).map(({ kind }) => kind)).toContain(
      'applicationDenied',
    );
    const kase = await people.intake.view(now.id);
    expect(kase.decision).toEqual(whole);
    expect(kase.milestones[5]).toMatchObject({ label: '不予许可' });
    const notice = kase.documents.find(({ kind }) => kind === 'denialNotice');
    const printed = pdfText(await people.intake.bytes(notice?.href ?? ''));
    for (const words of ['不予', reasons, '六个月内提起行政诉讼']) expect(printed).toContain(words);
  });
});
