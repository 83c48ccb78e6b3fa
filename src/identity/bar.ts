import type { Actor } from '../platform/actor.ts';
import type { Bar } from '../regulation/bars.ts';
import { statementOn } from '../regulation/confidentiality.ts';
import type { Day } from '../regulation/instant.ts';
import { twoFactorRoles } from '../regulation/roles.ts';

/** How an account stands, as far as it may bar its holder. */
export type Standing = {
  /** The second factor was proved in this session. */
  proved: boolean;
  /** A second factor is set up. */
  secondFactor: boolean;
  statementVersion: number | null;
  statementUntil: Day | null;
  casesLocked: boolean;
};

/** What somebody must do before anything else; undefined when nothing must. Applicants meet none but their own second factor. */
export function barOf(
  actor: Pick<Actor, 'kind' | 'grants'>,
  standing: Standing,
  { today, twoFactorRequired }: { today: Day; twoFactorRequired: boolean },
): Bar | undefined {
  if (standing.secondFactor && !standing.proved) return 'secondFactorDue';
  if (actor.kind !== 'staff') return undefined;
  const needs = twoFactorRequired && actor.grants.some(({ role }) => twoFactorRoles.includes(role));
  if (needs && !standing.secondFactor) return 'twoFactorSetUpDue';
  const { statementVersion, statementUntil } = standing;
  const signed =
    statementVersion === statementOn(today).version && statementUntil !== null && today <= statementUntil;
  if (!signed) return 'statementDue';
  return standing.casesLocked ? 'casesLocked' : undefined;
}
