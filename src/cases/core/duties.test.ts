import { describe, expect, test } from 'vitest';
import { fullReasons } from '../../../test/case-acts.ts';
import { caseIn, passReview, type Story, type StoryOptions } from '../../../test/case-builder.ts';
import {
  factsOf,
  homeWindow,
  intakeWindow,
  nationalCalendar,
  nationalCalendars,
  shippedStandard,
} from '../../../test/case-facts.ts';
import { comeBack } from '../../../test/refusals/delivery.ts';
import { type DutyId, ruleOf } from '../../regulation/duties.ts';
import type { Instant } from '../../regulation/instant.ts';
import { endOfDay } from '../../regulation/shanghai-time.ts';
import { type CaseState, caseStates, isTerminal } from '../../regulation/states.ts';
import type { WorkingCalendar } from '../../regulation/working-calendar.ts';
import type { Case } from './case.ts';
import { type CaseCalendars, dueOf } from './due.ts';
import { openDuties } from './duties.ts';
import type { FactSources } from './fact-sources.ts';

const rulesOf = (kase: Case): DutyId[] => openDuties(kase).map(({ rule }) => rule);

const dueOn = (kase: Case, rule: DutyId, calendars: CaseCalendars = nationalCalendars): string => {
  const duty = openDuties(kase).find((each) => each.rule === rule);
  if (!duty) throw new Error(`${rule} is not open: ${rulesOf(kase).join(', ')}`);
  const due = dueOf(duty, kase, calendars);
  if (!('officeHours' in ruleOf(rule).length)) expect(due.dueAt).toBe(endOfDay(due.dueOn));
  return due.dueOn;
};

/** Some worked examples lie before the day on which the programme began. */
const inForceEarlier: Partial<FactSources> = {
  chooseProgramme: (standard, intake, home, chosen) =>
    factsOf('').chooseProgramme(standard, intake, home, chosen, '2021-07-01T00:00:00.000+08:00'),
};

/** A case of which the last act before the state was done at a moment. */
async function actAt(
  at: Instant,
  from: CaseState,
  command: Parameters<Story['take']>[0],
  story?: StoryOptions,
): Promise<Case> {
  const facts = { ...inForceEarlier, ...story?.facts };
  const told = await caseIn(from, { start: `${at.slice(0, 10)}T00:00:00.000+08:00`, facts });
  if (command === 'acceptIntake') await passReview(told);
  const { kase } = await told.take(command, undefined, { at });
  return kase;
}

const at = (day: string, time = '15:00'): Instant => `2021-${day}T${time}:00.000+08:00`;

/** The standard with other limits, in working days. */
const limits = (promisedDays: number, statutoryDays: number | null): StoryOptions => ({
  facts: {
    findStandard: async (optionId, homeRegion) => {
      const standard = shippedStandard(optionId, homeRegion);
      return standard && { ...standard, promisedDays, statutoryDays };
    },
  },
});

const afterCare: ReadonlySet<string> = new Set([
  'originalsBack',
  'parcelRecall',
  'incidentEnquiry',
  'abandonedMaterials',
]);

