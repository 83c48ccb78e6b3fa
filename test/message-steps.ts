import { type SimulatedSupplier, startSmsSupplier } from '../scripts/simulated/sms-supplier.ts';
import type { MessageView, RecordPage } from '../src/notifications/messages/message-view.ts';
import type { TaskDetails, TaskView } from '../src/notifications/phone-tasks/phone-task.ts';
import type { Instant } from '../src/regulation/instant.ts';
import { testKind } from './database.ts';
import { openSystem, type Person, type TestSystem } from './system.ts';

/** A Tongban that listens, with two suppliers of SMS and one of e-mail that do what they are told. */
export type WithSuppliers = {
  system: TestSystem;
  first: SimulatedSupplier;
  second: SimulatedSupplier;
  /** The gateway of e-mail. */
  mail: SimulatedSupplier;
  /** Lets the workers do what is due, and the suppliers report. */
  settle(): Promise<void>;
  /** Moves the clock, then settles. */
  until(at: Instant): Promise<void>;
  /** How long a supplier that is away is left alone: not at all, unless a story says so. */
  pace: { answerWithinMs: number; awayForMs: number };
};

/** Starts them. */
async function openWithSuppliers(start: Instant): Promise<WithSuppliers> {
  let origin = '';
  const appUrl = (): string => origin;
  const first = await startSmsSupplier({
    id: 'sms-1',
    secret: 'secret-of-the-first',
    appUrl,
    reportAfterMs: 1,
  });
  const second = await startSmsSupplier({
    id: 'sms-2',
    secret: 'secret-of-the-second',
    appUrl,
    reportAfterMs: 1,
  });
  const mail = await startSmsSupplier({
    id: 'email-1',
    secret: 'secret-of-the-mail',
    appUrl,
    reportAfterMs: 1,
  });
  const pace = { answerWithinMs: 2_000, awayForMs: 0 };
  const system = await openSystem(start, {
    suppliers: {
      sms: [
        { id: 'sms-1', url: first.url, secret: first.secret },
        { id: 'sms-2', url: second.url, secret: second.secret },
      ],
      email: [{ id: 'email-1', url: mail.url, secret: mail.secret }],
      pace,
    },
  });
  await system.app.listen({ port: 0, host: '127.0.0.1' });
  origin = system.app.listeningOrigin;
  // Nobody closes what the journeys of a worker share.
  for (const supplier of [first, second, mail]) supplier.unref();
  system.app.server.unref();
  const settle = async (): Promise<void> => {
    await system.settle();
    await first.settled();
    await second.settled();
    await mail.settled();
    await system.settle();
  };
  return {
    system,
    first,
    second,
    mail,
    settle,
    async until(at) {
      system.at(at);
      await settle();
    },
    pace,
  };
}

const shared = new Map<string, Promise<WithSuppliers>>();

/** What all journeys with suppliers share, as `sharedSystem` is shared; the suppliers do their work well again. */
export async function sharedWithSuppliers(start: Instant): Promise<WithSuppliers> {
  const open = shared.get(testKind) ?? openWithSuppliers(start);
  shared.set(testKind, open);
  const around = await open;
  for (const supplier of [around.first, around.second, around.mail]) supplier.setMode('ok');
  around.pace.awayForMs = 0;
  around.system.at(start);
  return around;
}

/** What was told about a case, as the page of the case shows it. */
export const recordOf = (person: Person, caseId: string, more = ''): Promise<RecordPage> =>
  person.get(`/api/cases/${caseId}/messages?limit=99${more}`);

/** The messages about one event. */
export const toldOf = async (person: Person, caseId: string, event: string): Promise<MessageView[]> =>
  (await recordOf(person, caseId)).messages.filter((message) => message.event === event);

/** Calls that the windows of somebody owe about a case. */
export const callsOf = async (person: Person, caseId: string): Promise<TaskView[]> =>
  (await person.get<{ tasks: TaskView[] }>('/api/phone-tasks?limit=99')).tasks.filter(
    (task) => task.caseId === caseId,
  );

/** One call with everything that is needed to make it. */
export const callOf = (person: Person, id: string): Promise<TaskDetails> =>
  person.get(`/api/phone-tasks/${id}`);
