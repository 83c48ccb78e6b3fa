import type { Bar } from '../regulation/bars.ts';
import type { RefusalCode } from '../regulation/refusals.ts';
import type { Actor } from './actor.ts';

/** What somebody reads who meets a bar. */
const barred: Readonly<Record<Bar, RefusalCode>> = {
  secondFactorDue: 'second-factor-due',
  twoFactorSetUpDue: 'two-factor-set-up-due',
  statementDue: 'statement-due',
  casesLocked: 'cases-locked',
};

/**
 * What keeps somebody whose password was right from acting: by a session at every request, and as the second person
 * beside somebody else. `openTo` and `beforePasswordChange` are what a route leaves open. Undefined when nothing does.
 */
export function entranceFault(
  { kind, grants, mustChangePassword, bar }: Pick<Actor, 'kind' | 'grants' | 'mustChangePassword' | 'bar'>,
  {
    beforePasswordChange = false,
    openTo = [],
  }: { beforePasswordChange?: boolean; openTo?: readonly Bar[] } = {},
): RefusalCode | undefined {
  // A stolen password changes nothing without the second factor.
  if (bar === 'secondFactorDue' && !openTo.includes(bar)) return barred[bar];
  if (mustChangePassword && !beforePasswordChange) return 'password-change-required';
  if (kind === 'staff' && grants.length === 0 && !beforePasswordChange) return 'no-role';
  return bar !== undefined && !openTo.includes(bar) ? barred[bar] : undefined;
}
