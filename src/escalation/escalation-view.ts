import type { Day, Instant } from '../regulation/instant.ts';
import type { EscalatedRule } from '../regulation/ladder.ts';
import type { EscalationState } from './escalation.ts';
import type { EscalationAct } from './escalation-acts.ts';

/** A row of 未解决的协调; level 0 is a request whose time has not run out. */
export type EscalationRow = {
  id: string;
  caseId?: string;
  offListId?: string;
  /** Whether the reader may open the case behind it. */
  opensCase: boolean;
  businessNumber?: string;
  rule: EscalatedRule;
  /** The matter in a few words: 未拆件. */
  matter: string;
  subject: string;
  intakeRegionName: string;
  homeRegionName: string;
  level: 0 | 1 | 2;
  state: EscalationState | 'level0';
  stateLabel: string;
  dueAt?: Instant;
  dueOn?: Day;
  workingDaysLeft?: number;
  overdue: boolean;
  /** How long the missed deadline is over: 1 小时 20 分（办公时间）. */
  over?: string;
  /** In whose hands it is now. */
  inHands: string;
  urgent: boolean;
  openedAt: Instant;
  closedAt?: Instant;
  outcomeLabel?: string;
};

/** One line of the history, or of the evidence. */
export type EscalationLine = { at: Instant; title: string; by: string; text?: string };

/** A task of an instruction. */
export type EscalationTaskView = {
  id: string;
  regionName: string;
  what: string;
  dueAt: Instant;
  doneAt?: Instant;
  doneBy?: string;
  report?: string;
  /** Whether the reader's region has to report on it. */
  own: boolean;
};

/** An escalation as one reader sees it. */
export type EscalationView = EscalationRow & {
  title: string;
  since: Instant;
  missedAt: Instant;
  article: string;
  holderName: string;
  waitingName: string;
  levelOneName: string;
  secondName: string;
  copies: string[];
  urgentReason?: string;
  /** What happens next by itself. */
  next?: string;
  reportedAt?: Instant;
  answeredAt?: Instant;
  answeredBy?: string;
  /** Drafted from the log; to be edited before it is sent. */
  preparedText: string;
  evidence: EscalationLine[];
  history: EscalationLine[];
  tasks: EscalationTaskView[];
  acts: EscalationAct[];
  /** Regions that an instruction can name. */
  regions: { code: string; name: string }[];
  /** To whom the reader may send a supervision order about it. */
  orderTo: { regionCode: string; windowId?: string; name: string }[];
};

/** Figures of the ladder for the head of the page. */
export type LadderSummary = {
  level0: number;
  level1: number;
  level2: number;
  answered: number;
  reported: number;
  /** Reported by the clock today. */
  today: number;
  /** Figures end here: more shows as so many and more. */
  most: number;
  windowsWithoutHours: string[];
};
