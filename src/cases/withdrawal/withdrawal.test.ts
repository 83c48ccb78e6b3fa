import { describe, expect, test } from 'vitest';
import { actorIn, caseIn, greyedFor, type Story } from '../../../test/case-builder.ts';
import { nationalCalendars } from '../../../test/case-facts.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Capacity } from '../../regulation/roles.ts';
import { seesPersonal } from '../core/capacities.ts';
import { dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';

const thursday: Instant = '2021-09-30T15:00:00.000+08:00';
const ask = (story: Story): Promise<unknown> => story.take('withdrawCase', undefined, { at: thursday });
const homeSide = new Set<Capacity>(['homeClerk']);
const intakeSide = new Set<Capacity>(['intakeClerk']);

describe('撤回申请（R-071、OP-81）', () => {
  test('9 月 30 日提出，属地 10 月 8 日前确认，逾期自行生效', async () => {
    const story = await caseIn('substantiveReview');
    await ask(story);
    const duty = openDuties(story.kase).find(({ rule }) => rule === 'withdrawalAnswer');
    expect(duty && dueOf(duty, story.kase, nationalCalendars).dueOn).toBe('2021-10-08');
  });

  test('提出期间不能作决定，收回以后可以；再次提出是新的一轮', async () => {
    const story = await caseIn('substantiveReview');
    await story.take('recordOpinion');
    await ask(story);
    const approver = actorIn('approver');
    for (const command of ['grantApplication', 'denyApplication', 'suspendReview'] as const) {
      expect(await story.refusal(command)).toBe('withdrawal-pending');
      expect(greyedFor(command, story.kase, approver, story.now)).toBe('withdrawal-pending');
    }
    await story.take('cancelWithdrawal');
    expect(await story.trial('grantApplication')).toBeUndefined();
    await story.take('withdrawCase');
    expect(openDuties(story.kase)).toContainEqual(
      expect.objectContaining({ rule: 'withdrawalAnswer', round: 2 }),
    );
    expect(story.kase.withdrawals.map(({ state }) => state)).toEqual(['takenBack', 'open']);
  });

  test('先作决定：撤回不能再提', async () => {
    for (const state of ['decidedGranted', 'decidedDenied', 'homeRejected', 'resultDelivering'] as const) {
      const story = await caseIn(state);
      expect(await story.refusal('withdrawCase')).toBe('decision-made');
    }
    const withdrawn = await caseIn('withdrawn');
    expect(await withdrawn.refusal('withdrawCase')).toBe('illegal-transition');
  });

  test('1 个工作日已过、系统还没有写：撤回已经生效，不能再收回（C.9，5）', async () => {
    const story = await caseIn('substantiveReview');
    await ask(story);
    const late = { at: '2021-10-09T00:00:00.000+08:00' };
    expect(await story.trial('cancelWithdrawal', undefined, late)).toBe('request-not-open');
    expect(
      await story.trial('cancelWithdrawal', undefined, { at: '2021-10-08T23:59:59.000+08:00' }),
    ).toBeUndefined();
  });

  test('先撤回：受理不能再作；先受理：撤回变成要属地确认的请求', async () => {
    const first = await caseIn('receivedAtHome');
    await ask(first);
    expect([first.kase.state, await first.refusal('acceptAtHome')]).toEqual([
      'withdrawn',
      'illegal-transition',
    ]);
    const second = await caseIn('receivedAtHome');
    await second.take('acceptAtHome');
    await second.take('withdrawCase');
    expect(second.kase.state).toBe('homeAccepted');
  });

  test('从特别程序中撤回：程序随之结束，没有什么还开着', async () => {
    const story = await caseIn('suspended');
    await ask(story);
    await story.take('confirmWithdrawal');
    expect(story.kase.suspensions.every(({ endOn }) => endOn === '2021-09-30')).toBe(true);
    expect(story.kase.withdrawals.every(({ state }) => state === 'confirmed')).toBe(true);
  });

  test('从属地补正中撤回：补正随之结束；受理以前即撤回，受理以后要确认', async () => {
    const before = await caseIn('homeSupplement');
    await ask(before);
    expect(before.kase.state).toBe('withdrawn');
    const after = await caseIn('substantiveReview');
    await after.take('requestHomeSupplement', undefined, { as: 'approver' });
    await ask(after);
    expect(after.kase.state).toBe('homeSupplement');
    await after.take('confirmWithdrawal');
    for (const { kase } of [before, after])
      expect(kase.homeSupplements.map(({ state }) => state)).toEqual(['ended']);
  });

  test('在途撤回：属地不再看得到材料和个人信息；收到以后撤回的，属地仍可看', async () => {
    const onTheWay = await caseIn('inTransit');
    expect(seesPersonal(onTheWay.kase, homeSide)).toBe(true);
    await ask(onTheWay);
    expect(seesPersonal(onTheWay.kase, homeSide)).toBe(false);
    expect(seesPersonal(onTheWay.kase, new Set<Capacity>(['approver']))).toBe(false);
    expect(seesPersonal(onTheWay.kase, intakeSide)).toBe(true);
    const received = await caseIn('receivedAtHome');
    await ask(received);
    expect(seesPersonal(received.kase, homeSide)).toBe(true);
  });

  test('撤回申请书写明怎样生效，代理人须有委托', async () => {
    const story = await caseIn('inTransit');
    const atOnce = await story.take('withdrawCase');
    expect(atOnce.documents[0]?.form).toMatchObject({
      kind: 'withdrawalRecord',
      data: { effect: 'atOnce', identityMethod: '读卡器', handlerName: '王芳' },
    });
    const later = await caseIn('homeAccepted');
    const requested = await later.take('withdrawCase', {
      ...later.usual('withdrawCase'),
      applicantSignature: { kind: 'fingerprint' },
    });
    expect(requested.documents[0]?.form.data).toMatchObject({
      effect: 'requested',
      signature: { kind: 'confirmed', words: '已按指印' },
    });
    expect(later.kase.identityChecks.at(-1)).toMatchObject({ subject: 'applicant', passed: true });
  });
});
