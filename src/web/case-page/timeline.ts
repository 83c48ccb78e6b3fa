import type { Side } from '../../cases/core/case.ts';
import type { CaseView, DeadlineView, EventView } from '../../cases/core/case-view.ts';
import type { Instant } from '../../regulation/instant.ts';

/** One entry of the two-lane timeline (ux §8, desk-case). */
export type TimelineEntry =
  | { kind: 'past'; key: string; lane: Side; at: Instant; title: string; notes: string[]; late: boolean }
  | { kind: 'now'; key: string; lane: Side; title: string; notes: string[] }
  | { kind: 'due'; key: string; lane: Side; deadline: DeadlineView }
  | { kind: 'later'; key: string; lane: Side; title: string };

/** Which lane a milestone belongs to, by its key. */
const laneOfMilestone: Readonly<Record<string, Side>> = { intake: 'intake', transfer: 'intake' };

/**
 * The timeline of a case: what happened, who has it now, what is due, and the milestones that follow. Acts of the
 * clock stand in the lane of the side whose turn it was.
 */
export function timelineOf(kase: CaseView, events: readonly EventView[]): TimelineEntry[] {
  const past = events.map((event) => pastEntry(event));
  if (kase.endedAt !== undefined) return past;
  const lane: Side = kase.holder.side === 'home' ? 'home' : 'intake';
  const now: TimelineEntry = {
    kind: 'now',
    key: 'now',
    lane,
    title: kase.stateLabel,
    notes: [kase.holder.person, kase.holder.office].filter((note) => note !== undefined),
  };
  return [...past, now, ...dueEntries(kase.deadlines), ...laterEntries(kase)];
}

/** Facts that go with another one and are shown only with the whole record. */
const minor: ReadonlySet<string> = new Set([
  'fileAttached',
  'formalReviewStarted',
  'intakeReceiptIssued',
  'materialMarked',
  'parcelMoved',
  'transferTasksOpened',
]);

/** The entries that tell the story; the others are shown on request. */
export const mainEvents = (events: readonly EventView[]): EventView[] =>
  events.filter(({ type }) => !minor.has(type));

function pastEntry(event: EventView): TimelineEntry {
  const by = event.side === 'system' ? '系统按期限自动办理' : event.actor;
  return {
    kind: 'past',
    key: String(event.seq),
    lane: laneOfEvent(event),
    at: event.effectiveAt,
    title: event.title,
    notes: [event.redacted ? '内容不向您显示，记录仍在' : event.detail, by, event.article].filter(
      (note): note is string => note !== undefined && note !== '',
    ),
    late: event.due !== undefined && !event.due.met,
  };
}

const intakeStates = new Set([
  'draft',
  'discarded',
  'submitted',
  'formalReview',
  'intakeAccepted',
  'notTaken',
]);

function laneOfEvent({ side, state }: EventView): Side {
  if (side !== 'system') return side;
  return intakeStates.has(state) ? 'intake' : 'home';
}

function dueEntries(deadlines: readonly DeadlineView[]): TimelineEntry[] {
  return deadlines
    .filter((deadline) => deadline.kind === 'task')
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
    .map((deadline) => ({
      kind: 'due',
      key: `due-${deadline.rule}`,
      lane: deadline.holder === 'intakeWindow' || deadline.holder === 'applicant' ? 'intake' : 'home',
      deadline,
    }));
}

function laterEntries(kase: CaseView): TimelineEntry[] {
  const reached = kase.milestones.findLastIndex((milestone) => milestone.at !== undefined);
  return kase.milestones
    .slice(reached + 1)
    .filter((milestone) => milestone.at === undefined)
    .map((milestone) => ({
      kind: 'later',
      key: `later-${milestone.key}`,
      lane: laneOfMilestone[milestone.key] ?? 'home',
      title: milestone.label,
    }));
}
