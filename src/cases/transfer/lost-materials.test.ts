import { describe, expect, test } from 'vitest';
import { caseIn, type Story } from '../../../test/case-builder.ts';
import { nationalCalendars } from '../../../test/case-facts.ts';
import { carrierSays, lost, posted } from '../../../test/custody-stories.ts';
import { dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';

const sending = ({ kase }: Story) => {
  const duty = openDuties(kase).find(({ rule }) => rule === 'postalDispatch');
  return duty && { round: duty.round, dueOn: dueOf(duty, kase, nationalCalendars).dueOn };
};

/** Every original of the lost parcel is settled by a statement; nothing can be sent any more. */
async function settled(story: Story): Promise<void> {
  await lost(story);
  for (const { id, paper } of story.kase.lines) {
    if (paper === 'lost')
      await story.take('settleLostOriginal', { ...story.usual('settleLostOriginal'), lineId: id });
  }
  await story.take('closeIncident', { ...story.usual('closeIncident'), result: 'otherChannel' });
}

describe('a parcel with the materials that did not arrive (R-085, R-092)', () => {
  test('sending it again is due 2 working days after it came back, in a round of its own', async () => {
    const story = await caseIn('intakeAccepted', { start: '2021-07-05T09:00:00.000+08:00' });
    expect(sending(story)).toEqual({ round: 1, dueOn: '2021-07-07' });
    await posted(story);
    expect(sending(story)).toBeUndefined();
    await carrierSays(story, 'returned', '2021-07-14T09:00:00.000+08:00');
    expect(sending(story)).toEqual({ round: 2, dueOn: '2021-07-16' });
    await story.take('dispatchParcel');
    expect(sending(story)).toEqual({ round: 2, dueOn: '2021-07-16' });
    await story.take('cancelParcel', {
      waybill: story.kase.parcels.at(-1)?.waybill,
      reason: '运单号写错，重新登记',
    });
    expect(sending(story)).toEqual({ round: 2, dueOn: '2021-07-16' });
  });

  test('while it is lost there is nothing to send; a piece brought instead is due from then on', async () => {
    const story = await caseIn('intakeAccepted', { start: '2021-07-05T09:00:00.000+08:00' });
    await lost(story);
    expect(sending(story)).toBeUndefined();
    await story.take('settleLostOriginal', { ...story.usual('settleLostOriginal'), way: 'replacement' });
    story.now = '2021-07-14T09:00:00.000+08:00';
    await story.take('recordCustody');
    expect(sending(story)).toEqual({ round: 2, dueOn: '2021-07-16' });
  });

  test('lost and settled: with the consent of the home window the scans go instead, and the case goes on', async () => {
    const story = await caseIn('intakeAccepted');
    await settled(story);
    await story.take('sendPackage');
    await story.take('switchChannel', {
      from: 'postal',
      to: 'electronic',
      reason: '邮件遗失，申请人书面说明',
      homeAgreedBy: '周敏',
    });
    await story.take('confirmReceipt');
    expect(story.kase.state).toBe('receivedAtHome');
  });

  test('lost and settled after the scans were confirmed: the home window does without the paper', async () => {
    const story = await caseIn('inTransit');
    await story.take('confirmReceipt');
    await settled(story);
    expect(openDuties(story.kase).length).toBeGreaterThan(0);
    await story.take('reportDiscrepancy', {
      channel: 'postal',
      items: [{ lineId: '048-1-m-id', kind: 'missing', note: '邮件遗失' }],
    });
    await story.take('resolveDiscrepancy', {
      ...story.usual('resolveDiscrepancy'),
      result: 'waived',
      reason: '扫描件已经够用',
    });
    expect(story.kase.state).toBe('receivedAtHome');
  });
});

describe('paper on demand that did not arrive', () => {
  test('it is sent again within 2 working days after its parcel came back (R-092), in a round of its own', async () => {
    const story = await caseIn('receivedAtHome', { start: '2021-07-05T09:00:00.000+08:00' });
    const due = () => {
      const duty = openDuties(story.kase).find(({ rule }) => rule === 'paperDispatch');
      return duty && { round: duty.round, dueOn: dueOf(duty, story.kase, nationalCalendars).dueOn };
    };
    await story.take(
      'recordCustody',
      { ...story.usual('recordCustody'), from: 'home', giver: '周敏' },
      { as: 'intakeClerk' },
    );
    await story.take('demandPaper', { purpose: 'review', lineIds: ['048-1-m-id'] });
    expect(due()).toEqual({ round: 1, dueOn: '2021-07-07' });
    await story.take('dispatchParcel', {
      ...story.usual('dispatchParcel'),
      packed: [{ lineId: '048-1-m-id', originals: 1, copies: 0 }],
      for: { taskId: story.kase.paperTasks[0]?.id },
    });
    await carrierSays(story, 'collected');
    expect(due()).toBeUndefined();
    await carrierSays(story, 'returned', '2021-07-14T09:00:00.000+08:00');
    expect(due()).toEqual({ round: 101, dueOn: '2021-07-16' });
  });
});

describe('a replacement that did not arrive', () => {
  test('it is with the intake window again, which has one working day to send it anew (OP-73)', async () => {
    const story = await caseIn('receivedAtHome', { start: '2021-07-05T09:00:00.000+08:00' });
    await story.take('reportDiscrepancy', {
      channel: 'postal',
      items: [{ lineId: '048-1-m-photo', kind: 'missing', note: '装箱单上有，邮件里没有' }],
    });
    await story.take('dispatchParcel', {
      ...story.usual('dispatchParcel'),
      packed: [{ lineId: '048-1-m-photo', originals: 1, copies: 0 }],
      for: { discrepancyId: story.kase.discrepancies[0]?.id },
    });
    await carrierSays(story, 'collected');
    await carrierSays(story, 'returned', '2021-07-14T09:00:00.000+08:00');
    const duty = openDuties(story.kase).find(({ rule }) => rule.startsWith('discrepancy'));
    expect(duty).toMatchObject({ rule: 'discrepancyAnswer', round: 101 });
    expect(duty && dueOf(duty, story.kase, nationalCalendars).dueOn).toBe('2021-07-15');
  });
});

describe('a piece that was missing from a parcel that was opened', () => {
  test('the window that packed it answers for the original, and can settle it as lost', async () => {
    const story = await caseIn('inTransit');
    await story.take('confirmReceipt');
    await posted(story);
    const parcel = story.kase.parcels.at(-1);
    await story.take('confirmReceipt', {
      channel: 'postal',
      waybill: parcel?.waybill,
      lines: parcel?.packed.map(({ lineId }) => ({
        lineId,
        result: lineId === '048-1-m-id' ? 'missing' : 'matches',
      })),
    });
    await story.take('resolveDiscrepancy', {
      ...story.usual('resolveDiscrepancy'),
      result: 'waived',
      reason: '扫描件已经够用',
    });
    await story.take('rejectAtHome');
    const owing = openDuties(story.kase).filter(({ rule }) => rule === 'originalsBack');
    expect(owing.map(({ holder }) => holder)).toContain('intakeWindow');
    await carrierSays(story, 'lost');
    await story.take('settleLostOriginal');
    expect(story.kase.lines.find(({ id }) => id === '048-1-m-id')?.paper).toBe('settled');
  });
});

describe('paper for the archive that the home window does without', () => {
  test('a piece that was missing and waived does not keep the case open for ever (R-116)', async () => {
    const story = await caseIn('inTransit');
    await story.take('confirmReceipt');
    await posted(story);
    const parcel = story.kase.parcels.at(-1);
    await story.take('confirmReceipt', {
      channel: 'postal',
      waybill: parcel?.waybill,
      lines: parcel?.packed.map(({ lineId }) => ({
        lineId,
        result: lineId === '048-1-m-form' ? 'missing' : 'matches',
      })),
    });
    await story.take('resolveDiscrepancy', {
      ...story.usual('resolveDiscrepancy'),
      result: 'waived',
      reason: '另有存档件',
    });
    for (const command of [
      'acceptAtHome',
      'assignHandler',
      'startReview',
      'recordOpinion',
      'grantApplication',
    ] as const)
      await story.take(command);
    await story.take('dispatchResult');
    await carrierSays(story, 'delivered');
    await story.take('completeCase');
    expect(story.kase.state).toBe('completed');
  });
});
