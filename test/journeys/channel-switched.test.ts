import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { cardTakenIn, dueDays, type People, packageSent, peopleOf, postalReceipt } from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';
import { noticesOf, parcelSent } from '../transfer-steps.ts';

/** 2021-07-08 is a Thursday. */
describe('支撑系统中断，电子改邮寄：期限仍从收件起算，原来的期限留在记录里（R-095）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  beforeAll(async () => {
    system = await sharedSystem('2021-07-08T15:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await cardTakenIn(people, '500110');
  });

  const toPost = { from: 'electronic', to: 'postal', reason: '7 月 9 日支撑系统链路中断，信息中心已登记' };

  test('不写原因不行；有原件要看的，属地没有同意不能改掉邮寄', async () => {
    expect(dueDays(await people.intake.view(now.id))).toEqual({
      electronicTransfer: '2021-07-09',
      postalDispatch: '2021-07-12',
    });
    expect((await people.intake.refusedCommand(now, 'switch-channel', { ...toPost, reason: '' })).code).toBe(
      'reason-missing',
    );
    const away = { from: 'postal', to: 'electronic', reason: '寄递停运' };
    expect((await people.intake.refusedCommand(now, 'switch-channel', away)).code).toBe(
      'original-examination-required',
    );
    expect((await people.home.refusedCommand(now, 'switch-channel', toPost)).code).toBe('not-authorised');
  });

  test('改成只走邮寄：期限变为收件后 2 个工作日，原期限和原因在时间轴上', async () => {
    system.at('2021-07-09T16:00:00.000+08:00');
    now = await people.intake.command(now, 'switch-channel', toPost);
    const kase = await people.intake.view(now.id);
    expect(kase.channels).toEqual(['postal']);
    expect(dueDays(kase)).toEqual({ postalDispatch: '2021-07-12' });
    const told = (await people.intake.events(now.id)).find(({ type }) => type === 'channelSwitched');
    expect(told?.detail).toContain('原期限到 2021-07-10 00:00');
    expect(told?.detail).toContain('链路中断');
    await system.waitUntil('2021-07-09T16:00:02.000+08:00');
    expect((await noticesOf(people.home, now.id)).join()).toContain('改换了流转方式');
    expect((await people.intake.refusedCommand(now, 'send-package', { declaration: true })).code).toBe(
      'channel-not-chosen',
    );
  });

  test('寄出、收到：一个渠道就到齐；到了不能再改', async () => {
    const sent = await parcelSent(people, now, '2021-07-09T16:00:00+08:00');
    const back = { from: 'postal', to: 'electronic', reason: '链路恢复', homeAgreedBy: '綦江区窗口 何建国' };
    expect((await people.intake.refusedCommand(sent.now, 'switch-channel', back)).code).toBe(
      'channel-already-arrived',
    );
    now = await people.home.command(
      sent.now,
      'confirm-receipt',
      await postalReceipt(people.home, now.id, sent.waybill),
    );
    expect(now.stateLabel).toBe('属地已收到');
  });

  test('反过来：寄递停运，属地同意先看扫描件，只走电子', async () => {
    let other = await cardTakenIn(people, '500110');
    const away = {
      from: 'postal',
      to: 'electronic',
      reason: '汛期寄递停运',
      homeAgreedBy: '綦江区窗口 何建国',
    };
    other = await people.intake.command(other, 'switch-channel', away);
    expect((await people.intake.view(other.id)).channels).toEqual(['electronic']);
    other = await packageSent(people, other);
    expect(Object.keys(dueDays(await people.intake.view(other.id)))).not.toContain('postalDispatch');
  });
});
