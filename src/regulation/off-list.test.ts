import { describe, expect, test } from 'vitest';
import {
  mayAnswerOffList,
  type OffListCommand,
  type OffListState,
  offListCommands,
  offListEnds,
  offListRow,
  offListStates,
  offListTarget,
} from './off-list.ts';

const states = Object.keys(offListStates) as OffListState[];

/** Rows of lifecycle.md C.4, word for word: from, to. */
const rows: Partial<Record<OffListCommand, readonly (readonly [OffListState, OffListState])[]>> = {
  explainOffList: [['offListOpen', 'offListExplained']],
  requestOffListConsent: [['offListOpen', 'offListPending']],
  giveOffListConsent: [['offListPending', 'offListConsented']],
  refuseOffListConsent: [['offListPending', 'offListDeclined']],
  closeUnansweredOffList: [['offListPending', 'offListDeclined']],
  useOffListConsent: [['offListConsented', 'offListUsed']],
  expireOffListConsent: [
    ['offListConsented', 'offListExpired'],
    ['offListUsed', 'offListExpired'],
  ],
  withdrawOffListRequest: [
    ['offListOpen', 'offListWithdrawn'],
    ['offListPending', 'offListWithdrawn'],
    ['offListConsented', 'offListWithdrawn'],
  ],
};

describe('清单外申请的状态表（C.4）', () => {
  test('登记是从无到有，别的都不是', () => {
    for (const command of offListCommands)
      expect(offListTarget(command, undefined), command).toBe(
        command === 'recordOffListRequest' ? 'offListOpen' : undefined,
      );
  });

  test.each(Object.entries(rows))('%s：表里有的能办，没有的一律不能', (command, allowed) => {
    const moves = states.flatMap((from) => {
      const to = offListTarget(command as OffListCommand, from);
      return to === undefined ? [] : [[from, to]];
    });
    expect(moves).toEqual(expect.arrayContaining(allowed.map((move) => [...move])));
    expect(moves).toHaveLength(allowed.length);
  });

  test('更正、随窗口移交什么时候都可以，不改变状态', () => {
    for (const state of states) {
      expect(offListTarget('correctOffListRequest', state)).toBe(state);
      expect(offListTarget('moveOffListRequest', state)).toBe(state);
    }
  });

  const ways = (state: OffListState) =>
    offListCommands.filter((name) => ![undefined, state].includes(offListTarget(name, state)));

  test('每个没有结束的状态都有人能办，也有出口', () => {
    for (const state of states.filter((each) => !offListEnds.includes(each))) {
      const byPeople = ways(state).filter((name) =>
        offListRow(name).actors.some((actor) => actor !== 'system'),
      );
      expect(byPeople.length, state).toBeGreaterThan(0);
    }
  });

  test('结束的没有出口；只有凭同意开的草稿没有登记的，同意还会过期', () => {
    for (const state of offListEnds)
      expect(ways(state), state).toEqual(state === 'offListUsed' ? ['expireOffListConsent'] : []);
  });

  test('属地窗口随时答复，管理部门到第一级，协调小组到第二级', () => {
    expect([0, 1, 2].map((level) => mayAnswerOffList('homeClerk', level as 0))).toEqual([true, true, true]);
    expect([0, 1, 2].map((level) => mayAnswerOffList('homeAdministration', level as 0))).toEqual([
      false,
      true,
      true,
    ]);
    expect([0, 1, 2].map((level) => mayAnswerOffList('coordinationGroup', level as 0))).toEqual([
      false,
      false,
      true,
    ]);
    expect(mayAnswerOffList('intakeClerk', 2)).toBe(false);
  });
});
