import { describe, expect, test } from 'vitest';
import { idOf, waybillOf } from '../../../test/case-acts.ts';
import { caseIn, type Story } from '../../../test/case-builder.ts';
import { nationalCalendar, nationalCalendars } from '../../../test/case-facts.ts';
import { faultsOf } from '../../../test/case-invariants.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import { dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';
import { pausesOf } from '../decision/pauses.ts';
import { supplementDates } from './dates.ts';
import { openSupplement } from './supplement.ts';

const at = (day: string, time = '10:00:00'): Instant => `${day}T${time}.000+08:00`;

/** The days on which what is open ends. */
const dueDays = (kase: Case): Record<string, string> =>
  Object.fromEntries(openDuties(kase).map((duty) => [duty.rule, dueOf(duty, kase, nationalCalendars).dueOn]));

const approver = { as: 'approver' } as const;

const pointIds = (story: Story): string[] => openSupplement(story.kase)?.points.map(({ id }) => id) ?? [];

const scansAt = (story: Story): unknown => ({
  way: 'counter',
  pieces: pointIds(story).map((pointId, index) => ({ pointId, uploadIds: [idOf(800 + index)] })),
});

/** Whatever lies as scans at the intake window goes to the home window. */
const relay = (story: Story, on: Instant): Promise<unknown> =>
  story.take(
    'sendPackage',
    {
      declaration: true,
      overdueReason: '网络中断',
      for: { supplementId: openSupplement(story.kase)?.id, pointIds: pointIds(story) },
    },
    { at: on },
  );

