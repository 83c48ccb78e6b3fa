import type { ArticleId } from './articles.ts';
import type { CommandName } from './lifecycle/index.ts';

/** Whose desk a duty lies on. */
export type DutyHolder = 'intakeWindow' | 'homeWindow' | 'approver';

/**
 * How long a duty may take. Working days and office hours run in the calendar of the party that must act
 * (OP-10); `sameDay` ends at 24:00 of the trigger's day; `option` is a limit of the handling option.
 */
export type DutyLength =
  | { workingDays: number }
  | { officeHours: number }
  | { calendarDays: number }
  | { sameDay: true }
  | { option: 'promisedDays' | 'statutoryDays' };

/** One rule of the deadline register (lifecycle.md C.9). */
export type DutyRule = {
  /** The act that ends it, in a clerk's words. */
  title: string;
  /** Whether a person has to do something, or only a limit runs (shown beside the deadline, not in lists). */
  kind: 'task' | 'limit';
  holder: DutyHolder;
  calendar: 'intake' | 'home';
  length: DutyLength;
  article: ArticleId;
  /** Command that the clock issues when nobody acted in time. */
  fires?: CommandName;
  /** What happens by itself at the due time, told to everybody who sees the case. */
  atDue: string;
};

/** The deadline register, for the rows built so far. Lengths are defaults (OP-56) unless fixed by a source. */
export const dutyRules = {
  draftKept: {
    title: '完成草稿',
    kind: 'limit',
    holder: 'intakeWindow',
    calendar: 'intake',
    length: { calendarDays: 30 },
    article: 'rules-21-1',
    fires: 'discardDraft',
    atDue: '草稿内容自动清除',
  },
  formalReviewStart: {
    title: '开始形式审查',
    kind: 'task',
    holder: 'intakeWindow',
    calendar: 'intake',
    length: { sameDay: true },
    article: 'rules-21-1',
    atDue: '提醒收件窗口',
  },
  formalReviewEnd: {
    title: '完成形式审查',
    kind: 'task',
    holder: 'intakeWindow',
    calendar: 'intake',
    length: { workingDays: 5 },
    article: 'rules-21-1',
    atDue: '报窗口负责人和管理部门',
  },
  electronicTransfer: {
    title: '发送电子材料',
    kind: 'task',
    holder: 'intakeWindow',
    calendar: 'intake',
    length: { workingDays: 1 },
    article: 'rules-21-2',
    atDue: '标记逾期',
  },
  postalDispatch: {
    title: '寄出纸质材料',
    kind: 'task',
    holder: 'intakeWindow',
    calendar: 'intake',
    length: { workingDays: 2 },
    article: 'rules-21-2',
    atDue: '标记逾期“未揽收”',
  },
  parcelSilence: {
    title: '跟踪寄递',
    kind: 'task',
    holder: 'intakeWindow',
    calendar: 'intake',
    length: { calendarDays: 5 },
    article: 'rules-21-2',
    atDue: '提醒收件窗口查询寄递',
  },
  firstOpening: {
    title: '查看来件',
    kind: 'task',
    holder: 'homeWindow',
    calendar: 'home',
    length: { officeHours: 2 },
    article: 'rules-13',
    atDue: '标记未及时响应',
  },
  receiptConfirmation: {
    title: '确认收到材料',
    kind: 'task',
    holder: 'homeWindow',
    calendar: 'home',
    length: { workingDays: 1 },
    article: 'rules-21-3',
    fires: 'deemReceived',
    atDue: '视为收到，并标记逾期未确认',
  },
  firstContact: {
    title: '首次联系申请人',
    kind: 'task',
    holder: 'homeWindow',
    calendar: 'home',
    length: { workingDays: 1 },
    article: 'form-2',
    atDue: '标记逾期',
  },
  homeAcceptance: {
    title: '作出受理决定',
    kind: 'task',
    holder: 'homeWindow',
    calendar: 'home',
    length: { workingDays: 5 },
    article: 'licensing-32',
    fires: 'deemAcceptedAtHome',
    atDue: '依法视为受理',
  },
  assignment: {
    title: '交办审批部门',
    kind: 'task',
    holder: 'homeWindow',
    calendar: 'home',
    length: { workingDays: 1 },
    article: 'rules-21-3',
    atDue: '标记逾期',
  },
  promisedLimit: {
    title: '作出审批决定',
    kind: 'task',
    holder: 'approver',
    calendar: 'home',
    length: { option: 'promisedDays' },
    article: 'licensing-42',
    atDue: '标记逾期并报管理部门',
  },
  statutoryLimit: {
    title: '法定时限',
    kind: 'limit',
    holder: 'approver',
    calendar: 'home',
    length: { option: 'statutoryDays' },
    article: 'licensing-42',
    atDue: '记为超法定时限',
  },
  decisionTold: {
    title: '电话告知决定',
    kind: 'task',
    holder: 'homeWindow',
    calendar: 'home',
    length: { workingDays: 1 },
    article: 'rules-21-4',
    atDue: '提醒属地窗口',
  },
  contactByIntake: {
    title: '代属地联系申请人',
    kind: 'task',
    holder: 'intakeWindow',
    calendar: 'intake',
    length: { workingDays: 1 },
    article: 'form-2',
    atDue: '标记逾期',
  },
  resultDispatch: {
    title: '发出结果',
    kind: 'task',
    holder: 'homeWindow',
    calendar: 'home',
    length: { workingDays: 2 },
    article: 'licensing-44',
    atDue: '标记逾期',
  },
  pickUpReminder: {
    title: '提醒申请人领取',
    kind: 'task',
    holder: 'intakeWindow',
    calendar: 'intake',
    length: { calendarDays: 30 },
    article: 'rules-21-4',
    atDue: '提醒领取',
  },
  pickUpReturn: {
    title: '退回未领取的结果',
    kind: 'task',
    holder: 'intakeWindow',
    calendar: 'intake',
    length: { calendarDays: 60 },
    article: 'rules-21-4',
    atDue: '退回属地',
  },
  redelivery: {
    title: '再次送达',
    kind: 'task',
    holder: 'homeWindow',
    calendar: 'home',
    length: { workingDays: 2 },
    article: 'rules-21-4',
    atDue: '提醒属地窗口',
  },
  delivery: {
    title: '等候送达',
    kind: 'task',
    holder: 'homeWindow',
    calendar: 'home',
    length: { workingDays: 10 },
    article: 'licensing-44',
    atDue: '提醒属地窗口查询寄递',
  },
  completion: {
    title: '办结',
    kind: 'task',
    holder: 'homeWindow',
    calendar: 'home',
    length: { workingDays: 1 },
    article: 'rules-21-4',
    atDue: '提醒属地窗口',
  },
} as const satisfies Record<string, DutyRule>;

/** Id of a rule of the register. */
export type DutyId = keyof typeof dutyRules;

/** The rule behind a duty. */
export const ruleOf = (id: DutyId): DutyRule => dutyRules[id];
