import type { Instant } from '../../regulation/instant.ts';

/** Whom a message is for: the applicant, or the intake window that has to hear of a decision (规程第二十一条). */
export type Audience = 'applicant' | 'intakeWindow';

/** By what way a message goes. */
export type MessageChannel = 'sms' | 'email';

/** A message as the page of the case shows it, with its whole history. */
export type MessageView = {
  id: string;
  madeAt: Instant;
  audience: Audience;
  audienceName: string;
  channel: MessageChannel;
  channelName: string;
  event: string;
  title: string;
  language: string;
  /** Version of the template. */
  version: number;
  /** Masked unless unmasking was asked for by who may. */
  address: string;
  /** Words as sent; null for who may not see personal data, and once they were erased. */
  text: string | null;
  contentDigest: string;
  sendAt: Instant;
  status: string;
  statusName: string;
  statusAt: Instant;
  attempts: number;
  supplier: string | null;
  steps: {
    stepNo: number;
    at: Instant;
    name: string;
    attempt: number;
    supplier: string | null;
    reason: string | null;
  }[];
  call: { taskId: string; reason: string; dueAt: Instant; closure: string | null } | null;
};

/** Calls about a case, as they were recorded. */
export type CallView = {
  calledAt: Instant;
  staffName: string;
  reached: boolean;
  number: string;
  audienceName: string;
  closure: string | null;
};

/** One page of what was told about a case. */
export type RecordPage = {
  messages: MessageView[];
  calls: CallView[];
  unmasked: boolean;
  next: string | null;
};
