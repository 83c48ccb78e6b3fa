import type { GivenStandard } from '../../catalogue/given-standard.ts';
import type { Instant } from '../../regulation/instant.ts';
import { requestLimits } from '../../regulation/request-limits.ts';
import type { Capacity } from '../../regulation/roles.ts';
import type { Case, Side, WindowRequest } from '../core/case.ts';
import { dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';
import { type FileView, fileViews } from '../core/file-views.ts';
import type { Surroundings } from '../core/surroundings.ts';
import { requestsOf } from './open-requests.ts';

/** What one window wrote to the other, as its reader sees it. */
export type WindowRequestView = {
  id: string;
  kind: WindowRequest['kind'];
  kindLabel: string;
  from: Side;
  /** Sender: person and window. */
  by: string;
  windowName: string;
  askedAt: Instant;
  /** Only for the two windows and their administrations. */
  text?: string;
  line?: { id: string; name: string };
  state: WindowRequest['state'];
  stateLabel: string;
  /** Whether somebody still has to answer. */
  open: boolean;
  /** By when, in the office hours of the window that was asked. */
  dueAt?: Instant;
  hours: number;
  overdue: boolean;
  seenAt?: Instant;
  endedAt?: Instant;
  answeredBy?: string;
  answer?: string;
  answerSeenAt?: Instant;
  /** What came with the message, and with its answer; only for the two windows and their administrations. */
  files: FileView[];
  answerFiles: FileView[];
};

/** The standard that the home region gave, as it is shown beside the checklist. */
export type GivenStandardView = GivenStandard & { sourceLabel: string; windowName?: string };

/** Where a given standard comes from, in a clerk's words. */
const givenSources: Record<GivenStandard['source'], string> = {
  standardRequest: '属地窗口答复',
  guide: '属地办事指南',
  offListConsent: '清单外同意',
};

const kindLabels: Record<WindowRequest['kind'], string> = {
  standard: requestLimits.standard.name,
  question: '询问',
  note: '告知',
};

const readers: readonly Capacity[] = [
  'intakeClerk',
  'intakeLead',
  'intakeAdministration',
  'homeClerk',
  'homeLead',
  'homeAdministration',
];

/** Whether what the windows write to each other is for these eyes: theirs, and of those who help where nobody answers. */
export const seesWindowTexts = (capacities: ReadonlySet<Capacity>): boolean =>
  readers.some((capacity) => capacities.has(capacity));

const stateLabel = ({ kind, state }: WindowRequest): string =>
  kind === 'note' ? '已送达' : { open: '等答复', answered: '已答复', cancelled: '不用答复了' }[state];

/** The thread of a case, in the order in which it was written. */
export function presentRequests(
  kase: Case,
  capacities: ReadonlySet<Capacity>,
  around: Surroundings,
): WindowRequestView[] {
  const reads = seesWindowTexts(capacities);
  const texts = reads ? (kase.personal?.windowTexts ?? {}) : {};
  const filesOf = (ids: readonly string[] = []): FileView[] =>
    reads ? fileViews(kase, ids, around.files) : [];
  const duties = openDuties(kase).filter(({ rule }) => rule === 'homeAnswer');
  return requestsOf(kase).map((request, at) => {
    const { id, kind, from, by, askedAt, state, hours, lineId, endedAt, answeredBy } = request;
    const duty = duties.find(({ round }) => round === at + 1);
    const due = duty && dueOf(duty, kase, around.calendars);
    const asked = from === 'intake' ? 'home' : 'intake';
    const set = kind === 'note' ? undefined : around.calendars.lengthFor?.('homeAnswer', asked, askedAt);
    const line = lineId === undefined ? undefined : kase.lines.find((each) => each.id === lineId);
    const said = texts[id];
    const seen = around.seen?.get(id);
    const answerer = answeredBy === undefined ? undefined : around.staffNames.get(answeredBy);
    return {
      id,
      kind,
      kindLabel: kindLabels[kind],
      from,
      by: around.staffNames.get(by) ?? '',
      windowName: around[from].windowName,
      askedAt,
      ...(said?.text ? { text: said.text } : {}),
      ...(line ? { line: { id: line.id, name: line.name } } : {}),
      state,
      stateLabel: stateLabel(request),
      open: duty !== undefined,
      ...(due ? { dueAt: due.dueAt } : {}),
      hours: set?.amount ?? hours,
      overdue: due !== undefined && around.now >= due.dueAt,
      ...(seen?.question ? { seenAt: seen.question } : {}),
      ...(endedAt ? { endedAt } : {}),
      ...(answerer ? { answeredBy: answerer } : {}),
      ...(said?.answer ? { answer: said.answer } : {}),
      ...(seen?.answer ? { answerSeenAt: seen.answer } : {}),
      files: filesOf(request.fileIds),
      answerFiles: filesOf(request.answerFileIds),
    };
  });
}

/** A given standard with the words for where it comes from. */
export const presentGiven = (standard: GivenStandard, windowName: string | undefined): GivenStandardView => ({
  ...standard,
  sourceLabel: givenSources[standard.source],
  ...(windowName ? { windowName } : {}),
});
