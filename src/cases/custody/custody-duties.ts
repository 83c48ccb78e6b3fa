import type { DutyHolder } from '../../regulation/duties.ts';
import { type Instant, latest } from '../../regulation/instant.ts';
import type { Case, Line, Parcel, Side } from '../core/case.ts';
import type { Found } from '../core/found-duty.ts';
import { openOriginals, owes } from './originals.ts';
import { isUnderWay, lastSign, openIncidentOf, openIncidents, parcelOf, senderOf } from './parcels.ts';
import { watchedParcels } from './silence.ts';

const holderOf = (side: Side): DutyHolder => (side === 'home' ? 'homeWindow' : 'intakeWindow');

/** A round of its own for every parcel, and after each enquiry another (C.9, 6). */
const roundOf = (kase: Case, parcel: Parcel): number =>
  1 + kase.parcels.indexOf(parcel) + 100 * kase.incidents.filter((i) => i.waybill === parcel.waybill).length;

/** Parcels under way are watched, those that went wrong are asked for, by the window that sent them. */
const silenceDuties = (kase: Case): Found[] =>
  watchedParcels(kase).map((parcel) => ({
    rule: 'parcelSilence',
    since: lastSign(kase, parcel),
    round: roundOf(kase, parcel),
    holder: holderOf(senderOf(parcel)),
  }));

const enquiryDuties = (kase: Case): Found[] =>
  openIncidents(kase).map((incident) => {
    const parcel = parcelOf(kase, incident.waybill);
    return {
      rule: 'incidentEnquiry',
      since: incident.openedAt,
      round: 1 + kase.incidents.indexOf(incident),
      holder: holderOf(parcel ? senderOf(parcel) : 'intake'),
    };
  });

/** Since when a window owes an original: it holds it, and from this moment it is no longer needed. */
const owedSince = (kase: Case, lines: readonly Line[], from: (Instant | undefined)[]): Instant =>
  latest(...from, ...lines.map(({ id }) => kase.custody.findLast(({ lineId }) => lineId === id)?.at));

/** Giving originals back, a task of each window that has some (C.9, originalsBack). */
function backDuties(kase: Case, lines: readonly Line[], from: (Instant | undefined)[]): Found[] {
  return (['intake', 'home'] as const).flatMap((side, index) => {
    const owed = lines.filter((line) => owes(kase, line) === side);
    return owed.length === 0
      ? []
      : [
          {
            rule: 'originalsBack' as const,
            since: owedSince(kase, owed, from),
            round: 1 + index,
            holder: holderOf(side),
          },
        ];
  });
}

/** Lost originals whose enquiry is over wait for their settlement (C.1, 18c). */
const unsettled = (kase: Case): Line[] =>
  kase.lines.filter(({ id, paper, received }) => {
    const step = kase.custody.findLast(({ lineId }) => lineId === id);
    return (
      paper === 'lost' &&
      (received?.originals ?? 1) > 0 &&
      !(step?.waybill && openIncidentOf(kase, step.waybill))
    );
  });

const settlementDuties = (kase: Case): Found[] =>
  unsettled(kase).length === 0
    ? []
    : [{ rule: 'originalsBack', since: owedSince(kase, unsettled(kase), []), round: 3 }];

/** Originals that lie where the result lies, or will be sent with it, go back together with it. */
function goesWithResult({ state, result }: Case, { id, paper }: Line): boolean {
  if (state !== 'resultDelivering') return paper === 'home';
  if (!result || result.deliveredAt !== undefined) return false;
  return paper === result.place && (paper === 'home' || (result.originals ?? []).includes(id));
}

const givesBack: ReadonlySet<Case['state']> = new Set([
  'homeRejected',
  'decidedGranted',
  'decidedDenied',
  'resultDelivering',
]);

/** Parcels, incidents and originals of a running case. */
export const custodyDuties = (kase: Case): Found[] => [
  ...silenceDuties(kase),
  ...enquiryDuties(kase),
  ...settlementDuties(kase),
  ...(givesBack.has(kase.state)
    ? backDuties(
        kase,
        openOriginals(kase).filter((line) => !goesWithResult(kase, line)),
        [kase.decidedAt, kase.rejectedAt],
      )
    : []),
];

/** What still travels when a case has ended is recalled, or followed to the applicant (C.12). */
const recallDuties = (kase: Case): Found[] =>
  kase.parcels
    .filter((parcel) => isUnderWay(parcel) && !openIncidentOf(kase, parcel.waybill))
    .map((parcel) => ({
      rule: 'parcelRecall',
      since: latest(lastSign(kase, parcel), kase.endedAt),
      round: roundOf(kase, parcel),
      holder: holderOf(senderOf(parcel)),
    }));

/** After-care of an ended case: originals back, parcels under way, the keeping time of abandoned materials (OP-82). */
export const endedDuties = (kase: Case): Found[] => [
  ...backDuties(kase, openOriginals(kase), [kase.endedAt]),
  ...recallDuties(kase),
  ...enquiryDuties(kase),
  ...settlementDuties(kase),
  ...(kase.state === 'deemedAbandoned'
    ? [{ rule: 'abandonedMaterials' as const, since: kase.abandoned?.at ?? kase.endedAt ?? kase.openedAt }]
    : []),
];
