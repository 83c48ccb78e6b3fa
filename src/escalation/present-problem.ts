import type { Actor } from '../platform/actor.ts';
import type { Instant } from '../regulation/instant.ts';
import {
  feedbackCategories,
  type Participant,
  type ProblemAct,
  type ProblemReport,
  type ProblemStep,
  type ProblemView,
  reportStates,
  stepTitles,
} from './problem-report.ts';

/** Regions of which somebody is the administration. */
export const administered = (actor: Pick<Actor, 'grants'>): string[] =>
  actor.grants.flatMap(({ role, regionCode }) => (role === 'serviceAdministration' ? [regionCode] : []));

/** Windows at which somebody works. */
export const windowsOf = (actor: Pick<Actor, 'grants'>): string[] =>
  actor.grants.flatMap(({ role, windowId }) =>
    windowId && (role === 'windowClerk' || role === 'windowLead') ? [windowId] : [],
  );

/** Whether a problem exists for somebody: own window or region, shared with it, reported or coordinated. */
export const seesProblem = (
  actor: Actor,
  report: ProblemReport,
  participants: readonly Participant[],
): boolean =>
  administered(actor).includes(report.regionCode) ||
  (report.sharedWith !== null && administered(actor).includes(report.sharedWith)) ||
  (report.windowId !== null && windowsOf(actor).includes(report.windowId)) ||
  report.reportedBy === actor.id ||
  participants.some(({ coordinatorId }) => coordinatorId === actor.id);

/** What somebody can do with a problem now. */
export function problemActsOf(
  actor: Actor,
  report: ProblemReport,
  participants: readonly Participant[],
): ProblemAct[] {
  const own = administered(actor);
  const acts: ProblemAct[] = [];
  if (report.kind === 'feedback') {
    if (report.state === 'open' && own.includes(report.regionCode)) acts.push('answer');
    if (report.sharedWith === null && own.includes(report.regionCode)) acts.push('share');
    if (report.sharedWith !== null && own.includes(report.sharedWith)) acts.push('add');
    return acts;
  }
  if (report.state === 'closed') return acts;
  const mine = participants.find(({ coordinatorId }) => coordinatorId === actor.id);
  if (mine || report.reportedBy === actor.id || own.includes(report.regionCode)) acts.push('solve');
  if (mine && mine.confirmedAt === null && report.solution !== null) acts.push('confirm');
  return acts;
}

type Names = { regionName(code: string): string; findWindow(id: string): { name: string } | undefined };

/** A problem as its reader sees it. */
export function presentProblem(
  actor: Actor,
  {
    report,
    participants,
    steps,
  }: { report: ProblemReport; participants: readonly Participant[]; steps: readonly ProblemStep[] },
  names: Names,
  now: Instant,
): ProblemView {
  const { category, windowId, caseId, businessNumber, dueAt, sharedWith, solution, solvedOn } = report;
  return {
    id: report.id,
    kind: report.kind,
    regionName: names.regionName(report.regionCode),
    ...(windowId === null ? {} : { windowName: names.findWindow(windowId)?.name ?? '' }),
    ...(category === null ? {} : { category, categoryLabel: feedbackCategories[category] }),
    text: report.text,
    ...(caseId === null ? {} : { caseId }),
    ...(businessNumber === null ? {} : { businessNumber }),
    reportedByName: report.reportedByName,
    reportedAt: report.reportedAt,
    ...(dueAt === null ? {} : { dueAt }),
    overdue: report.state === 'open' && dueAt !== null && dueAt <= now,
    state: report.state,
    stateLabel: reportStates[report.state],
    ...(sharedWith === null ? {} : { sharedWithName: names.regionName(sharedWith) }),
    ...(solution === null ? {} : { solution }),
    ...(solvedOn === null ? {} : { solvedOn }),
    participants: participants.map(({ department, coordinatorId, coordinatorName, confirmedAt }) => ({
      department,
      coordinatorId,
      coordinatorName,
      confirmedAt,
      own: coordinatorId === actor.id,
    })),
    steps: steps.map(({ at, type, actor: by, text }) => ({
      at,
      title: stepTitles[type],
      by: by.name,
      ...(text === null ? {} : { text }),
    })),
    acts: problemActsOf(actor, report, participants),
  };
}
