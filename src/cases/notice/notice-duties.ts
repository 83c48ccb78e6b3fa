import { latest } from '../../regulation/instant.ts';
import { addDays, startOfDay } from '../../regulation/shanghai-time.ts';
import type { Case, Notice, OpenDuty, Parcel } from '../core/case.ts';
import type { Found } from '../core/found-duty.ts';
import { arrivedUnopened } from '../custody/parcels.ts';
import {
  awaitsReview,
  currentNotice,
  endOf,
  lastDayOf,
  lastSignOn,
  openedLateAt,
  parcelsUnderWay,
  toldOfLoss,
} from './notice.ts';

/** Days for a parcel of which no carrier ever gave a sign, counted from the due date (OP-53). */
const unscannedDays = 30;

/** Rounds of the review and of the supplement: each notice, reinstatement and correction begins one (C.9, 6). */
const roundOf = ({ notices, reinstatements, homeCorrections = [] }: Case): number =>
  1 + notices.length + reinstatements.length + homeCorrections.length;

/** Starting the review: anew after the home region was corrected (C.1, 3b). */
export const submittedDuties = (kase: Case): Found[] => [
  {
    rule: 'formalReviewStart',
    since: latest(kase.submittedAt, kase.homeCorrections?.at(-1)),
    round: roundOf(kase),
  },
];

/**
 * The formal review ends 5 working days after submission at the latest, and anew after each supplement (OP-67). What
 * was handed in at the counter is looked at on the same day, what came by post within 1 working day.
 */
export function reviewDuties(kase: Case): Found[] {
  const reinstatedAt = kase.reinstatements.at(-1)?.at;
  const again = latest(kase.supplementCompletedAt, reinstatedAt);
  const round = roundOf(kase);
  const voided = kase.notices.flatMap(({ voidedFor, voidedAt }) =>
    voidedFor === 'noDeficiency' && voidedAt ? [voidedAt] : [],
  );
  const since = latest(kase.submittedAt, kase.homeCorrections?.at(-1), again, ...voided);
  const pending = awaitsReview(kase) && currentNotice(kase) !== undefined;
  return [
    ...(pending
      ? [
          {
            rule: 'supplementReview',
            since: again,
            days: kase.supplementWay === 'counter' ? 0 : 1,
            round,
          } satisfies Found,
        ]
      : []),
    { rule: 'formalReviewEnd', since, round },
  ];
}

/** The period that a notice gives the applicant. */
export const supplementDuty = (kase: Case, notice: Notice): Found => ({
  rule: 'supplementDue',
  since: notice.issuedAt,
  days: notice.days,
  notBefore: lastDayOf(notice),
  round: roundOf(kase),
});

/**
 * How long the case waits for one parcel of the applicant after the due date (OP-53). Of a lost one the applicant has
 * to be told first; the window that is to tell has 1 working day, and nothing is given up before.
 */
export function parcelDuty(kase: Case, notice: Notice, parcel: Parcel): Found {
  const duty = {
    rule: 'inboundParcel',
    notBefore: lastDayOf(notice),
    round: roundOf(kase) * 100 + kase.parcels.indexOf(parcel),
  } as const;
  if (parcel.deliveredAt) return { ...duty, since: parcel.deliveredAt, days: 1 };
  if (parcel.lostAt) {
    const toldAt = toldOfLoss(kase, parcel);
    const { round } = duty;
    return toldAt
      ? { ...duty, since: toldAt, days: 5 }
      : { rule: 'supplementLossTold', since: parcel.lostAt, round };
  }
  const from = [lastDayOf(notice), lastSignOn(parcel)].toSorted().at(-1) ?? lastDayOf(notice);
  return { ...duty, since: startOfDay(addDays(from, unscannedDays)), days: 0 };
}

/**
 * What runs while the applicant has to supplement: the period of the notice; with a parcel under way in time the wait
 * for it instead; once a parcel was opened too late and a piece is still missing, nothing more (C.12).
 */
export function noticeDuties(kase: Case): Found[] {
  const notice = currentNotice(kase);
  if (!notice) return [];
  const end = endOf(notice);
  const arrived = openingDuties(kase, 'supplement');
  const waiting = parcelsUnderWay(kase, end);
  if (waiting.length > 0) return [...arrived, ...waiting.map((parcel) => parcelDuty(kase, notice, parcel))];
  const openedAt = openedLateAt(kase, end);
  return [...arrived, { ...supplementDuty(kase, notice), ...(openedAt ? { endsAt: openedAt } : {}) }];
}

/** What arrived from the applicant is opened within 1 working day by the window it came to. */
export const openingDuties = (kase: Case, purpose: 'supplement' | 'homeSupplement'): Found[] =>
  arrivedUnopened(kase, purpose).map((parcel) => ({
    rule: 'inboundOpening',
    since: parcel.deliveredAt ?? parcel.registeredAt,
    round: 1 + kase.parcels.indexOf(parcel),
    holder: parcel.to === 'home' ? 'homeWindow' : 'intakeWindow',
  }));

/** A found duty as the register's arithmetic takes it. */
export const asOpen = (found: Found): OpenDuty => ({ round: 1, holder: 'applicant', ...found });
