import { describe, expect, test } from 'vitest';
import type { Escalation, Standing } from './escalation.ts';
import { actsOf, objectionTo } from './escalation-acts.ts';
import { isByHolder, meaningOf, momentOfStep } from './escalation-flow.ts';

describe('期限不在了，是不是有了答复', () => {
  const by = (command: string, capacity: string, kind: 'staff' | 'applicant' | 'system' = 'staff') => ({
    command,
    capacity,
    kind,
  });
  const home = { holder: 'homeWindow', fires: 'deemReceived' } as const;

  test('属地窗口、审批人员、属地管理部门办了，就是答复', () => {
    for (const capacity of ['homeClerk', 'homeLead', 'approver', 'homeAdministration'])
      expect(meaningOf(by('confirmReceipt', capacity), home)).toBe('answered');
  });

  test('系统依规视为收到的，不是谁的答复，仍等对方回应', () => {
    expect(meaningOf(by('deemReceived', 'system', 'system'), home)).toBe('deemed');
  });

  test('寄递企业揽收了，就是答复', () => {
    const intake = { holder: 'intakeWindow', fires: undefined } as const;
    expect(meaningOf(by('recordCarrierEvent', 'system', 'system'), intake)).toBe('answered');
  });

  test('提请一方自己撤了、申请人撤回了，不算对方答复', () => {
    expect(meaningOf(by('cancelRequest', 'intakeClerk'), home)).toBe('withdrawn');
    expect(meaningOf(by('withdrawCase', 'applicant', 'applicant'), home)).toBe('withdrawn');
    expect(isByHolder(by('adoptGuide', 'intakeClerk'), 'homeWindow')).toBe(false);
  });
});

test('准时处理的按到期时刻算；停机之后，让下一级有完整的时间', () => {
  const due = '2021-09-24T00:00:00.000+08:00';
  expect(momentOfStep(due, '2021-09-24T00:00:04.000+08:00')).toBe(due);
  const late = '2021-09-26T09:00:00.000+08:00';
  expect(momentOfStep(due, late)).toBe(late);
});

describe('谁在哪一步能办什么', () => {
  const states = ['level1', 'level2', 'answered', 'reported', 'closed'] as const;
  const standings = ['levelOne', 'lead', 'member', 'waiting', 'holder'] as const;
  const one = (state: Escalation['state'], rule: Escalation['rule'] = 'firstOpening') => ({
    state,
    rule,
    level: state === 'level1' ? (1 as const) : (2 as const),
  });
  const can = (state: Escalation['state'], ...own: Standing[]): string[] =>
    actsOf(one(state), new Set<Standing>(['reader', ...own]));

  test('每一步、每一种人', () => {
    const table = Object.fromEntries(
      states.map((state) => [state, Object.fromEntries(standings.map((own) => [own, can(state, own)]))]),
    );
    expect(table).toEqual({
      level1: { levelOne: ['answer', 'declareUnable'], lead: [], member: ['raise'], waiting: [], holder: [] },
      level2: { levelOne: ['answer'], lead: ['answer', 'instruct'], member: [], waiting: [], holder: [] },
      answered: { levelOne: [], lead: [], member: [], waiting: ['confirm', 'object'], holder: [] },
      reported: { levelOne: ['answer'], lead: ['answer', 'conclude'], member: [], waiting: [], holder: [] },
      closed: { levelOne: [], lead: [], member: [], waiting: [], holder: [] },
    });
  });

  test('窗口请求和清单外事项要在原处答复', () => {
    const levelOne = new Set<Standing>(['reader', 'levelOne']);
    for (const rule of ['homeAnswer', 'offListConsent'] as const)
      expect(objectionTo('answer', one('level1', rule), levelOne)).toBe('reply-where-asked');
    expect(objectionTo('conclude', one('reported', 'offListConsent'), new Set<Standing>(['lead']))).toBe(
      'reply-where-asked',
    );
  });

  test('跳级、迟到的办理各有各的说法', () => {
    const waiting = new Set<Standing>(['reader', 'waiting']);
    expect(objectionTo('raise', one('level1'), waiting)).toBe('level-one-first');
    expect(objectionTo('declareUnable', one('level2'), new Set<Standing>(['levelOne']))).toBe(
      'escalation-moved-on',
    );
    expect(objectionTo('answer', one('closed'), new Set<Standing>(['levelOne']))).toBe('escalation-closed');
    expect(objectionTo('confirm', one('answered'), new Set<Standing>(['reader', 'holder']))).toBe(
      'not-authorised',
    );
  });
});
