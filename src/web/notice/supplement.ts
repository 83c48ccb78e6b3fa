import type { CaseView, LineView } from '../../cases/core/case-view.ts';

/** Lines of the current notice for which nothing came yet. */
export const missingLines = ({ lines, supplement }: CaseView): LineView[] => {
  const open = new Set(
    supplement?.lines.filter(({ handedInAt }) => handedInAt === undefined).map(({ id }) => id),
  );
  return lines.filter(({ id }) => open.has(id));
};

/** The applicant's parcels that nobody has opened yet. */
export const parcelsToOpen = ({ supplement }: CaseView) =>
  supplement?.parcels.filter(({ status }) => status !== 'opened' && status !== 'lost') ?? [];

/** Whether the period of the notice is over. */
export const isOver = ({ deadlines }: CaseView): boolean =>
  deadlines.some(({ rule, overdue }) => rule === 'supplementDue' && overdue);

/** What can be done while the case waits for a supplement, in the order in which it is proposed. */
export type NoticeAct = 'handIn' | 'inbound' | 'replace' | 'void';

const commands = {
  handIn: 'handInSupplement',
  inbound: 'registerInboundParcel',
  replace: 'replaceOneTimeNotice',
  void: 'voidOneTimeNotice',
} as const;

/** The acts possible now for this reader. */
export function noticeActs(kase: CaseView): NoticeAct[] {
  if (!kase.supplement) return [];
  const over = isOver(kase);
  return (Object.keys(commands) as NoticeAct[]).filter(
    (act) =>
      kase.actions.some(({ command, blocked }) => command === commands[act] && !blocked) &&
      !(over && (act === 'inbound' || act === 'replace')),
  );
}
