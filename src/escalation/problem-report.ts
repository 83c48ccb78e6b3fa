import type { Day, Instant } from '../regulation/instant.ts';

/** What a window reports. */
export const feedbackCategories = {
  response: '对方未及时响应',
  material: '材料或收件标准',
  transfer: '材料流转和寄递',
  result: '结果送达',
  system: '系统使用',
  rule: '规则不清或不合理',
  other: '其他',
} as const;
export type FeedbackCategory = keyof typeof feedbackCategories;

export const reportStates = { open: '待答复', answered: '已答复', closed: '已解决' } as const;

/** A problem: of a window to its administration, or between departments. */
export type ProblemReport = {
  id: string;
  kind: 'feedback' | 'departments';
  regionCode: string;
  windowId: string | null;
  category: FeedbackCategory | null;
  text: string;
  caseId: string | null;
  businessNumber: string | null;
  reportedBy: string;
  reportedByName: string;
  reportedAt: Instant;
  dueAt: Instant | null;
  overdueAt: Instant | null;
  state: keyof typeof reportStates;
  sharedWith: string | null;
  solution: string | null;
  solvedOn: Day | null;
  closedAt: Instant | null;
};

/** A department with its named coordinator. */
export type Participant = {
  department: string;
  coordinatorId: string;
  coordinatorName: string;
  confirmedAt: Instant | null;
};

export const stepTitles = {
  reported: '提出',
  answered: '答复',
  shared: '转对方管理部门',
  added: '对方管理部门补充',
  solved: '写明解决办法',
  confirmed: '部门确认',
  closed: '各部门确认，已解决',
} as const;

/** One entry of the history of a problem. */
export type ProblemStep = {
  seq: number;
  type: keyof typeof stepTitles;
  at: Instant;
  actor: { id: string | null; name: string };
  text: string | null;
  data: Record<string, unknown>;
};

/** What the reader can do with a problem. */
export type ProblemAct = 'answer' | 'share' | 'add' | 'solve' | 'confirm';

/** A problem as its readers see it. */
export type ProblemView = {
  id: string;
  kind: ProblemReport['kind'];
  regionName: string;
  windowName?: string;
  category?: FeedbackCategory;
  categoryLabel?: string;
  text: string;
  caseId?: string;
  businessNumber?: string;
  reportedByName: string;
  reportedAt: Instant;
  dueAt?: Instant;
  overdue: boolean;
  state: ProblemReport['state'];
  stateLabel: string;
  sharedWithName?: string;
  solution?: string;
  solvedOn?: Day;
  participants: (Participant & { own: boolean })[];
  steps: { at: Instant; title: string; by: string; text?: string }[];
  acts: ProblemAct[];
};
