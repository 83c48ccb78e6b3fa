import { type DutyHolder, type DutyId, ruleOf } from '../../regulation/duties.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { CaseState } from '../../regulation/states.ts';
import { outstandingPaper } from '../transfer/channels.ts';
import { allArrived } from '../transfer/deem-received.ts';
import type { Case, OpenDuty, Parcel } from './case.ts';

type Found = { rule: DutyId; since: Instant; round?: number; holder?: DutyHolder };

const latest = (...times: (Instant | undefined)[]): Instant =>
  times
    .filter((time) => time !== undefined)
    .toSorted()
    .at(-1) ?? '';

const attempts = (kase: Case, purpose: string, since: Instant): { reached: boolean; failures: number } => {
  const tries = kase.contacts.filter((contact) => contact.purpose === purpose && contact.at >= since);
  return {
    reached: tries.some((contact) => contact.reached),
    failures: tries.filter((contact) => !contact.reached && contact.side === 'home').length,
  };
};

/** A contact the applicant must get; after two failures of the home window the intake window tries (OP-13). */
function contactDuty(kase: Case, rule: DutyId, purpose: string, since: Instant): Found[] {
  const { reached, failures } = attempts(kase, purpose, since);
  if (reached) return [];
  return failures >= 2
    ? [{ rule: 'contactByIntake', since: latest(kase.contacts.at(-1)?.at, since) }]
    : [{ rule, since }];
}

const materialParcels = (kase: Case): Parcel[] =>
  kase.parcels.filter(({ purpose }) => purpose === 'material');

function transferDuties(kase: Case): Found[] {
  const since = kase.intakeAcceptedAt ?? kase.openedAt;
  const parcels = materialParcels(kase);
  const collected =
    parcels.length > 0 && parcels.every(({ collectedAt, deliveredAt }) => collectedAt ?? deliveredAt);
  const found: Found[] = [];
  if (kase.channels.includes('electronic') && !kase.package)
    found.push({ rule: 'electronicTransfer', since });
  const toSend = outstandingPaper(kase).some(({ paper }) => paper === 'intake');
  if (kase.channels.includes('postal') && (toSend || !collected))
    found.push({ rule: 'postalDispatch', since });
  return found;
}

/** The moment at which the last channel needed for review arrived, whether confirmed or not. */
const arrivedAt = (kase: Case): Instant =>
  latest(kase.package?.sentAt, ...materialParcels(kase).map(({ deliveredAt }) => deliveredAt));

/** A parcel under way is watched by its sender: without it nobody would hold the case until it arrives. */
const parcelDuties = (kase: Case): Found[] =>
  materialParcels(kase).flatMap(({ collectedAt, movedAt, deliveredAt }, index) =>
    collectedAt && !deliveredAt
      ? [{ rule: 'parcelSilence', since: latest(collectedAt, movedAt), round: index + 1 }]
      : [],
  );

function receivingDuties(kase: Case): Found[] {
  const found: Found[] = [];
  if (kase.package && !kase.firstOpenedAt) found.push({ rule: 'firstOpening', since: kase.package.sentAt });
  if (allArrived(kase)) found.push({ rule: 'receiptConfirmation', since: arrivedAt(kase) });
  return found;
}

/** The receipt promises that the home window gets in touch; its acceptance document counts as that too (C.1, 19). */
const firstContactDuty = (kase: Case): Found[] =>
  contactDuty(kase, 'firstContact', 'firstContact', kase.receivedAtHomeAt ?? kase.openedAt);

function reviewDuties(kase: Case): Found[] {
  const acceptedOn = kase.homeAcceptedOn ?? '';
  const since = `${acceptedOn}T00:00:00.000+08:00`;
  return [
    { rule: 'promisedLimit', since },
    ...(kase.statutoryDays === null ? [] : [{ rule: 'statutoryLimit' as const, since }]),
    ...(kase.handler ? [] : [{ rule: 'assignment' as const, since: kase.homeAcceptedAt ?? since }]),
  ];
}

function deliveryDuties(kase: Case): Found[] {
  const { result } = kase;
  if (!result) return [];
  if (result.deliveredAt) {
    return [{ rule: 'completion', since: result.deliveredAt }];
  }
  const round = result.round;
  if (result.place === 'home' && result.waybill)
    return [{ rule: 'redelivery', since: result.arrivedAt ?? result.dispatchedAt, round }];
  if (result.place === 'onTheWay') return [{ rule: 'delivery', since: result.dispatchedAt, round }];
  const holder = result.place === 'home' ? 'homeWindow' : 'intakeWindow';
  const since = result.arrivedAt ?? result.dispatchedAt;
  const reminded = kase.contacts.some(({ purpose, at }) => purpose === 'pickUp' && at > since);
  return [
    ...(reminded ? [] : [{ rule: 'pickUpReminder' as const, since, round, holder } satisfies Found]),
    { rule: 'pickUpReturn', since, round, holder },
  ];
}

const rejectionOrDecision = (kase: Case): Found[] => {
  const since = kase.decidedAt ?? kase.rejectedAt ?? kase.openedAt;
  return [{ rule: 'resultDispatch', since }, ...contactDuty(kase, 'decisionTold', 'decision', since)];
};

/** What is open in each state; a state without its row does not compile. */
const openIn: Record<CaseState, (kase: Case) => Found[]> = {
  draft: (kase) => [{ rule: 'draftKept', since: kase.openedAt }],
  discarded: () => [],
  submitted: (kase) => [{ rule: 'formalReviewStart', since: kase.submittedAt ?? kase.openedAt }],
  formalReview: (kase) => [{ rule: 'formalReviewEnd', since: kase.submittedAt ?? kase.openedAt }],
  intakeAccepted: (kase) => transferDuties(kase),
  inTransit: (kase) => [...transferDuties(kase), ...parcelDuties(kase), ...receivingDuties(kase)],
  receivedAtHome: (kase) => [
    { rule: 'homeAcceptance', since: kase.receivedAtHomeAt ?? kase.openedAt },
    ...firstContactDuty(kase),
  ],
  homeRejected: rejectionOrDecision,
  homeAccepted: reviewDuties,
  substantiveReview: reviewDuties,
  decidedGranted: rejectionOrDecision,
  decidedDenied: rejectionOrDecision,
  resultDelivering: (kase) => [
    ...deliveryDuties(kase),
    ...contactDuty(kase, 'decisionTold', 'decision', kase.decidedAt ?? kase.rejectedAt ?? kase.openedAt),
  ],
  completed: () => [],
  notTaken: () => [],
};

/**
 * What is open on a case: who has to do something, and since when (C.9). Work lists, timers and the answer to
 * "who has it, why, since when, what next" are all made from it. No living case is without one (C.10, 13).
 */
export const openDuties = (kase: Case): OpenDuty[] =>
  openIn[kase.state](kase).map(({ rule, since, round = 1, holder }) => ({
    rule,
    round,
    since,
    holder: holder ?? ruleOf(rule).holder,
  }));
