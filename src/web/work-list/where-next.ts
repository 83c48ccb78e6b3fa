import type { Side } from '../../cases/core/case.ts';
import type { DutyId } from '../../regulation/duties.ts';
import type { CaseState } from '../../regulation/states.ts';

/** What is known of a case for choosing its screen. */
export type Whereabouts = {
  id: string;
  state: CaseState;
  side: Side;
  mine: boolean;
  approver?: boolean;
  /** The duty that comes next, where it has a place of its own. */
  nextRule?: DutyId;
};

/** Duties that run beside the state, and the place where each is done. */
const besideState: Partial<Record<DutyId, '' | '/receive' | '#messages'>> = {
  homeAnswer: '#messages',
  discrepancyAnswer: '',
  discrepancyResolution: '',
  paperDispatch: '',
  paperReceipt: '/receive',
};

/** The screen on which the next act of a case is done; the case page when the turn is not the reader's. */
export function screenFor({ id, state, side, mine, approver = false, nextRule }: Whereabouts): string {
  if (state === 'draft') return `/drafts/${id}`;
  if (!mine) return `/cases/${id}`;
  const beside = nextRule && besideState[nextRule];
  if (beside !== undefined) return `/cases/${id}${beside}`;
  if (side === 'intake') {
    if (state === 'submitted' || state === 'formalReview') return `/cases/${id}/review`;
    return state === 'resultDelivering' ? `/cases/${id}/deliver` : `/cases/${id}`;
  }
  return homeScreen(id, state, approver);
}

function homeScreen(id: string, state: CaseState, approver: boolean): string {
  switch (state) {
    case 'intakeAccepted':
    case 'inTransit':
      return `/cases/${id}/receive`;
    case 'receivedAtHome':
      return `/cases/${id}/accept`;
    case 'homeAccepted':
      return approver ? `/cases/${id}/decide` : `/cases/${id}/accept`;
    case 'substantiveReview':
    case 'suspended':
      return approver ? `/cases/${id}/decide` : `/cases/${id}`;
    case 'homeRejected':
    case 'decidedGranted':
    case 'decidedDenied':
    case 'resultDelivering':
      return `/cases/${id}/deliver`;
    case 'homeSupplement':
    case 'returnedForSupplement':
    case 'deemedAbandoned':
    case 'withdrawn':
    case 'draft':
    case 'discarded':
    case 'submitted':
    case 'formalReview':
    case 'completed':
    case 'notTaken':
      return `/cases/${id}`;
  }
}
