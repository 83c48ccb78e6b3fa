import { beforeAll, describe, expect, test } from 'vitest';
import { idOf } from '../../../test/case-acts.ts';
import { caseIn } from '../../../test/case-builder.ts';
import { nationalCalendars } from '../../../test/case-facts.ts';
import type { Case, OpenDuty } from './case.ts';
import { dutyRows, partyRows } from './case-rows.ts';

const since = '2021-09-22T10:00:00.000+08:00';
const duty = (rule: OpenDuty['rule'], holder: OpenDuty['holder'], days?: number): OpenDuty => ({
  rule,
  holder,
  round: 1,
  since,
  ...(days === undefined ? {} : { days }),
});
let registered: Case;
beforeAll(async () => {
  registered = (await caseIn('submitted')).kase;
});

const sides = (kase: Partial<Case>, duties: OpenDuty[]) => {
  const whole = { ...registered, ...kase };
  const [intake, home] = partyRows(whole, dutyRows(whole, duties, nationalCalendars));
  if (!intake || !home) throw new Error('two sides');
  return { intake, home };
};

describe('the two sides of a case in the lists', () => {
  test('a task of the home window does not hide the case from the approver, nor the other way round', () => {
    const { home } = sides({ state: 'substantiveReview', promisedDays: 5 }, [
      duty('promisedLimit', 'approver'),
      duty('firstContact', 'homeWindow'),
    ]);
    expect(home).toMatchObject({ nextRule: 'firstContact', approverRule: 'promisedLimit' });
    expect(home.windowSortAt).toBe('2021-09-24T00:00:00.000+08:00');
    expect(home.approverSortAt).toBe('2021-09-29T00:00:00.000+08:00');
  });

  test('a window without a task of its own sees what comes next for somebody else', () => {
    const { intake, home } = sides({ state: 'inTransit' }, [duty('firstOpening', 'homeWindow')]);
    expect(intake).toMatchObject({ windowSortAt: null, nextRule: 'firstOpening', isOpen: true });
    expect(home.windowSortAt).toBe(home.sortAt);
  });

  test("the applicant's duty is nobody's turn, and stands where it is waited for", () => {
    const { intake, home } = sides({ state: 'returnedForSupplement' }, [
      duty('supplementDue', 'applicant', 15),
    ]);
    for (const side of [intake, home]) {
      expect(side).toMatchObject({ windowSortAt: null, approverSortAt: null, nextRule: 'supplementDue' });
    }
  });

  test('a parcel that is only watched is waited for', () => {
    const { intake } = sides({ state: 'inTransit' }, [duty('parcelSilence', 'intakeWindow')]);
    expect(intake).toMatchObject({ windowSortAt: null, nextRule: 'parcelSilence' });
  });

  test('an ended case stays open for the side that has after-care left, and for that alone', () => {
    const { intake, home } = sides({ state: 'withdrawn' }, [duty('originalsBack', 'intakeWindow')]);
    expect(intake).toMatchObject({ isOpen: true, isEnded: true, nextRule: 'originalsBack' });
    expect(home).toMatchObject({ isOpen: false, isEnded: true, nextRule: null, sortAt: 'infinity' });
  });

  test('a case of the green channel goes before others on both sides, and no due time moves (R-035)', () => {
    const open = [duty('firstOpening', 'homeWindow')];
    const priority = { side: 'intake' as const, since, by: idOf(1) };
    const [usual, marked] = [
      sides({ state: 'inTransit' }, open),
      sides({ state: 'inTransit', priority }, open),
    ];
    expect(usual.home.priority).toBe(false);
    expect(marked.home).toEqual({ ...usual.home, priority: true });
    expect(marked.intake).toEqual({ ...usual.intake, priority: true });
  });

  test('who has it in hand by name stands on each side', () => {
    const { intake, home } = sides(
      {
        takenBy: { intake: { staffId: idOf(1), since } },
        handler: { department: '人力社保局', staffId: idOf(2), since },
      },
      [],
    );
    expect([intake.takenBy, intake.handlerId]).toEqual([idOf(1), null]);
    expect([home.takenBy, home.handlerId]).toEqual([null, idOf(2)]);
  });

  test('reminders go to staff: none of a limit, of the applicant, and of a parcel only when it is over', () => {
    const rows = dutyRows(
      registered,
      [
        duty('electronicTransfer', 'intakeWindow'),
        duty('supplementDue', 'applicant', 15),
        duty('draftKept', 'intakeWindow'),
        duty('delivery', 'homeWindow'),
      ],
      nationalCalendars,
    );
    const of = (rule: string) => {
      const { halfAt, warnAt, remindAt, dueAt } = rows.find((row) => row.rule === rule) ?? rows[0] ?? {};
      return { halfAt, warnAt, remindAt, dueAt };
    };
    expect(of('electronicTransfer')).toEqual({
      halfAt: '2021-09-23T09:30:00.000+08:00',
      warnAt: '2021-09-23T15:00:00.000+08:00',
      remindAt: '2021-09-23T09:30:00.000+08:00',
      dueAt: '2021-09-24T00:00:00.000+08:00',
    });
    expect(of('supplementDue')).toMatchObject({
      halfAt: '2021-10-05T09:00:00.000+08:00',
      warnAt: '2021-10-07T09:00:00.000+08:00',
      remindAt: '2021-10-05T09:00:00.000+08:00',
    });
    expect(of('draftKept')).toMatchObject({ halfAt: '2021-10-19T09:00:00.000+08:00', warnAt: null });
    expect(of('delivery')).toMatchObject({ halfAt: null, warnAt: null });
    expect(of('delivery').remindAt).toBe(of('delivery').dueAt);
  });
});
