import { beforeAll, describe, expect, test } from 'vitest';
import { all, sql } from '../../src/platform/database.ts';
import {
  applicationFor,
  cardGranted,
  cardRegistered,
  cardTakenIn,
  dueDays,
  opening,
  type People,
  peopleOf,
  reviewed,
  takenIn,
} from '../case-steps.ts';
import {
  callOf,
  callsOf,
  recordOf,
  sharedWithSuppliers,
  toldOf,
  type WithSuppliers,
} from '../message-steps.ts';
import { reviewedWith, signed } from '../notice-steps.ts';

const [intakeRegion, homeRegion] = ['510107', '500110'];
const morning = '2021-09-29T10:00:00.000+08:00';

describe('告知申请人：短信、电话、留痕（R-172–R-176）', () => {
  let around: WithSuppliers;
  let people: People;

  beforeAll(async () => {
    around = await sharedWithSuppliers(morning);
    people = await peopleOf(around.system, intakeRegion, homeRegion);
  });

  test('登记、收件各发一条，送达有回执；号码打码，全号查看留痕', async () => {
    around.system.at(morning);
    const now = await cardTakenIn(people, homeRegion);
    await around.settle();
    const { messages } = await recordOf(people.intake, now.id);
    expect(messages.map(({ event, statusName, address }) => [event, statusName, address])).toEqual([
      ['registered', '已送达', '138****6021'],
      ['intakeAccepted', '已送达', '138****6021'],
    ]);
    const tail = now.businessNumber?.slice(-4);
    expect(messages[1]?.text).toBe(
      `【跨省通办】罗女士：已收到您的材料 3 项，编号尾号 ${tail}。10月8日（周五） 前发往重庆市綦江区，重庆市綦江区会与您联系。收件不等于受理。电话 028-5550 0107`,
    );
    expect(messages[1]).toMatchObject({ version: 1, language: 'zh-CN', attempts: 1, supplier: 'sms-1' });
    expect(messages[1]?.steps.map(({ name }) => name)).toEqual([
      '待发送',
      '正在交给短信通道',
      '已交短信通道',
      '已送达',
    ]);
    expect(around.first.taken.filter(({ text }) => text.includes(tail ?? '—'))).toHaveLength(2);
    expect(await callsOf(people.intake, now.id)).toEqual([]);

    const full = await recordOf(people.intake, now.id, '&unmask=1');
    expect(full.messages[0]?.address).toBe('13800006021');
    // 属地在材料发出以前看不到文字和全号，只看得到告知过什么。
    const atHome = await recordOf(people.home, now.id, '&unmask=1');
    expect(atHome.unmasked).toBe(false);
    expect(atHome.messages.map(({ text, address }) => [text, address])).toEqual([
      [null, '138****6021'],
      [null, '138****6021'],
    ]);
    const stranger = await around.system.as('intake.530102');
    expect((await stranger.refused(`/api/cases/${now.id}/messages`)).code).toBe('case-not-found');
    const audited = await all(
      around.system.database.db,
      sql<{
        action: string;
      }>`select action from audit_entries where case_id = ${now.id} and action like 'messages%' order by id`,
    );
    expect(audited.map(({ action }) => action)).toEqual(['messagesRead', 'messagesReadUnmasked']);
  });

  test('通知记录删不掉，也改不了', async () => {
    const { db } = around.system.database;
    for (const table of [
      'messages',
      'message_steps',
      'message_templates',
      'phone_task_messages',
      'call_records',
    ]) {
      await expect(sql`delete from ${sql.table(table)}`.execute(db), table).rejects.toThrow(
        /append-only|denied/,
      );
      await expect(sql`truncate ${sql.table(table)} cascade`.execute(db), table).rejects.toThrow(
        /append-only|denied/,
      );
    }
    await expect(sql`update message_steps set step = 'delivered'`.execute(db)).rejects.toThrow(
      /append-only|denied/,
    );
  });

  test('一次性告知写明补什么、到哪天；到期前 3 天、1 天各提醒一次', async () => {
    around.system.at('2021-09-17T10:20:00.000+08:00');
    let now = await reviewedWith(people, homeRegion, [2]);
    now = await people.intake.command(now, 'issue-one-time-notice', { days: 15, ...signed });
    await around.settle();
    const [issued] = await toldOf(people.intake, now.id, 'noticeIssued');
    expect(issued?.text).toContain(
      '罗女士：社会保障卡申领还要补 1 样：电子照片（白底免冠，358×441像素）。请在 10月8日（周五） 24:00 前到',
    );
    expect(issued?.text).toContain('过期视为放弃本次申请。电话 028-5550 0107');
    await around.until('2021-10-05T12:00:00.000+08:00');
    await around.until('2021-10-07T12:00:00.000+08:00');
    const reminders = await toldOf(people.intake, now.id, 'supplementReminder');
    expect(reminders.map(({ madeAt }) => madeAt.slice(0, 10))).toEqual(['2021-10-05', '2021-10-07']);
    expect(reminders[0]?.text).toContain('还差 1 样');
    await around.until('2021-10-09T00:10:00.000+08:00');
    const [abandoned] = await toldOf(people.intake, now.id, 'abandoned');
    expect(abandoned?.text).toContain('到 10月8日（周五） 没有补齐');
    // 半夜视为放弃，早上 8 点才发。
    expect(abandoned).toMatchObject({ status: 'queued', sendAt: '2021-10-09T08:00:00.000+08:00' });
    await around.until('2021-10-09T08:00:00.000+08:00');
    expect((await toldOf(people.intake, now.id, 'abandoned'))[0]?.status).toBe('delivered');
  });

  test('22:15 的短信次日 08:00 发出', async () => {
    around.system.at('2021-09-29T22:15:00.000+08:00');
    const now = await cardRegistered(people, homeRegion);
    await around.settle();
    expect(await toldOf(people.intake, now.id, 'registered')).toMatchObject([
      { status: 'queued', sendAt: '2021-09-30T08:00:00.000+08:00' },
    ]);
    await around.until('2021-09-30T07:59:59.000+08:00');
    expect(await toldOf(people.intake, now.id, 'registered')).toMatchObject([{ status: 'queued' }]);
    await around.until('2021-09-30T08:00:00.000+08:00');
    expect(await toldOf(people.intake, now.id, 'registered')).toMatchObject([{ status: 'delivered' }]);
  });

  test('决定：短信一分钟内到，电话也要打；申请人和收件窗口都告知（规程第二十一条）', async () => {
    around.system.at(morning);
    const now = await cardGranted(people, homeRegion, morning);
    await around.settle();
    const [told] = await toldOf(people.home, now.id, 'granted');
    expect(told).toMatchObject({ status: 'delivered', audience: 'applicant' });
    expect(told?.text).toContain('准予社会保障卡申领');
    expect(await toldOf(people.home, now.id, 'decisionForWindow')).toMatchObject([
      { audience: 'intakeWindow', status: 'landline', address: '028-****0107' },
    ]);
    const calls = await callsOf(people.home, now.id);
    expect(calls.map(({ audience, decision, dueAt }) => [audience, decision, dueAt])).toEqual([
      ['applicant', true, '2021-10-01T00:00:00.000+08:00'],
      ['intakeWindow', true, '2021-10-01T00:00:00.000+08:00'],
    ]);
    const [toApplicant, toWindow] = calls;
    if (!toApplicant || !toWindow) throw new Error('two calls expected');

    // 别的窗口看不到，也登记不了。
    const stranger = await around.system.as('intake.530102');
    expect((await stranger.refused(`/api/phone-tasks/${toApplicant.id}`)).status).toBe(404);

    const details = await callOf(people.home, toApplicant.id);
    expect(details).toMatchObject({ name: '罗晓梅', number: '13800006021', numberFault: null });
    expect(details.texts[0]).toContain('准予社会保障卡申领');

    const post = (id: string, body: object) =>
      people.home.ask(`/api/phone-tasks/${id}/calls`, { method: 'POST', body });
    const call = {
      number: '13800006021',
      person: '罗晓梅本人',
      reached: true,
      content: '已告知准予和寄出日期',
    };
    for (const [change, pointer] of [
      [{ number: '12345' }, '/number'],
      [{ person: '' }, '/person'],
      [{ content: '好' }, '/content'],
      [{ calledAt: '2031-01-01T00:00:00.000+08:00' }, '/calledAt'],
    ] as const) {
      expect(await post(toApplicant.id, { ...call, ...change }), pointer).toMatchObject({
        status: 400,
        body: { errors: [{ pointer }] },
      });
    }
    // 没有打通：留着再打。
    await post(toApplicant.id, { ...call, person: '', reached: false, content: '无人接听' });
    expect(await callsOf(people.home, now.id)).toHaveLength(2);
    expect(dueDays(await people.home.view(now.id))).toHaveProperty('decisionTold');
    expect((await post(toApplicant.id, call)).status).toBe(200);
    expect((await post(toApplicant.id, call)).body).toMatchObject({ code: 'phone-task-closed' });
    await post(toWindow.id, {
      ...call,
      number: '028-55500107',
      person: '王芳',
      content: '请收件窗口协助送达',
    });
    await around.settle();
    expect(await callsOf(people.home, now.id)).toEqual([]);
    // 同一通电话也记在办件里，告知决定的期限随之了结。
    expect(dueDays(await people.home.view(now.id))).not.toHaveProperty('decisionTold');
    const record = await recordOf(people.home, now.id);
    expect(record.calls.map(({ reached, number, audienceName }) => [reached, number, audienceName])).toEqual([
      [false, '138****6021', '申请人'],
      [true, '138****6021', '申请人'],
      [true, '028-****0107', '收件窗口'],
    ]);
  });

  test('在办件页登记了联系，电话就不用再打', async () => {
    around.system.at(morning);
    const now = await cardGranted(people, homeRegion, morning);
    await around.settle();
    await people.home.command(now, 'record-contact', {
      channel: 'phone',
      number: '13800006021',
      reached: true,
      result: '已电话告知准予',
      purpose: 'decision',
    });
    await around.settle();
    expect((await callsOf(people.home, now.id)).map(({ audience }) => audience)).toEqual(['intakeWindow']);
  });

  test('留了邮箱的，短信以外再发一封邮件；邮箱不对的不收', async () => {
    around.system.at(morning);
    const contact = { name: '罗晓梅', phone: '13800006021', email: 'luo@example.com' };
    const now = await cardRegistered(people, homeRegion, { contact });
    await around.settle();
    const told = await toldOf(people.intake, now.id, 'registered');
    expect(told.map(({ channelName, address, status }) => [channelName, address, status])).toEqual([
      ['短信', '138****6021', 'delivered'],
      ['电子邮件', 'l****@example.com', 'delivered'],
    ]);
    expect(around.mail.taken.map(({ to }) => to)).toEqual(['luo@example.com']);
    expect((await people.intake.view(now.id)).contact).toEqual({
      name: '罗*梅',
      phone: '138****6021',
      email: 'l****@example.com',
    });
    const form = await applicationFor(people.intake, '048-1', homeRegion, {
      contact: { ...contact, email: 'luo@example' },
    });
    expect(await people.intake.refused('/api/cases', opening(form))).toMatchObject({
      code: 'form-incomplete',
      errors: [{ pointer: '/contact/email' }],
    });
  });

  test('留的是固定电话：不发短信，收件窗口打电话', async () => {
    around.system.at(morning);
    const now = await cardRegistered(people, homeRegion, {
      contact: { name: '罗晓梅', phone: '028-55500199' },
    });
    await around.settle();
    expect(await toldOf(people.intake, now.id, 'registered')).toMatchObject([{ status: 'landline' }]);
    const [task] = await callsOf(people.intake, now.id);
    expect(task).toMatchObject({
      decision: false,
      topics: [{ title: '登记并给出业务编号', reason: '固定电话，不发短信' }],
    });
    // 后来的消息合在同一个电话里说。
    await takenIn(people, await reviewed(people, now));
    await around.settle();
    const [same, ...others] = await callsOf(people.intake, now.id);
    expect([same?.id, others]).toEqual([task?.id, []]);
    expect(same?.topics.map(({ title }) => title)).toEqual(['登记并给出业务编号', '收件']);
  });
});
