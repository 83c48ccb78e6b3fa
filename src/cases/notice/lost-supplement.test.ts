import { describe, expect, test } from 'vitest';
import { waybillOf } from '../../../test/case-acts.ts';
import { caseIn, deficiency, passReview, type Story } from '../../../test/case-builder.ts';
import { nationalCalendars } from '../../../test/case-facts.ts';
import { dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';

const on = (day: string, time = '10:00:00'): string => `2021-${day}T${time}.000+08:00`;

const dueDays = (story: Story): Record<string, string> =>
  Object.fromEntries(
    openDuties(story.kase).map((duty) => [duty.rule, dueOf(duty, story.kase, nationalCalendars).dueOn]),
  );

const told = (story: Story, at: string): Promise<unknown> =>
  story.take(
    'recordContact',
    { channel: 'phone', number: '13800006021', reached: true, result: '请重新交来', purpose: 'parcelLost' },
    { at },
  );

/** The applicant's only parcel, collected in time and lost on 16 September. */
async function lost(): Promise<Story> {
  const story = await caseIn('returnedForSupplement', { start: on('09-01', '08:00:00') });
  await story.take('registerInboundParcel');
  await story.take(
    'recordCarrierEvent',
    {
      waybill: story.kase.parcels.at(-1)?.waybill,
      kind: 'lost',
      occurredAt: on('09-16'),
      proof: '承运人认定遗失',
    },
    { at: on('09-16', '11:00:00') },
  );
  return story;
}

describe('补正邮件遗失（OP-53）', () => {
  test('告知申请人是收件窗口的任务，1 个工作日；告知以后才开始 5 个工作日', async () => {
    const story = await lost();
    expect(dueDays(story)).toMatchObject({ supplementLossTold: '2021-09-17' });
    expect(dueDays(story)).not.toHaveProperty('inboundParcel');
    await told(story, on('09-17', '09:00:00'));
    expect(dueDays(story)).toMatchObject({ inboundParcel: '2021-09-26' });
    expect(dueDays(story)).not.toHaveProperty('supplementLossTold');
  });

  test('补正期限已过，5 个工作日内还可以重新交到窗口，只限遗失的那几项', async () => {
    const story = await lost();
    await told(story, on('09-24', '09:00:00'));
    expect(dueDays(story)).toMatchObject({ inboundParcel: '2021-09-30' });
    expect(await story.trial('handInSupplement', undefined, { at: on('10-01', '00:00:00') })).toBe(
      'supplement-due-passed',
    );
    await story.take('handInSupplement', undefined, { at: on('09-30', '16:00:00') });
    expect(story.kase.state).toBe('formalReview');
  });

  test('也可以重新寄：按时寄出的新邮件同样要等', async () => {
    const story = await lost();
    await told(story, on('09-24', '09:00:00'));
    expect(await story.trial('registerInboundParcel', undefined, { at: on('10-01', '00:00:00') })).toBe(
      'supplement-due-passed',
    );
    story.now = on('09-30', '16:00:00');
    const waybill = waybillOf(91);
    await story.take('registerInboundParcel', { ...story.usual('registerInboundParcel'), waybill });
    const later = { as: 'system', at: on('10-01', '00:05:00') } as const;
    expect(await story.trial('deemAbandoned', {}, later)).toBe('supplement-under-way');
    const pieces = story.kase.notices.at(-1)?.lineIds.map((lineId) => ({ lineId }));
    const collectedAt = on('09-30', '17:00:00');
    await story.take('handInSupplement', { way: 'post', waybill, collectedAt, pieces }, { at: on('10-09') });
    expect(story.kase.state).toBe('formalReview');
  });

  test('没有遗失的一项不因此延期', async () => {
    const story = await caseIn('formalReview', { start: on('09-01', '08:00:00') });
    await passReview(story);
    for (const { id } of story.kase.lines) await story.take('markMaterial', { lineId: id, ...deficiency });
    await story.take('issueOneTimeNotice');
    const [first, second] = story.kase.lines.map(({ id }) => id);
    await story.take('registerInboundParcel', { waybill: waybillOf(92), carrier: 'ems', lineIds: [first] });
    await story.take(
      'recordCarrierEvent',
      { waybill: waybillOf(92), kind: 'lost', occurredAt: on('09-15'), proof: '承运人认定遗失' },
      { at: on('09-15', '11:00:00') },
    );
    await told(story, on('09-24', '09:00:00'));
    const at = { at: on('09-26', '16:00:00') };
    const piece = (lineId: string | undefined) => ({ way: 'counter', pieces: [{ lineId }] });
    expect(await story.trial('handInSupplement', piece(second), at)).toBe('supplement-due-passed');
    expect(await story.trial('handInSupplement', piece(first), at)).toBeUndefined();
  });
});

describe('来件登记', () => {
  test('收件窗口告知的补正，属地窗口不能登记', async () => {
    const story = await caseIn('returnedForSupplement');
    expect(await story.trial('registerInboundParcel', undefined, { as: 'homeClerk' })).toBe('not-authorised');
  });
});

describe('什么都不缺了', () => {
  test('更换告知书只留下已交来的一项：不能更换，应作废；否则会被误作放弃', async () => {
    const story = await caseIn('formalReview', { start: on('09-17', '08:00:00') });
    await passReview(story);
    const [first, second] = story.kase.lines.map(({ id }) => id);
    for (const lineId of [first, second]) await story.take('markMaterial', { lineId, ...deficiency });
    await story.take('issueOneTimeNotice');
    await story.take('handInSupplement', { way: 'counter', pieces: [{ lineId: first }] });
    expect(
      await story.trial('replaceOneTimeNotice', { ...story.usual('replaceOneTimeNotice'), lineIds: [first] }),
    ).toBe('no-deficient-line');
  });
});

describe('期限顺延的那一天寄出（OP-71）', () => {
  test('末日中断，下一个工作日揽收的邮件也算按期，要等它', async () => {
    const story = await caseIn('returnedForSupplement', { start: on('09-17', '08:00:00') });
    const calendars = { ...nationalCalendars, interrupted: new Set(['2021-10-08']) };
    const facts = {
      due: async (kase: Story['kase'], duty: Parameters<typeof dueOf>[0]) => dueOf(duty, kase, calendars),
    };
    await story.take('registerInboundParcel', undefined, { at: on('10-08', '09:00:00') });
    await story.take(
      'recordCarrierEvent',
      {
        waybill: story.kase.parcels.at(-1)?.waybill,
        kind: 'collected',
        occurredAt: on('10-09', '09:00:00'),
        proof: '揽收',
      },
      { at: on('10-09', '09:10:00') },
    );
    expect(await story.trial('deemAbandoned', {}, { as: 'system', at: on('10-10', '00:05:00'), facts })).toBe(
      'supplement-under-way',
    );
    expect(
      await story.trial('deemAbandoned', {}, { as: 'system', at: on('12-30', '00:05:00'), facts }),
    ).toBeUndefined();
  });
});
