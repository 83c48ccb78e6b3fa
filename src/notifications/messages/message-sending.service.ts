import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import type { Delivered, Outbox, OutboxEnd, Outgoing } from '../../platform/outbox.service.ts';
import { later, msOf } from '../../regulation/instant.ts';
import { type QuietHoursOf, retryAfterMs, sendableAt } from '../../regulation/message-rules.ts';
import type { PhoneTasks, TaskReason } from '../phone-tasks/phone-tasks.service.ts';
import { afterAnswer, type Circuit, isAskable, newCircuit, usualAwayForMs } from './circuit.ts';
import * as store from './message.store.ts';
import { topicOf } from './message-making.service.ts';
import { type MessageContent, openMessage } from './message-seal.service.ts';
import { holderOf, isAnswered, type MessageStep, stateOf } from './message-status.ts';
import type { Supplier } from './supplier.ts';

/** What a supplier reports of a message it took. */
export type Report = {
  messageId: string;
  attempt: number;
  status: 'delivered' | 'failed';
  reason?: string | undefined;
};

/** Sends messages and takes in what became of them. */
export type MessageSending = {
  /** One attempt of the outbox. */
  deliver(channel: store.MessageChannel, out: Outgoing, signal: AbortSignal): Promise<Delivered>;
  /** Writes down how the outbox gave up, and opens the call that takes the message's place. */
  ended: (tx: Db, out: Pick<Outgoing, 'body'>, end: OutboxEnd) => Promise<void>;
  /** A supplier's report; late, twice and in any order. False for a message that this supplier never had. */
  report(supplierId: string, report: Report): Promise<boolean>;
  /** Has somebody telephone where no supplier said a word for too long; answers how many. */
  checkWatches(): Promise<number>;
};

export type SendingParts = {
  database: Database;
  clock: Clock;
  /** The clock of the machine: how long a supplier is left alone does not follow a demonstration. */
  wallClock: Clock;
  keyring: Keyring;
  outbox: Pick<Outbox, 'put'>;
  phoneTasks: Pick<PhoneTasks, 'open' | 'closeDelivered'>;
  suppliers: Readonly<Record<store.MessageChannel, readonly Supplier[]>>;
  /** How long a supplier that is away is left alone; a minute where absent. */
  pace?: { awayForMs: number } | undefined;
  /** The night of a region in which nobody is woken. */
  quietHoursOf: QuietHoursOf;
};

type Body = { messageId: string; attempt: number };

const watchesAtOnce = 200;
const askAgainMs = 30_000;

const bodyOf = (body: unknown): Body => body as Body;

