import type { Case, Side } from '../cases/core/case.ts';
import type { Act } from '../cases/core/case-request.ts';
import { plainWaybill, s10Waybill } from '../cases/transfer/waybill.ts';
import type { CommandName } from '../regulation/lifecycle/index.ts';

/** Commands that register a parcel on a case: with each of them a parcel can be ordered from the carrier. */
export const orderable = [
  'dispatchParcel',
  'dispatchResult',
  'redeliverResult',
  'returnOriginals',
  'sendBackUncollected',
  'registerInboundParcel',
] as const satisfies readonly CommandName[];

/** One of them. */
export type OrderCommand = (typeof orderable)[number];

/** What each sends, in words. */
export const orderTitles: Record<OrderCommand, string> = {
  dispatchParcel: '寄送材料',
  dispatchResult: '寄送结果',
  redeliverResult: '再次寄送结果',
  returnOriginals: '寄回原件',
  sendBackUncollected: '退回未领取的结果',
  registerInboundParcel: '申请人寄来补正材料',
};

/** One end of a parcel. */
export type End = Side | 'applicant';

/** A body of one of these commands without waybill and carrier. */
export type OrderInput = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Between whom the parcel goes; undefined where nothing is to be sent. */
export function endsOf(
  kase: Case,
  command: OrderCommand,
  input: OrderInput,
  side: Side,
): { from: End; to: End } | undefined {
  switch (command) {
    case 'dispatchParcel':
      return { from: 'intake', to: 'home' };
    case 'dispatchResult':
    case 'redeliverResult': {
      const { way } = input;
      if (way === 'mail') return { from: 'home', to: 'applicant' };
      return way === 'pickUpAtIntake' ? { from: 'home', to: 'intake' } : undefined;
    }
    case 'returnOriginals': {
      const [lineId] = listOf(input['lineIds']);
      const place = kase.lines.find(({ id }) => id === lineId)?.paper;
      return { from: place === 'home' || place === 'intake' ? place : side, to: 'applicant' };
    }
    case 'sendBackUncollected':
      return { from: 'intake', to: 'home' };
    case 'registerInboundParcel':
      return { from: 'applicant', to: side };
  }
}

/** What the label says of the contents. */
export function contentsOf(command: OrderCommand, input: OrderInput): string {
  if (command === 'dispatchParcel') {
    const pieces = listOf(input['packed']).reduce<number>((sum, piece) => {
      const { originals = 0, copies = 0 } = piece as { originals?: number; copies?: number };
      return sum + originals + copies;
    }, 0);
    return `申请材料 ${pieces} 份`;
  }
  if (command === 'returnOriginals') return `原件 ${listOf(input['lineIds']).length} 项`;
  if (command === 'registerInboundParcel') return `补正材料 ${listOf(input['lineIds']).length} 项`;
  return '审批结果';
}

/** A number that no carrier gives, by which a command is judged before there is one. */
const noNumberYet = s10Waybill('ZZ', 0);

/** The act that registers the parcel, under its number or, to be judged beforehand, under one that stands in for it. */
export function actOf(
  command: OrderCommand,
  input: OrderInput,
  { waybill = noNumberYet, carrier = 'ems' }: { waybill?: string; carrier?: string } = {},
): Act {
  const way = command === 'returnOriginals' ? { way: 'post' } : {};
  return { command, input: { ...input, ...way, waybill: plainWaybill(waybill), carrier } };
}

/** How an order stands. */
export const orderStates = {
  queued: '等寄递企业答复',
  numbered: '已有运单号',
  dispatched: '已登记寄出',
  failed: '没有办成',
  cancelled: '已取消',
} as const;

/** One of them. */
export type OrderState = keyof typeof orderStates;
