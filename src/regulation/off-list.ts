import type { ArticleId } from './articles.ts';
import type { RefusalCode } from './refusals.ts';

/** States of an off-list request 清单外申请 (lifecycle.md C.4): a record of its own, no case, without business number. */
export const offListStates = {
  offListOpen: '已登记，待处理',
  offListExplained: '已解释',
  offListPending: '清单外待同意',
  offListConsented: '属地已同意',
  offListDeclined: '清单外未同意',
  offListUsed: '已建办件',
  offListExpired: '同意已过期',
  offListWithdrawn: '申请人已放弃',
} as const;

/** One of the states of an off-list request. */
export type OffListState = keyof typeof offListStates;

/**
 * As what somebody acts on an off-list request. `homeAdministration` and `coordinationGroup` are the two levels of the
 * ladder (C.5) and may answer only once it has reached them; `system` is the clock, or the opening of the case.
 */
export const offListActors = {
  intakeClerk: '收件窗口人员',
  homeClerk: '属地窗口人员',
  homeAdministration: '属地管理部门',
  coordinationGroup: '协调小组',
  intakeAdministration: '收件地管理部门',
  auditor: '审计人员',
  system: '系统',
} as const;

/** One of the actors on an off-list request. */
export type OffListActor = keyof typeof offListActors;

/** One row: who may do what, from where to where, on which article, and what it may be refused for. */
export type OffListRow = {
  title: string;
  article: ArticleId;
  actors: readonly OffListActor[];
  from: readonly OffListState[] | 'nothing';
  to: OffListState | 'same';
  event: string;
  refusals: readonly RefusalCode[];
};

const rows = <const Rows extends Record<string, OffListRow>>(table: Rows): Rows => table;

const answerers = ['homeClerk', 'homeAdministration', 'coordinationGroup'] as const;

/** The off-list sub-flow (规程第二十四条; lifecycle.md C.4 and C.13), for server and desk alike. */
export const offListTable = rows({
  recordOffListRequest: {
    title: '登记清单外申请',
    article: 'rules-24',
    actors: ['intakeClerk'],
    from: 'nothing',
    to: 'offListOpen',
    event: 'offListRequested',
    refusals: ['item-is-listed', 'wording-missing', 'same-region'],
  },
  explainOffList: {
    title: '解释说明，申请人理解',
    article: 'rules-24',
    actors: ['intakeClerk'],
    from: ['offListOpen'],
    to: 'offListExplained',
    event: 'offListExplained',
    refusals: ['explanation-missing'],
  },
  requestOffListConsent: {
    title: '请属地同意办理',
    article: 'rules-24',
    actors: ['intakeClerk'],
    from: ['offListOpen'],
    to: 'offListPending',
    event: 'offListConsentRequested',
    refusals: ['region-not-in-directory'],
  },
  giveOffListConsent: {
    title: '同意办理，给出收件标准',
    article: 'rules-24',
    actors: answerers,
    from: ['offListPending'],
    to: 'offListConsented',
    event: 'offListConsentGiven',
    refusals: ['standard-without-lines'],
  },
  refuseOffListConsent: {
    title: '不同意办理',
    article: 'rules-24',
    actors: answerers,
    from: ['offListPending'],
    to: 'offListDeclined',
    event: 'offListConsentRefused',
    refusals: ['reason-missing'],
  },
  closeUnansweredOffList: {
    title: '逐级协调后无答复，了结',
    article: 'rules-13',
    actors: ['system'],
    from: ['offListPending'],
    to: 'offListDeclined',
    event: 'offListUnanswered',
    refusals: ['ladder-running'],
  },
  useOffListConsent: {
    title: '凭同意新建办件',
    article: 'rules-24',
    actors: ['system'],
    from: ['offListConsented'],
    to: 'offListUsed',
    event: 'offListConsentUsed',
    refusals: ['consent-missing', 'consent-expired'],
  },
  // A consent that opened a draft still ends while the draft is not registered: it lasts until submission (OP-64).
  expireOffListConsent: {
    title: '同意过期',
    article: 'rules-24',
    actors: ['system'],
    from: ['offListConsented', 'offListUsed'],
    to: 'offListExpired',
    event: 'offListConsentExpired',
    refusals: [],
  },
  withdrawOffListRequest: {
    title: '申请人放弃',
    article: 'rules-24',
    actors: ['intakeClerk'],
    from: ['offListOpen', 'offListPending', 'offListConsented'],
    to: 'offListWithdrawn',
    event: 'offListRequestWithdrawn',
    refusals: [],
  },
  // The window closes or moves; the request goes over with everything else that lies at it.
  moveOffListRequest: {
    title: '移交同地区的另一个窗口',
    article: 'rules-13',
    actors: ['system'],
    from: [
      'offListOpen',
      'offListExplained',
      'offListPending',
      'offListConsented',
      'offListDeclined',
      'offListUsed',
      'offListExpired',
      'offListWithdrawn',
    ],
    to: 'same',
    event: 'offListMovedToWindow',
    refusals: [],
  },
  // No record is ever deleted; what was taken down wrongly is put right with a reason.
  correctOffListRequest: {
    title: '更正登记内容',
    article: 'rules-24',
    actors: ['intakeClerk', 'intakeAdministration'],
    from: [
      'offListOpen',
      'offListExplained',
      'offListPending',
      'offListConsented',
      'offListDeclined',
      'offListUsed',
      'offListExpired',
      'offListWithdrawn',
    ],
    to: 'same',
    event: 'offListCorrected',
    refusals: ['reason-missing', 'wording-missing', 'item-is-listed', 'nothing-to-correct'],
  },
});

/** Name of a command on an off-list request. */
export type OffListCommand = keyof typeof offListTable;

/** Name of a fact that such a command records. */
export type OffListEventType = (typeof offListTable)[OffListCommand]['event'];

/** All command names in the order of the table. */
export const offListCommands = Object.keys(offListTable) as OffListCommand[];

/** The row of a command. */
export const offListRow = (name: OffListCommand): OffListRow => offListTable[name];

/** Where a command leads from a state (undefined: nothing is recorded yet); undefined when it is not allowed there. */
export function offListTarget(
  name: OffListCommand,
  state: OffListState | undefined,
): OffListState | undefined {
  const { from, to } = offListRow(name);
  if (state === undefined) return from === 'nothing' && to !== 'same' ? to : undefined;
  if (from === 'nothing' || !from.includes(state)) return undefined;
  return to === 'same' ? state : to;
}

/** States in which nothing is left to do. */
export const offListEnds: readonly OffListState[] = [
  'offListExplained',
  'offListDeclined',
  'offListUsed',
  'offListExpired',
  'offListWithdrawn',
];

/** Lengths of the off-list flow (OP-17, OP-18, R-144, R-146). */
export const offListLimits = {
  /** After level 2 of the ladder opened, in working days of the home region; then it is 无答复. */
  unansweredWorkingDays: 2,
  /** How long a consent lasts, in days, until the case is submitted. */
  consentDays: 30,
  /** Requests of one applicant for the same thing within so many days count once. */
  duplicateDays: 30,
} as const;

/** How far the ladder has come for a request (C.5): 0 not opened, 1 home administration, 2 coordination group. */
export type LadderLevel = 0 | 1 | 2;

/** Whether an actor may answer now: the window always, an administration once the ladder has reached it. */
export function mayAnswerOffList(actor: OffListActor, level: LadderLevel): boolean {
  if (actor === 'homeAdministration') return level >= 1;
  if (actor === 'coordinationGroup') return level >= 2;
  return actor === 'homeClerk';
}
