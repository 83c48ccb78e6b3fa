import { type DutyId, ruleOf } from '../../regulation/duties.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { CaseState } from '../../regulation/states.ts';
import { custodyDuties, endedDuties } from '../custody/custody-duties.ts';
import { pausesOf } from '../decision/pauses.ts';
import { suspensionDuties } from '../decision/suspension-duties.ts';
import { deliveryDuties } from '../delivery/delivery-duties.ts';
import { discrepancyDuties } from '../discrepancy/discrepancy-duties.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { acceptanceDuty } from '../home/acceptance.ts';
import { homeSupplementDuties } from '../home-supplement/home-supplement-duties.ts';
import { timesAsked } from '../home-supplement/supplement.ts';
import {
  reviewDuties as formalReviewDuties,
  noticeDuties,
  submittedDuties,
} from '../notice/notice-duties.ts';
import { requestDuties } from '../requests/open-requests.ts';
import { receivingDuties, transferDuties } from '../transfer/transfer-duties.ts';
import { withdrawalDuties } from '../withdrawal/withdrawal-duties.ts';
import type { Case, OpenDuty } from './case.ts';
import type { Found } from './found-duty.ts';

/** A contact the applicant must get; after two failures of the home window the intake window tries (OP-13). */
function contactDuty(kase: Case, rule: DutyId, purpose: string, since: Instant): Found[] {
  const tries = kase.contacts.filter((contact) => contact.purpose === purpose && contact.at >= since);
  if (tries.some(({ reached }) => reached)) return [];
  const secondFailure = tries.filter(({ side }) => side === 'home')[1];
  return [secondFailure ? { rule: 'contactByIntake', since: secondFailure.at } : { rule, since }];
}

/** The receipt promises that the home window gets in touch; a document of the home window counts as that too (C.1, 19). */
const firstContactDuty = (kase: Case): Found[] =>
  timesAsked(kase) > 0
    ? []
    : contactDuty(kase, 'firstContact', 'firstContact', kase.receivedAtHomeAt ?? kase.openedAt);

function reviewDuties(kase: Case): Found[] {
  const acceptedOn = kase.homeAcceptedOn ?? '';
  const since = `${acceptedOn}T00:00:00.000+08:00`;
  const pauses = pausesOf(kase);
  return [
    { rule: 'promisedLimit', since, pauses },
    ...(kase.statutoryDays === null ? [] : [{ rule: 'statutoryLimit' as const, since, pauses }]),
    ...(kase.handler ? [] : [{ rule: 'assignment' as const, since: kase.homeAcceptedAt ?? since }]),
  ];
}

/** The 5 working days for 受理; they are no duty while a piece needed for review is missing. */
const acceptanceDuties = (kase: Case): Found[] =>
  openDiscrepancies(kase).length > 0 ? [] : [acceptanceDuty(kase)];

/** The decision is told to the applicant, and told again once its record was corrected. */
function decisionToldDuty(kase: Case): Found[] {
  const since = kase.corrections.at(-1)?.at ?? kase.decidedAt ?? kase.rejectedAt ?? kase.openedAt;
  const round = 1 + kase.corrections.length;
  return contactDuty(kase, 'decisionTold', 'decision', since).map((found) => ({ ...found, round }));
}

const rejectionOrDecision = (kase: Case): Found[] => [
  { rule: 'resultDispatch', since: kase.decidedAt ?? kase.rejectedAt ?? kase.openedAt },
  ...decisionToldDuty(kase),
];

/** What runs beside the state: pieces that differ, paper asked for, parcels gone wrong, a wish to withdraw. */
const beside = (kase: Case): Found[] => [
  ...discrepancyDuties(kase),
  ...custodyDuties(kase),
  ...withdrawalDuties(kase),
  ...requestDuties(kase),
];

/** What is open in each state; a state without its row does not compile. */
const openIn: Record<CaseState, (kase: Case) => Found[]> = {
  // A draft that rests on the consent to an off-list request lasts no longer than the consent (C.4, 4b).
  draft: (kase) => [
    {
      rule: 'draftKept',
      since: kase.draftMovedAt ?? kase.openedAt,
      ...(kase.offList ? { endsAt: kase.offList.validUntil } : {}),
    },
  ],
  discarded: () => [],
  submitted: (kase) => [...submittedDuties(kase), ...beside(kase)],
  formalReview: (kase) => [...formalReviewDuties(kase), ...beside(kase)],
  returnedForSupplement: (kase) => [...noticeDuties(kase), ...beside(kase)],
  intakeAccepted: (kase) => [...transferDuties(kase), ...beside(kase)],
  inTransit: (kase) => [...transferDuties(kase), ...receivingDuties(kase), ...beside(kase)],
  receivedAtHome: (kase) => [...acceptanceDuties(kase), ...firstContactDuty(kase), ...beside(kase)],
  homeSupplement: (kase) => [...homeSupplementDuties(kase), ...beside(kase)],
  homeRejected: (kase) => [...rejectionOrDecision(kase), ...beside(kase)],
  homeAccepted: (kase) => [...reviewDuties(kase), ...beside(kase)],
  substantiveReview: (kase) => [...reviewDuties(kase), ...beside(kase)],
  suspended: (kase) => [...suspensionDuties(kase), ...beside(kase)],
  decidedGranted: (kase) => [...rejectionOrDecision(kase), ...beside(kase)],
  decidedDenied: (kase) => [...rejectionOrDecision(kase), ...beside(kase)],
  resultDelivering: (kase) => [...deliveryDuties(kase), ...decisionToldDuty(kase), ...beside(kase)],
  completed: endedDuties,
  deemedAbandoned: endedDuties,
  withdrawn: endedDuties,
  notTaken: endedDuties,
};

/**
 * What is open on a case: who has to do something, and since when (C.9). Work lists, timers and the answer to
 * "who has it, why, since when, what next" are all made from it. No living case is without one (C.10, 13); of an
 * ended one only after-care runs (C.10, 8).
 */
export const openDuties = (kase: Case): OpenDuty[] =>
  openIn[kase.state](kase).map(({ round = 1, holder, ...found }) => ({
    ...found,
    round,
    holder: holder ?? ruleOf(found.rule).holder,
  }));
