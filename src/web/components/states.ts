import type { CaseState, Outcome } from '../../regulation/states.ts';
import type { IconName } from './icon.tsx';

/** Tones of a status (ux §2.5). */
export type Tone = 'wait' | 'go' | 'warn' | 'pause' | 'ok' | 'bad';

/** How a status looks: always word, icon and colour together. */
export type Look = { tone: Tone; icon: IconName };

/** Tone and icon of every state of a case. */
const stateLooks: Record<CaseState, Look> = {
  draft: { tone: 'wait', icon: 'clock' },
  discarded: { tone: 'wait', icon: 'slashed' },
  submitted: { tone: 'wait', icon: 'clock' },
  formalReview: { tone: 'go', icon: 'dot' },
  returnedForSupplement: { tone: 'warn', icon: 'clock' },
  intakeAccepted: { tone: 'go', icon: 'check' },
  inTransit: { tone: 'go', icon: 'box' },
  receivedAtHome: { tone: 'wait', icon: 'box' },
  homeSupplement: { tone: 'pause', icon: 'clock' },
  homeRejected: { tone: 'bad', icon: 'octagon' },
  homeAccepted: { tone: 'go', icon: 'flag' },
  substantiveReview: { tone: 'go', icon: 'dot' },
  suspended: { tone: 'pause', icon: 'pause' },
  decidedGranted: { tone: 'ok', icon: 'check' },
  decidedDenied: { tone: 'bad', icon: 'octagon' },
  resultDelivering: { tone: 'go', icon: 'box' },
  completed: { tone: 'wait', icon: 'check' },
  deemedAbandoned: { tone: 'wait', icon: 'slashed' },
  withdrawn: { tone: 'wait', icon: 'slashed' },
  notTaken: { tone: 'wait', icon: 'slashed' },
};

const completedLooks: Record<Outcome, Look> = {
  granted: { tone: 'ok', icon: 'check' },
  denied: { tone: 'bad', icon: 'octagon' },
  notAccepted: { tone: 'bad', icon: 'octagon' },
};

/** Look of a state; `completed` is green only when the application was granted. */
export const lookOf = (state: CaseState, outcome?: Outcome): Look =>
  state === 'completed' && outcome !== undefined ? completedLooks[outcome] : stateLooks[state];
