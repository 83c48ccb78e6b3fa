import { describe, expect, test } from 'vitest';
import type { CaseView } from '../../cases/core/case-view.ts';
import { correctable } from '../decide/correctable.ts';
import { effectOf } from '../withdrawal/effect.ts';
import { handsOf } from './hands.ts';

const at = '2021-09-29T10:00:00.000+08:00';
const mayTake: CaseView['actions'] = [
  { command: 'takeCase', title: '接手', href: '', article: '规程第二十一条（一）' },
];
const free = { actions: mayTake, capacities: ['intakeClerk'], takenBy: {} };
const colleague = { person: '王芳', since: at, own: false };

describe('经办人', () => {
  test('nobody has it: the clerk of the window may take it', () => {
    expect(handsOf(free)).toEqual([{ post: 'intakeWindow', own: false, takeable: true }]);
  });

  test('a colleague has it: shown to everybody, and the lead may take it', () => {
    const takenBy = { intake: colleague };
    expect(handsOf({ ...free, takenBy })).toMatchObject([{ person: '王芳', takeable: false }]);
    const capacities = ['intakeClerk', 'intakeLead'];
    expect(handsOf({ ...free, takenBy, capacities })).toMatchObject([{ takeable: true }]);
    expect(handsOf({ actions: [], capacities: ['homeClerk'], takenBy })).toMatchObject([
      { post: 'intakeWindow', takeable: false },
    ]);
  });

  test('who has it already does not take it again', () => {
    const takenBy = { intake: { ...colleague, own: true } };
    expect(handsOf({ ...free, takenBy, capacities: ['intakeClerk', 'intakeLead'] })).toMatchObject([
      { own: true, takeable: false },
    ]);
  });

  test('an approver takes what was given to the department', () => {
    const approver = { actions: mayTake, capacities: ['approver'], takenBy: {} };
    expect(handsOf(approver)).toEqual([]);
    const handler = { department: '綦江区人力社保局', since: at, own: false };
    expect(handsOf({ ...approver, handler })).toMatchObject([{ post: 'approver', takeable: true }]);
    expect(handsOf({ ...approver, handler: { ...handler, person: '周敏' } })).toMatchObject([
      { person: '周敏', takeable: false },
    ]);
  });
});

describe('更正决定记录', () => {
  test('what can be corrected depends on the decision, and never is its result', () => {
    const fields = (outcome: CaseView['outcome']) =>
      correctable(outcome === undefined ? {} : { outcome }).map(({ field }) => field);
    expect(fields('granted')).toEqual(['resultNumber', 'applicantName']);
    expect(fields('denied')).toEqual(['reasons', 'legalBasis', 'remedies', 'applicantName']);
    expect(fields('notAccepted')).toEqual([]);
    expect(fields(undefined)).toEqual([]);
  });

  test('the name reads as last corrected', () => {
    const correction = {
      at,
      field: 'applicantName',
      label: '申请人名称',
      before: '罗小梅',
      after: '罗晓梅',
      reason: '笔误',
      by: '周敏',
      confirmedBy: '郑洁',
      href: '',
    };
    const [, name] = correctable({ outcome: 'granted', decisionCorrections: [correction] });
    expect(name?.before).toBe('罗晓梅');
  });
});

describe('撤回怎样生效', () => {
  const parcels: CaseView['parcels'] = [];
  test.each([
    ['还没有发出', {}, 'atOnce'],
    ['电子材料已发出', { package: { sentAt: at, files: 3, manifestDigest: 'a' } }, 'onTheWay'],
    [
      '属地已收到',
      { package: { sentAt: at, files: 3, manifestDigest: 'a' }, receivedAtHomeAt: at },
      'atOnce',
    ],
    ['已受理', { receivedAtHomeAt: at, homeAcceptedOn: '2021-09-29' }, 'requested'],
  ] as const)('%s', (_when, kase, effect) => {
    expect(effectOf({ parcels, ...kase })).toBe(effect);
  });
});
