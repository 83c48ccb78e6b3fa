import type { Instant } from '../../regulation/instant.ts';
import type { Case, Channel, Discrepancy, MorePackage, PaperTask } from '../core/case.ts';
import { type FileView, fileViews, type KnownFiles } from '../core/file-views.ts';
import { discrepancyKinds, isDiscrepancyKind } from './kinds.ts';
import { isOpen } from './open-discrepancies.ts';
import { parcelOfTask } from './paper-tasks.ts';

/** A difference as both sides see it. */
export type DiscrepancyView = {
  id: string;
  lineId: string;
  lineName: string;
  kind: string;
  kindLabel: string;
  channel: Channel;
  waybill?: string;
  applicantMustAct: boolean;
  state: Discrepancy['state'];
  stateLabel: string;
  open: boolean;
  reportedAt: Instant;
  answeredAt?: Instant;
  resolvedAt?: Instant;
  /** What people wrote; only for readers who may see personal content. */
  note?: string;
  answer?: string;
  photos: FileView[];
  /** What was sent in its place. */
  replacement?: { sentAt: Instant; files?: FileView[]; waybill?: string };
};

/** Paper that the home window asked for. */
export type PaperTaskView = {
  id: string;
  purpose: PaperTask['purpose'];
  purposeLabel: string;
  lines: { id: string; name: string }[];
  demandedAt: Instant;
  recall: boolean;
  state: PaperTask['state'];
  stateLabel: string;
  /** The parcel that brings it. */
  waybill?: string;
};

const discrepancyStates: Record<Discrepancy['state'], string> = {
  open: '等收件窗口答复',
  answered: '已答复，等属地了结',
  resolved: '材料已到，了结',
  waived: '不再要求，了结',
  askedFromApplicant: '改由申请人补正，了结',
};

const taskStates: Record<PaperTask['state'], string> = {
  open: '等收件窗口寄出',
  received: '已收到',
  cancelled: '属地已撤回',
};

/** Why paper is asked for, in words. */
export const paperPurposes: Record<PaperTask['purpose'], string> = { review: '审查', archive: '存档' };

const nameOf = (kase: Case, id: string): string => kase.lines.find((line) => line.id === id)?.name ?? id;

/** Name of a kind of difference. */
export const kindLabel = (kind: string): string =>
  isDiscrepancyKind(kind) ? discrepancyKinds[kind].name : kind;

function replacementOf(kase: Case, id: string, files: KnownFiles): Pick<DiscrepancyView, 'replacement'> {
  const scan = kase.morePackages.findLast(({ refId }: MorePackage) => refId === id);
  if (scan) {
    const ids = scan.manifest.map(({ fileId }) => fileId);
    return { replacement: { sentAt: scan.sentAt, files: fileViews(kase, ids, files) } };
  }
  const parcel = kase.parcels.findLast(({ refId, cancelledAt }) => refId === id && !cancelledAt);
  return parcel ? { replacement: { sentAt: parcel.registeredAt, waybill: parcel.waybill } } : {};
}

/** Differences of a case, in the order in which they were found. */
export const presentDiscrepancies = (
  kase: Case,
  personalSeen: boolean,
  files: KnownFiles,
): DiscrepancyView[] =>
  kase.discrepancies.map((found) => {
    const { discrepancyNotes = {}, discrepancyAnswers = {} } = (personalSeen && kase.personal) || {};
    const note = discrepancyNotes[found.id];
    const answer = discrepancyAnswers[found.id];
    const { photoIds, ...shown } = found;
    return {
      ...shown,
      lineName: nameOf(kase, found.lineId),
      kindLabel: kindLabel(found.kind),
      stateLabel: discrepancyStates[found.state],
      open: isOpen(found),
      ...(note ? { note } : {}),
      ...(answer ? { answer } : {}),
      photos: personalSeen ? fileViews(kase, photoIds, files) : [],
      ...replacementOf(kase, found.id, personalSeen ? files : new Map()),
    };
  });

/** Paper that was asked for, in the order in which it was. */
export const presentPaperTasks = (kase: Case): PaperTaskView[] =>
  kase.paperTasks.map((task) => {
    const parcel = task.state === 'open' ? parcelOfTask(kase, task) : undefined;
    const { countsFrom: _countsFrom, lineIds, ...shown } = task;
    return {
      ...shown,
      purposeLabel: paperPurposes[task.purpose],
      lines: lineIds.map((id) => ({ id, name: nameOf(kase, id) })),
      stateLabel: parcel ? '已寄出' : taskStates[task.state],
      ...(parcel ? { waybill: parcel.waybill } : {}),
    };
  });
