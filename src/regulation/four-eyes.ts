import type { RefusalCode } from './refusals.ts';

/**
 * Four eyes (design §6, R-249): whoever proposed a change of a rule, a list or a standard does not approve it. Gives
 * the refusal, or undefined when another person approves. Both are ids of staff accounts.
 */
export const approvalFault = (proposedBy: string, approver: string): RefusalCode | undefined =>
  proposedBy === approver ? 'own-proposal' : undefined;