describe('受理以前', () => {
  test('7 月 12 日要求、10 个工作日：26 日前补正；22 日到齐，5 个工作日重新起算，到 29 日（C.9）', async () => {
    const story = await caseIn('homeSupplement', { start: at('2021-07-12', '08:00:00') });
    expect(dueDays(story.kase)).toMatchObject({
      homeSupplementDue: '2021-07-26',
      homeSupplementDecision: '2021-07-28',
    });
    expect(dueDays(story.kase)).not.toHaveProperty('homeAcceptance');

    await story.take('handInHomeSupplement', scansAt(story), { at: at('2021-07-20') });
    expect(dueDays(story.kase)).toEqual({ relayElectronic: '2021-07-21' });

    await relay(story, at('2021-07-22'));
    expect(dueDays(story.kase)).toEqual({ homeSupplementConfirmation: '2021-07-23' });

    await story.take('confirmHomeSupplement', {}, { at: at('2021-07-23') });
    expect(story.kase.homeSupplements[0]).toMatchObject({ state: 'received', endedOn: '2021-07-22' });
    // The document was the contact that the receipt had promised.
    expect(dueDays(story.kase)).toEqual({ homeAcceptance: '2021-07-29' });
    expect(faultsOf(story.kase, story.events)).toEqual([]);
  });

  test('纸质的一点要寄：揽收以前都算没有寄出，送到以后等属地确认', async () => {
    const story = await caseIn('homeSupplement', { start: at('2021-07-12', '08:00:00') });
    await story.take('handInHomeSupplement', undefined, { at: at('2021-07-20') });
    const lineId = openSupplement(story.kase)?.points[0]?.lineId;
    expect(story.kase.lines.find(({ id }) => id === lineId)).toMatchObject({ paper: 'intake' });
    expect(dueDays(story.kase)).toEqual({ relayPostal: '2021-07-22' });
    await story.take('dispatchParcel', {
      waybill: waybillOf(61),
      carrier: 'ems',
      packed: [{ lineId, originals: 0, copies: 1 }],
      for: { supplementId: openSupplement(story.kase)?.id, pointIds: pointIds(story) },
    });
    expect(dueDays(story.kase)).toEqual({ relayPostal: '2021-07-22' });
    const carried = (kind: string, occurredAt: Instant): Promise<unknown> =>
      story.take(
        'recordCarrierEvent',
        { waybill: waybillOf(61), kind, occurredAt, proof: '交接单' },
        { at: occurredAt },
      );
    await carried('collected', at('2021-07-21'));
    expect(dueDays(story.kase)).not.toHaveProperty('relayPostal');
    expect(openDuties(story.kase)).not.toEqual([]);
    await carried('delivered', at('2021-07-23'));
    expect(dueDays(story.kase)).toMatchObject({ homeSupplementConfirmation: '2021-07-26' });
    await story.take('confirmHomeSupplement', {}, { at: at('2021-07-26') });
    expect(story.kase.lines.find(({ id }) => id === lineId)).toMatchObject({ paper: 'home' });
    expect(story.kase.parcels.find(({ waybill }) => waybill === waybillOf(61))?.confirmedAt).toBeDefined();
    expect(dueDays(story.kase)).toMatchObject({ homeAcceptance: '2021-07-30' });
    expect(faultsOf(story.kase, story.events)).toEqual([]);
  });

  test('6 月 7 日收到，没有决定：到 15 日为止，视为 7 日受理（C.9）', async () => {
    const story = await caseIn('receivedAtHome', { start: at('2021-06-07', '08:00:00') });
    expect(dueDays(story.kase)).toMatchObject({ homeAcceptance: '2021-06-15' });
    await story.take('deemAcceptedAtHome', {}, { at: '2021-06-16T00:00:00.000+08:00' });
    expect(story.kase).toMatchObject({ homeAcceptedOn: '2021-06-07', flags: ['acceptanceDeemed'] });
  });

  test('补正到齐以后没有决定：视为补正到达那天受理（OP-76）', async () => {
    const story = await caseIn('homeSupplement', { start: at('2021-07-12', '08:00:00') });
    await story.take('handInHomeSupplement', undefined, { as: 'homeClerk', at: at('2021-07-22') });
    await story.take('confirmHomeSupplement', {}, { as: 'system', at: at('2021-07-24', '00:00:00') });
    expect(await story.trial('deemAcceptedAtHome', {}, { at: at('2021-07-29', '23:59:59') })).toBe(
      'acceptance-not-due',
    );
    await story.take('deemAcceptedAtHome', {}, { at: at('2021-07-30', '00:00:00') });
    expect(story.kase.homeAcceptedOn).toBe('2021-07-22');
  });

  test('第 5 个工作日要求、逾期没有补：只停到期限后第 2 个工作日，剩下的一天接着数（OP-77）', async () => {
    const story = await caseIn('receivedAtHome', { start: at('2021-07-12', '08:00:00') });
    expect(dueDays(story.kase)).toMatchObject({ homeAcceptance: '2021-07-19' });
    await story.take('requestHomeSupplement', undefined, { at: at('2021-07-19', '23:59:00') });
    expect(dueDays(story.kase)).toMatchObject({
      homeSupplementDue: '2021-08-02',
      homeSupplementDecision: '2021-08-04',
    });
    await story.take('continueWithoutSupplement', undefined, { at: at('2021-08-04') });
    expect(dueDays(story.kase)).toMatchObject({ homeAcceptance: '2021-08-05' });
  });

  test('撤回的要求当作没有提过：5 个工作日照旧，通知书作废（C.1 24a）', async () => {
    const story = await caseIn('receivedAtHome', { start: at('2021-07-12', '08:00:00') });
    await story.take('requestHomeSupplement', undefined, { at: at('2021-07-13') });
    await story.take('takeBackHomeSupplement', undefined, { at: at('2021-07-15') });
    expect(dueDays(story.kase)).toMatchObject({ homeAcceptance: '2021-07-19' });
    const notice = story.kase.documents.find(({ kind }) => kind === 'homeSupplementNotice');
    expect(notice?.voidedAt).toBe(at('2021-07-15'));
  });
});

