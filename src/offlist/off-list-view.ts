import type { GivenStandard } from '../catalogue/given-standard.ts';
import type { Instant } from '../regulation/instant.ts';
import type { OffListActor, OffListState } from '../regulation/off-list.ts';
import type { DeclineReason, NotThisItem } from './off-list-request.ts';

/** A place as pages name it. */
export type PlaceView = { regionCode: string; regionName: string; windowName?: string; phone?: string };

/** An act that is possible now, or why not. */
export type OffListAction = { command: string; title: string; blocked?: { code: string; sentence: string } };

/** Who has the request in hand, since when, until when, and what happens by itself then; nobody once it has ended. */
export type OffListHolder = {
  who: string;
  what: string;
  since: Instant;
  dueAt?: Instant;
  overdue?: boolean;
  atDue?: string;
};

/** An off-list request as one reader may see it. */
export type OffListView = {
  id: string;
  version: number;
  state: OffListState;
  stateLabel: string;
  wording: string;
  applicantKind: 'person' | 'organisation';
  /** Masked unless asked for in full by the intake window; absent for the home side. */
  applicant?: { name: string; phone: string; identityNumber?: string };
  unmasked: boolean;
  intake: PlaceView;
  home: PlaceView;
  homeListed: boolean;
  recordedAt: Instant;
  notThese: NotThisItem[];
  explanation?: string;
  question?: string;
  reason?: string;
  askedAt?: Instant;
  answerDueAt?: Instant;
  answeredAt?: Instant;
  answeredBy?: string;
  standard?: GivenStandard;
  consentUntil?: Instant;
  declinedFor?: DeclineReason;
  caseId?: string;
  endedAt?: Instant;
  holder?: OffListHolder;
  actors: OffListActor[];
  actions: OffListAction[];
  papers: { paper: OffListPaper; title: string; href: string }[];
  events: {
    seq: number;
    title: string;
    at: Instant;
    actor: string;
    article: string;
    note?: string;
    hash: string;
  }[];
};

/** What can be printed of a request (C.4, column of documents). */
export const offListPapers = {
  record: '清单外申请登记表',
  explanation: '清单外事项说明',
  request: '清单外事项征求意见函',
  consent: '清单外事项同意书',
} as const;

/** One of them. */
export type OffListPaper = keyof typeof offListPapers;

/** One row of a list. */
export type OffListRowView = {
  id: string;
  state: OffListState;
  stateLabel: string;
  wording: string;
  applicant?: string;
  intakeName: string;
  homeName: string;
  recordedAt: Instant;
  answerDueAt?: Instant;
  overdue: boolean;
  consentUntil?: Instant;
  endedAt?: Instant;
  caseId?: string;
};

/** A page of a list. */
export type OffListPage = { requests: OffListRowView[]; next?: string };

/** Which requests a list shows. */
export const offListQueues = {
  toAnswer: '待我答复',
  intake: '本窗口登记',
  home: '问到本窗口',
  region: '本地区',
} as const;
export type OffListQueue = keyof typeof offListQueues;
