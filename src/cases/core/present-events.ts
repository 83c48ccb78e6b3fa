import { maskPhone } from '../../identity/masking.ts';
import { type CommandName, rowOf } from '../../regulation/lifecycle/index.ts';
import { priorityReasons } from '../../regulation/priority.ts';
import { type Capacity, capacities as capacityNames } from '../../regulation/roles.ts';
import { custodyDetail, custodyTitles } from '../custody/present-events.ts';
import { fieldLabel } from '../decision/decision-fields.ts';
import { procedureName } from '../decision/procedures.ts';
import { discrepancyDetail, discrepancyTitles } from '../discrepancy/present-events.ts';
import { supplementDetail } from '../home-supplement/present-events.ts';
import { noticeDetail, noticeTitles } from '../notice/present-events.ts';
import { isBetweenWindows, requestDetail, requestTitles } from '../requests/present-events.ts';
import { seesWindowTexts } from '../requests/present-requests.ts';
import { reasonCodes } from '../review/reason-codes.ts';
import { seesHomeWork, seesPersonal } from './capacities.ts';
import type { Case, Side } from './case.ts';
import type { EventView } from './case-view.ts';
import type { CaseEvent } from './events.ts';

const titles: Partial<Record<CaseEvent['type'], string>> = {
  ...custodyTitles,
  ...discrepancyTitles,
  ...noticeTitles,
  ...requestTitles,
  caseOpened: '新建收件',
  caseSubmitted: '登记申请',
  intakeReceiptIssued: '出具收件通知书',
  transferTasksOpened: '材料流转开始计时',
  packageSent: '电子材料发出',
  parcelDispatched: '登记寄出',
  parcelCollected: '邮件已揽收',
  parcelMoved: '邮件在途',
  parcelDelivered: '邮件已投递',
  channelReceived: '确认收到',
  materialsReceived: '材料全部到达',
  resultDelivered: '结果已送达',
  caseWithdrawn: '申请已撤回',
  withdrawalRequested: '申请人提出撤回',
  homeSupplementHandedIn: '收到补正材料',
  movedToWindow: '移交其他窗口',
  draftHandedOver: '草稿交给同窗口的人',
};

/** Only the home side reads what was thought on the way to a decision (R-053, R-102). */
const homeOnly = new Set<CaseEvent['type']>(['opinionRecorded', 'assignmentReturned', 'handlerAssigned']);

/** Whose hands a case is in on the home side is of the home side's own work as well. */
const isHomeOnly = (event: CaseEvent): boolean =>
  homeOnly.has(event.type) ||
  ((event.type === 'caseReassigned' || event.type === 'caseTaken') && event.data.side !== 'intake');

function detail(event: CaseEvent, kase: Case): string | undefined {
  const line = (id: string): string => kase.lines.find((each) => each.id === id)?.name ?? id;
  switch (event.type) {
    case 'caseSubmitted':
      return `业务编号 ${event.data.businessNumber}，${event.data.lines.length === 0 ? '收件标准由属地给' : `材料 ${event.data.lines.length} 项`}`;
    case 'materialMarked': {
      const words = { passed: '合格', deficient: '不合格', notSubmitted: '未提交' }[event.data.verdict];
      const reason = event.data.reasonCode as keyof typeof reasonCodes | undefined;
      return `${line(event.data.lineId)}：${words}${reason ? `（${reasonCodes[reason]}）` : ''}`;
    }
    case 'materialCorrectedOnSpot':
    case 'fileAttached':
      return line(event.data.lineId);
    case 'identityCheckRecorded':
      return event.data.passed ? '核验通过' : `核验未通过（第 ${event.data.attempt} 次）`;
    case 'intakeAccepted':
      return event.data.channels.includes('postal') ? '电子与邮寄两种方式流转' : '电子方式流转';
    case 'parcelDispatched':
    case 'parcelCollected':
    case 'parcelMoved':
    case 'parcelDelivered':
    case 'resultSentBack':
      return `运单号 ${event.data.waybill}`;
    case 'channelReceived':
      return event.data.channel === 'electronic'
        ? '电子材料，摘要全部一致'
        : `邮件 ${event.data.waybill ?? ''}，已对装箱单逐项核对`;
    case 'reviewSuspended':
      return `${procedureName(event.data.type)}，${event.data.startOn} 开始，预计 ${event.data.expectedEndOn} 结束`;
    case 'reviewResumed':
      return `${event.data.endOn} 结束，次日起继续计时`;
    case 'decisionRecordCorrected':
      return `${fieldLabel(event.data.field)}，确认人 ${event.data.secondApproverName}`;
    case 'caseWithdrawn':
      return event.data.byClock ? '属地 1 个工作日内没有答复，撤回自行生效' : undefined;
    case 'handlerAssigned':
      return event.data.department;
    case 'homeAccepted':
    case 'homeAcceptanceDeemed':
      return `受理日期 ${event.data.acceptedOn}`;
    case 'homeRegionCorrected':
    case 'oneTimeNoticeIssued':
    case 'inboundParcelRegistered':
    case 'supplementHandedIn':
    case 'caseDeemedAbandoned':
    case 'caseReinstated':
      return noticeDetail(event);
    case 'passedLineReopened':
      return line(event.data.lineId);
    case 'homeSupplementRequested':
    case 'homeSupplementReplaced':
    case 'homeSupplementHandedIn':
    case 'homeSupplementReceived':
    case 'homeSupplementEnded':
      return supplementDetail(event);
    case 'resultDispatched':
    case 'resultRedispatched':
      return event.data.waybill ? `运单号 ${event.data.waybill}` : '在属地窗口等候领取';
    case 'movedToWindow':
      return `${event.data.side === 'intake' ? '收件' : '属地'}一侧移交，原因：${event.data.reason}`;
    case 'applicantContacted':
      return event.data.reached ? '已联系上' : '未联系上';
    default:
      return discrepancyDetail(event, kase) ?? custodyDetail(event, kase) ?? requestDetail(event, kase);
  }
}