describe('受理以后', () => {
  /** Accepted on Monday 7 June, under review. */
  const inReview = (): Promise<Story> => caseIn('substantiveReview', { start: at('2021-06-07', '08:00:00') });
  const promised = (kase: Case): string | undefined => dueDays({ ...kase, promisedDays: 5 })['promisedLimit'];

  test('承诺 5 天：6 月 9 日要求、11 日到齐，3 个工作日不计，到 18 日（C.9）', async () => {
    const story = await inReview();
    expect(promised(story.kase)).toBe('2021-06-15');
    await story.take('requestHomeSupplement', undefined, { ...approver, at: at('2021-06-09') });
    await story.take('handInHomeSupplement', undefined, { as: 'homeClerk', at: at('2021-06-11') });
    await story.take('confirmHomeSupplement', {}, { at: at('2021-06-11', '16:00:00') });
    expect(promised(story.kase)).toBe('2021-06-18');
    expect(pausesOf(story.kase)).toEqual([{ from: '2021-06-09', to: '2021-06-11', label: '属地补正，不计' }]);
  });

  test('撤回的要求不停计时', async () => {
    const story = await inReview();
    await story.take('requestHomeSupplement', undefined, { ...approver, at: at('2021-06-09') });
    await story.take('takeBackHomeSupplement', undefined, { ...approver, at: at('2021-06-11') });
    expect(promised(story.kase)).toBe('2021-06-15');
  });

  test('逾期再晚才处理，也只停到期限后第 2 个工作日', async () => {
    const story = await inReview();
    const request = { ...story.usual('requestHomeSupplement'), dueOn: '2021-06-11' };
    await story.take('requestHomeSupplement', request, { ...approver, at: at('2021-06-09') });
    expect(openSupplement(story.kase)).toMatchObject({ dueOn: '2021-06-11', pausedUntil: '2021-06-16' });
    await story.take('continueWithoutSupplement', undefined, { ...approver, at: at('2021-06-25') });
    // 8 June counted; 9–16 June not; 17, 18, 21 and 22 June.
    expect(promised(story.kase)).toBe('2021-06-22');
  });

  test('按期交到收件窗口、转得慢的，停到到达那天为止', async () => {
    const story = await inReview();
    const request = { ...story.usual('requestHomeSupplement'), dueOn: '2021-06-11' };
    await story.take('requestHomeSupplement', request, { ...approver, at: at('2021-06-09') });
    await story.take('handInHomeSupplement', scansAt(story), { at: at('2021-06-11', '23:59:59') });
    await relay(story, at('2021-06-21'));
    await story.take('confirmHomeSupplement', {}, { at: at('2021-06-22') });
    expect(story.kase.homeSupplements[0]?.endedOn).toBe('2021-06-21');
  });

  test.each(['replaceHomeSupplement', 'continueWithoutSupplement', 'takeBackHomeSupplement'] as const)(
    '属地窗口不能再办：%s 由审批人员办',
    async (command) => {
      const story = await inReview();
      await story.take('requestHomeSupplement', undefined, approver);
      expect(await story.refusal(command, undefined, { as: 'homeClerk' })).toBe('not-authorised');
    },
  );

  test('属地窗口不能在审查中要求补正；不予受理也不可能了', async () => {
    const story = await inReview();
    expect(await story.refusal('requestHomeSupplement', undefined, { as: 'homeClerk' })).toBe(
      'not-authorised',
    );
    await story.take('requestHomeSupplement', undefined, approver);
    expect(await story.refusal('rejectAtHome', undefined, { at: at('2021-07-30') })).toBe(
      'illegal-transition',
    );
  });

  test('已经受理的，通知书不能写逾期视为放弃（OP-78）', async () => {
    const story = await inReview();
    const body = { points: [{ text: '补交户口簿复印件' }], announcesAbandonment: true };
    expect(await story.refusal('requestHomeSupplement', body, approver)).toBe('field-invalid');
  });

  test('第二次要求另起一轮，撤回的不计数', async () => {
    const story = await inReview();
    await story.take('requestHomeSupplement', undefined, approver);
    await story.take('takeBackHomeSupplement', undefined, approver);
    await story.take('requestHomeSupplement', { points: [{ text: '补交户口簿复印件' }] }, approver);
    expect(openDuties(story.kase).find(({ rule }) => rule === 'homeSupplementDue')?.round).toBe(2);
    expect(story.kase.homeSupplements.map(({ state }) => state)).toEqual(['takenBack', 'open']);
  });
});

