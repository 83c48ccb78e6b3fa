import { describe, expect, test } from 'vitest';
import type { ActionView, DeadlineView } from '../../cases/core/case-view.ts';
import type { HomeSupplementView, PointView } from '../../cases/home-supplement/present-home-supplement.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import { supplementActs } from './supplement-acts.ts';

const point = (change: Partial<PointView> = {}): PointView => ({
  id: 'a',
  text: '补交户口簿',
  standing: 'missing',
  files: [],
  ...change,
});

const supplement = (points: PointView[]): HomeSupplementView => ({
  id: 's',
  round: 1,
  state: 'open',
  returnTo: 'receivedAtHome',
  requestedAt: '2021-07-12T09:00:00.000+08:00',
  dueOn: '2021-07-26',
  pausedUntil: '2021-07-28',
  documentId: 'd',
  announcesAbandonment: true,
  points,
});

const action = (command: CommandName): ActionView => ({ command, title: '', href: '', article: '' });

const due = (overdue: boolean): DeadlineView => ({
  rule: 'homeSupplementDue',
  round: 1,
  title: '',
  holder: 'applicant',
  kind: 'task',
  since: '2021-07-12T09:00:00.000+08:00',
  dueOn: '2021-07-26',
  dueAt: '2021-07-27T00:00:00.000+08:00',
  provisional: false,
  overdue,
  article: '',
  atDue: '',
  why: [],
});

const atHome = (
  [
    'handInHomeSupplement',
    'registerInboundParcel',
    'replaceHomeSupplement',
    'takeBackHomeSupplement',
    'continueWithoutSupplement',
    'abandonAtHome',
    'rejectAtHome',
  ] as const
).map(action);

const acts = (points: PointView[], actions: ActionView[], overdue = false) =>
  supplementActs({ homeSupplements: [supplement(points)], actions, deadlines: [due(overdue)] });

describe('what can be done about a supplement', () => {
  test('in time: take in, announce a parcel, replace, take back; no end', () => {
    expect(acts([point()], atHome)).toEqual(['handIn', 'inbound', 'replace', 'takeBack']);
  });

  test('over: the three ends; what comes by post can still be taken in', () => {
    expect(acts([point()], atHome, true)).toEqual(['goOn', 'reject', 'abandon', 'takeBack']);
    expect(acts([point({ standing: 'underWay' })], atHome, true)).toContain('handIn');
  });

  test('what lies at the intake window goes on first, scans and paper each by its way', () => {
    const here = [
      point({ standing: 'atIntake', relay: 'electronic' }),
      point({ id: 'b', standing: 'atIntake', relay: 'postal' }),
    ];
    const actions = (['sendPackage', 'dispatchParcel', 'handInHomeSupplement'] as const).map(action);
    expect(acts(here, actions)).toEqual(['relay', 'relayParcel']);
  });

  test('a blocked act is not proposed, and nothing without an open supplement', () => {
    const blocked = { code: 'point-open', sentence: '还有补正内容没有到达属地。' };
    expect(acts([point()], [{ ...action('confirmHomeSupplement'), blocked }])).toEqual([]);
    expect(supplementActs({ homeSupplements: [], actions: atHome, deadlines: [] })).toEqual([]);
  });
});