describe('what is open in each state', () => {
  test.each<[CaseState, DutyId[]]>([
    ['draft', ['draftKept']],
    ['submitted', ['formalReviewStart']],
    ['formalReview', ['formalReviewEnd']],
    ['intakeAccepted', ['electronicTransfer', 'postalDispatch']],
    ['inTransit', ['postalDispatch', 'firstOpening']],
    ['receivedAtHome', ['homeAcceptance', 'firstContact']],
    ['homeAccepted', ['promisedLimit', 'assignment']],
    ['substantiveReview', ['promisedLimit']],
    ['homeRejected', ['resultDispatch', 'decisionTold']],
    ['decidedGranted', ['resultDispatch', 'decisionTold']],
    ['decidedDenied', ['resultDispatch', 'decisionTold']],
    ['resultDelivering', ['delivery', 'decisionTold']],
    ['discarded', []],
    ['notTaken', []],
    ['completed', []],
  ])('%s', async (state, rules) => {
    expect(rulesOf((await caseIn(state)).kase)).toEqual(rules);
  });

  test('no living case is without a duty, and an ended one has after-care only (C.10, 8 and 13)', async () => {
    const stories = await Promise.all(
      (Object.keys(caseStates) as CaseState[]).flatMap((state) => [
        caseIn(state),
        caseIn(state, { way: 'pickUpAtIntake' }),
        caseIn(state, { way: 'pickUpAtHome' }),
      ]),
    );
    for (const kase of stories.flatMap(({ past }) => past)) {
      const rules = rulesOf(kase);
      const right = isTerminal(kase.state) ? rules.every((rule) => afterCare.has(rule)) : rules.length > 0;
      expect(right, `${kase.state} at version ${kase.version}: ${rules.join(', ')}`).toBe(true);
    }
  });

  test('while a parcel is under way its sender watches it', async () => {
    const story = await caseIn('inTransit');
    await story.take('recordFirstOpening');
    await story.take('dispatchParcel');
    expect(rulesOf(story.kase)).toEqual(['postalDispatch']);
    await story.take('recordCarrierEvent', undefined, { at: at('09-23', '16:40') });
    await story.take('confirmReceipt');
    expect(rulesOf(story.kase)).toEqual(['parcelSilence']);
    expect(dueOn(story.kase, 'parcelSilence')).toBe('2021-09-28');
    const moved = { ...story.usual('recordCarrierEvent'), kind: 'moved', place: '重庆' };
    await story.take(
      'recordCarrierEvent',
      { ...moved, occurredAt: at('09-24', '08:00') },
      { at: at('09-24', '09:00') },
    );
    expect(dueOn(story.kase, 'parcelSilence')).toBe('2021-09-29');
    await story.take('recordCarrierEvent', undefined, { at: at('09-26', '10:00') });
    expect(rulesOf(story.kase)).toEqual(['receiptConfirmation']);
    expect(dueOn(story.kase, 'receiptConfirmation')).toBe('2021-09-27');
  });

  test('paper that no standard asks for still has to be sent when the clerk announced a parcel', async () => {
    const story = await caseIn('formalReview', {
      facts: {
        pinnedStandard: async () => {
          const standard = shippedStandard('048-1', '500110');
          if (!standard) throw new Error('no standard');
          const materials = standard.materials.map((each) => ({
            ...each,
            examineOriginal: false,
            archivePaper: false,
          }));
          return { ...standard, materials };
        },
      },
    });
    await passReview(story);
    await story.take('acceptIntake', { ...story.usual('acceptIntake'), channels: ['postal'] });
    expect(rulesOf(story.kase)).toEqual(['postalDispatch']);
  });

  test('after two attempts of the home window in vain, the intake window calls the applicant (OP-13)', async () => {
    const story = await caseIn('receivedAtHome');
    const tried = { ...story.usual('recordContact'), reached: false, result: '无人接听' };
    await story.take('recordContact', tried);
    expect(rulesOf(story.kase)).toContain('firstContact');
    await story.take('recordContact', tried);
    expect(rulesOf(story.kase)).toEqual(['homeAcceptance', 'contactByIntake']);
    await story.take('recordContact', undefined, { as: 'intakeClerk' });
    expect(rulesOf(story.kase)).toEqual(['homeAcceptance']);
  });

  test('a result that lies at a window is called for, goes back after 60 days, and is then sent again', async () => {
    const story = await caseIn('resultDelivering', { way: 'pickUpAtIntake' });
    await story.take(
      'recordContact',
      { ...story.usual('recordContact'), purpose: 'decision' },
      { as: 'homeClerk' },
    );
    expect(rulesOf(story.kase)).toEqual(['delivery']);
    await comeBack(story);
    expect(rulesOf(story.kase)).toEqual(['redelivery']);
    const { rule, round, holder } = openDuties(story.kase)[0] ?? {};
    expect([rule, round, holder]).toEqual(['redelivery', 1, 'homeWindow']);
    await story.take('redeliverResult');
    const next = openDuties(story.kase);
    expect(next.map(({ rule: id, round: count, holder: who }) => [id, count, who])).toEqual([
      ['pickUpReminder', 2, 'homeWindow'],
      ['pickUpReturn', 2, 'homeWindow'],
    ]);
  });

  test('a delivered result leaves only the end of the case', async () => {
    const story = await caseIn('resultDelivering');
    await story.take('recordContact', { ...story.usual('recordContact'), purpose: 'decision' });
    await story.take('recordCarrierEvent');
    await story.take('recordCarrierEvent');
    expect(rulesOf(story.kase)).toEqual(['completion']);
  });
});

