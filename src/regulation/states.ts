/**
 * The states of a case (办件) with their official labels (lifecycle.md C.0). Joint handling adds its states when
 * its commands move in.
 */
export const caseStates = {
  draft: '草稿',
  discarded: '草稿已清除',
  submitted: '已提交',
  formalReview: '形式审查中',
  returnedForSupplement: '已一次性告知，待补正',
  intakeAccepted: '已收件',
  inTransit: '材料流转中',
  receivedAtHome: '属地已收到',
  homeSupplement: '属地补正中',
  homeRejected: '不予受理',
  homeAccepted: '已受理',
  substantiveReview: '实质性审查中',
  suspended: '特别程序（计时暂停）',
  decidedGranted: '准予',
  decidedDenied: '不予许可',
  resultDelivering: '颁证送达中',
  completed: '已办结',
  deemedAbandoned: '视为放弃',
  withdrawn: '已撤回',
  notTaken: '未收件（已解释说明）',
} as const;

/** One of the states a case can be in. */
export type CaseState = keyof typeof caseStates;

/** Named groups of states, as lifecycle.md C.13 uses them. */
export const stateGroups = {
  preHome: ['intakeAccepted', 'inTransit'],
  atHome: ['receivedAtHome', 'homeSupplement', 'homeAccepted', 'substantiveReview', 'suspended'],
  decided: ['decidedGranted', 'decidedDenied'],
  terminal: ['completed', 'deemedAbandoned', 'withdrawn', 'notTaken'],
} as const satisfies Record<string, readonly CaseState[]>;

const ended = new Set<CaseState>([...stateGroups.terminal, 'discarded']);

/** Whether nothing but after-care can happen any more. */
export const isTerminal = (state: CaseState): boolean => ended.has(state);

/** The result of a case, set from 不予受理 or a decision on and never changed (C.10, 9). */
export type Outcome = 'granted' | 'denied' | 'notAccepted';

/** Label of an outcome. */
export const outcomes: Record<Outcome, string> = {
  granted: '准予',
  denied: '不予许可',
  notAccepted: '不予受理',
};
