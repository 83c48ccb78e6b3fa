import type { Day, Instant } from '../../regulation/instant.ts';
import type { Case, Copies } from '../core/case.ts';
import type { WhyLine } from '../core/case-view.ts';
import { dueOf } from '../core/due.ts';
import type { Surroundings } from '../core/surroundings.ts';
import { type ReasonCode, reasonCodes } from '../review/reason-codes.ts';
import { currentNotice, isNewFinding, limitingNotice, toldOfLoss } from './notice.ts';
import { asOpen, supplementDuty } from './notice-duties.ts';

/** A one-time notice with where its three copies are. */
export type NoticeView = {
  documentId: string;
  href: string;
  round: number;
  issuedAt: Instant;
  days: number;
  printedDays: number;
  dueOn: Day;
  status: 'valid' | 'void';
  copies: Copies;
  lineIds: string[];
};

/** What the applicant has to supplement now, and what came of it. */
export type SupplementView = {
  documentId: string;
  /** The last day, after every extension; 24:00 of it. */
  dueOn: Day;
  dueAt: Instant;
  provisional: boolean;
  why: WhyLine[];
  lines: {
    id: string;
    name: string;
    reason: string;
    correction?: string;
    handedInAt?: Instant;
  }[];
  parcels: {
    waybill: string;
    lineIds: string[];
    status: 'announced' | 'underWay' | 'delivered' | 'lost' | 'opened';
    /** The applicant was told that it is lost. */
    told?: Instant;
  }[];
};

/** All notices of a case, the latest last. */
export const presentNotices = ({ notices }: Pick<Case, 'notices'>): NoticeView[] =>
  notices.map(({ voidedAt, voidedFor: _for, movedTo, ...notice }) => ({
    ...notice,
    dueOn: movedTo ?? notice.dueOn,
    href: `/api/documents/${notice.documentId}.pdf`,
    status: voidedAt ? 'void' : 'valid',
    lineIds: [...notice.lineIds],
  }));

const parcelStatus = (parcel: Case['parcels'][number]): SupplementView['parcels'][number]['status'] => {
  if (parcel.confirmedAt) return 'opened';
  if (parcel.lostAt) return 'lost';
  if (parcel.deliveredAt) return 'delivered';
  return parcel.collectedAt ? 'underWay' : 'announced';
};

/** The open supplement of a case that waits for its applicant; undefined in every other state. */
export function presentSupplement(
  kase: Case,
  around: Pick<Surroundings, 'calendars'>,
  personalSeen: boolean,
): SupplementView | undefined {
  const notice = kase.state === 'returnedForSupplement' ? currentNotice(kase) : undefined;
  if (!notice) return undefined;
  const due = dueOf(asOpen(supplementDuty(kase, notice)), kase, around.calendars);
  return {
    documentId: notice.documentId,
    ...due,
    lines: kase.lines
      .filter(({ id }) => notice.lineIds.includes(id))
      .map(({ id, name, reasonCode, handedInAt }) => {
        const correction = personalSeen ? kase.personal?.corrections[id] : undefined;
        return {
          id,
          name,
          reason: reasonCodes[reasonCode as ReasonCode] ?? '',
          ...(correction ? { correction } : {}),
          ...(handedInAt ? { handedInAt } : {}),
        };
      }),
    parcels: kase.parcels
      .filter(({ purpose }) => purpose === 'supplement')
      .map((parcel) => {
        const told = toldOfLoss(kase, parcel);
        return {
          waybill: parcel.waybill,
          lineIds: parcel.packed.map(({ lineId }) => lineId),
          status: parcelStatus(parcel),
          ...(told ? { told } : {}),
        };
      }),
  };
}

/** Lines that a notice told to be in order, so that only the window lead opens them again. */
export const closedLines = (kase: Case): string[] =>
  kase.state === 'formalReview' && limitingNotice(kase)
    ? kase.lines.filter((line) => line.verdict === 'passed' && isNewFinding(kase, line)).map(({ id }) => id)
    : [];
