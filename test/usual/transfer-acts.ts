import type { Case, Discrepancy } from '../../src/cases/core/case.ts';
import { isOpen } from '../../src/cases/discrepancy/open-discrepancies.ts';
import { openPaperTasks } from '../../src/cases/discrepancy/paper-tasks.ts';
import { paperToSend } from '../../src/cases/transfer/channels.ts';
import { packedOf, type UsualInputs, waybillOf } from '../case-acts.ts';

const none = '00000000-0000-4000-8000-000000000000';

const firstOpen = (kase: Case): Discrepancy | undefined => kase.discrepancies.find(isOpen);

/** The parcel that a clerk would pack: the paper that was asked for, else all that lies at the window. */
function packing(kase: Case): { packed: ReturnType<typeof packedOf>[]; for?: object } {
  const [task] = openPaperTasks(kase);
  if (!task) return { packed: paperToSend(kase).map(packedOf) };
  const lines = kase.lines.filter(({ id }) => task.lineIds.includes(id));
  return { packed: lines.map(packedOf), for: { taskId: task.id } };
}

/** Moving the materials, and what comes of it. */
export const transferActs = {
  dispatchParcel: (kase, { nextWaybill }) => ({ waybill: nextWaybill(), carrier: 'ems', ...packing(kase) }),
  switchChannel: ({ package: sent, channels }) => ({
    ...(sent || !channels.includes('electronic')
      ? { from: 'postal', to: 'electronic' }
      : { from: 'electronic', to: 'postal' }),
    reason: '支撑系统链路中断，先寄纸质材料',
  }),
  cancelParcel: (kase) => ({
    waybill:
      kase.parcels.find(({ collectedAt, cancelledAt }) => !(collectedAt ?? cancelledAt))?.waybill ??
      waybillOf(99),
    reason: '运单号写错，重新登记',
  }),
  demandPaper: (kase) => ({
    purpose: kase.decidedAt ? 'archive' : 'review',
    lineIds: [(kase.lines.find(({ paper }) => paper === 'intake') ?? kase.lines[0])?.id ?? ''],
  }),
  cancelPaperDemand: (kase) => ({ id: openPaperTasks(kase)[0]?.id ?? none, reason: '扫描件已经够用' }),
  reportDiscrepancy: (kase) => ({
    channel: 'electronic',
    items: [{ lineId: kase.lines[0]?.id ?? '', kind: 'unreadable', note: '第二页看不清' }],
  }),
  answerDiscrepancy: (kase) => ({
    id: firstOpen(kase)?.id ?? none,
    answer: '已经核对，原件清楚，重新扫描发送。',
  }),
  resolveDiscrepancy: (kase) => ({ id: firstOpen(kase)?.id ?? none, result: 'pieceThere' }),
} satisfies UsualInputs;
