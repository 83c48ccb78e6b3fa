import type { CaseCalendars, CaseInCalendar } from '../cases/core/due.ts';
import type { Executor } from '../cases/core/executor.service.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Audit } from '../platform/audit.service.ts';
import type { Background } from '../platform/background.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.service.ts';
import type { TellPerson, TellStaff } from '../platform/messages-port.ts';
import type { QuietHoursOf } from '../regulation/message-rules.ts';
import { createDailySummary } from './daily-summary.service.ts';
import { createHttpSupplier } from './messages/http-supplier.service.ts';
import type { MessageChannel } from './messages/message.store.ts';
import { createMessageMaking, topicOf } from './messages/message-making.service.ts';
import { createMessageRecord, type MessageRecord } from './messages/message-record.service.ts';
import { createMessageSending } from './messages/message-sending.service.ts';
import { createMessages } from './messages/messages.service.ts';
import type { Supplier, SupplierSettings } from './messages/supplier.ts';
import { createSupplierReports, type SupplierReports } from './messages/supplier-reports.service.ts';
import { createTemplates, type Templates } from './messages/templates.service.ts';
import { createNotices, type Notices } from './notices.service.ts';
import { createPhoneTasks, type PhoneTasks } from './phone-tasks/phone-tasks.service.ts';
import type { RemindApplicants } from './reminders.service.ts';

/** Everything by which staff and applicants are told something. */
export type Notifications = {
  notices: Notices;
  tellStaff: TellStaff;
  tellPerson: TellPerson;
  remindApplicants: RemindApplicants;
  phoneTasks: PhoneTasks;
  templates: Templates;
  reports: SupplierReports;
  record: MessageRecord;
  /** Whether messages of a channel can be sent at all. */
  connected: Readonly<Record<MessageChannel, boolean>>;
  /** What the clock has to do; answers how much of it was done. */
  run(): Promise<number>;
  start(onError: (worker: string) => (error: unknown) => void): () => Promise<void>;
};

export type NotificationParts = {
  database: Database;
  clock: Clock;
  /** The clock of the machine; suppliers live by it. */
  wallClock: Clock;
  keyring: Keyring;
  audit: Pick<Audit, 'record'>;
  directory: Directory;
  background: Background;
  calendarsOf: (kase: CaseInCalendar) => CaseCalendars;
  executor: () => Executor;
  publicAddress: () => string;
  suppliers: SupplierSettings;
  quietHoursOf: QuietHoursOf;
  onError: (error: unknown) => void;
};

/** No supplier at all: whatever is to be said is said by telephone. */
export const noSuppliers: SupplierSettings = { sms: [], email: [] };

const everyMs = 5_000;
const channelTitles: Record<MessageChannel, string> = { sms: '短信', email: '电子邮件' };

/** How many messages of a channel are on their way at once. */
const atOnce = 16;

/** Builds the notifications and puts them on the feed and the outbox. */
export function createNotifications(parts: NotificationParts): Notifications {
  const { database, clock, wallClock, keyring, audit, directory, background, executor } = parts;
  const { outbox } = background;
  const notices = createNotices({ database, clock, onError: parts.onError });
  const { tellStaff } = notices;
  const phoneTasks = createPhoneTasks({ database, clock, keyring, audit, directory, executor, tellStaff });

  const { pace } = parts.suppliers;
  const suppliersOf = (channel: MessageChannel): Supplier[] =>
    parts.suppliers[channel].map(({ id, ...access }, index) =>
      createHttpSupplier(id, access, {
        title: `${channelTitles[channel]}通道 ${index + 1}`,
        ...(pace ? { withinMs: pace.answerWithinMs } : {}),
      }),
    );
  const suppliers = { sms: suppliersOf('sms'), email: suppliersOf('email') };
  const connected = { sms: suppliers.sms.length > 0, email: suppliers.email.length > 0 };
  const sending = createMessageSending({
    database,
    clock,
    wallClock,
    keyring,
    outbox,
    phoneTasks,
    suppliers,
    pace,
    quietHoursOf: parts.quietHoursOf,
  });
  const make = createMessageMaking({
    clock,
    keyring,
    outbox,
    phoneTasks,
    connected,
    quietHoursOf: parts.quietHoursOf,
  });
  const messages = createMessages({
    keyring,
    directory,
    calendarsOf: parts.calendarsOf,
    make,
    phoneTasks,
    publicAddress: parts.publicAddress,
  });
  const summary = createDailySummary({ database, clock, directory, tellStaff });

  background.subscribers.register(notices.subscriber);
  background.subscribers.register(messages.subscriber);
  background.subscribers.register(phoneTasks.subscriber);
  for (const channel of ['sms', 'email'] as const) {
    outbox.serve(topicOf(channel), (out, signal) => sending.deliver(channel, out, signal), {
      title: channelTitles[channel],
      atOnce,
      onEnd: sending.ended,
    });
  }

  return {
    notices,
    tellStaff,
    tellPerson: messages.tellPerson,
    remindApplicants: messages.remind,
    phoneTasks,
    templates: createTemplates({ database, clock, audit }),
    reports: createSupplierReports({ database, wallClock, audit, settings: parts.suppliers, sending }),
    record: createMessageRecord({
      database,
      keyring,
      audit,
      executor: { open: (...args) => executor().open(...args) },
    }),
    connected,
    async run() {
      return (await sending.checkWatches()) + (await summary.run());
    },
    start(onError) {
      let watching: Promise<unknown> = Promise.resolve();
      const timer = setInterval(() => {
        watching = sending.checkWatches().catch(onError('messages'));
      }, everyMs).unref();
      const stops = [summary.start(everyMs, onError('daily-summary'))];
      return async () => {
        clearInterval(timer);
        await watching;
        for (const stop of stops) await stop();
      };
    },
  };
}
