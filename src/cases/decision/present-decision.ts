import type { DutyId } from '../../regulation/duties.ts';
import { ruleOf } from '../../regulation/duties.ts';
import { dayOf } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import type { CaseView } from '../core/case-view.ts';
import { dueOf } from '../core/due.ts';
import type { Surroundings } from '../core/surroundings.ts';
import { correctedFields, decisionText, fieldLabel } from './decision-fields.ts';
import { pausesOf } from './pauses.ts';
import { procedureName } from './procedures.ts';
import { openSuspension } from './suspension-duties.ts';

/** The special procedures of a case, in order. */
export const presentSuspensions = (kase: Case): CaseView['suspensions'] =>
  kase.suspensions.map(({ type, startOn, expectedEndOn, endOn, documentId }) => ({
    type,
    typeLabel: procedureName(type),
    startOn,
    expectedEndOn,
    ...(endOn === undefined ? {} : { endOn }),
    href: `/api/documents/${documentId}.pdf`,
  }));

/** Days that do not count for the limits, with what they are called. */
export const presentPauses = (kase: Case, { now }: Pick<Surroundings, 'now'>): CaseView['pauses'] =>
  pausesOf(kase, dayOf(now)).map(({ from, to, label = '' }) => ({ from, to, label }));

/**
 * The limits after 受理 with and without the days that do not count: both dates are shown. While the clock still
 * stands, the later date holds only if the pause ends as expected.
 */
export function presentPausedLimits(
  kase: Case,
  around: Pick<Surroundings, 'now' | 'calendars'>,
): CaseView['pausedLimits'] {
  if (kase.homeAcceptedOn === undefined || kase.decidedAt !== undefined) return [];
  const pauses = pausesOf(kase, dayOf(around.now));
  if (pauses.length === 0) return [];
  const since = `${kase.homeAcceptedOn}T00:00:00.000+08:00`;
  const rules: DutyId[] =
    kase.statutoryDays === null ? ['promisedLimit'] : ['promisedLimit', 'statutoryLimit'];
  const running = openSuspension(kase) !== undefined || kase.state === 'homeSupplement';
  return rules.map((rule) => {
    const duty = { rule, round: 1, holder: ruleOf(rule).holder, since };
    return {
      rule,
      title: rule === 'promisedLimit' ? '承诺期限' : '法定时限',
      withoutPauses: dueOf(duty, kase, around.calendars).dueOn,
      withPauses: dueOf({ ...duty, pauses }, kase, around.calendars).dueOn,
      expected: running,
    };
  });
}

/** Corrections of the decision: both versions, who corrected, who confirmed, and why. */
export const presentCorrections = (
  kase: Case,
  staffNames: ReadonlyMap<string, string>,
): NonNullable<CaseView['decisionCorrections']> =>
  correctedFields(kase).flatMap(({ field, before, after, reason }, index) => {
    const record = kase.corrections[index];
    return record
      ? [
          {
            at: record.at,
            field,
            label: fieldLabel(field),
            before,
            after,
            reason,
            by: staffNames.get(record.by) ?? '',
            confirmedBy: staffNames.get(record.secondApproverId) ?? '',
            href: `/api/documents/${record.documentId}.pdf`,
          },
        ]
      : [];
  });

/** The decision as it reads now, with what was corrected in it. */
export function presentDecision(kase: Case): CaseView['decision'] {
  const decision = kase.personal?.decision;
  if (!decision) return undefined;
  const now = (['reasons', 'legalBasis', 'remedies', 'resultNumber'] as const).flatMap((field) => {
    const text = decisionText(kase, field);
    return text === '' ? [] : [[field, text] as const];
  });
  return Object.fromEntries(now);
}
