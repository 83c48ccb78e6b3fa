import { maskPhone } from '../../identity/masking.ts';
import { type CommandName, rowOf } from '../../regulation/lifecycle/index.ts';
import { type Capacity, capacities as capacityNames } from '../../regulation/roles.ts';
import { reasonCodes } from '../review/reason-codes.ts';
import { seesHomeWork, seesPersonal } from './capacities.ts';
import type { Case, Side } from './case.ts';
import type { EventView } from './case-view.ts';
import type { CaseEvent } from './events.ts';

const titles: Partial<Record<CaseEvent['type'], string>> = {
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
};

/** Only the home side reads what was thought on the way to a decision (R-053, R-102). */
const homeOnly = new Set<CaseEvent['type']>([
  'opinionRecorded',
  'assignmentReturned',
  'handlerAssigned',
  'caseReassigned',
]);

function detail(event: CaseEvent, kase: Case): string | undefined {
  const line = (id: string): string => kase.lines.find((each) => each.id === id)?.name ?? id;
  switch (event.type) {
    case 'caseSubmitted':
      return `业务编号 ${event.data.businessNumber}，材料 ${event.data.lines.length} 项`;
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
    case 'packageSent':
      return `${event.data.manifest.length} 个文件，清单摘要 ${event.data.manifestDigest.slice(0, 12)}${event.data.late ? '，已逾期' : ''}`;
    case 'parcelDispatched':
    case 'parcelCollected':
    case 'parcelMoved':
    case 'parcelDelivered':
    case 'resultSentBack':
      return `运单号 ${event.data.waybill}`;
    case 'channelReceived':
      return event.data.channel === 'electronic'
        ? '电子材料，摘要全部一致'
        : `邮件 ${event.data.waybill ?? ''}，与装箱单相符`;
    case 'handlerAssigned':
      return event.data.department;
    case 'homeAccepted':
    case 'homeAcceptanceDeemed':
      return `受理日期 ${event.data.acceptedOn}`;
    case 'resultDispatched':
    case 'resultRedispatched':
      return event.data.waybill ? `运单号 ${event.data.waybill}` : '在属地窗口等候领取';
    case 'applicantContacted':
      return event.data.reached ? '已联系上' : '未联系上';
    default:
      return undefined;
  }
}

function personalDetail(event: CaseEvent): string | undefined {
  const { personal } = event;
  if (!personal) return undefined;
  if (event.type === 'applicantContacted' && event.personal) {
    return `${maskPhone(event.personal.number)}：${event.personal.result}`;
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

/** One entry of the shared timeline, as much of it as the reader may see; its hashes stand in any case. */
export function presentEvent(
  event: CaseEvent,
  hashes: { hash: string; previousHash: string; hasContent: boolean },
  kase: Case,
  capacities: ReadonlySet<Capacity>,
  windowNames: ReadonlyMap<string, string>,
): EventView {
  const hidden = homeOnly.has(event.type) && !seesHomeWork(capacities);
  const words = hidden
    ? undefined
    : [detail(event, kase), seesPersonal(kase, capacities) ? personalDetail(event) : undefined]
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
    redacted:
      hidden || (hashes.hasContent && (event.personal === undefined || !seesPersonal(kase, capacities))),
  };
}
