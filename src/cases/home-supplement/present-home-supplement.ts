import type { Day, Instant } from '../../regulation/instant.ts';
import type { Case, Channel, HomeSupplement, Parcel, Side } from '../core/case.ts';
import { openSupplement, type Point, parcelsUnderWay } from './supplement.ts';

/** How far one point of a home supplement got. */
export type PointStanding = 'missing' | 'underWay' | 'atIntake' | 'toHome' | 'arrived';

/** One point as both sides see it. */
export type PointView = {
  id: string;
  lineId?: string;
  lineName?: string;
  /** What is asked for; not for readers who may not see personal content. */
  text?: string;
  standing: PointStanding;
  place?: Side;
  relay?: Channel;
  handedInAt?: Instant;
  arrivedAt?: Instant;
  waybill?: string;
  files: { id: string; href: string; mediaType: string; size: number; pages: number }[];
};

/** A home supplement as both sides see it. */
export type HomeSupplementView = {
  id: string;
  round: number;
  state: HomeSupplement['state'];
  returnTo: HomeSupplement['returnTo'];
  requestedAt: Instant;
  dueOn: Day;
  pausedUntil: Day;
  endedOn?: Day;
  documentId: string;
  announcesAbandonment: boolean;
  points: PointView[];
};

/** The applicant's parcel with a piece of the point, not opened yet. */
const inbound = (kase: Case, { id }: Point): Parcel | undefined =>
  parcelsUnderWay(kase).find(({ packed }) => packed.some(({ lineId }) => lineId === id));

function standingOf(kase: Case, point: Point): PointStanding {
  if (point.arrivedAt) return 'arrived';
  if (point.waybill) return 'toHome';
  if (point.handedInAt) return 'atIntake';
  return inbound(kase, point) ? 'underWay' : 'missing';
}

type Files = ReadonlyMap<string, { mediaType: string; size: number; pages: number }>;

function pointView(kase: Case, point: Point, personalSeen: boolean, files: Files): PointView {
  const { id, lineId, place, relay, handedInAt, arrivedAt } = point;
  const text = personalSeen ? kase.personal?.supplementPoints[id] : undefined;
  const lineName = kase.lines.find((line) => line.id === lineId)?.name;
  const waybill = point.waybill ?? inbound(kase, point)?.waybill;
  return {
    id,
    ...(lineId === undefined ? {} : { lineId }),
    ...(lineName === undefined ? {} : { lineName }),
    ...(text === undefined ? {} : { text }),
    standing: standingOf(kase, point),
    ...(place ? { place } : {}),
    ...(relay ? { relay } : {}),
    ...(handedInAt ? { handedInAt } : {}),
    ...(arrivedAt ? { arrivedAt } : {}),
    ...(waybill ? { waybill } : {}),
    files: personalSeen
      ? (point.fileIds ?? []).flatMap((fileId) => {
          const file = files.get(fileId);
          return file ? [{ id: fileId, href: `/api/cases/${kase.id}/files/${fileId}`, ...file }] : [];
        })
      : [],
  };
}

/** The home supplements of a case: what was asked for, and of each point what came, is on its way or is missing. */
export const presentHomeSupplements = (
  kase: Case,
  personalSeen: boolean,
  files: Files,
): HomeSupplementView[] =>
  kase.homeSupplements.map(({ points, ...supplement }) => {
    const { id, round, state, returnTo, requestedAt, dueOn, pausedUntil, endedOn } = supplement;
    return {
      id,
      round,
      state,
      returnTo,
      requestedAt,
      dueOn,
      pausedUntil,
      ...(endedOn ? { endedOn } : {}),
      documentId: supplement.documentId,
      announcesAbandonment: supplement.announcesAbandonment,
      points: points.map((point) => pointView(kase, point, personalSeen, files)),
    };
  });

/** What is asked of the applicant, for the public page: how much, by when; nothing personal. */
export type SupplementAsked = { points: number; missing: number; dueOn: Day; over: boolean };

/** The open home supplement for the public page. */
export function supplementAsked(kase: Case, over: boolean): SupplementAsked | undefined {
  const open = openSupplement(kase);
  return (
    open && {
      points: open.points.length,
      missing: open.points.filter(({ handedInAt }) => !handedInAt).length,
      dueOn: open.dueOn,
      over,
    }
  );
}
