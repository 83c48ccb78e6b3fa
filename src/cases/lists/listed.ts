import type { Instant } from '../../regulation/instant.ts';
import type { CaseState, Outcome } from '../../regulation/states.ts';
import type { WindowRequest } from '../core/case.ts';

/** A row of a work list as stored. */
export type ListedCase = {
  id: string;
  businessNumber: string | null;
  state: CaseState;
  outcome: Outcome | null;
  itemNumber: number;
  itemName: string;
  optionName: string;
  applicant: string | null;
  /** Why it goes before others; null where it does not. */
  priority: boolean;
  intakeRegion: string;
  homeRegion: string;
  side: 'intake' | 'home';
  channels: ('electronic' | 'postal')[];
  /** What the two windows wrote to each other; null where nothing was, or for others than the windows. */
  requests: readonly WindowRequest[] | null;
  nextRule: string | null;
  /** Who has to do what comes next; null where nothing runs. */
  holder: string | null;
  mine: boolean;
  sortAt: string;
  /** Due time of what comes next, where the list is not in its order. */
  dueAt: string | null;
  provisional: boolean;
  updatedAt: Instant;
};

/** Where a page of a list begins: behind this row; `priority` while the rows that go before the others are read. */
export type ListCursor = { sortAt: string; caseId: string; priority?: true };

/** One ordered scan over an index: a window's side, a turn, one state. Scans are merged by sort key. */
export type Scan =
  | { kind: 'side'; windowId: string; side: 'intake' | 'home' }
  | { kind: 'state'; windowId: string; side: 'intake' | 'home'; state: string }
  | { kind: 'windowTurn'; windowId: string }
  | { kind: 'waiting'; windowId: string; staffId: string; regions: string[] }
  | { kind: 'taken'; staffId: string; windows: string[] }
  | { kind: 'approverTurn'; regionCode: string; staffId: string; windows: string[]; windowsBefore: string }
  | { kind: 'handled'; staffId: string; regions: string[]; windows: string[]; waiting: boolean }
  | { kind: 'ended'; windowId: string; since: Instant };

/** Filters that any list takes; null leaves one out. */
export type ListFilters = {
  mode: string | null;
  itemNumber: number | null;
  state: string | null;
  dueBefore: Instant | null;
};

/** Whose cases a search may show: windows, regions of approvers, regions of administrations by prefix, or all. */
export type SearchScope = {
  windows: string[];
  approverRegions: string[];
  administered: string[];
  everywhere: boolean;
};

/** A duty that was late: the mark stays when it is done. */
export type LateDuty = {
  caseId: string;
  businessNumber: string | null;
  itemName: string;
  applicant: string | null;
  rule: string;
  round: number;
  holder: string;
  windowId: string;
  dueAt: Instant;
  open: boolean;
};

/** A draft of its creator. */
export type ListedDraft = {
  id: string;
  state: CaseState;
  itemNumber: number;
  itemName: string;
  optionName: string;
  intakeRegion: string;
  homeRegion: string;
  updatedAt: Instant;
  dueAt: Instant | null;
};
