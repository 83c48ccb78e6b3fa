import type { CaseView } from '../../cases/core/case-view.ts';
import type { HomeSupplementView, PointView } from '../../cases/home-supplement/present-home-supplement.ts';

/** The supplement that is open, if any. */
export const openSupplement = ({
  homeSupplements,
}: Pick<CaseView, 'homeSupplements'>): HomeSupplementView | undefined =>
  homeSupplements.find(({ state }) => state === 'open');

/** What can be done about an open supplement, in the order in which it is proposed. */
export type SupplementAct =
  | 'relay'
  | 'relayParcel'
  | 'confirm'
  | 'handIn'
  | 'inbound'
  | 'goOn'
  | 'reject'
  | 'abandon'
  | 'replace'
  | 'takeBack';

const can = (
  { actions }: Pick<CaseView, 'actions'>,
  command: CaseView['actions'][number]['command'],
): boolean => actions.some((action) => action.command === command && !action.blocked);

/** Points that lie as scans, or as paper, at the intake window. */
export const toRelay = (supplement: HomeSupplementView, channel: 'electronic' | 'postal'): PointView[] =>
  supplement.points.filter(({ standing, relay }) => standing === 'atIntake' && relay === channel);

/** Points that the applicant has still to hand in. */
export const missingPoints = ({ points }: HomeSupplementView): PointView[] =>
  points.filter(({ standing }) => standing === 'missing' || standing === 'underWay');

/** Whether the due date of the applicant is over while something is missing. */
export const isOver = (kase: Pick<CaseView, 'deadlines'>): boolean =>
  kase.deadlines.some(({ rule, overdue }) => rule === 'homeSupplementDue' && overdue);

type Shown = Pick<CaseView, 'actions' | 'deadlines' | 'homeSupplements'>;

/** What the reader can do now: what the server offers, as far as it makes sense at this moment. */
export function supplementActs(kase: Shown): SupplementAct[] {
  const open = openSupplement(kase);
  if (!open) return [];
  const over = isOver(kase);
  const missing = missingPoints(open);
  const coming = missing.some(({ standing }) => standing === 'underWay');
  const acts: (readonly [SupplementAct, boolean])[] = [
    ['relay', toRelay(open, 'electronic').length > 0 && can(kase, 'sendPackage')],
    ['relayParcel', toRelay(open, 'postal').length > 0 && can(kase, 'dispatchParcel')],
    ['confirm', can(kase, 'confirmHomeSupplement')],
    ['goOn', over && can(kase, 'continueWithoutSupplement')],
    ['reject', over && can(kase, 'rejectAtHome')],
    ['abandon', over && can(kase, 'abandonAtHome')],
    ['handIn', missing.length > 0 && (!over || coming) && can(kase, 'handInHomeSupplement')],
    ['inbound', missing.length > 0 && !over && can(kase, 'registerInboundParcel')],
    ['replace', !over && can(kase, 'replaceHomeSupplement')],
    ['takeBack', can(kase, 'takeBackHomeSupplement')],
  ];
  return acts.filter(([, possible]) => possible).map(([act]) => act);
}
