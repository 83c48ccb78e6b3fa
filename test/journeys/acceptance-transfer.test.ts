import { beforeAll, describe, expect, test } from 'vitest';
import {
  cardReceived,
  cardTakenIn,
  carrierDid,
  dueDays,
  newWaybill,
  type People,
  packageSent,
  paperOf,
  peopleOf,
} from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-07-08T15:42:10.000+08:00';

describe('流转、到达、首次联系：逐条验收', () => {
  let system: TestSystem;
  let people: People;
  beforeAll(async () => {
    system = await sharedSystem(start);
    people = await peopleOf(system, '500120', '520403');
  });

  const transferDays: [string, string, string, string][] = [
    ['2021-09-30T15:00:00.000+08:00', '四', '2021-10-08', '2021-10-09'],
    ['2021-09-29T15:00:00.000+08:00', '三', '2021-09-30', '2021-10-08'],
    ['2021-10-08T15:00:00.000+08:00', '五', '2021-10-09', '2021-10-11'],
    ['2021-09-17T15:00:00.000+08:00', '五', '2021-09-18', '2021-09-22'],
  ];
  test.each(transferDays)(
    'R-084、R-085 %s（周%s）收件：电子 %s、邮寄 %s 前',
    async (at, _weekday, electronic, postal) => {
      system.at(at);
      const now = await cardTakenIn(people, '520403');
      expect(dueDays(await people.intake.view(now.id))).toEqual({
        electronicTransfer: electronic,
        postalDispatch: postal,
      });
      system.at(start);
    },
  );

  test('R-084 期限当天 23:59:59 发出算按时，0 点就逾期，要写原因', async () => {
    system.at('2021-09-30T15:00:00.000+08:00');
    const inTime = await cardTakenIn(people, '520403');
    const late = await cardTakenIn(people, '520403');
    system.at('2021-10-08T23:59:59.000+08:00');
    expect((await people.intake.view((await packageSent(people, inTime)).id)).flags).toEqual([]);
    system.at('2021-10-09T00:00:00.000+08:00');
    expect(
      (await people.intake.view(late.id)).deadlines.find(({ rule }) => rule === 'electronicTransfer')
        ?.overdue,
    ).toBe(true);
    expect((await people.intake.refusedCommand(late, 'send-package', { declaration: true })).code).toBe(
      'overdue-reason-missing',
    );
    const sent = await people.intake.command(late, 'send-package', {
      declaration: true,
      overdueReason: '网络中断',
    });
    expect((await people.intake.view(sent.id)).flags).toEqual(['dispatchedLate']);
    system.at(start);
  });

  test('R-085 只登记运单、没有揽收：到期算逾期；揽收时间不能在将来，要有凭证', async () => {
    let now = await packageSent(people, await cardTakenIn(people, '520403'));
    const number = newWaybill();
    const packed = paperOf(await people.intake.view(now.id));
    now = await people.intake.command(now, 'dispatch-parcel', { waybill: number, carrier: 'ems', packed });
    system.at('2021-07-13T09:00:00.000+08:00');
    const duty = (await people.intake.view(now.id)).deadlines.find(({ rule }) => rule === 'postalDispatch');
    expect(duty).toMatchObject({
      dueOn: '2021-07-12',
      overdue: true,
      atDue: expect.stringContaining('未揽收'),
    });
    const event = {
      waybill: number,
      kind: 'collected',
      occurredAt: '2021-07-13T10:00:00+08:00',
      proof: '交接单 1',
    };
    expect((await people.intake.refusedCommand(now, 'record-carrier-event', event)).code).toBe(
      'event-in-future',
    );
    const unproved = { ...event, occurredAt: '2021-07-12T10:00:00+08:00', proof: '' };
    expect((await people.intake.refusedCommand(now, 'record-carrier-event', unproved)).code).toBe(
      'proof-missing',
    );
    expect(
      (await people.intake.refusedCommand(now, 'record-carrier-event', { ...event, waybill: newWaybill() }))
        .code,
    ).toBe('waybill-unknown');
    now = await carrierDid(people.intake, now, number, 'collected', '2021-07-12T10:00:00+08:00');
    expect((await people.intake.view(now.id)).deadlines.map(({ rule }) => rule)).not.toContain(
      'postalDispatch',
    );
    system.at(start);
  });

  test('R-088 邮件要有清单：空的、别处的、校验位不对的运单都不登记', async () => {
    const now = await packageSent(people, await cardTakenIn(people, '520403'));
    const packed = paperOf(await people.intake.view(now.id));
    const send = (body: object) =>
      people.intake.refusedCommand(now, 'dispatch-parcel', {
        waybill: newWaybill(),
        carrier: 'ems',
        packed,
        ...body,
      });
    expect((await send({ packed: [] })).code).toBe('packing-list-empty');
    expect((await send({ packed: [{ lineId: '048-1-m-form', originals: 0, copies: 0 }] })).code).toBe(
      'packing-list-empty',
    );
    expect((await send({ packed: [{ lineId: '048-1-m-auth', originals: 1, copies: 0 }] })).code).toBe(
      'field-invalid',
    );
    expect((await send({ waybill: 'RR473124820US' })).code).toBe('waybill-invalid');
    expect((await send({ carrier: 'pigeon' })).status).toBe(400);
    const parcel = newWaybill();
    const sent = await people.intake.command(now, 'dispatch-parcel', {
      waybill: parcel,
      carrier: 'ems',
      packed,
    });
    const list = (await people.intake.view(sent.id)).documents.find(({ kind }) => kind === 'packingList');
    const printed = pdfText(await people.intake.bytes(list?.href ?? ''));
    for (const words of [
      '社会保障卡申领登记表',
      '申请人有效身份证件',
      '电子照片',
      '收件通知书',
      parcel,
      sent.businessNumber ?? '',
    ]) {
      expect(printed).toContain(words);
    }
  });

  test('R-090 两个渠道只到一个：还在流转中，1/2；清单不全的确认退回', async () => {
    let now = await packageSent(people, await cardTakenIn(people, '520403'));
    const digest = (await people.home.view(now.id)).package?.manifestDigest;
    const lines = ['048-1-m-form', '048-1-m-id', '048-1-m-photo'].map((lineId) => ({
      lineId,
      result: 'matches',
    }));
    const confirm = { channel: 'electronic', manifestDigest: digest, lines };
    expect(
      (await people.home.refusedCommand(now, 'confirm-receipt', { ...confirm, lines: lines.slice(1) })).code,
    ).toBe('lines-unmarked');
    expect(
      (
        await people.home.refusedCommand(now, 'confirm-receipt', {
          ...confirm,
          manifestDigest: 'ab'.repeat(32),
        })
      ).code,
    ).toBe('manifest-mismatch');
    now = await people.home.command(now, 'confirm-receipt', confirm);
    expect(now.state).toBe('inTransit');
    const kase = await people.home.view(now.id);
    expect([kase.received.length, kase.channels.length]).toEqual([1, 2]);
    expect((await people.home.refusedCommand(now, 'accept-at-home')).code).toBe('illegal-transition');
    expect((await people.home.refusedCommand(now, 'confirm-receipt', confirm)).code).toBe('nothing-expected');
  });

  test('R-110 连打两次电话没有联系上：收件窗口得到代为联系的任务', async () => {
    let now = await cardReceived(people, '520403', start);
    const call = {
      channel: 'phone',
      number: '13800006021',
      reached: false,
      result: '无人接听',
      purpose: 'firstContact',
    };
    now = await people.home.command(now, 'record-contact', call);
    expect(dueDays(await people.home.view(now.id))).toHaveProperty('firstContact');
    system.at('2021-07-08T16:42:10.000+08:00');
    now = await people.home.command(now, 'record-contact', call);
    const duty = (await people.intake.view(now.id)).deadlines.find(({ rule }) => rule === 'contactByIntake');
    expect(duty).toMatchObject({ holder: 'intakeWindow', dueOn: '2021-07-09' });
    const { cases } = await people.intake.get<{ cases: { id: string }[] }>('/api/cases?queue=mine&limit=100');
    expect(cases.map(({ id }) => id)).toContain(now.id);
    now = await people.intake.command(now, 'record-contact', {
      ...call,
      reached: true,
      result: '已联系上本人',
    });
    expect((await people.intake.view(now.id)).deadlines.map(({ rule }) => rule)).not.toContain(
      'contactByIntake',
    );
    system.at(start);
  });
});
