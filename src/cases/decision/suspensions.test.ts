import { describe, expect, test } from 'vitest';
import { caseIn, type Story, type StoryOptions } from '../../../test/case-builder.ts';
import { factsOf, nationalCalendars, shippedStandard } from '../../../test/case-facts.ts';
import type { DutyId } from '../../regulation/duties.ts';
import type { Day, Instant } from '../../regulation/instant.ts';
import { dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';
import { pausesOf } from './pauses.ts';
import { presentPausedLimits } from './present-decision.ts';
import { procedures } from './procedures.ts';

const at = (day: string, time = '10:00'): Instant => `2021-${day}T${time}:00.000+08:00`;

/** Limits of the worked examples; they lie before the day on which the programme began. */
const example: StoryOptions = {
  start: '2021-06-04T09:00:00.000+08:00',
  facts: {
    chooseProgramme: (standard, intake, home, chosen) =>
      factsOf('').chooseProgramme(standard, intake, home, chosen, '2021-07-01T00:00:00.000+08:00'),
    findStandard: async (optionId, homeRegion) => {
      const standard = shippedStandard(optionId, homeRegion);
      return standard && { ...standard, promisedDays: 5, statutoryDays: 20 };
    },
  },
};

/** 受理 on Monday 2021-06-07, review begun on the 8th. */
async function underReview(): Promise<Story> {
  const story = await caseIn('receivedAtHome', example);
  await story.take('acceptAtHome', undefined, { at: at('06-07') });
  await story.take('assignHandler', undefined, { at: at('06-07', '11:00') });
  await story.take('startReview', undefined, { at: at('06-08') });
  return story;
}

const suspend = (story: Story, on: string, more: object = {}): Promise<unknown> =>
  story.take(
    'suspendReview',
    {
      type: 'appraisal',
      startOn: `2021-${on}`,
      expectedEndOn: '2021-06-16',
      reason: '需要作人像鉴定。',
      ...more,
    },
    { at: at(on) },
  );

const dueDay = (story: Story, rule: DutyId): Day | undefined => {
  const duty = openDuties(story.kase).find((each) => each.rule === rule);
  return duty && dueOf(duty, story.kase, nationalCalendars).dueOn;
};
const shown = (story: Story, now: Instant) =>
  presentPausedLimits(story.kase, { now, calendars: nationalCalendars }).map(
    ({ title, withoutPauses, withPauses, expected }) => [title, withoutPauses, withPauses, expected],
  );

describe('特别程序不计入办理期限（R-104）', () => {
  test('受理 6 月 7 日：承诺 5 个工作日到 6 月 15 日，法定 20 个工作日到 7 月 6 日（R-103）', async () => {
    const story = await underReview();
    expect(dueDay(story, 'promisedLimit')).toBe('2021-06-15');
    expect(dueDay(story, 'statutoryLimit')).toBe('2021-07-06');
    expect(shown(story, at('06-08'))).toEqual([]);
  });

  test('6 月 9 日至 16 日鉴定，首尾都不计：顺延到 6 月 22 日，两个日期都显示', async () => {
    const story = await underReview();
    await suspend(story, '06-09');
    await story.take('resumeReview', { endOn: '2021-06-16', result: '是本人。' }, { at: at('06-17') });
    expect(dueDay(story, 'promisedLimit')).toBe('2021-06-22');
    expect(shown(story, at('06-17'))).toEqual([
      ['承诺期限', '2021-06-15', '2021-06-22', false],
      ['法定时限', '2021-07-06', '2021-07-13', false],
    ]);
  });

  test('暂停期间没有办理期限在走，只看特别程序何时结束：预计结束后第 5 个工作日提醒', async () => {
    const story = await underReview();
    await suspend(story, '06-09');
    expect(openDuties(story.kase).map(({ rule }) => rule)).toEqual(['suspensionEnd']);
    expect(dueDay(story, 'suspensionEnd')).toBe('2021-06-23');
    expect(shown(story, at('06-10'))[0]).toEqual(['承诺期限', '2021-06-15', '2021-06-22', true]);
    // The procedure lasts longer than expected: the day moves with it.
    expect(shown(story, at('06-18'))[0]).toEqual(['承诺期限', '2021-06-15', '2021-06-24', true]);
  });

  test('结束得早，从结束的次日起继续计', async () => {
    const story = await underReview();
    await suspend(story, '06-09');
    await story.take('resumeReview', { endOn: '2021-06-10', result: '是本人。' }, { at: at('06-11') });
    expect(dueDay(story, 'promisedLimit')).toBe('2021-06-17');
  });

  test('两次特别程序各自不计，第二次的提醒是新的一轮', async () => {
    const story = await underReview();
    await suspend(story, '06-09');
    await story.take(
      'resumeReview',
      { endOn: '2021-06-10', result: '是本人。' },
      { at: at('06-10', '15:00') },
    );
    await suspend(story, '06-11', { type: 'publicNotice', expectedEndOn: '2021-06-18' });
    expect(openDuties(story.kase)).toMatchObject([{ rule: 'suspensionEnd', round: 2 }]);
    await story.take('resumeReview', { endOn: '2021-06-18', result: '无异议。' }, { at: at('06-21') });
    expect(dueDay(story, 'promisedLimit')).toBe('2021-06-24');
  });

  test('特别程序结束当天又要求补正：同一天只算一次（C.10 第 6 条）', async () => {
    const story = await underReview();
    await suspend(story, '06-09');
    await story.take(
      'resumeReview',
      { endOn: '2021-06-10', result: '是本人。' },
      { at: at('06-10', '15:00') },
    );
    await story.take('requestHomeSupplement', undefined, { as: 'approver', at: at('06-10', '16:00') });
    const [first, second] = pausesOf(story.kase);
    expect([first?.to, second?.from]).toEqual(['2021-06-10', '2021-06-11']);
  });

  test.each(Object.entries(procedures))('%s（%s）可以停止计时', async (type, name) => {
    const story = await underReview();
    await suspend(story, '06-09', { type });
    expect(story.kase.suspensions.at(-1)?.type).toBe(type);
    expect(pausesOf(story.kase)[0]?.label).toBe(`${name}，不计`);
  });

  test.each([
    ['开始日期晚于今天', { startOn: '2021-06-10' }, 'field-invalid'],
    ['没有这一天', { startOn: '2021-02-30' }, 'field-invalid'],
    ['没有预计结束的那一天', { expectedEndOn: '2021-06-31' }, 'field-invalid'],
    ['预计八千年以后结束', { expectedEndOn: '9999-12-31' }, 'field-invalid'],
    ['预计结束在开始的两年以后', { expectedEndOn: '2023-06-30' }, 'field-invalid'],
    ['受理的前一天', { startOn: '2021-06-06' }, 'start-before-acceptance'],
  ])('%s：拒绝', async (_when, change, refusal) => {
    const story = await underReview();
    const body = {
      type: 'hearing',
      startOn: '2021-06-09',
      expectedEndOn: '2021-06-16',
      reason: '申请人要求听证。',
      ...change,
    };
    expect(await story.refusal('suspendReview', body, { at: at('06-09') })).toBe(refusal);
  });

  test('还没有到的日子不能算结束', async () => {
    const story = await underReview();
    await suspend(story, '06-09');
    const resume = (endOn: string) =>
      story.refusal('resumeReview', { endOn, result: '是本人。' }, { at: at('06-11') });
    expect(await resume('2021-06-12')).toBe('field-invalid');
    expect(await resume('2021-06-08')).toBe('end-before-start');
  });

  test('暂停期间不能作决定', async () => {
    const story = await underReview();
    await suspend(story, '06-09');
    expect(await story.refusal('grantApplication')).toBe('illegal-transition');
    expect(await story.refusal('denyApplication')).toBe('illegal-transition');
  });
});
