import { describe, expect, test } from 'vitest';
import { caseIn, type Story } from '../../../test/case-builder.ts';
import { nationalCalendars } from '../../../test/case-facts.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import { dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';
import { acceptanceStart, deemedAcceptedOn } from './acceptance.ts';

const at = (day: string, time = '10:00:00'): Instant => `${day}T${time}.000+08:00`;

const due = (kase: Case, rule: string): Instant | undefined => {
  const duty = openDuties(kase).find((each) => each.rule === rule);
  return duty && dueOf(duty, kase, nationalCalendars).dueAt;
};

describe('即办件（R-108）', () => {
  const immediate = async (start: Instant): Promise<Case> => {
    const story = await caseIn('homeAccepted', { start });
    return { ...story.kase, promisedDays: 0 };
  };

  test('上午 10 点受理，当天 24:00 到期', async () => {
    expect(due(await immediate(at('2021-07-12', '08:00:00')), 'promisedLimit')).toBe(
      at('2021-07-13', '00:00:00'),
    );
  });

  test('6 月 12 日放假那天受理，节后第一个工作日 15 日到期（C.9）', async () => {
    expect(due(await immediate(at('2021-06-12', '08:00:00')), 'promisedLimit')).toBe(
      at('2021-06-16', '00:00:00'),
    );
  });
});

describe('首次联系（R-098，OP-13）', () => {
  const call = (story: Story, reached: boolean, on: Instant, as?: 'intakeClerk'): Promise<unknown> =>
    story.take(
      'recordContact',
      { ...story.usual('recordContact'), reached, result: reached ? '已告知' : '无人接听' },
      { at: on, ...(as ? { as } : {}) },
    );
  const rules = (story: Story): string[] => openDuties(story.kase).map(({ rule }) => rule);

  test('收到后 1 个工作日；联系上就没有这一项了', async () => {
    const story = await caseIn('receivedAtHome', { start: at('2021-07-12', '08:00:00') });
    expect(due(story.kase, 'firstContact')).toBe(at('2021-07-14', '00:00:00'));
    await call(story, true, at('2021-07-13'));
    expect(rules(story)).not.toContain('firstContact');
  });

  test('属地两次没有联系上，从第二次起由收件窗口在 1 个工作日内联系', async () => {
    const story = await caseIn('receivedAtHome', { start: at('2021-07-12', '08:00:00') });
    await call(story, false, at('2021-07-12', '14:00:00'));
    expect(rules(story)).toContain('firstContact');
    await call(story, false, at('2021-07-13'));
    expect(rules(story)).not.toContain('firstContact');
    expect(due(story.kase, 'contactByIntake')).toBe(at('2021-07-15', '00:00:00'));
    // What the intake window tries in vain does not give it more time.
    await call(story, false, at('2021-07-14'), 'intakeClerk');
    expect(due(story.kase, 'contactByIntake')).toBe(at('2021-07-15', '00:00:00'));
    await call(story, true, at('2021-07-14', '16:00:00'), 'intakeClerk');
    expect(rules(story)).not.toContain('contactByIntake');
  });

  test('要求补正的文书也算联系', async () => {
    const story = await caseIn('receivedAtHome', { start: at('2021-07-12', '08:00:00') });
    await story.take('requestHomeSupplement');
    await story.take('takeBackHomeSupplement');
    expect(rules(story)).toContain('firstContact');
    await story.take('requestHomeSupplement');
    await story.take('handInHomeSupplement', undefined, { as: 'homeClerk' });
    await story.take('confirmHomeSupplement');
    expect(rules(story)).toEqual(['homeAcceptance']);
  });
});

describe('5 个工作日从哪一天起算', () => {
  test('恢复办理的，从恢复那天起', async () => {
    const { kase } = await caseIn('receivedAtHome', { start: at('2021-07-12', '08:00:00') });
    const reinstated = {
      ...kase,
      reinstatements: [{ at: at('2021-08-02'), ground: 'inTime' as const, proofFileIds: [] }],
    };
    expect(acceptanceStart(reinstated)).toBe(at('2021-08-02'));
    expect(deemedAcceptedOn(reinstated)).toBe('2021-08-02');
    expect(due(reinstated, 'homeAcceptance')).toBe(at('2021-08-10', '00:00:00'));
  });
});
