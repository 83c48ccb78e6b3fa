import type { WindowStatus } from '../../directory/window.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Side } from '../core/case.ts';

/** How far the moving of a window is. */
export type WindowMoveView = {
  id: string;
  toWindow: string;
  toWindowName: string;
  reason: string;
  closes: boolean;
  startedByName: string;
  startedAt: Instant;
  state: 'running' | 'done' | 'stopped';
  moved: number;
  drafts: number;
  accounts: number;
  failure: string | null;
  endedAt: Instant | null;
};

/** A window with what lies at it, as the page of its administration gets it. */
export type ManagedWindowView = {
  id: string;
  regionCode: string;
  regionName: string;
  name: string;
  address: string;
  phone: string;
  postalAddress: string;
  officeHours: string;
  status: WindowStatus;
  sample: boolean;
  /** Cases that go on, or have after-care left. */
  open: number;
  ended: number;
  drafts: number;
  accounts: number;
  /** What else is open there: off-list requests, calls owed, supervision orders, problems. */
  tasks: number;
  move: WindowMoveView | null;
};

/** An open case of a window in the list of what has to be moved. */
export type CaseAtView = {
  caseId: string;
  side: Side;
  businessNumber: string | null;
  itemName: string;
  stateLabel: string;
};

/** A change of a window on the record. */
export type WindowChangeView = {
  id: number;
  kind: 'registered' | 'suspended' | 'opened' | 'relocated' | 'closed';
  validFrom: Instant;
  recordedAt: Instant;
  recordedByName: string | null;
  reason: string;
  addressBefore: string | null;
  phoneBefore: string | null;
  address: string | null;
  phone: string | null;
};
