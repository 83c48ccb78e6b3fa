import type { Instant } from '../../regulation/instant.ts';

/**
 * What can be written down about a message. `notConnected`, `landline`, `invalidNumber`: never sent, somebody telephones.
 * `sending` is written before a supplier is asked: from then on only this supplier may have it, until it says that it did
 * not take it (`notTaken`). `handedOver`: it took it. `inDoubt`: no answer, or one that says nothing.
 */
export const messageSteps = {
  queued: '待发送',
  notConnected: '未接通短信通道',
  landline: '固定电话，不发短信',
  invalidNumber: '号码有误',
  sending: '正在交给短信通道',
  notTaken: '短信通道没有收下',
  inDoubt: '短信通道没有答复，结果未明',
  handedOver: '已交短信通道',
  delivered: '已送达',
  failed: '没有送达',
  expired: '七天没有发出，停止发送',
} as const;

/** One of the steps. */
export type MessageStep = keyof typeof messageSteps;

/** One line of the history of a message. */
export type StepRow = {
  step: MessageStep;
  /** Sending it counts for; 0 before the first. */
  attempt: number;
  supplier: string | null;
  at: Instant;
  reason: string | null;
};

/** Steps of one sending, the weightiest last: reports come late, twice and in any order, and the state is the same. */
const weight: Record<MessageStep, number> = {
  queued: 0,
  notConnected: 1,
  landline: 1,
  invalidNumber: 1,
  notTaken: 2,
  sending: 3,
  inDoubt: 4,
  handedOver: 5,
  expired: 6,
  failed: 7,
  delivered: 8,
};

/** Where a message stands, its number of sendings, and who has the current one in hand. */
export type MessageState = {
  step: MessageStep;
  attempt: number;
  at: Instant;
  /** Supplier that took or may have taken the current sending. */
  supplier: string | null;
  reason: string | null;
};

/**
 * Where a message stands. Delivered once is delivered, whatever else was reported; else the latest sending counts, and
 * of it what weighs most.
 */
export function stateOf(rows: readonly StepRow[]): MessageState {
  const delivered = rows.find(({ step }) => step === 'delivered');
  const attempt = Math.max(0, ...rows.map((row) => row.attempt));
  const current = rows.filter((row) => row.attempt === attempt);
  const holder = holderOf(current);
  // What one supplier did not take says nothing once another may have it, nor what was in doubt once it is known.
  const counted = current.filter(
    ({ step, supplier }) =>
      (step !== 'sending' && step !== 'inDoubt' && step !== 'notTaken') ||
      (holder === null ? step === 'notTaken' : supplier === holder && step !== 'notTaken'),
  );
  const last = delivered ?? counted.toSorted((a, b) => weight[a.step] - weight[b.step]).at(-1);
  if (!last) throw new Error('a message without history');
  return {
    step: last.step,
    attempt: last.attempt,
    at: last.at,
    supplier: last.supplier ?? holder,
    reason: last.reason,
  };
}

/**
 * The supplier that may have a sending, from its lines in the order they were written: the one that was asked last, unless
 * it said that it had not taken it. While there is one, no other is asked.
 */
export function holderOf(attemptRows: readonly StepRow[]): string | null {
  const asked = attemptRows.findLast(
    ({ step }) => step === 'sending' || step === 'inDoubt' || step === 'notTaken',
  );
  return asked && asked.step !== 'notTaken' ? asked.supplier : null;
}

/** Whether one sending needs no further asking: a supplier has it, or said what became of it. */
export const isAnswered = (step: MessageStep): boolean =>
  step === 'delivered' || step === 'handedOver' || step === 'failed';
