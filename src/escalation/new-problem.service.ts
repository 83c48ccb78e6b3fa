import { randomUUID } from 'node:crypto';
import type { Actor } from '../platform/actor.ts';
import type { Db } from '../platform/database.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import type { Instant } from '../regulation/instant.ts';
import { findCase } from './case-facts.store.ts';
import { administered, windowsOf } from './present-problem.ts';
import type { Participant, ProblemReport } from './problem-report.ts';

/** The case a problem is about: one of the own window, or of the own region. Throws `case-not-found` for others. */
export async function caseOfProblem(
  db: Db,
  actor: Actor,
  caseId: string | undefined,
): Promise<Pick<ProblemReport, 'caseId' | 'businessNumber'>> {
  if (caseId === undefined) return { caseId: null, businessNumber: null };
  const kase = await findCase(db, caseId);
  const own =
    kase !== undefined &&
    (windowsOf(actor).some((id) => id === kase.intakeWindow || id === kase.homeWindow) ||
      administered(actor).some((code) => code === kase.intakeRegion || code === kase.homeRegion));
  if (!kase || !own) throw new Problem('case-not-found');
  return { caseId: kase.id, businessNumber: kase.businessNumber };
}

/** A problem as it begins. */
export const freshProblem = (
  actor: Actor,
  at: Instant,
  about: Pick<
    ProblemReport,
    'kind' | 'regionCode' | 'windowId' | 'category' | 'text' | 'caseId' | 'businessNumber' | 'dueAt'
  >,
): ProblemReport => ({
  ...about,
  id: randomUUID(),
  reportedBy: actor.id,
  reportedByName: actor.name,
  reportedAt: at,
  overdueAt: null,
  state: 'open',
  sharedWith: null,
  solution: null,
  solvedOn: null,
  closedAt: null,
});

/** Departments with their coordinators: at least two, each with somebody of its own who can be named. */
export function namedParticipants(
  participants: readonly { department: string; coordinatorId: string }[],
  coordinators: readonly { id: string; name: string }[],
): Participant[] {
  const known = new Map(coordinators.map((one) => [one.id, one]));
  const named = participants.map(({ department, coordinatorId }, index): Participant => {
    const checked = checkPlainText(department, { min: 2, max: 60 });
    if (!checked.valid) throw fieldInvalid(`/participants/${index}/department`, checked.reason);
    const person = known.get(coordinatorId);
    if (!person) throw fieldInvalid(`/participants/${index}/coordinatorId`, '联系人须是本地区在岗的人员。');
    return { department: checked.normalized, coordinatorId, coordinatorName: person.name, confirmedAt: null };
  });
  const departments = new Set(named.map(({ department }) => department));
  const people = new Set(named.map(({ coordinatorId }) => coordinatorId));
  if (departments.size < 2 || departments.size !== named.length || people.size !== named.length)
    throw new Problem('departments-too-few', { article: 'qijiang-guarantee' });
  return named;
}
