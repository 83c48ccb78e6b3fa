import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { cardReceived, dueDays, opinionGiven, type People, peopleOf, underReview } from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';
import { card, onlyDifference, scannedAgain } from '../transfer-steps.ts';

/** 2021-06-07 is too early for the programme; 2021-07-05 is a Monday. */
describe('收到以后才发现扫描件看不清：受理先等，审查中发现的先不能决定', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await cardReceived(people, '500110', '2021-07-05T09:00:00+08:00');
  });

  const unreadable = (lineId: string) => ({
    channel: 'electronic',
    items: [{ lineId, kind: 'unreadable', note: '第二页看不清', applicantMustAct: false }],
  });

  test('要写哪一项、哪一种（R-091）', async () => {
    const items = [{ lineId: card.form, kind: '不对' }];
    expect(
      (await people.home.refusedCommand(now, 'report-discrepancy', { channel: 'electronic', items })).code,
    ).toBe('type-unknown');
    expect(
      (await people.home.refusedCommand(now, 'report-discrepancy', { channel: 'electronic', items: [] }))
        .status,
    ).toBe(400);
    expect((await people.home.refusedCommand(now, 'report-discrepancy', unreadable('没有'))).code).toBe(
      'line-unknown',
    );
  });

  test('有差异就不能受理，5 个工作日停着；重新发来、了结之后接着算', async () => {
    expect(dueDays(await people.home.view(now.id)).homeAcceptance).toBe('2021-07-12');
    now = await people.home.command(now, 'report-discrepancy', unreadable(card.form));
    expect(now.state).toBe('receivedAtHome');
    expect(dueDays(await people.home.view(now.id))).not.toHaveProperty('homeAcceptance');
    expect((await people.home.refusedCommand(now, 'accept-at-home')).code).toBe('discrepancy-open');

    const { id } = onlyDifference(await people.intake.view(now.id));
    const again = { declaration: true, for: { discrepancyId: id } };
    expect((await people.intake.refusedCommand(now, 'send-package', again)).code).toBe('scan-incomplete');
    system.at('2021-07-06T09:00:00.000+08:00');
    now = await scannedAgain(people, now, card.form);
    expect(
      (await people.intake.refusedCommand(now, 'send-package', { ...again, declaration: false })).code,
    ).toBe('declaration-missing');
    now = await people.intake.command(now, 'send-package', again);
    expect(now.state).toBe('receivedAtHome');
    const answered = onlyDifference(await people.home.view(now.id));
    expect(answered).toMatchObject({ state: 'answered' });
    expect(answered.replacement?.files).toHaveLength(1);
    system.at('2021-07-07T09:00:00.000+08:00');
    now = await people.home.command(now, 'resolve-discrepancy', { id, result: 'pieceThere' });
    // Monday to Wednesday do not count: the first of the five days is Thursday.
    expect(dueDays(await people.home.view(now.id)).homeAcceptance).toBe('2021-07-14');
  });

  test('审查中再发现一处：审批人员也能登记，了结以前不能准予', async () => {
    now = await opinionGiven(people, await underReview(people, now));
    now = await people.approver.command(now, 'report-discrepancy', unreadable(card.identity));
    expect(now.stateLabel).toBe('实质性审查中');
    expect((await people.approver.refusedCommand(now, 'grant-application')).code).toBe('discrepancy-open');
    const open = (await people.home.view(now.id)).discrepancies.find((each) => each.open);
    const answer = { id: open?.id, answer: '原件就是这样，已经核对。' };
    now = await people.intake.command(now, 'answer-discrepancy', answer);
    const waived = { id: open?.id, result: 'waived', reason: '身份证号可以辨认' };
    now = await people.home.command(now, 'resolve-discrepancy', waived);
    now = await people.approver.command(now, 'grant-application', { resultNumber: '渝A03' });
    expect(now.stateLabel).toBe('准予');
  });
});
