import type { Day, Instant } from '../../regulation/instant.ts';
import type { CaseState } from '../../regulation/states.ts';
import type { ParcelPurpose, Side } from '../core/case.ts';

/** An original that lies at a window. */
export type HeldOriginal = {
  caseId: string;
  businessNumber?: string;
  itemName: string;
  applicant: string;
  state: CaseState;
  stateLabel: string;
  side: Side;
  windowName: string;
  lineId: string;
  name: string;
  originals: number;
  since: Instant;
  /** Review or archive still needs it. */
  needed: boolean;
  /** By when it goes back; absent while it is needed. */
  dueOn?: Day;
  overdue: boolean;
};

/** A parcel that waits at a window for the carrier. */
export type WaitingParcel = {
  caseId: string;
  version: number;
  businessNumber?: string;
  waybill: string;
  carrier: string;
  purpose: ParcelPurpose;
  purposeLabel: string;
  addressee: string;
  contents: string;
  registeredAt: Instant;
};