/** Builds the sending. */
export function createMessageSending({
  database,
  clock,
  wallClock,
  keyring,
  outbox,
  phoneTasks,
  suppliers,
  pace = { awayForMs: usualAwayForMs },
  quietHoursOf,
}: SendingParts): MessageSending {
  const circuits = new Map<string, Circuit>();

  const circuitOf = (id: string): Circuit => circuits.get(id) ?? newCircuit();
  const wallMs = (): number => msOf(wallClock.now());
  const isThere = ({ id }: Supplier): boolean => isAskable(circuitOf(id), wallMs(), pace.awayForMs);

  async function contentOf(db: Db, message: store.MessageRow): Promise<MessageContent | undefined> {
    const [row] = message.caseId === null ? [] : await store.listCaseKeys(db, [message.caseId]);
    const key = row?.keyWrapped ? keyring.unwrap(row.keyWrapped) : undefined;
    return openMessage(keyring, key, message.caseId !== null, message);
  }

  const write = (
    tx: Db,
    messageId: string,
    step: MessageStep,
    attempt: number,
    { supplier = null, reason = null }: { supplier?: string | null; reason?: string | null } = {},
  ): Promise<boolean> => store.addStep(tx, messageId, { step, attempt, supplier, reason, at: clock.now() });

  const call = (tx: Db, message: store.MessageRow, reason: TaskReason): Promise<void> =>
    message.channel === 'sms'
      ? phoneTasks.open(tx, [{ message, reason, decision: false, businessNumber: null }])
      : Promise.resolve();

  /** A definite “failed”: sent again twice, then somebody telephones. Written once a sending. */
  async function failed(
    tx: Db,
    message: store.MessageRow,
    attempt: number,
    supplier: string,
    reason: string | null,
  ): Promise<void> {
    const before = await store.listSteps(tx, [message.id]);
    if (!(await write(tx, message.id, 'failed', attempt, { supplier, reason }))) return;
    await store.deleteWatch(tx, message.id);
    const { step, attempt: latest } = stateOf(before);
    if (step === 'delivered' || latest !== attempt) return;
    const wait = retryAfterMs[attempt - 1];
    if (wait === undefined) return call(tx, message, 'failed');
    const quiet = quietHoursOf(message.regionCode, clock.now());
    const notBefore = sendableAt(later(clock.now(), wait), quiet, message.urgent);
    if (notBefore >= message.expiresAt) return call(tx, message, 'failed');
    await write(tx, message.id, 'queued', attempt + 1);
    // Without an order: what is told later does not wait for a number that is switched off.
    await outbox.put(tx, {
      topic: topicOf(message.channel),
      key: `${message.id}:${attempt + 1}`,
      body: { messageId: message.id, attempt: attempt + 1 },
      notBefore,
      expiresAt: message.expiresAt,
    });
  }

  /** Suppliers that may be asked: the one that may have it, and no other; else those that are there, in their order. */
  function askable(channel: store.MessageChannel, holder: string | null): Supplier[] {
    const all = suppliers[channel];
    return (holder === null ? all : all.filter(({ id }) => id === holder)).filter(isThere);
  }

  return {
    async deliver(channel, out, signal) {
      const { messageId, attempt } = bodyOf(out.body);
      const { db } = database;
      const message = await store.findMessage(db, messageId);
      if (!message) return { outcome: 'failed', reason: '没有这条消息' };
      const steps = await store.listSteps(db, [messageId]);
      const own = steps.filter((row) => row.attempt === attempt);
      if (steps.some(({ step }) => step === 'delivered') || own.some(({ step }) => isAnswered(step))) {
        return { outcome: 'done' };
      }
      const content = await contentOf(db, message);
      if (!content) {
        await write(db, messageId, 'expired', attempt, { reason: '内容已按规定删除' });
        return { outcome: 'failed', reason: '内容已按规定删除' };
      }
      let holder = holderOf(own);
      let last = '短信通道都不通';
      for (const supplier of askable(channel, holder)) {
        // Written first: after a crash between asking and hearing it is known who may have it.
        if (holder !== supplier.id) await write(db, messageId, 'sending', attempt, { supplier: supplier.id });
        const { id } = supplier;
        const answer = await supplier.send(
          { id: `${messageId}:${attempt}`, to: content.address, text: content.text },
          signal,
        );
        const wentWrong = answer.outcome === 'notTaken' || answer.outcome === 'doubt';
        circuits.set(id, afterAnswer(circuitOf(id), wentWrong, wallMs()));
        if (answer.outcome === 'taken') {
          await database.transaction(async (tx) => {
            await write(tx, messageId, 'handedOver', attempt, { supplier: id });
            await store.deleteWatch(tx, messageId);
          });
          return { outcome: 'done' };
        }
        if (answer.outcome === 'failed') {
          await database.transaction(async (tx) => {
            await store.takeTurnAt(tx, messageId);
            await failed(tx, message, attempt, id, answer.reason);
          });
          return { outcome: 'done' };
        }
        last = answer.reason;
        if (answer.outcome === 'doubt') {
          if (own.at(-1)?.step !== 'inDoubt') {
            await write(db, messageId, 'inDoubt', attempt, { supplier: id, reason: last });
          }
          return { outcome: 'again', reason: last };
        }
        await write(db, messageId, 'notTaken', attempt, { supplier: id, reason: last });
        holder = null;
      }
      // Nobody was there to be asked: not a failure of this message, and soon worth another look.
      return suppliers[channel].some(isThere)
        ? { outcome: 'again', reason: last }
        : { outcome: 'again', reason: last, at: later(clock.now(), askAgainMs) };
    },

    async ended(tx, out, { state, reason }) {
      if (state === 'done') return;
      const { messageId, attempt } = bodyOf(out.body ?? {});
      const message = messageId ? await store.findMessage(tx, messageId) : undefined;
      if (!message) return;
      await store.takeTurnAt(tx, messageId);
      const steps = await store.listSteps(tx, [messageId]);
      await store.deleteWatch(tx, messageId);
      if (steps.some(({ step }) => step === 'delivered')) return;
      if (!(await write(tx, messageId, 'expired', attempt, { reason }))) return;
      // A reminder that comes too late is worth no call: the time it spoke of is over.
      if (message.event !== 'supplementReminder') await call(tx, message, 'expired');
    },

    report: (supplierId, { messageId, attempt, status, reason }) =>
      database.transaction(async (tx) => {
        const message = await store.findMessage(tx, messageId);
        if (!message) return false;
        await store.takeTurnAt(tx, messageId);
        const steps = await store.listSteps(tx, [messageId]);
        const asked = steps.some(
          (row) => row.attempt === attempt && row.step === 'sending' && row.supplier === supplierId,
        );
        if (!asked) return false;
        if (status === 'failed') {
          await failed(tx, message, attempt, supplierId, reason ?? null);
          return true;
        }
        if (await write(tx, messageId, 'delivered', attempt, { supplier: supplierId })) {
          await store.deleteWatch(tx, messageId);
          await phoneTasks.closeDelivered(tx, messageId);
        }
        return true;
      }),

    checkWatches: () =>
      database.transaction(async (tx) => {
        const due = await store.takeDueWatches(tx, clock.now(), watchesAtOnce);
        for (const message of due) await call(tx, message, 'unanswered');
        return due.length;
      }),
  };
}
