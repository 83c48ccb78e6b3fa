import { dayOf, type Instant } from '../../regulation/instant.ts';
import { endOfDay } from '../../regulation/shanghai-time.ts';
import type { Case, Line, Notice, Parcel } from '../core/case.ts';

/** The one-time notice that holds now: the last that was not voided (C.10, 3). */
export const currentNotice = (kase: Pick<Case, 'notices'>): Notice | undefined =>
  kase.notices.findLast(({ voidedAt }) => voidedAt === undefined);

/**
 * The notice that limits what may be found deficient now: the last one told to the applicant. One that fell
 * with a wrong home region was about other materials.
 */
export const limitingNotice = (kase: Pick<Case, 'notices'>): Notice | undefined =>
  kase.notices.findLast(({ voidedFor }) => voidedFor !== 'correction');

/** Whether a notice ever named a line, so that whatever comes for it is a supplement. */
export const wasNamed = (kase: Pick<Case, 'notices'>, lineId: string): boolean =>
  kase.notices.some(({ voidedFor, lineIds }) => voidedFor !== 'correction' && lineIds.includes(lineId));

/** Whether a line must be supplemented: handed in and not in order, or required and missing. */
export const isDeficient = ({ verdict, required }: Pick<Line, 'verdict' | 'required'>): boolean =>
  verdict === 'deficient' || (verdict === 'notSubmitted' && required);

/** Whether a finding about this line would be new after a notice; the window lead may reopen it. */
export function isNewFinding(kase: Pick<Case, 'notices'>, line: Line): boolean {
  const notice = limitingNotice(kase);
  return notice !== undefined && !notice.lineIds.includes(line.id) && line.reopenedAt === undefined;
}

/** Lines of the notice for which nothing was handed in yet. */
export const missingLines = ({ lines }: Pick<Case, 'lines'>, { lineIds }: Notice): Line[] =>
  lines.filter((line) => lineIds.includes(line.id) && line.handedInAt === undefined);

/** The last day of a notice as it was told, or as a reinstatement extended it. */
export const lastDayOf = ({ dueOn, movedTo }: Notice): string =>
  movedTo !== undefined && movedTo > dueOn ? movedTo : dueOn;

/** 24:00 of the last day told: what is handed in or collected later is late. */
export const endOf = (notice: Notice): Instant => endOfDay(lastDayOf(notice));

/** The applicant's parcels with pieces for the notice that no window has opened yet. */
const unopened = ({ parcels }: Pick<Case, 'parcels'>): Parcel[] =>
  parcels.filter(
    ({ purpose, confirmedAt, cancelledAt, returnedAt }) =>
      purpose === 'supplement' && !confirmedAt && !cancelledAt && !returnedAt,
  );

/**
 * Whether a parcel was under way in time: collected before the end, or announced before it and not yet scanned. One
 * that was registered after the end was found in time then: collected before it, or sent for a lost one (OP-53).
 */
const isInTime = ({ collectedAt, registeredAt }: Parcel, end: Instant): boolean =>
  (collectedAt ?? registeredAt) < end || registeredAt >= end;

/** Parcels that hold the abandonment back: under way in time (OP-53, R-066). */
export const parcelsUnderWay = (kase: Pick<Case, 'parcels'>, end: Instant): Parcel[] =>
  unopened(kase).filter((parcel) => isInTime(parcel, end));

/** When the applicant was told that a parcel is lost; the 5 working days begin with it (OP-53). */
export const toldOfLoss = (kase: Pick<Case, 'contacts'>, { lostAt }: Parcel): Instant | undefined =>
  lostAt === undefined
    ? undefined
    : kase.contacts.find(({ purpose, reached, at }) => purpose === 'parcelLost' && reached && at >= lostAt)
        ?.at;

/** When the last parcel was opened after the end, with something still missing. */
export const openedLateAt = (kase: Pick<Case, 'parcels'>, end: Instant): Instant | undefined =>
  kase.parcels
    .flatMap(({ purpose, confirmedAt }) =>
      purpose === 'supplement' && confirmedAt !== undefined && confirmedAt >= end ? [confirmedAt] : [],
    )
    .toSorted()
    .at(-1);

/** Materials in the hands of the review again: pieces came after the notice and none of them was judged yet. */
export const awaitsReview = (kase: Pick<Case, 'lines'>): boolean => {
  const pieces = kase.lines.filter(({ handedInAt }) => handedInAt !== undefined);
  return pieces.length > 0 && pieces.every(({ verdict }) => verdict === 'unmarked');
};

/** The day on which a parcel gave its last sign. */
export const lastSignOn = ({ movedAt, collectedAt, registeredAt }: Parcel): string =>
  dayOf(movedAt ?? collectedAt ?? registeredAt);

/** The home copies of all notices travel with the transfer, whatever it is they say. */
export const noticeCopiesSent = (
  { notices }: Pick<Case, 'notices'>,
  by: 'sentElectronically' | 'sentByPost',
): Pick<Case, 'notices'> => ({
  notices: notices.map((notice) => {
    const { home } = notice.copies;
    return {
      ...notice,
      copies: { ...notice.copies, home: home === 'open' || home === by ? by : 'sentBoth' },
    };
  }),
});
