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
  { command: 'answerStandardRequest', go: screen('standard') },
  { command: 'sendPackage', go: () => ({ dialog: 'send' }) },
  { command: 'dispatchParcel', go: () => ({ dialog: 'parcel' }) },
  { command: 'confirmReceipt', go: screen('receive') },
  { command: 'acceptAtHome', label: '作受理决定', go: screen('accept') },
  { command: 'startReview', go: screen('decide') },
  { command: 'resumeReview', label: '结束特别程序', go: screen('decide') },
  { command: 'recordOpinion', label: '审查并决定', go: screen('decide') },
  { command: 'dispatchResult', go: screen('deliver') },
  { command: 'redeliverResult', go: screen('deliver') },
  { command: 'handOverResult', go: screen('deliver') },
  { command: 'completeCase', go: screen('deliver') },
  { command: 'recordCarrierEvent', go: () => ({ dialog: 'carrier' }) },
  { command: 'assignHandler', go: screen('accept') },
];

type Shown = Pick<CaseView, 'id' | 'actions' | 'handler' | 'parcels' | 'capacities'> &
  Partial<Pick<CaseView, 'state' | 'package' | 'lines'>>;

const beforeReceipt: ReadonlySet<string> = new Set(['intakeAccepted', 'inTransit']);

/** The first sending is the main act; once the package has gone, or no paper lies here, it is not. */
function sendsFirst(command: 'sendPackage' | 'dispatchParcel', { state, lines, ...kase }: Shown): boolean {
  if (state === undefined) return true;
  if (!beforeReceipt.has(state)) return false;
  return command === 'sendPackage' ? !kase.package : (lines ?? []).some(({ paper }) => paper === 'intake');
}

/** Something can be confirmed: all of it before the receipt, later only a parcel that has come. */
const arrives = ({ state, parcels }: Shown): boolean =>
  state === undefined ||
  beforeReceipt.has(state) ||
  parcels.some(({ to, deliveredAt, confirmedAt }) => to === 'home' && deliveredAt && !confirmedAt);

/** Whether an act still waits: a case is assigned once, and a delivered parcel needs no more news of its own accord. */
function waits(command: CommandName, kase: Shown): boolean {
  if (command === 'assignHandler') return !kase.handler;
  // What answers a discrepancy or a paper task is done on its own card.
  if (command === 'sendPackage' || command === 'dispatchParcel') return sendsFirst(command, kase);
  if (command === 'confirmReceipt') return arrives(kase);
  if (command !== 'recordCarrierEvent') return true;
  if (kase.actions.some(({ command: other, blocked }) => other === 'answerDiscrepancy' && !blocked))
    return false;
  const side = kase.capacities.includes('homeClerk') ? 'home' : 'intake';
  return kase.parcels.some(
    ({ from, deliveredAt, cancelledAt, returnedAt, lostAt }) =>
      from === side && !(deliveredAt ?? cancelledAt ?? returnedAt ?? lostAt),
  );
}

/**
 * The main act of the reader on this case: the first that is possible, else the first that is blocked with its reason;
 * undefined when nothing lies with the reader.
 */
export function nextActOf(kase: Shown): NextAct | undefined {
  // The cards of the supplements have main acts of their own.
  if (kase.state === 'homeSupplement' || kase.state === 'returnedForSupplement') return undefined;
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
