import type { Case, Incident, Parcel, Side } from '../cases/core/case.ts';
import type { DeadlineView } from '../cases/core/case-view.ts';
import { openIncidentOf, paperIn, senderOf } from '../cases/custody/parcels.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { CommandName } from '../regulation/lifecycle/index.ts';

/** One thing to be done about a parcel that is late, lost or astray: by whom, until when, and whether it is. */
export type PlaybookStep = {
  id: 'enquire' | 'tell' | 'replace' | 'settle' | 'close' | 'redirect';
  what: string;
  who: string;
  by?: Day;
  done: boolean;
  doneAt?: Instant;
  /** The act on the case that does it. */
  command?: CommandName;
};

/** What is to be done about a parcel, and what protects the applicant meanwhile. */
export type Playbook = { title: string; steps: PlaybookStep[]; protection?: string };

const windowNames: Record<Side, string> = { intake: '收件窗口', home: '属地窗口' };

const kindTitles: Record<Incident['kind'], string> = {
  silent: '满 5 天没有进展',
  lost: '寄递企业报告遗失',
  returned: '邮件退回',
  notReceived: '显示已投递，收件方没有收到',
};

const incidentOf = (kase: Case, waybill: string): Incident | undefined =>
  openIncidentOf(kase, waybill) ?? kase.incidents.findLast((incident) => incident.waybill === waybill);

const dueOf = (deadlines: readonly DeadlineView[], ...rules: DeadlineView['rule'][]): { by?: Day } => {
  const found = deadlines.find(({ rule }) => rules.includes(rule));
  return found ? { by: found.dueOn } : {};
};

const done = (at: Instant | undefined): { done: boolean; doneAt?: Instant } =>
  at === undefined ? { done: false } : { done: true, doneAt: at };

/** When a parcel for the same purpose was registered after this one failed. */
const sentAgainAt = (kase: Case, parcel: Parcel, since: Instant): Instant | undefined =>
  kase.parcels.find(
    (each) =>
      each.waybill !== parcel.waybill &&
      each.registeredAt >= since &&
      each.cancelledAt === undefined &&
      (each.purpose === parcel.purpose || each.purpose === 'replacement'),
  )?.registeredAt;

const isFromApplicant = ({ purpose }: Parcel): boolean =>
  purpose === 'supplement' || purpose === 'homeSupplement';
const isResult = ({ purpose }: Parcel): boolean => purpose === 'result' || purpose === 'resultBack';

function tellStep(
  kase: Case,
  parcel: Parcel,
  since: Instant,
  deadlines: readonly DeadlineView[],
): PlaybookStep {
  const told = kase.contacts.find(({ reached, at, purpose }) =>
    purpose === 'parcelLost' ? reached && at >= since : isResult(parcel) && reached && at >= since,
  );
  return {
    id: 'tell',
    what: isFromApplicant(parcel)
      ? '告知申请人补正邮件遗失，可在 5 个工作日内重新提交'
      : '告知申请人邮件情况和下一步',
    who: windowNames[senderOf(parcel)],
    ...dueOf(deadlines, 'supplementLossTold'),
    ...done(told?.at),
    command: 'recordContact',
  };
}

function replaceStep(
  kase: Case,
  parcel: Parcel,
  since: Instant,
  deadlines: readonly DeadlineView[],
): PlaybookStep {
  const again = sentAgainAt(kase, parcel, since);
  if (isFromApplicant(parcel)) {
    const handed = kase.lines.find(
      ({ id, handedInAt }) =>
        handedInAt !== undefined && handedInAt >= since && parcel.packed.some(({ lineId }) => lineId === id),
    )?.handedInAt;
    return {
      id: 'replace',
      what: '申请人重新提交补正材料',
      who: '申请人',
      ...dueOf(deadlines, 'inboundParcel', 'homeSupplementDue'),
      ...done(again ?? handed),
    };
  }
  if (isResult(parcel)) {
    return {
      id: 'replace',
      what: parcel.returnedAt ? '核对地址，再次送达' : '补发结果，再次送达',
      who: windowNames.home,
      ...dueOf(deadlines, 'redelivery'),
      ...done(again),
      command: 'redeliverResult',
    };
  }
  return {
    id: 'replace',
    what: parcel.returnedAt ? '核对地址，重新寄出' : '补寄或补办邮件里的材料，或改用其他方式',
    who: windowNames[senderOf(parcel)],
    ...dueOf(deadlines, 'postalDispatch', 'paperDispatch', 'discrepancyAnswer'),
    ...done(again),
    command: 'dispatchParcel',
  };
}

