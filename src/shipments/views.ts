import type { Instant } from '../regulation/instant.ts';
import type { ShipmentState } from './carrier.ts';
import type { MonthSum } from './month-report.ts';
import type { End } from './order.ts';
import type { OrderView } from './order-view.ts';
import type { Playbook } from './playbook.ts';

/** What can be wrong with a report of a carrier. */
export type EventTrouble = 'wrongPlace' | 'wrongTime' | 'unknownWaybill';

/** A parcel in a list. */
export type ShipmentView = {
  caseId: string;
  businessNumber: string;
  waybill: string;
  carrierName: string;
  purposeLabel: string;
  from: string;
  to: string;
  state: ShipmentState;
  stateLabel: string;
  trouble?: string;
  registeredAt: Instant;
  lastAt: Instant;
};

/** A parcel of a case with all that is known of it. */
export type CaseShipmentView = {
  waybill: string;
  carrierName: string;
  purposeLabel: string;
  from: End;
  to: End;
  state: ShipmentState;
  stateLabel: string;
  registeredAt: Instant;
  /** What the carrier said, as it happened. */
  history: { kindLabel: string; at: Instant; place: string; late: boolean; trouble?: string }[];
  playbook?: Playbook;
  order?: OrderView;
  fee?: { weightGrams: number; feeFen: number; payerLabel: string };
  photos: { fileId: string; sha256: string; href: string }[];
  sealedDigest?: string;
};

/** A report of a carrier that fits no case, or not what is known. */
export type StrangeEvent = {
  id: number;
  waybill: string;
  kindLabel: string;
  at: Instant;
  place: string;
  regionName: string;
  trouble: EventTrouble;
  troubleLabel: string;
  reason: string;
  caseId?: string;
};

/** A parcel without a case number as clerks see it. */
export type UnassignedView = {
  id: string;
  windowName: string;
  waybill: string;
  carrierName: string;
  sender: string;
  contents: string;
  arrivedAt: Instant;
  collectedAt?: Instant;
};

/** Sums of a month with the names of their regions. */
export type MonthReport = {
  month: string;
  sums: (MonthSum & { regionName: string })[];
  total: Pick<MonthSum, 'parcels' | 'weightGrams' | 'feeFen'>;
};

/** 邮政速递 of a hall: where, when it is collected, with what equipment (规程第十二条). */
export type PostalService = {
  windowId: string;
  windowName: string;
  counter: string;
  collections: string[];
  equipment: string[];
  governmentPays: boolean;
  changedAt?: Instant;
  mayChange: boolean;
};

/** A hand-over list as the desk shows it. */
export type HandOverView = {
  id: string;
  number: string;
  windowName: string;
  day: string;
  parcels: number;
  waybills: string[];
  madeAt: Instant;
  href: string;
  collector?: string;
  signedAt?: Instant;
};

/** A parcel of the applicant that a clerk linked to the case without anything having been asked for. */
export type NotedParcel = { waybill: string; arrivedAt: Instant };

/** Figures of one pair of regions. Times in hours; null where none of the parcels tells it. */
export type PairFigures = {
  fromRegion: string;
  toRegion: string;
  parcels: number;
  collected: number;
  collectionHours: number | null;
  delivered: number;
  transitHours: number | null;
  notDelivered: number;
  lost: number;
};

/** The same with the names of both, and the share of lost parcels. */
export type NamedFigures = PairFigures & { fromName: string; toName: string; lossRate: number };
