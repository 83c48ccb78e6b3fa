import type { Instant } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import { refuse } from '../core/command.ts';
import { underWay } from './supplement.ts';

/**
 * What every end of a passed due date asks (C.1, 24): that it has passed, and that no piece of an open point was handed in
 * or collected in time. The refusal, or nothing.
 */
export function notYetOver(
  kase: Case,
  dueAt: Instant,
  now: Instant,
): { refusal: 'supplement-not-due' | 'supplement-under-way'; detail?: string } | undefined {
  if (now < dueAt) return refuse('supplement-not-due');
  const detail = underWay(kase, dueAt);
  return detail === undefined ? undefined : refuse('supplement-under-way', { detail });
}
