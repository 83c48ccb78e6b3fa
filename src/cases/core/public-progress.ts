import { formNames } from '../../documents/forms.ts';
import type { DutyId } from '../../regulation/duties.ts';
import { type Day, dayOf, type Instant, later } from '../../regulation/instant.ts';
import { type CaseState, caseStates, isTerminal, type Outcome } from '../../regulation/states.ts';
import { keptDays } from '../delivery/send-back-uncollected.ts';
import { type CarrierId, carriers } from '../transfer/carriers.ts';
import type { Case } from './case.ts';
import type { DeadlineView } from './case-view.ts';
import { presentDeadlines, presentHolder, presentMilestones } from './present-progress.ts';
import type { Surroundings } from './surroundings.ts';

type Office = { regionName: string; windowName: string; phone: string };

/**
 * Progress for somebody who knows the number and the end of the phone: nothing personal, no internal work (R-107,
 * 规程第十条).
 */
export type CaseProgress = {
  businessNumber: string;
  itemName: string;
  optionName: string;
  state: CaseState;
  stateLabel: string;
  outcome?: Outcome;
  intake: Office;
  home: Office;
  holder: { side: 'intake' | 'home' | 'applicant' | 'none'; office: string; since: Instant };
  task?: { kind: 'pickUp'; office: Office; until?: Day };
  due?: Pick<
    DeadlineView,
    'title' | 'dueOn' | 'dueAt' | 'provisional' | 'overdue' | 'workingDaysLeft' | 'article' | 'why'
  >;
  milestones: {
    key: string;
    label: string;
    status: 'done' | 'current' | 'ahead';
    at?: Instant;
    place?: string;
    dueOn?: Day;
  }[];
  documents: { title: string; issuedAt: Instant; status: 'valid' | 'void'; verificationCode: string }[];
  parcel?: { carrier: string; waybill: string; dispatchedAt: Instant; deliveredAt?: Instant };
  sample: boolean;
};

/** What the offices owe each other, in words that tell an applicant something. */
const publicTitles: Partial<Record<DutyId, string>> = {
  firstOpening: '属地查收材料',
  parcelSilence: '材料寄到属地',
  receiptConfirmation: '属地确认收到材料',
  firstContact: '属地与您联系',
  contactByIntake: '窗口与您联系',
  assignment: '交审批部门审查',
  decisionTold: '电话告知您结果',
  completion: '办结归档',
};

const office = ({ regionName, windowName, phone }: Surroundings['home']): Office => ({
  regionName,
  windowName,
  phone,
});

const dayMs = 24 * 60 * 60 * 1000;

/** What the applicant can do now: collect the result, where it waits at a window. */
function taskOf(kase: Case, around: Surroundings): CaseProgress['task'] {
  const { result } = kase;
  if (!result?.arrivedAt || result.deliveredAt || (result.place !== 'intake' && result.place !== 'home'))
    return undefined;
  if (result.place === 'home' && result.waybill) return undefined;
  return {
    kind: 'pickUp',
    office: office(around[result.place]),
    until: dayOf(later(result.arrivedAt, keptDays * dayMs)),
  };
}

function milestonesOf(
  kase: Case,
  around: Surroundings,
  next: DeadlineView | undefined,
): CaseProgress['milestones'] {
  const shown = presentMilestones(kase);
  const lastDone = shown.findLastIndex(({ at }) => at !== undefined);
  return shown.map(({ key, label, at }, index) => ({
    key,
    label,
    status:
      at || index < lastDone
        ? 'done'
        : index === lastDone + 1 && !isTerminal(kase.state)
          ? 'current'
          : 'ahead',
    ...(at ? { at } : {}),
    place: index < 2 ? around.intake.regionName : around.home.regionName,
    ...(index === lastDone + 1 && next ? { dueOn: next.dueOn } : {}),
  }));
}

/** The public view of a case. */
export function publicProgress(kase: Case, around: Surroundings, sample: boolean): CaseProgress {
  const deadlines = presentDeadlines(kase, around);
  const next = deadlines.find(({ kind }) => kind === 'task');
  const holder = presentHolder(kase, deadlines, around);
  const task = taskOf(kase, around);
  const parcel = kase.parcels.findLast(({ purpose }) => purpose === 'result');
  return {
    businessNumber: kase.businessNumber ?? '',
    itemName: kase.itemName,
    optionName: kase.optionName,
    state: kase.state,
    stateLabel: caseStates[kase.state],
    ...(kase.outcome ? { outcome: kase.outcome } : {}),
    intake: office(around.intake),
    home: office(around.home),
    holder: { side: holder.side, office: holder.office, since: holder.since },
    ...(task ? { task } : {}),
    ...(next
      ? {
          due: {
            title: publicTitles[next.rule] ?? next.title,
            dueOn: next.dueOn,
            dueAt: next.dueAt,
            provisional: next.provisional,
            overdue: next.overdue,
            ...(next.workingDaysLeft === undefined ? {} : { workingDaysLeft: next.workingDaysLeft }),
            article: next.article,
            why: next.why,
          },
        }
      : {}),
    milestones: milestonesOf(kase, around, next),
    documents: kase.documents
      .filter(({ kind }) => kind !== 'packingList')
      .map(({ kind, issuedAt, verificationCode }) => ({
        title: formNames[kind as keyof typeof formNames],
        issuedAt,
        status: 'valid',
        verificationCode,
      })),
    ...(parcel
      ? {
          parcel: {
            carrier: carriers[parcel.carrier as CarrierId] ?? parcel.carrier,
            waybill: parcel.waybill,
            dispatchedAt: parcel.registeredAt,
            ...(parcel.deliveredAt ? { deliveredAt: parcel.deliveredAt } : {}),
          },
        }
      : {}),
    sample,
  };
}
