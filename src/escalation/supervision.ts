import type { Instant } from '../regulation/instant.ts';

/** States of a supervision order 督办. */
export const orderStates = { open: '待答复', answered: '已答复，待了结', closed: '已了结' } as const;
export type OrderState = keyof typeof orderStates;

/** A supervision order as stored. */
export type SupervisionOrder = {
  id: string;
  escalationId: string | null;
  caseId: string | null;
  businessNumber: string | null;
  fromRegion: string;
  fromRole: 'serviceAdministration' | 'coordinationGroup';
  fromName: string;
  issuedBy: string;
  toRegion: string;
  toWindow: string | null;
  text: string;
  issuedAt: Instant;
  dueAt: Instant;
  /** When somebody is reminded next; null where nobody is any more. */
  remindAt: Instant | null;
  state: OrderState;
  /** Found overdue; stays, and stands in the bulletin of that month. */
  overdueAt: Instant | null;
  answer: string | null;
  answeredAt: Instant | null;
  answeredBy: string | null;
  closedAt: Instant | null;
  closingNote: string | null;
};

/** A supervision order as its readers see it. */
export type OrderView = {
  id: string;
  escalationId?: string;
  caseId?: string;
  businessNumber?: string;
  fromName: string;
  toName: string;
  text: string;
  issuedAt: Instant;
  dueAt: Instant;
  overdue: boolean;
  state: OrderState;
  stateLabel: string;
  answer?: string;
  answeredAt?: Instant;
  answeredBy?: string;
  closedAt?: Instant;
  closingNote?: string;
  /** What the reader can do: 'answer' of the recipient, 'close' of whoever issued it. */
  acts: ('answer' | 'close')[];
};
