import { describe, expect, test } from 'vitest';
import { supplemented, twoDeficient } from '../../../test/allowed-notices.ts';
import { caseIn, deficiency, passReview, type Story } from '../../../test/case-builder.ts';
import { nationalCalendars, secondPersons } from '../../../test/case-facts.ts';
import { dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';

const on = (day: string, time: string): string => `2021-${day}T${time}.000+08:00`;

/** The form of the story's first document, as it was ordered. */
const dueDays = (story: Story): Record<string, string> =>
  Object.fromEntries(
    openDuties(story.kase).map((duty) => [duty.rule, dueOf(duty, story.kase, nationalCalendars).dueOn]),
  );
const dueAt = (story: Story, rule: string): string | undefined =>
  openDuties(story.kase)
    .filter((duty) => duty.rule === rule)
    .map((duty) => dueOf(duty, story.kase, nationalCalendars).dueAt)[0];

/** A case of 17 September 2021 with a notice on its first material. */
const notified = (): Promise<Story> => caseIn('returnedForSupplement', { start: on('09-17', '08:00:00') });

const lineId = (story: Story, at: number): string => story.kase.lines[at]?.id ?? '';

const registered = async (story: Story, collectedAt?: string): Promise<string> => {
  await story.take('registerInboundParcel', {
    ...story.usual('registerInboundParcel'),
    ...(collectedAt ? { collectedAt } : {}),
  });
  return story.kase.parcels.at(-1)?.waybill ?? '';
};

describe('补正期限（R-065）', () => {
  test('9 月 17 日告知、15 天：10 月 2 日放假，顺延到 10 月 8 日，印作 21 日内', async () => {
    const story = await notified();
    expect(story.kase.notices).toMatchObject([
      { round: 1, days: 15, printedDays: 21, dueOn: '2021-10-08', lineIds: [lineId(story, 0)] },
    ]);
    expect(dueDays(story)).toEqual({ supplementDue: '2021-10-08' });
    expect(dueAt(story, 'supplementDue')).toBe(on('10-09', '00:00:00'));
  });

  test('10 月 8 日 23:59 交来算按期；0 时以后视为放弃', async () => {
    const story = await notified();
    expect(await story.trial('deemAbandoned', {}, { as: 'system', at: on('10-08', '23:59:59') })).toBe(
      'due-not-passed',
    );
    expect(
      await story.trial('deemAbandoned', {}, { as: 'system', at: on('10-09', '00:05:00') }),
    ).toBeUndefined();
    expect(await story.trial('handInSupplement', undefined, { at: on('10-09', '00:00:00') })).toBe(
      'supplement-due-passed',
    );
    await story.take('handInSupplement', undefined, { at: on('10-08', '23:59:00') });
    expect(story.kase.state).toBe('formalReview');
    // At the counter it is looked at on the same day; the review has 5 working days anew.
    expect(dueDays(story)).toEqual({ supplementReview: '2021-10-08', formalReviewEnd: '2021-10-14' });
  });

  test('末日中断 60 分钟以上：期限顺延到下一个工作日，最后一天交来的不算迟（OP-71）', async () => {
    const story = await notified();
    const calendars = { ...nationalCalendars, interrupted: new Set(['2021-10-08']) };
    const [duty] = openDuties(story.kase);
    if (!duty) throw new Error('no duty');
    expect(dueOf(duty, story.kase, calendars)).toMatchObject({
      dueOn: '2021-10-09',
      dueAt: on('10-10', '00:00:00'),
    });
    const facts = { due: async (kase: Story['kase'], each: typeof duty) => dueOf(each, kase, calendars) };
    const late = { at: on('10-09', '00:06:00'), facts };
    expect(await story.trial('deemAbandoned', {}, { as: 'system', ...late })).toBe('service-interrupted');
    expect(await story.trial('handInSupplement', undefined, late)).toBeUndefined();
    expect(
      await story.trial('deemAbandoned', {}, { as: 'system', at: on('10-10', '00:06:00'), facts }),
    ).toBeUndefined();
  });
});

describe('分次补正（R-066）', () => {
  async function threeNamed(): Promise<Story> {
    const story = await caseIn('formalReview', { start: on('09-17', '08:00:00') });
    await passReview(story);
    for (const { id } of story.kase.lines) await story.take('markMaterial', { lineId: id, ...deficiency });
    await story.take('issueOneTimeNotice');
    return story;
  }

  test('三项按期交来两项：仍视为放弃', async () => {
    const story = await threeNamed();
    for (const at of [0, 1]) {
      await story.take('handInSupplement', { way: 'counter', pieces: [{ lineId: lineId(story, at) }] });
      expect(story.kase.state).toBe('returnedForSupplement');
    }
    await story.take('deemAbandoned', {}, { as: 'system', at: on('10-09', '00:05:00') });
    expect(story.kase.abandoned).toMatchObject({ by: 'notice' });
    expect(story.kase.state).toBe('deemedAbandoned');
  });

  test('最后一项邮寄，按揽收时间算；到了就审', async () => {
    const story = await threeNamed();
    await story.take('handInSupplement', {
      way: 'counter',
      pieces: [{ lineId: lineId(story, 0) }, { lineId: lineId(story, 1) }],
    });
    story.now = on('10-08', '17:30:00');
    const waybill = await registered(story, on('10-08', '17:00:00'));
    // Under way: nothing is abandoned; delivered on the 11th, the window has until the 12th.
    expect(dueDays(story)).toMatchObject({ inboundParcel: '2021-11-08' });
    expect(await story.trial('deemAbandoned', {}, { as: 'system', at: on('10-09', '00:05:00') })).toBe(
      'supplement-under-way',
    );
    await story.take(
      'recordCarrierEvent',
      { waybill, kind: 'delivered', occurredAt: on('10-11', '10:00:00'), proof: '签收' },
      { at: on('10-11', '10:05:00') },
    );
    expect(dueDays(story)).toMatchObject({ inboundParcel: '2021-10-12' });
    await story.take('handInSupplement', { way: 'post', waybill, pieces: [{ lineId: lineId(story, 2) }] });
    expect(story.kase.state).toBe('formalReview');
    expect(story.kase.lines[2]).toMatchObject({ handedInAt: on('10-08', '17:00:00'), verdict: 'unmarked' });
    expect(dueDays(story)).toMatchObject({ supplementReview: '2021-10-12' });
  });

  test('邮件里少一项，期限已过：拆开之时视为放弃', async () => {
    const story = await threeNamed();
    story.now = on('10-08', '17:30:00');
    const waybill = await registered(story, on('10-08', '17:00:00'));
    await story.take(
      'handInSupplement',
      { way: 'post', waybill, pieces: [{ lineId: lineId(story, 0) }] },
      { at: on('10-11', '10:00:00') },
    );
    expect(dueAt(story, 'supplementDue')).toBe(on('10-11', '10:00:00'));
    expect(
      await story.trial('deemAbandoned', {}, { as: 'system', at: on('10-11', '10:05:00') }),
    ).toBeUndefined();
  });

  test('邮件遗失、9 月 17 日告知申请人：等到 9 月 26 日', async () => {
    const story = await caseIn('returnedForSupplement', { start: on('09-01', '08:00:00') });
    const waybill = await registered(story, on('09-10', '10:00:00').replace('09-10', '09-01'));
    await story.take(
      'recordCarrierEvent',
      { waybill, kind: 'lost', occurredAt: on('09-16', '10:00:00'), proof: '承运人认定遗失' },
      { at: on('09-16', '11:00:00') },
    );
    expect(await story.trial('deemAbandoned', {}, { as: 'system', at: on('10-20', '00:05:00') })).toBe(
      'supplement-under-way',
    );
    await story.take(
      'recordContact',
      {
        channel: 'phone',
        number: '13800006021',
        reached: true,
        result: '邮件遗失，请重新交来',
        purpose: 'parcelLost',
      },
      { at: on('09-17', '09:00:00') },
    );
    expect(dueDays(story)).toMatchObject({ inboundParcel: '2021-09-26' });
    expect(
      await story.trial('deemAbandoned', {}, { as: 'system', at: on('09-27', '00:05:00') }),
    ).toBeUndefined();
  });

  test('告知书以外的材料记为附加，不抵任何一项', async () => {
    const story = await threeNamed();
    await story.take('handInSupplement', { way: 'counter', pieces: [], extras: ['居住证复印件'] });
    expect(story.kase.state).toBe('returnedForSupplement');
    expect(story.kase.personal?.extras).toEqual(['居住证复印件']);
  });
});

describe('只告知一次（R-064）', () => {
  test('合格的材料不能再说不合格；负责人写明理由才行，并记为二次告知', async () => {
    const story = await notified();
    await supplemented(story);
    const second = { lineId: lineId(story, 1), ...deficiency };
    expect(await story.trial('markMaterial', second)).toBe('line-already-passed');
    await story.take('reopenPassedLine', {
      lineId: lineId(story, 1),
      reason: '复核发现证件照片页与登记表不是同一人',
    });
    await story.take('markMaterial', second);
    await story.take('issueOneTimeNotice');
    const notice = story.events.findLast(({ type }) => type === 'oneTimeNoticeIssued');
    expect(notice?.data).toMatchObject({ round: 2, secondNotice: true, lineIds: [lineId(story, 1)] });
    expect(story.kase.notices).toHaveLength(2);
  });

  test('新交来的替换件有问题：可以再告知，期限另起，不记二次告知（OP-68、OP-69）', async () => {
    const story = await notified();
    await story.take('handInSupplement', undefined, { at: on('10-08', '23:59:00') });
    await story.take(
      'markMaterial',
      { lineId: lineId(story, 0), ...deficiency },
      { at: on('10-12', '09:00:00') },
    );
    await story.take('issueOneTimeNotice');
    expect(story.kase.notices.at(-1)).toMatchObject({ round: 2, dueOn: '2021-10-27' });
    expect(story.events.at(-1)?.data).toMatchObject({ secondNotice: false });
    expect(story.kase.lines[0]?.handedInAt).toBeUndefined();
    expect(openDuties(story.kase)[0]?.round).toBe(3);
  });
});

describe('更换、作废（R-079）', () => {
  test('更换：旧的作废，新的写明替换哪一份，期限只会更晚', async () => {
    const story = await notified();
    const [old] = story.kase.notices;
    const { documents } = await story.take('replaceOneTimeNotice');
    expect(story.kase.notices.map(({ voidedFor }) => voidedFor)).toEqual(['replacement', undefined]);
    expect(story.kase.documents.find(({ id }) => id === old?.documentId)?.voidedAt).toBeDefined();
    const replaced = story.kase.documents.find(({ id }) => id === old?.documentId)?.number;
    expect(documents[0]?.form.data).toMatchObject({ replaces: replaced, days: 30 });
    expect(dueDays(story)).toEqual({ supplementDue: '2021-10-18' });
  });

  test('更换时去掉判错的一项：那一项算合格，改写的补正意见印在新的上', async () => {
    const story = await caseIn('formalReview', { start: on('09-17', '08:00:00') });
    await twoDeficient(story);
    await story.take('issueOneTimeNotice');
    const { documents } = await story.take('replaceOneTimeNotice', {
      ...story.usual('replaceOneTimeNotice'),
      lineIds: [lineId(story, 1)],
      corrections: { [lineId(story, 1)]: '请交身份证正反面复印件。' },
    });
    expect(story.kase.lines.map(({ verdict }) => verdict)).toEqual(['passed', 'deficient', 'passed']);
    const form = documents[0]?.form;
    expect(form?.kind === 'oneTimeNotice' && form.data.lines.map(({ correction }) => correction)).toEqual([
      undefined,
      '请交身份证正反面复印件。',
      undefined,
    ]);
  });

  test('作废：回到审查，列出的材料重新判定', async () => {
    const story = await notified();
    await story.take('voidOneTimeNotice');
    expect(story.kase.state).toBe('formalReview');
    await story.take('markMaterial', { lineId: lineId(story, 0), verdict: 'passed' });
    await story.take('acceptIntake');
    expect(story.kase.state).toBe('intakeAccepted');
  });

  test('重新出具收件通知书：收件时间和时限不变（OP-70）', async () => {
    const story = await caseIn('inTransit');
    const { intakeAcceptedAt } = story.kase;
    const before = dueDays(story);
    const { documents } = await story.take('replaceIntakeReceipt');
    expect(story.kase.intakeAcceptedAt).toBe(intakeAcceptedAt);
    expect(dueDays(story)).toEqual(before);
    expect(story.kase.personal?.contact.phone).toBe('13800006022');
    expect(documents[0]?.form.data).toMatchObject({ contactPhone: '13800006022' });
    const receipts = story.kase.documents.filter(({ kind }) => kind === 'intakeReceipt');
    expect(receipts.map(({ voidedAt }) => voidedAt !== undefined)).toEqual([true, false]);
  });
});

describe('拒签（OP-59）', () => {
  test('写明原因，第二名窗口人员见证，印在签名处', async () => {
    const story = await caseIn('formalReview');
    await twoDeficient(story);
    const { documents } = await story.take('issueOneTimeNotice', {
      days: 15,
      applicantSignature: { kind: 'refused', reason: '对补正期限有异议' },
      handlerSigned: true,
      confirmation: secondPersons.intakeClerk.token,
    });
    expect(documents[0]?.form.data).toMatchObject({
      signature: { words: '申请人拒绝签名（对补正期限有异议）。见证人：刘洋' },
    });
    expect(story.events.at(-1)?.data).toMatchObject({
      signature: 'refused',
      witnessId: secondPersons.intakeClerk.id,
    });
  });
});

describe('恢复（OP-71）', () => {
  test('最后一天中断：回到待补正，给下一个工作日', async () => {
    const story = await caseIn('deemedAbandoned', { start: on('09-17', '08:00:00') });
    await story.take(
      'reinstateCase',
      { ...story.usual('reinstateCase'), ground: 'interruption' },
      { at: on('10-11', '09:00:00') },
    );
    expect(story.kase.endedAt).toBeUndefined();
    expect(dueDays(story)).toEqual({ supplementDue: '2021-10-12' });
    await story.take('handInSupplement', undefined, { at: on('10-12', '23:00:00') });
    expect(story.kase.state).toBe('formalReview');
  });

  test('凭揽收记录：回到审查，审查时限另起', async () => {
    const story = await caseIn('deemedAbandoned', { start: on('09-17', '08:00:00') });
    await story.take('reinstateCase', undefined, { at: on('10-11', '09:00:00') });
    expect(story.kase.state).toBe('formalReview');
    expect(story.kase.lines[0]).toMatchObject({
      verdict: 'unmarked',
      handedInAt: on('10-08', '17:20:00'),
    });
    expect(dueDays(story)).toEqual({ supplementReview: '2021-10-12', formalReviewEnd: '2021-10-18' });
  });
});