function personalDetail(event: CaseEvent): string | undefined {
  const { personal } = event;
  if (!personal) return undefined;
  if (event.type === 'applicantContacted' && event.personal) {
    return `${maskPhone(event.personal.number)}：${event.personal.result}`;
  }
  if (event.type === 'priorityMarked' && event.personal) {
    const { code, words } = event.personal;
    return [priorityReasons[code], words].filter(Boolean).join('；');
  }
  if (event.type === 'decisionRecordCorrected' && event.personal) {
    const { before, after, reason } = event.personal;
    return `原为“${before}”，更正为“${after}”；${reason}`;
  }
  const text = [
    'correction',
    'explanation',
    'reason',
    'reasons',
    'overdueReason',
    'proof',
    'place',
    'duplicateReason',
    'result',
    'note',
    'receiver',
    'giver',
    'localRule',
    'answer',
    'text',
    'words',
  ]
    .map((key) => (personal as Record<string, unknown>)[key])
    .find((value) => typeof value === 'string' && value !== '');
  return text as string | undefined;
}

/** Which side an act belongs to; the clock belongs to none. */
function sideOf(event: CaseEvent, kase: Case): Side | 'system' {
  if (event.actor.kind === 'system') return 'system';
  return event.actor.windowId === kase.home.windowId || event.actor.regionCode === kase.home.regionCode
    ? 'home'
    : 'intake';
}

/** From which window to which, where an event moves the case. */
const movedBetween = (event: CaseEvent, names: ReadonlyMap<string, string>): string | undefined =>
  event.type === 'movedToWindow'
    ? `由${names.get(event.data.from) ?? '原窗口'}移交${names.get(event.data.to) ?? '新窗口'}`
    : undefined;

/** One entry of the shared timeline, as much of it as the reader may see; its hashes stand in any case. */
export function presentEvent(
  event: CaseEvent,
  hashes: { hash: string; previousHash: string; hasContent: boolean },
  kase: Case,
  capacities: ReadonlySet<Capacity>,
  windowNames: ReadonlyMap<string, string>,
): EventView {
  const hidden = isHomeOnly(event) && !seesHomeWork(capacities);
  const readable = isBetweenWindows(event) ? seesWindowTexts(capacities) : seesPersonal(kase, capacities);
  const words = hidden
    ? undefined
    : [movedBetween(event, windowNames), detail(event, kase), readable ? personalDetail(event) : undefined]
        .filter((part) => part !== undefined && part !== '')
        .join('；');
  const windowName = event.actor.windowId ? windowNames.get(event.actor.windowId) : undefined;
  return {
    seq: event.seq,
    type: event.type,
    title: titles[event.type] ?? rowOf(event.command as CommandName).title,
    ...(words ? { detail: words } : {}),
    side: sideOf(event, kase),
    actor: event.actor.name,
    capacity: capacityNames[event.actor.capacity as Capacity] ?? event.actor.capacity,
    ...(windowName ? { windowName } : {}),
    state: event.state,
    article: event.article,
    effectiveAt: event.effectiveAt,
    recordedAt: event.recordedAt,
    hash: hashes.hash,
    previousHash: hashes.previousHash,
    redacted: hidden || (hashes.hasContent && (event.personal === undefined || !readable)),
  };
}
