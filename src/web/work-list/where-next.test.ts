import { describe, expect, test } from 'vitest';
import type { Side } from '../../cases/core/case.ts';
import { type CaseState, caseStates } from '../../regulation/states.ts';
import { screenFor } from './where-next.ts';

const at = (state: CaseState, side: Side, approver = false) =>
  screenFor({ id: 'x', state, side, mine: true, approver });

describe('screen of the next act', () => {
  test.each<[CaseState, Side, string]>([
    ['submitted', 'intake', '/cases/x/review'],
    ['formalReview', 'intake', '/cases/x/review'],
    ['intakeAccepted', 'intake', '/cases/x'],
    ['inTransit', 'home', '/cases/x/receive'],
    ['receivedAtHome', 'home', '/cases/x/accept'],
    ['decidedGranted', 'home', '/cases/x/deliver'],
    ['homeRejected', 'home', '/cases/x/deliver'],
    ['resultDelivering', 'intake', '/cases/x/deliver'],
  ])('%s at the %s window', (state, side, screen) => {
    expect(at(state, side)).toBe(screen);
  });

  test('after acceptance the approver decides, the window assigns', () => {
    expect(at('homeAccepted', 'home', true)).toBe('/cases/x/decide');
    expect(at('homeAccepted', 'home')).toBe('/cases/x/accept');
  });

  test('what runs beside the state has its own place', () => {
    const mine = { id: 'x', state: 'inTransit', side: 'home', mine: true } as const;
    expect(screenFor({ ...mine, nextRule: 'discrepancyResolution' })).toBe('/cases/x');
    expect(screenFor({ ...mine, nextRule: 'receiptConfirmation' })).toBe('/cases/x/receive');
    expect(screenFor({ ...mine, state: 'homeAccepted', nextRule: 'paperReceipt' })).toBe('/cases/x/receive');
    expect(screenFor({ ...mine, side: 'intake', nextRule: 'paperDispatch' })).toBe('/cases/x');
  });

  test('a draft opens as a draft, whoever has the turn', () => {
    expect(screenFor({ id: 'x', state: 'draft', side: 'intake', mine: false })).toBe('/drafts/x');
  });

  test('when it is not my turn, every other state opens the case page', () => {
    const others = (Object.keys(caseStates) as CaseState[]).filter((state) => state !== 'draft');
    for (const state of others) {
      expect(screenFor({ id: 'x', state, side: 'home', mine: false }), state).toBe('/cases/x');
    }
  });
});
