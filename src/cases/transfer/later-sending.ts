import { Id, object, type Static, Type } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case, Channel, ManifestEntry } from '../core/case.ts';
import type { FileFacts } from '../core/fact-sources.ts';
import { isOpen } from '../discrepancy/open-discrepancies.ts';
import { pointsToRelay } from '../home-supplement/supplement.ts';
import { filesOfRequests } from '../requests/open-requests.ts';
import { filesSent, manifestOf } from './manifest.ts';

/** What a later package or parcel answers: a paper task, a discrepancy, or pieces of a home supplement. */
export const SentFor = object({
  taskId: Type.Optional(Id),
  discrepancyId: Type.Optional(Id),
  supplementId: Type.Optional(Id),
  pointIds: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { maxItems: 50 })),
});
export type SentFor = Static<typeof SentFor>;

/** One sending after the first: which lines it may hold, and where its period starts. */
export type Later = {
  purpose: 'paperDemand' | 'replacement' | 'relay';
  refId: string;
  /** Lines, or for a point of a home supplement without a line the point itself. */
  lineIds: string[];
  pointIds?: string[];
  /** Scans that were named at the hand-in of a point. */
  fileIds?: { fileId: string; lineId: string | null }[];
  since: Instant;
};

function paperDemand(kase: Case, id: string): Later | undefined {
  const task = kase.paperTasks.find((each) => each.id === id && each.state === 'open');
  return task && { purpose: 'paperDemand', refId: id, lineIds: [...task.lineIds], since: task.demandedAt };
}

function replacement(kase: Case, id: string): Later | undefined {
  const found = kase.discrepancies.find((each) => each.id === id && isOpen(each));
  return found && { purpose: 'replacement', refId: id, lineIds: [found.lineId], since: found.reportedAt };
}

function relay(kase: Case, channel: Channel, id: string, pointIds: readonly string[]): Later | undefined {
  const points = pointsToRelay(kase, channel).filter((point) => pointIds.includes(point.id));
  const known = kase.homeSupplements.some((each) => each.id === id && each.state === 'open');
  if (!known || points.length === 0 || points.length !== new Set(pointIds).size) return undefined;
  return {
    purpose: 'relay',
    refId: id,
    lineIds: points.map((point) => point.lineId ?? point.id),
    pointIds: points.map((point) => point.id),
    fileIds: points.flatMap((point) =>
      (point.fileIds ?? []).map((fileId) => ({ fileId, lineId: point.lineId ?? null })),
    ),
    since: points.map((point) => point.recordedAt ?? point.handedInAt ?? '').toSorted()[0] ?? '',
  };
}

/** What is named, if it is still open and goes by this channel; undefined for anything else, and for two at once. */
export function laterOf(kase: Case, sentFor: SentFor, channel: Channel): Later | undefined {
  const { taskId, discrepancyId, supplementId, pointIds } = sentFor;
  if ([taskId, discrepancyId, supplementId].filter((id) => id !== undefined).length !== 1) return undefined;
  if (taskId !== undefined) return channel === 'postal' ? paperDemand(kase, taskId) : undefined;
  if (discrepancyId !== undefined) return replacement(kase, discrepancyId);
  return relay(kase, channel, supplementId ?? '', pointIds ?? []);
}

/** The files of a later package: those named at the hand-in, else what came to its line since the last sending. */
export function laterManifest(kase: Case, later: Later, files: readonly FileFacts[]): ManifestEntry[] {
  if (later.fileIds) {
    const byId = new Map(files.map((file) => [file.id, file]));
    return later.fileIds.flatMap(({ fileId, lineId }) => {
      const file = byId.get(fileId);
      return file ? [{ fileId, lineId, sha256: file.sha256, size: file.size }] : [];
    });
  }
  const sent = filesSent(kase);
  const lines = kase.lines.filter(({ id }) => later.lineIds.includes(id));
  return manifestOf(lines, files).filter(({ fileId }) => !sent.has(fileId));
}

/**
 * All files of a case: of lines and points of home supplements, photos of what differs and of what was packed, proofs
 * of a reinstatement, what the windows sent each other.
 */
export const filesOfCase = (kase: Case): string[] => [
  ...new Set([
    ...kase.lines.flatMap(({ fileIds }) => fileIds),
    ...kase.homeSupplements.flatMap(({ points }) => points.flatMap(({ fileIds = [] }) => fileIds)),
    ...kase.discrepancies.flatMap(({ photoIds }) => photoIds),
    ...kase.parcels.flatMap(({ sealed }) => sealed?.photos.map(({ fileId }) => fileId) ?? []),
    ...kase.reinstatements.flatMap(({ proofFileIds }) => proofFileIds),
    ...filesOfRequests(kase),
  ]),
];

/** The rule whose due time a later package has to keep. */
export const packageRule = { relay: 'relayElectronic', replacement: 'discrepancyAnswer' } as const;

/** Field error for a reference that is not open any more, or never was. */
export const notOpenHere = {
  errors: [{ pointer: '/for', detail: '没有这一项要发的内容，可能已经发出或了结。' }],
};
