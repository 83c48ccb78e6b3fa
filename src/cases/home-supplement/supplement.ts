import type { Day, Instant } from '../../regulation/instant.ts';
import { dayOf } from '../../regulation/instant.ts';
import type { Case, Channel, HomeSupplement, OpenDuty, Parcel } from '../core/case.ts';
import type { FactSources } from '../core/fact-sources.ts';

/** One point of a home supplement: what is to be handed in, and how far it got. */
export type Point = HomeSupplement['points'][number];

type WithSupplements = Pick<Case, 'homeSupplements'>;

/** The home supplement that is open, if any; there is at most one (C.10, 10). */
export const openSupplement = ({ homeSupplements }: WithSupplements): HomeSupplement | undefined =>
  homeSupplements.find(({ state }) => state === 'open');

/** How often the applicant was asked; what was taken back counts as never asked. */
export const timesAsked = ({ homeSupplements }: WithSupplements): number =>
  homeSupplements.filter(({ state }) => state !== 'takenBack').length;

/** Whether every point has a piece, at whatever place: that meets the due date (OP-77). */
export const allHandedIn = ({ points }: HomeSupplement): boolean =>
  points.every(({ handedInAt }) => handedInAt !== undefined);

/** When the last point reached the home window; undefined while one has not. */
export function arrivedAt({ points }: HomeSupplement): Instant | undefined {
  const times = points.map((point) => point.arrivedAt).filter((at) => at !== undefined);
  return times.length === points.length ? times.toSorted().at(-1) : undefined;
}

/** Points that lie at the intake window and still have to be sent on by a channel. */
export const pointsToRelay = (kase: WithSupplements, channel: Channel): Point[] =>
  openSupplement(kase)?.points.filter(
    ({ place, relay, arrivedAt: arrived, waybill }) =>
      place === 'intake' &&
      relay === channel &&
      arrived === undefined &&
      (channel === 'electronic' || waybill === undefined),
  ) ?? [];

/** The applicant's parcels to a window with pieces of the open supplement, announced and not opened yet. */
export const parcelsUnderWay = ({ parcels }: Pick<Case, 'parcels'>): Parcel[] =>
  parcels.filter(
    ({ purpose, confirmedAt, returnedAt, lostAt, cancelledAt }) =>
      purpose === 'homeSupplement' && !(confirmedAt ?? returnedAt ?? lostAt ?? cancelledAt),
  );

/**
 * Where a piece of an open point is that was handed in or collected in time and has not arrived, as a sentence; nothing
 * can be decided for want of it (C.1, 24).
 */
export function underWay(kase: Case, dueAt: Instant): string | undefined {
  const supplement = openSupplement(kase);
  if (!supplement) return undefined;
  if (allHandedIn(supplement) && arrivedAt(supplement)) return '补正内容已全部到达，请确认补正。';
  const coming = supplement.points.find((point) => point.handedInAt && !point.arrivedAt);
  if (coming) {
    return coming.waybill
      ? `补正材料正由收件窗口寄往属地，运单号 ${coming.waybill}。`
      : '补正材料已按期交到收件窗口，正等转送属地。';
  }
  const parcel = parcelsUnderWay(kase).find(
    ({ collectedAt, registeredAt }) => (collectedAt ?? registeredAt) < dueAt,
  );
  return parcel && `申请人按期寄出的补正材料还在途中，运单号 ${parcel.waybill}。`;
}

/** The applicant's due date as a duty; its day was printed and moves only later. */
export const dueDutyOf = ({ round, requestedAt, workingDays, dueOn }: HomeSupplement): OpenDuty => ({
  rule: 'homeSupplementDue',
  round,
  holder: 'applicant',
  since: requestedAt,
  days: workingDays,
  notBefore: dueOn,
});

/** When the due date of the open supplement is over; the calendar may have moved it later than printed (C.9, 7). */
export async function supplementDueAt(sources: Pick<FactSources, 'due'>, kase: Case): Promise<Instant> {
  const open = openSupplement(kase);
  return open ? (await sources.due(kase, dueDutyOf(open))).dueAt : '';
}

/** The supplements of a case with the open one changed. */
export const changeOpen = (
  { homeSupplements }: WithSupplements,
  change: (supplement: HomeSupplement) => HomeSupplement,
): WithSupplements => ({
  homeSupplements: homeSupplements.map((each) => (each.state === 'open' ? change(each) : each)),
});

/** The supplements of a case with some points of the open one changed. */
export const changePoints = (
  kase: WithSupplements,
  pointIds: readonly string[],
  change: (point: Point) => Point,
): WithSupplements =>
  changeOpen(kase, (supplement) => ({
    ...supplement,
    points: supplement.points.map((point) => (pointIds.includes(point.id) ? change(point) : point)),
  }));

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/**
 * The last day on which the clock stands still, when it ends on a day: never later than 2 working days after the due
 * date, unless a window had every piece in hand by then and only the way to the home window is left (OP-77).
 */
export const pauseEnd = ({ points, pausedUntil }: HomeSupplement, on: Day): Day =>
  points.every(({ recordedAt }) => recordedAt !== undefined && dayOf(recordedAt) <= pausedUntil)
    ? on
    : earlier(on, pausedUntil);

/** The supplements of a case that leaves the state with an open one: it has ended without its points. */
export const closedSupplement = (kase: WithSupplements, on: Day): WithSupplements =>
  changeOpen(kase, (supplement) => ({ ...supplement, state: 'ended', endedOn: pauseEnd(supplement, on) }));
