import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { samplePdf } from '../../scripts/client/scans.ts';
import type { CaseProgress } from '../../src/cases/core/public-progress.ts';
import {
  applicationFor,
  assigned,
  carrierDid,
  dueDays,
  electronicReceipt,
  identityPassed,
  linePassed,
  newWaybill,
  opinionGiven,
  type People,
  packageSent,
  parcelRegistered,
  peopleOf,
  postalReceipt,
  registered,
  takenIn,
} from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const homeRegion = '500110';

/**
 * 罗晓梅 lives in 成都市武侯区 and is insured in 重庆市綦江区. Days around the National Day of 2021: 1–7 October off,
 * 26 September and 9 October worked.
 */
describe('武侯区收、綦江区办：社会保障卡申领，邮寄送达', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;
  const materialParcel = newWaybill();
  const resultParcel = newWaybill();

  const noticeTexts = async (person: People['intake']): Promise<string[]> => {
    const { notices } = await person.get<{ notices: { caseId: string; text: string }[] }>(
      '/api/notices?limit=99',
    );
    return notices.filter(({ caseId }) => caseId === now.id).map(({ text }) => text);
  };
  const progress = (): Promise<CaseProgress> =>
    system
      .visitor('192.0.2.10')
      .post('/api/public/case-status', { businessNumber: now.businessNumber, phoneLast4: '6021' });

  beforeAll(async () => {
    system = await sharedSystem('2021-09-29T15:42:10.000+08:00');
    people = await peopleOf(system, '510107', homeRegion);
  });

  test('9 月 29 日下午登记：当天第一件的编号，形式审查最迟 5 个工作日', async () => {
    now = await registered(people, await applicationFor(people.intake, '048-1', homeRegion));
    expect(now.businessNumber).toMatch(/^51010720210929\d{6}$/);
    const kase = await people.intake.view(now.id);
    expect(kase.stateLabel).toBe('形式审查中');
    expect(kase.submittedAt).toBe('2021-09-29T15:42:10.000+08:00');
    expect(kase.home.regionName).toBe('重庆市綦江区');
    expect(dueDays(kase)).toEqual({ formalReviewEnd: '2021-10-12' });
    expect(kase.lines.map(({ name }) => name)).toEqual([
      '社会保障卡申领登记表',
      '申请人有效身份证件',
      '电子照片（白底免冠，358×441像素）',
    ]);
  });

  test('逐项审查，照片当场补正，不发一次性告知', async () => {
    const [form, identity, photo] = (await people.intake.view(now.id)).lines;
    if (!form || !identity || !photo) throw new Error('three lines expected');
    now = await identityPassed(people, now);
    now = await linePassed(people, now, form);
    now = await linePassed(people, now, identity);
    now = await people.intake.command(now, 'mark-material', {
      lineId: photo.id,
      verdict: 'deficient',
      reasonCode: 'wrongForm',
      correction: '背景应为白色，请重拍。',
    });
    const early = await people.intake.refusedCommand(now, 'accept-intake', {
      channels: ['electronic', 'postal'],
    });
    expect(early.code).toBe('material-deficient');

    now = await people.intake.command(now, 'correct-on-spot', { lineId: photo.id, correction: '窗口重拍' });
    const scan = await people.intake.upload('照片.pdf', samplePdf('photo'));
    now = await people.intake.command(now, 'attach-file', { lineId: photo.id, uploadIds: [scan.id] });
    const corrected = (await people.intake.view(now.id)).lines.find(({ id }) => id === photo.id);
    expect(corrected).toMatchObject({
      verdict: 'passed',
      correctedOnSpotAt: '2021-09-29T15:42:10.000+08:00',
    });
    expect((await people.intake.view(now.id)).documents).toEqual([]);
  });

  test('收件：一式三份的收件通知书，电子材料 9 月 30 日前发出，纸质材料 10 月 8 日前寄出', async () => {
    expect((await people.intake.view(now.id)).proposedChannels).toEqual(['electronic', 'postal']);
    now = await takenIn(people, now);
    const kase = await people.intake.view(now.id);
    expect(kase.stateLabel).toBe('已收件');
    expect(dueDays(kase)).toEqual({ electronicTransfer: '2021-09-30', postalDispatch: '2021-10-08' });
    expect(kase.copies).toEqual({ applicant: 'handedOver', intake: 'archived', home: 'open' });

    const [receipt] = kase.documents;
    if (!receipt) throw new Error('no receipt');
    const printed = pdfText(await people.intake.bytes(receipt.href));
    expect(printed).toContain('西南五省政务服务“跨省通办”收件通知书');
    expect(printed).toContain(`业务编号：${now.businessNumber}`);
    expect(printed).toContain('申请时间：2021年9月29日15时');
    expect(printed).toContain('收到您申请材料3件');
    expect(printed).toContain('1.社会保障卡申领登记表：原件1份。');
    expect(printed).toContain('2.申请人有效身份证件：原件1份。');
    expect(printed).toContain('3.电子照片（白底免冠，358×441像素）：复印件1份。');
    expect(printed).toContain('现在先行收下您的申请材料，后续属地“跨省通办”窗口将与您联系。');
    for (const holder of ['申请人联', '收件地留存联', '属地联'])
      expect(printed.split(holder)).toHaveLength(2);
    expect(printed).not.toContain('受理');
  });

  test('9 月 30 日发出电子材料，登记寄出；10 月 8 日揽收，正好在期限内', async () => {
    system.at('2021-09-30T16:00:00.000+08:00');
    now = await packageSent(people, now);
    now = await parcelRegistered(people, now, materialParcel);
    let kase = await people.intake.view(now.id);
    expect(kase.stateLabel).toBe('材料流转中');
    expect(kase.copies?.home).toBe('sentBoth');
    // Registered is not sent: the duty runs on until the carrier collects.
    expect(dueDays(kase)).toMatchObject({ postalDispatch: '2021-10-08', firstOpening: '2021-10-08' });

    const list = kase.documents.find(({ kind }) => kind === 'packingList');
    const printed = pdfText(await people.intake.bytes(list?.href ?? ''));
    expect(printed).toContain(materialParcel);
    expect(printed).toContain('社会保障卡申领登记表');
    expect(printed).toContain('收件通知书');

    system.at('2021-10-08T10:00:00.000+08:00');
    now = await carrierDid(people.intake, now, materialParcel, 'collected', '2021-10-08T09:30:00+08:00');
    kase = await people.intake.view(now.id);
    expect(dueDays(kase)).not.toHaveProperty('postalDispatch');
    expect(kase.flags).not.toContain('dispatchedLate');
  });

  test('綦江区窗口看到来件，先确认电子材料（1/2），包裹到了才算收到', async () => {
    const { cases } = await people.home.get<{ cases: { id: string; channel: string; mine: boolean }[] }>(
      '/api/cases?queue=home&limit=50',
    );
    expect(cases.find(({ id }) => id === now.id)).toMatchObject({ channel: '电子＋邮寄', mine: true });
    now = await people.home.command(now, 'record-first-opening');
    now = await people.home.command(now, 'confirm-receipt', await electronicReceipt(people.home, now.id));
    expect(now.state).toBe('inTransit');
    expect((await people.home.view(now.id)).received).toEqual(['electronic']);

    system.at('2021-10-11T09:00:00.000+08:00');
    now = await carrierDid(people.intake, now, materialParcel, 'delivered', '2021-10-11T08:50:00+08:00');
    expect(dueDays(await people.home.view(now.id))).toEqual({ receiptConfirmation: '2021-10-12' });
    now = await people.home.command(
      now,
      'confirm-receipt',
      await postalReceipt(people.home, now.id, materialParcel),
    );
    const kase = await people.home.view(now.id);
    expect(kase.stateLabel).toBe('属地已收到');
    expect(kase.receivedAtHomeAt).toBe('2021-10-11T09:00:00.000+08:00');
    expect(dueDays(kase)).toEqual({ firstContact: '2021-10-12', homeAcceptance: '2021-10-18' });
  });

  test('联系申请人，10 月 12 日受理：承诺期限从受理起 10 个工作日', async () => {
    system.at('2021-10-12T14:00:00.000+08:00');
    now = await people.home.command(now, 'record-contact', {
      channel: 'phone',
      number: '13800006021',
      reached: true,
      result: '已告知材料到达',
      purpose: 'firstContact',
    });
    now = await people.home.command(now, 'accept-at-home');
    const kase = await people.home.view(now.id);
    expect(kase.stateLabel).toBe('已受理');
    expect(kase.homeAcceptedOn).toBe('2021-10-12');
    expect(dueDays(kase)).toEqual({ promisedLimit: '2021-10-26', assignment: '2021-10-13' });
    // 30 September, 8, 9, 11 and 12 October: shown apart from the handling limit.
    expect(kase.transferWorkingDays).toBe(5);
    const notice = kase.documents.find(({ kind }) => kind === 'acceptanceNotice');
    expect(pdfText(await people.home.bytes(notice?.href ?? ''))).toContain('承诺');
  });

  test('交办、审查、准予；审查意见只有属地看得到', async () => {
    now = await assigned(people, now);
    system.at('2021-10-13T10:00:00.000+08:00');
    now = await people.approver.command(now, 'start-review');
    expect((await people.approver.refusedCommand(now, 'grant-application')).code).toBe('opinion-missing');
    now = await opinionGiven(people, now);
    now = await people.approver.command(now, 'grant-application', { resultNumber: '渝A00178' });
    const [atHome, atIntake] = [await people.home.view(now.id), await people.intake.view(now.id)];
    expect(atHome).toMatchObject({ stateLabel: '准予', outcome: 'granted' });
    expect(atHome.opinions?.length).toBeGreaterThan(0);
    expect(atIntake).not.toHaveProperty('opinions');
    expect(dueDays(atHome)).toEqual({ decisionTold: '2021-10-14', resultDispatch: '2021-10-15' });
    expect(await noticeTexts(people.intake)).not.toContain(expect.stringContaining('准予'));
    await system.settle();
    expect(await noticeTexts(people.intake)).toContainEqual(expect.stringContaining('准予'));
    expect(await noticeTexts(people.home)).toContainEqual(expect.stringContaining('请告知申请人'));
  });

  test('电话告知，10 月 14 日寄出结果，16 日送达，18 日前办结', async () => {
    system.at('2021-10-14T11:00:00.000+08:00');
    now = await people.home.command(now, 'record-contact', {
      channel: 'phone',
      number: '13800006021',
      reached: true,
      result: '已电话告知准予',
      purpose: 'decision',
    });
    expect(dueDays(await people.home.view(now.id))).toEqual({ resultDispatch: '2021-10-15' });
    now = await people.home.command(now, 'dispatch-result', {
      way: 'mail',
      waybill: resultParcel,
      carrier: 'ems',
    });
    expect(dueDays(await people.home.view(now.id))).toEqual({ delivery: '2021-10-28' });
    now = await carrierDid(people.home, now, resultParcel, 'collected', '2021-10-14T11:00:00+08:00');
    expect((await people.home.refusedCommand(now, 'complete-case')).code).toBe('result-not-delivered');
    system.at('2021-10-18T09:00:00.000+08:00');
    now = await carrierDid(people.home, now, resultParcel, 'delivered', '2021-10-16T15:20:00+08:00');
    expect(dueDays(await people.home.view(now.id))).toEqual({ completion: '2021-10-18' });
    now = await people.home.command(now, 'complete-case');
    expect(now.stateLabel).toBe('已办结');
    // 办结以后只剩善后：联系、文件、寄递和原件（C.0）。
    expect((await people.home.view(now.id)).actions.map(({ command }) => command).toSorted()).toEqual([
      'attachFile',
      'cancelParcel',
      'closeIncident',
      'confirmOriginals',
      'handOverResult',
      'openIncident',
      'recordCarrierEvent',
      'recordContact',
      'recordCustody',
      'returnOriginals',
      'settleLostOriginal',
    ]);
  });

  test('两地和申请人看到同样的七个节点（R-107）', async () => {
    const [intake, home, applicant] = [
      await people.intake.view(now.id),
      await people.home.view(now.id),
      await progress(),
    ];
    expect(home.milestones).toEqual(intake.milestones);
    expect(applicant.milestones.map(({ key, label, at }) => ({ key, label, ...(at ? { at } : {}) }))).toEqual(
      intake.milestones,
    );
    expect(intake.milestones.map(({ label, at }) => [label, at?.slice(0, 10)])).toEqual([
      ['收件', '2021-09-29'],
      ['材料流转', '2021-09-30'],
      ['属地收到', '2021-10-11'],
      ['受理', '2021-10-12'],
      ['审查', '2021-10-13'],
      ['准予', '2021-10-13'],
      ['送达', '2021-10-16'],
    ]);
    expect(JSON.stringify(applicant)).not.toContain('符合');
    expect(JSON.stringify(applicant)).not.toContain('罗');
  });

  test('每一步都有人、有岗位、有时间、有依据，序号不断，记录完整（R-160）', async () => {
    const [atHome, atIntake] = [await people.home.events(now.id), await people.intake.events(now.id)];
    expect(atHome.map(({ seq }) => seq)).toEqual(atHome.map((_, index) => index + 1));
    for (const event of atHome) {
      expect(event.article).not.toBe('');
      expect(event.actor).not.toBe('');
      expect(event.capacity).not.toBe('');
      expect(event.effectiveAt).toMatch(/\+08:00$/);
    }
    expect(atIntake.map(({ hash }) => hash)).toEqual(atHome.map(({ hash }) => hash));
    expect(atIntake.find(({ type }) => type === 'opinionRecorded')).toMatchObject({ redacted: true });
    const proof = await people.intake.get<{ intact: boolean; events: number }>(
      `/api/cases/${now.id}/verification`,
    );
    expect(proof).toMatchObject({ intact: true, events: atHome.length });
  });

  test('四份文书都能核验，内容未改动', async () => {
    const { documents } = await people.home.view(now.id);
    expect(documents.map(({ title }) => title)).toEqual([
      '收件通知书',
      '材料寄递清单',
      '受理通知书',
      '准予许可决定书',
    ]);
    for (const { verificationCode } of documents) {
      const found = await system
        .visitor('192.0.2.11')
        .get<object>(`/api/public/verification/${verificationCode}`);
      expect(found).toMatchObject({ businessNumber: now.businessNumber, status: 'valid', unaltered: true });
    }
  });
});
