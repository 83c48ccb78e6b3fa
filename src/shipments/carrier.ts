import type { Parcel } from '../cases/core/case.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Payer } from '../regulation/postal.ts';

/** What a carrier can report of a parcel (lifecycle C.7), in words. */
export const carrierEventKinds = {
  collected: '已揽收',
  inTransit: '运输中',
  outForDelivery: '派送中',
  deliveryFailed: '未投成',
  delivered: '已投递',
  returned: '已退回',
  lost: '遗失',
} as const;

/** One of them. */
export type CarrierEventKind = keyof typeof carrierEventKinds;

/** As what the case records it: two kinds are signs of life on the way. */
export const caseKinds = {
  collected: 'collected',
  inTransit: 'moved',
  outForDelivery: 'moved',
  deliveryFailed: 'failed',
  delivered: 'delivered',
  returned: 'returned',
  lost: 'lost',
} as const satisfies Record<CarrierEventKind, string>;

/** One word of a carrier about a parcel. */
export type CarrierEvent = {
  /** The carrier's own number of the event. */
  id: string;
  waybill: string;
  kind: CarrierEventKind;
  occurredAt: Instant;
  place: string;
  /** Six-digit code of the region in which it happened, where the carrier says so. */
  region?: string;
};

/** One end of a parcel. */
export type ShippingParty = {
  name: string;
  phone: string;
  address: string;
  postcode: string;
  region: string;
};

/** A parcel as it is ordered. */
export type CarrierOrder = {
  /** The order's own key: the same key gives the same waybill. */
  key: string;
  businessNumber: string;
  sender: ShippingParty;
  addressee: ShippingParty;
  contents: string;
  weightGrams: number;
  payer: Payer;
};

/** What a carrier answers to an order; the fee in fen. */
export type Ordered = { waybill: string; feeFen: number; routing: string };

/** A carrier behind the one interface. Every call throws CarrierFault when it gets no proper answer. */
export type Carrier = {
  id: string;
  order(order: CarrierOrder): Promise<Ordered>;
  /** Takes an order back; one that is unknown, or was taken back before, is no fault. */
  cancel(key: string): Promise<void>;
  /** The sorting code for the label of an order. */
  label(key: string): Promise<{ routing: string }>;
  /** Everything known of a parcel; empty for an unknown one. */
  track(waybill: string): Promise<CarrierEvent[]>;
  /** Price in fen. */
  price(asked: { from: string; to: string; weightGrams: number }): Promise<{ feeFen: number }>;
};

/** A carrier that did not answer, or not properly. */
export class CarrierFault extends Error {
  /** Asking again may help: it was silent, slow or broken. Otherwise it refused for a reason. */
  readonly again: boolean;

  constructor(message: string, again: boolean) {
    super(message);
    this.name = 'CarrierFault';
    this.again = again;
  }
}

/** Where a parcel stands, the farthest step by event time (lifecycle C.7). */
export const shipmentStates = {
  created: '待揽收',
  collected: '已揽收',
  inTransit: '运输中',
  deliveryFailed: '未投成',
  delivered: '已投递',
  confirmed: '已确认收到',
  returned: '已退回',
  lost: '遗失',
  cancelled: '已取消',
} as const;

/** One of them. */
export type ShipmentState = keyof typeof shipmentStates;

/** The state of a parcel of a case. */
export function stateOf(parcel: Parcel): ShipmentState {
  if (parcel.cancelledAt) return 'cancelled';
  if (parcel.confirmedAt) return 'confirmed';
  if (parcel.deliveredAt) return 'delivered';
  if (parcel.returnedAt) return 'returned';
  if (parcel.lostAt) return 'lost';
  if (parcel.failedAt && parcel.failedAt >= (parcel.movedAt ?? '')) return 'deliveryFailed';
  if (parcel.movedAt) return 'inTransit';
  return parcel.collectedAt ? 'collected' : 'created';
}

/** States in which nothing more is expected of the carrier. */
export const isEnded = (state: ShipmentState): boolean =>
  state === 'delivered' ||
  state === 'confirmed' ||
  state === 'returned' ||
  state === 'lost' ||
  state === 'cancelled';