describe('when it is due: the worked examples of C.9', () => {
  test.each([
    [at('04-30'), 'electronicTransfer', '2021-05-06'],
    [at('04-30'), 'postalDispatch', '2021-05-07'],
    [at('04-24'), 'electronicTransfer', '2021-04-25'],
    [at('05-07'), 'electronicTransfer', '2021-05-08'],
    [at('09-30'), 'electronicTransfer', '2021-10-08'],
    [at('09-29'), 'postalDispatch', '2021-10-08'],
    [at('10-08'), 'postalDispatch', '2021-10-11'],
  ] as const)('收件于 %s：%s 至 %s 24:00', async (accepted, rule, due) => {
    expect(dueOn(await actAt(accepted, 'formalReview', 'acceptIntake'), rule)).toBe(due);
  });

  test.each<[string, number, number | null, DutyId, string]>([
    [at('06-07'), 5, 20, 'promisedLimit', '2021-06-15'],
    [at('06-07'), 5, 20, 'statutoryLimit', '2021-07-06'],
    [at('06-12'), 0, null, 'promisedLimit', '2021-06-15'],
    [at('06-11'), 0, null, 'promisedLimit', '2021-06-11'],
    [at('10-09'), 0, null, 'promisedLimit', '2021-10-09'],
  ])(
    '受理于 %s，承诺 %i 日、法定 %s 日：%s 至 %s 24:00',
    async (accepted, promised, statutory, rule, due) => {
      expect(
        dueOn(await actAt(accepted, 'receivedAtHome', 'acceptAtHome', limits(promised, statutory)), rule),
      ).toBe(due);
    },
  );

  test('没有法定时限的事项不算法定时限', async () => {
    const kase = await actAt(at('06-07'), 'receivedAtHome', 'acceptAtHome', limits(5, null));
    expect(rulesOf(kase)).toEqual(['promisedLimit', 'assignment']);
  });

  test('属地 06-07 收到：5 个工作日至 06-15 24:00；逾期视为受理，受理日为 06-07，承诺时限自 06-07 起', async () => {
    const story = await caseIn('inTransit', { start: at('06-07', '08:00'), ...limits(5, 20) });
    await story.take('dispatchParcel');
    await story.take('confirmReceipt');
    await story.take('confirmReceipt');
    expect(dueOn(story.kase, 'homeAcceptance')).toBe('2021-06-15');
    expect(dueOn(story.kase, 'firstContact')).toBe('2021-06-08');
    await story.take('deemAcceptedAtHome', undefined, { at: '2021-06-16T00:00:00.000+08:00' });
    expect(story.kase.homeAcceptedOn).toBe('2021-06-07');
    expect(story.kase.flags).toContain('acceptanceDeemed');
    expect(dueOn(story.kase, 'promisedLimit')).toBe('2021-06-15');
    expect(dueOn(story.kase, 'statutoryLimit')).toBe('2021-07-06');
  });

  test('电子材料 04-30 16:30 到属地：2 个办公小时至 05-06 10:30', async () => {
    const kase = await actAt(at('04-30', '16:30'), 'intakeAccepted', 'sendPackage');
    const duty = openDuties(kase).find(({ rule }) => rule === 'firstOpening');
    expect(duty && dueOf(duty, kase, nationalCalendars).dueAt).toBe('2021-05-06T10:30:00.000+08:00');
  });

  test('登记当天开始审查，5 个工作日内审完', async () => {
    const submitted = await actAt(at('09-30'), 'draft', 'submitCase');
    expect(dueOn(submitted, 'formalReviewStart')).toBe('2021-09-30');
    const started = await actAt(at('09-30'), 'submitted', 'startFormalReview');
    expect(dueOn(started, 'formalReviewEnd')).toBe('2021-10-13');
  });

  test('草稿保留 30 个自然日，节假日照算', async () => {
    expect(dueOn((await caseIn('draft', { start: at('09-01') })).kase, 'draftKept')).toBe('2021-10-01');
  });

  test('决定后 2 个工作日发出结果，1 个工作日电话告知', async () => {
    const story = await caseIn('substantiveReview', { start: at('09-17', '09:00') });
    await story.take('recordOpinion');
    const { kase } = await story.take('denyApplication', fullReasons);
    expect([dueOn(kase, 'resultDispatch'), dueOn(kase, 'decisionTold')]).toEqual([
      '2021-09-22',
      '2021-09-18',
    ]);
  });
});

describe('the calendar of the party that must act (R-087, OP-10)', () => {
  const holidays = new Map([...nationalCalendar.holidays, ['2021-08-09', '雪顿节']]);
  const tibetan: WorkingCalendar = { ...nationalCalendar, holidays };

  test('08-06 收件：重庆的窗口 08-09 到期，拉萨的窗口当天放假，08-10 到期', async () => {
    const kase = await actAt(at('08-06'), 'formalReview', 'acceptIntake');
    expect(dueOn(kase, 'electronicTransfer', { ...nationalCalendars, home: tibetan })).toBe('2021-08-09');
    expect(dueOn(kase, 'electronicTransfer', { ...nationalCalendars, intake: tibetan })).toBe('2021-08-10');
  });

  test('属地在拉萨时，受理的 5 个工作日不算 08-09', async () => {
    const story = await caseIn('receivedAtHome', { start: at('08-06', '09:00') });
    expect(dueOn(story.kase, 'homeAcceptance', { ...nationalCalendars, intake: tibetan })).toBe('2021-08-13');
    expect(dueOn(story.kase, 'homeAcceptance', { ...nationalCalendars, home: tibetan })).toBe('2021-08-16');
  });

  test('the two windows lie in different provinces', () => {
    expect(intakeWindow.regionCode.slice(0, 2)).not.toBe(homeWindow.regionCode.slice(0, 2));
  });

  test('每一个期限都说得出理由，第 n 个工作日就是到期日', async () => {
    const kase = await actAt(at('09-29'), 'formalReview', 'acceptIntake');
    const duty = openDuties(kase).find(({ rule }) => rule === 'postalDispatch');
    const why = duty && dueOf(duty, kase, nationalCalendars).why;
    expect(why?.map(({ from, to, label, counted }) => [from, to, label, counted])).toEqual([
      ['2021-09-29', undefined, '起算日不计', false],
      ['2021-09-30', undefined, '工作日', true],
      ['2021-10-01', '2021-10-07', '国庆节放假', false],
      ['2021-10-08', undefined, '工作日', true],
    ]);
  });
});
