import { isOpen } from '../src/cases/discrepancy/open-discrepancies.ts';
import { openPaperTasks } from '../src/cases/discrepancy/paper-tasks.ts';
import { toConfirm } from '../src/cases/transfer/parcels.ts';
import { later } from '../src/regulation/instant.ts';
import type { CommandName } from '../src/regulation/lifecycle/index.ts';
import { waybillOf } from './case-acts.ts';
import type { Story } from './case-builder.ts';

type Odd = Partial<Record<CommandName, (story: Story, number: number) => unknown>>;

const hour = 60 * 60 * 1000;
const pick = <Value>(values: readonly Value[], number: number): Value | undefined =>
  values[number % values.length];
const none = '00000000-0000-4000-8000-000000000000';
const lineOf = ({ kase }: Story, number: number): string => pick(kase.lines, number)?.id ?? '';
const openOne = ({ kase }: Story, number: number) => pick(kase.discrepancies.filter(isOpen), number);

/** A parcel for what is asked for or differs, with lines that may be elsewhere. */
function laterParcel(story: Story, number: number): object {
  const task = pick(openPaperTasks(story.kase), number);
  const found = openOne(story, number);
  const reference =
    number % 4 === 1 && task ? { taskId: task.id } : found ? { discrepancyId: found.id } : undefined;
  const lineId =
    (reference && 'taskId' in reference ? task?.lineIds[0] : found?.lineId) ?? lineOf(story, number);
  return {
    ...(story.usual('dispatchParcel') as object),
    packed: [{ lineId, originals: 1, copies: 0 }],
    ...(reference ? { for: reference } : {}),
  };
}

/** What clerks do on other days with channels, parcels, paper on demand and differences. */
export const oddTransferActs: Odd = {
  sendPackage: (story, number) => {
    const found = openOne(story, number);
    return {
      ...(story.usual('sendPackage') as object),
      ...(found && number % 3 > 0 ? { for: { discrepancyId: found.id } } : {}),
    };
  },
  dispatchParcel: laterParcel,
  switchChannel: (_story, number) => ({
    ...(number % 4 > 1 ? { from: 'electronic', to: 'postal' } : { from: 'postal', to: 'electronic' }),
    reason: '链路中断',
    homeAgreedBy: '何建国',
  }),
  cancelParcel: (story, number) => ({
    waybill: pick(story.kase.parcels, number)?.waybill ?? waybillOf(1),
    reason: '运单号写错',
  }),
  recordCarrierEvent: (story, number) => ({
    waybill: pick(story.kase.parcels, number)?.waybill ?? waybillOf(1),
    kind: pick(['collected', 'moved', 'delivered', 'failed', 'returned', 'lost'], Math.floor(number / 5)),
    occurredAt: later(story.now, -(number % 48) * hour),
    proof: '交接单',
    place: '重庆处理中心',
  }),
  confirmReceipt(story, number) {
    const parcel = pick(toConfirm(story.kase), number);
    if (!parcel) return story.usual('confirmReceipt');
    return {
      channel: 'postal',
      waybill: parcel.waybill,
      lines: parcel.packed.map(({ lineId }, index) => ({
        lineId,
        result: (number + index) % 3 === 0 ? 'missing' : 'matches',
      })),
    };
  },
  demandPaper: (story, number) => ({
    purpose: number % 4 > 1 ? 'review' : 'archive',
    lineIds: [lineOf(story, number)],
  }),
  reportDiscrepancy(story, number) {
    const parcel = pick(story.kase.parcels, number);
    if (number % 4 === 1 && parcel) {
      const items = parcel.packed.map(({ lineId }) => ({ lineId, kind: 'notReceived' }));
      return { channel: 'postal', waybill: parcel.waybill, items };
    }
    const channel = number % 4 === 3 ? 'postal' : 'electronic';
    return { channel, items: [{ lineId: lineOf(story, number), kind: 'missing' }] };
  },
  answerDiscrepancy: (story, number) => ({
    id: openOne(story, number)?.id ?? none,
    answer: '还在柜里',
    foundHere: number % 4 === 1,
  }),
  resolveDiscrepancy: (story, number) => ({
    id: openOne(story, number)?.id ?? none,
    result: pick(['pieceThere', 'waived', 'askedFromApplicant'], Math.floor(number / 3)),
    reason: '其他材料已经证明',
  }),
};
