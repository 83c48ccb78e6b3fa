import type { CaseView } from '../../cases/core/case-view.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';

/** Where the next act of a case is done: another screen, or a dialog of the case page. */
export type NextAct = {
  command: CommandName;
  label: string;
  go: { screen: string } | { dialog: 'send' | 'parcel' | 'carrier' };
  blocked?: string;
};

type Step = { command: CommandName; label?: string; go: (id: string) => NextAct['go'] };

const screen = (name: string) => (id: string) => ({ screen: `/cases/${id}/${name}` });

/** Acts in the order of the life cycle, with the place where each is done. */
const steps: readonly Step[] = [
  { command: 'submitCase', label: '继续填写', go: (id) => ({ screen: `/drafts/${id}` }) },
  { command: 'startFormalReview', go: screen('review') },
  { command: 'markMaterial', label: '形式审查', go: screen('review') },
  { command: 'sendPackage', go: () => ({ dialog: 'send' }) },
  { command: 'dispatchParcel', go: () => ({ dialog: 'parcel' }) },
  { command: 'confirmReceipt', go: screen('receive') },
  { command: 'acceptAtHome', label: '作受理决定', go: screen('accept') },
  { command: 'startReview', go: screen('decide') },
  { command: 'recordOpinion', label: '审查并决定', go: screen('decide') },
  { command: 'dispatchResult', go: screen('deliver') },
  { command: 'handOverResult', go: screen('deliver') },
  { command: 'redeliverResult', go: screen('deliver') },
  { command: 'completeCase', go: screen('deliver') },
  { command: 'recordCarrierEvent', go: () => ({ dialog: 'carrier' }) },
  { command: 'assignHandler', go: screen('accept') },
];

type Shown = Pick<CaseView, 'id' | 'actions' | 'handler' | 'parcels' | 'capacities'>;

/** Whether an act still waits: a case is assigned once, and a delivered parcel needs no more news of its own accord. */
function waits(command: CommandName, { handler, parcels, capacities }: Shown): boolean {
  if (command === 'assignHandler') return !handler;
  if (command !== 'recordCarrierEvent') return true;
  const side = capacities.includes('homeClerk') ? 'home' : 'intake';
  return parcels.some(({ from, deliveredAt }) => from === side && deliveredAt === undefined);
}

/**
 * The main act of the reader on this case: the first that is possible, else the first that is blocked with its reason;
 * undefined when nothing lies with the reader.
 */
export function nextActOf(kase: Shown): NextAct | undefined {
  const open = steps.flatMap((step) => {
    const action = kase.actions.find(({ command }) => command === step.command);
    if (!action || !waits(step.command, kase)) return [];
    const act: NextAct = {
      command: step.command,
      label: step.label ?? action.title,
      go: step.go(kase.id),
      ...(action.blocked ? { blocked: action.blocked.sentence } : {}),
    };
    return [act];
  });
  return open.find((act) => act.blocked === undefined) ?? open[0];
}
