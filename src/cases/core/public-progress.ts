import { formNames } from '../../documents/forms.ts';
import type { DutyId } from '../../regulation/duties.ts';
import { type Day, dayOf, type Instant, later } from '../../regulation/instant.ts';
import { type CaseState, caseStates, isTerminal, type Outcome } from '../../regulation/states.ts';
import { type PublicOriginal, publicOriginals } from '../custody/present-custody.ts';
import { keptDays } from '../delivery/send-back-uncollected.ts';
import { type SupplementAsked, supplementAsked } from '../home-supplement/present-home-supplement.ts';
import { presentSupplement } from '../notice/present-notices.ts';
import { type CarrierId, carriers } from '../transfer/carriers.ts';
import type { Case } from './case.ts';
import type { DeadlineView } from './case-view.ts';
import { nextTask, presentDeadlines, presentHolder, presentMilestones } from './present-progress.ts';
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
  /** What the one-time notice asks for: names and formal reasons alone, since its wording may hold something personal. */
  notice?: { dueOn: Day; lines: { name: string; reason: string; handedIn: boolean }[]; parcels: number };
  /** What the home region asks to be supplemented, and how much of it is still missing. */
  supplement?: SupplementAsked;
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
  /** Where the applicant's originals are. */
  originals: PublicOriginal[];
  sample: boolean;
};

/** What the offices owe each other, in words that tell an applicant something. */
const publicTitles: Partial<Record<DutyId, string>> = {
  inboundParcel: '窗口等您寄的材料',
  inboundOpening: '窗口打开您寄的材料',
  supplementReview: '窗口审查您补来的材料',
  firstOpening: '属地查收材料',
  parcelSilence: '邮件寄到',
  incidentEnquiry: '向寄递企业查询邮件',
  originalsBack: '退还您的原件',
  parcelRecall: '召回在途的材料',
  receiptConfirmation: '属地确认收到材料',
  firstContact: '属地与您联系',
  contactByIntake: '窗口与您联系',
  assignment: '交审批部门审查',
  homeSupplementDue: '您补正材料',
  homeSupplementDecision: '属地决定怎样继续',
  homeSupplementConfirmation: '属地确认补正材料',
  relayElectronic: '窗口转送补正材料',
  relayPostal: '窗口寄出补正材料',
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
  // Kept for collection (留存待领) there is no end to it.
  if (result.keptAt) return { kind: 'pickUp', office: office(around.home) };
  if (result.place === 'home' && result.waybill) return undefined;
  return {
    kind: 'pickUp',
    office: office(around[result.place]),
    until: dayOf(later(result.arrivedAt, keptDays * dayMs)),
  };
}

/** What the applicant has to supplement after a one-time notice, and what is there already. */
function noticeOf(kase: Case, around: Surroundings): CaseProgress['notice'] {
  const supplement = presentSupplement(kase, around, false);
  return (
    supplement && {
      dueOn: supplement.dueOn,
      lines: supplement.lines.map(({ name, reason, handedInAt }) => ({
        name,
        reason,
        handedIn: handedInAt !== undefined,
      })),
      parcels: supplement.parcels.filter(({ status }) => status !== 'opened').length,
    }
  );
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
  const next = nextTask(deadlines);
  const holder = presentHolder(kase, deadlines, around);
  const task = taskOf(kase, around);
  const notice = noticeOf(kase, around);
  const asked = supplementAsked(
    kase,
    deadlines.some(({ rule, overdue }) => rule === 'homeSupplementDue' && overdue),
  );
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
    ...(notice ? { notice } : {}),
    ...(asked ? { supplement: asked } : {}),
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
      .map(({ kind, issuedAt, verificationCode, voidedAt }) => ({
        title: formNames[kind as keyof typeof formNames],
        issuedAt,
        status: voidedAt ? 'void' : 'valid',
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
    originals: publicOriginals(kase, deadlines, around),
    sample,
  };
}
