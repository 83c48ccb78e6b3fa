import type { OffListState } from '../../regulation/off-list.ts';
import type { Look } from '../components/states.ts';

/** Tone and icon of every state of an off-list request. */
export const offListLooks: Record<OffListState, Look> = {
  offListOpen: { tone: 'go', icon: 'dot' },
  offListExplained: { tone: 'wait', icon: 'check' },
  offListPending: { tone: 'wait', icon: 'clock' },
  offListConsented: { tone: 'ok', icon: 'check' },
  offListDeclined: { tone: 'bad', icon: 'octagon' },
  offListUsed: { tone: 'go', icon: 'flag' },
  offListExpired: { tone: 'wait', icon: 'slashed' },
  offListWithdrawn: { tone: 'wait', icon: 'slashed' },
};
