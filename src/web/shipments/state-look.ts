import type { ShipmentState } from '../../shipments/carrier.ts';
import type { Look } from '../components/states.ts';

const looks: Record<ShipmentState, Look> = {
  created: { tone: 'wait', icon: 'clock' },
  collected: { tone: 'go', icon: 'box' },
  inTransit: { tone: 'go', icon: 'arrow' },
  deliveryFailed: { tone: 'warn', icon: 'alert' },
  delivered: { tone: 'ok', icon: 'check' },
  confirmed: { tone: 'ok', icon: 'check' },
  returned: { tone: 'warn', icon: 'back' },
  lost: { tone: 'bad', icon: 'octagon' },
  cancelled: { tone: 'pause', icon: 'slashed' },
};

/** How the state of a parcel looks. */
export const stateLook = (state: ShipmentState): Look => looks[state];