describe('收补正材料', () => {
  /** Two points on the same line, asked for on 12 July. */
  const twoOnOneLine = async (): Promise<Story> => {
    const story = await caseIn('receivedAtHome', { start: at('2021-07-12', '08:00:00') });
    const lineId = story.kase.lines[0]?.id;
    const points = [
      { lineId, text: '换一张白底照片' },
      { lineId, text: '另交照片电子版' },
    ];
    await story.take('requestHomeSupplement', { ...story.usual('requestHomeSupplement'), points });
    return story;
  };
  const scans = (story: Story) =>
    pointIds(story).map((pointId, index) => ({ pointId, uploadIds: [idOf(700 + index)] }));

  test('同一项材料的两点一次交来：两点的扫描件都在这一项里', async () => {
    const story = await twoOnOneLine();
    const pieces = scans(story).map((piece) => ({ ...piece, copies: 1 }));
    await story.take('handInHomeSupplement', { way: 'counter', pieces });
    const [line] = story.kase.lines;
    expect(line?.fileIds).toEqual(expect.arrayContaining([idOf(700), idOf(701)]));
    expect(line?.received).toMatchObject({ originals: 0, copies: 2 });
  });

  test('同一点写了两次：不收，免得丢了前一次的扫描件', async () => {
    const story = await twoOnOneLine();
    const [first] = scans(story);
    const pieces = [first, { ...first, uploadIds: [idOf(790)] }];
    expect(await story.trial('handInHomeSupplement', { way: 'counter', pieces })).toBe('field-invalid');
  });

  test('邮件期限内已投递，第二天才登记：仍是按期；运单号带空格也认得', async () => {
    const story = await caseIn('homeSupplement', { start: at('2021-07-12', '08:00:00') });
    await story.take('registerInboundParcel', {
      ...story.usual('registerInboundParcel'),
      waybill: waybillOf(62),
    });
    await story.take(
      'recordCarrierEvent',
      { waybill: waybillOf(62), kind: 'delivered', occurredAt: at('2021-07-26', '17:00:00'), proof: '签收' },
      { at: at('2021-07-27', '09:00:00') },
    );
    const spaced = `${waybillOf(62).slice(0, 4)} ${waybillOf(62).slice(4)}`;
    const body = { ...story.usual('handInHomeSupplement'), way: 'post', waybill: spaced };
    await story.take('handInHomeSupplement', body, { at: at('2021-07-27') });
    expect(openSupplement(story.kase)?.points[0]?.handedInAt).toBe(at('2021-07-26', '17:00:00'));
  });

  test('确认到达时写了没有的邮件：不收，也不记下', async () => {
    const story = await caseIn('homeSupplement');
    await story.take('handInHomeSupplement', undefined, { as: 'homeClerk' });
    for (const waybill of ['张三 13800006021', '\u0000', waybillOf(63)])
      expect(await story.trial('confirmHomeSupplement', { waybills: [waybill] })).toBe('field-invalid');
  });
});

describe('补正期限', () => {
  test('默认 10 个工作日；自选的至少到下一个工作日，遇放假顺延，最长 90 天', () => {
    expect(supplementDates(nationalCalendars, at('2021-07-12'))).toEqual({
      workingDays: 10,
      dueOn: '2021-07-26',
      pausedUntil: '2021-07-28',
    });
    expect(supplementDates(nationalCalendars, at('2021-09-30'), '2021-10-01')).toMatchObject({
      workingDays: 1,
      dueOn: '2021-10-08',
    });
    expect(supplementDates(nationalCalendars, at('2021-07-12'), '2021-07-12')).toBeUndefined();
    expect(supplementDates(nationalCalendars, at('2021-07-12'), '2021-10-10')).toBeDefined();
    expect(supplementDates(nationalCalendars, at('2021-07-12'), '2021-10-11')).toBeUndefined();
  });

  test('收件地那天放假的，顺延到两地都上班的日子', () => {
    const closed = {
      ...nationalCalendar,
      holidays: new Map([...nationalCalendar.holidays, ['2021-07-26', '地方节日'] as const]),
    };
    expect(supplementDates({ home: nationalCalendar, intake: closed }, at('2021-07-12'))).toMatchObject({
      dueOn: '2021-07-27',
      workingDays: 10,
    });
  });

  test('重新计算的日子和印出来的一样；延长只移动，不另起一轮', async () => {
    const story = await caseIn('homeSupplement', { start: at('2021-07-12', '08:00:00') });
    await story.take('replaceHomeSupplement', { reason: '申请人在外地', dueOn: '2021-08-07' });
    expect(openSupplement(story.kase)).toMatchObject({ dueOn: '2021-08-09', pausedUntil: '2021-08-11' });
    expect(dueDays(story.kase)).toMatchObject({
      homeSupplementDue: '2021-08-09',
      homeSupplementDecision: '2021-08-11',
    });
    expect(openDuties(story.kase).map(({ round }) => round)).toEqual([1, 1]);
    const notices = story.kase.documents.filter(({ kind }) => kind === 'homeSupplementNotice');
    expect(notices.map(({ voidedAt }) => voidedAt !== undefined)).toEqual([true, false]);
  });
});
