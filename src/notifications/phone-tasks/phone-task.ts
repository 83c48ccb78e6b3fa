import type { Instant } from '../../regulation/instant.ts';

/** Why somebody telephones: a decision is told by voice too (规程第二十一条), or no message got through. */
export const taskReasons = {
  decision: '决定须电话告知',
  notConnected: '未接通短信通道',
  landline: '固定电话，不发短信',
  invalidNumber: '号码有误，请先核对',
  failed: '短信三次没有送达',
  unanswered: '短信通道没有答复',
  expired: '短信没有发出',
} as const;

/** One of the reasons. */
export type TaskReason = keyof typeof taskReasons;

/** How a call ended. */
export const taskClosures = {
  called: '已电话告知',
  recordedOnCase: '办件页上已登记联系',
  delivered: '短信后来已送达',
  joined: '随窗口移交，并入接手窗口的同一个电话',
} as const;

/** One of the endings. */
export type TaskClosure = keyof typeof taskClosures;

/** A call as the list shows it: who is called is masked. */
export type TaskView = {
  id: string;
  taskNo: number;
  caseId: string | null;
  offListRequestId: string | null;
  businessNumber: string | null;
  audience: 'applicant' | 'intakeWindow';
  windowName: string;
  decision: boolean;
  openedAt: Instant;
  dueAt: Instant;
  overdue: boolean;
  numberMasked: string;
  topics: { title: string; reason: string }[];
  calls: { calledAt: Instant; staffName: string; reached: boolean }[];
  closedAt: Instant | null;
  closure: string | null;
};

/** A call with all that is needed to make it. */
export type TaskDetails = TaskView & {
  name: string;
  number: string;
  numberFault: string | null;
  texts: string[];
  records: {
    calledAt: Instant;
    staffName: string;
    reached: boolean;
    number: string;
    person: string;
    content: string;
  }[];
};