function protectionOf(kase: Case, parcel: Parcel, deadlines: readonly DeadlineView[]): string | undefined {
  if (parcel.purpose === 'supplement' && kase.state === 'returnedForSupplement') {
    const waits = deadlines.find(({ rule }) => rule === 'inboundParcel');
    return waits
      ? `补正邮件按期交寄的，${waits.dueOn} 前不视为放弃。`
      : '补正邮件按期交寄的，告知申请人遗失之前不视为放弃；告知后还有 5 个工作日。';
  }
  if (parcel.purpose === 'homeSupplement') return '补正邮件在途或遗失期间，属地不能按逾期未补正处理。';
  if (parcel.purpose === 'material') return '属地的期限从收到材料起算，邮件没有到不计申请人的时间。';
  return undefined;
}

/** The steps for a parcel; undefined while nothing is wrong with it. */
export function playbookOf(
  kase: Case,
  parcel: Parcel,
  deadlines: readonly DeadlineView[],
  troubles: readonly string[] = [],
): Playbook | undefined {
  const incident = incidentOf(kase, parcel.waybill);
  const failed = parcel.lostAt ?? parcel.returnedAt;
  const astray = troubles.includes('wrongPlace') && !parcel.confirmedAt;
  if (!incident && failed === undefined && !astray) return undefined;
  const since = incident?.openedAt ?? failed ?? parcel.registeredAt;
  const lost = parcel.lostAt !== undefined;
  const sender = windowNames[senderOf(parcel)];
  const steps: PlaybookStep[] = [];
  if (astray) {
    steps.push({
      id: 'redirect',
      what: '联系寄递企业，把投错的邮件改投到收件地',
      who: sender,
      ...done(parcel.deliveredAt),
    });
  }
  if (incident) {
    steps.push({
      id: 'enquire',
      what: '1 个工作日内向寄递企业查询，5 个工作日内要有结果',
      who: sender,
      ...dueOf(deadlines, 'incidentEnquiry'),
      ...done(incident.closedAt),
      command: 'closeIncident',
    });
  }
  const silent = incident?.kind === 'silent' && failed === undefined;
  if (isFromApplicant(parcel) ? lost : lost || isResult(parcel))
    steps.push(tellStep(kase, parcel, since, deadlines));
  if (!silent && !(astray && !incident)) steps.push(replaceStep(kase, parcel, since, deadlines));
  const originals = paperIn(kase, parcel.waybill).filter(({ paper }) => paper === 'lost');
  if (originals.length > 0) {
    steps.push({
      id: 'settle',
      what: `了结遗失的原件：${originals.map(({ name }) => name).join('、')}（须窗口负责人确认）`,
      who: sender,
      ...dueOf(deadlines, 'originalsBack'),
      done: false,
      command: 'settleLostOriginal',
    });
  }
  if (incident) {
    steps.push({
      id: 'close',
      what: '写明结果和凭证，了结事故',
      who: sender,
      ...done(incident.closedAt),
      command: 'closeIncident',
    });
  }
  const protection = protectionOf(kase, parcel, deadlines);
  return {
    title: incident
      ? kindTitles[incident.kind]
      : astray
        ? '报称投递在别处'
        : lost
          ? kindTitles.lost
          : kindTitles.returned,
    steps,
    ...(protection ? { protection } : {}),
  };
}
