import { describe, expect, test } from 'vitest';
import type { CaseView, DeadlineView, EventView } from '../../cases/core/case-view.ts';
import { mainEvents, timelineOf } from './timeline.ts';

const at = (hour: number): string => `2021-09-29T${String(hour).padStart(2, '0')}:00:00.000+08:00`;

const event = (seq: number, more: Partial<EventView>): EventView => ({
  seq,
  type: 'caseSubmitted',
  title: '登记',
  side: 'intake',
  actor: '周敏',
  capacity: '收件窗口人员',
  state: 'submitted',
  article: '规程第二十一条（一）',
  effectiveAt: at(9 + seq),
  recordedAt: at(9 + seq),
  hash: '',
  previousHash: '',
  redacted: false,
  ...more,
});

const deadline = (rule: DeadlineView['rule'], more: Partial<DeadlineView>): DeadlineView => ({
  rule,
  round: 1,
  title: rule,
  holder: 'homeWindow',
  kind: 'task',
  since: at(9),
  dueOn: '2021-10-08',
  dueAt: '2021-10-09T00:00:00.000+08:00',
  provisional: false,
  overdue: false,
  article: '',
  atDue: '',
  why: [],
  ...more,
});

const kase = (more: Partial<CaseView>): CaseView =>
  ({
    state: 'inTransit',
    stateLabel: '材料流转中',
    holder: { side: 'home', office: '綦江区窗口', since: at(12), why: '' },
    deadlines: [],
    milestones: [],
    ...more,
  }) as CaseView;

describe('timeline', () => {
  test('acts stand in the lane of their side, those of the clock with whose turn it was', () => {
    const entries = timelineOf(kase({}), [
      event(1, { side: 'intake' }),
      event(2, { side: 'home' }),
      event(3, { side: 'system', state: 'receivedAtHome' }),
      event(4, { side: 'system', state: 'discarded' }),
    ]);
    expect(entries.slice(0, 4).map(({ lane }) => lane)).toEqual(['intake', 'home', 'home', 'intake']);
  });

  test('after the past come now, what is due by its date, and the milestones not reached', () => {
    const entries = timelineOf(
      kase({
        deadlines: [
          deadline('homeAcceptance', { dueAt: at(23) }),
          deadline('electronicTransfer', { holder: 'intakeWindow', dueAt: at(15) }),
          deadline('statutoryLimit', { kind: 'limit', dueAt: at(14) }),
        ],
        milestones: [
          { key: 'intake', label: '收件', at: at(9) },
          { key: 'transfer', label: '材料流转' },
          { key: 'acceptance', label: '受理' },
        ],
      }),
      [event(1, {})],
    );
    expect(entries.map(({ key }) => key)).toEqual([
      '1',
      'now',
      'due-electronicTransfer',
      'due-homeAcceptance',
      'later-transfer',
      'later-acceptance',
    ]);
    expect(entries.map(({ lane }) => lane)).toEqual(['intake', 'home', 'intake', 'home', 'intake', 'home']);
  });

  test('a case that has ended has only its past', () => {
    const entries = timelineOf(kase({ endedAt: at(18), deadlines: [deadline('homeAcceptance', {})] }), [
      event(1, {}),
    ]);
    expect(entries.map(({ kind }) => kind)).toEqual(['past']);
  });

  test('the story leaves out what only goes with another fact, and nothing else', () => {
    const types = [
      'caseSubmitted',
      'fileAttached',
      'materialMarked',
      'materialCorrectedOnSpot',
      'intakeAccepted',
    ];
    const events = types.map((type, i) => event(i + 1, { type }));
    expect(mainEvents(events).map(({ type }) => type)).toEqual([
      'caseSubmitted',
      'materialCorrectedOnSpot',
      'intakeAccepted',
    ]);
  });

  test('an act after its deadline is marked', () => {
    const [entry] = timelineOf(kase({}), [event(1, { due: { dueAt: at(8), met: false } })]);
    expect(entry).toMatchObject({ late: true });
  });
});
