import type { ActionView } from '../../cases/core/case-view.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';

/** The acts of delivery in the order in which they come. */
const order = [
  'completeCase',
  'redeliverResult',
  'handOverResult',
  'dispatchResult',
  'recordCarrierEvent',
  'sendBackUncollected',
  'keepForCollection',
] as const satisfies readonly CommandName[];

/** One act of delivery. */
export type DeliveryAct = (typeof order)[number];

/** What can be done about the delivery: the possible acts in order, and the blocked ones with their reasons. */
export function deliveryActs(actions: readonly ActionView[]): { open: DeliveryAct[]; blocked: ActionView[] } {
  const found = order.flatMap((command) => actions.filter((action) => action.command === command));
  return {
    open: order.filter((command) => found.some((action) => action.command === command && !action.blocked)),
    blocked: found.filter((action) => action.blocked !== undefined),
  };
}
