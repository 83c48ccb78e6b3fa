import type { Case } from '../../cases/core/case.ts';
import { decodeCase } from '../../cases/core/case-codec.service.ts';
import type { CaseCalendars, CaseInCalendar } from '../../cases/core/due.ts';
import type { Directory } from '../../directory/directory.service.ts';
import type { Db } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import type { PersonMessage, TellPerson } from '../../platform/messages-port.ts';
import type { Subscriber } from '../../platform/subscribers.service.ts';
import type { Instant } from '../../regulation/instant.ts';
import { decisionTemplates } from '../../regulation/message-rules.ts';
import type { PhoneTasks } from '../phone-tasks/phone-tasks.service.ts';
import {
  type CaseMessage,
  type CaseNews,
  messageOf,
  receiverOf,
  reminderMessage,
  type Telling,
  toldOfCases,
} from './case-messages.ts';
import { listCaseNews, listStoredCases } from './case-news.store.ts';
import { listCaseKeys } from './message.store.ts';
import type { Draft, MakeMessages } from './message-making.service.ts';
import { salutationOf } from './salutation.ts';
import type { VariableId } from './template-variables.ts';
import { isTemplate, templateRuleOf } from './templates.ts';

/** A reminder of a supplement that the applicant hears of as well. */
export type DueSupplement = { caseId: string; rule: string; round: number; dueAt: Instant; step: string };

/** Messages to people outside, made from what happens (lifecycle.md C.8, column A). */
export type Messages = {
  /** Makes the messages of what the feed says, and closes calls that a contact on the case has done. */
  subscriber: Subscriber;
  /** Reminds applicants, in the transaction that takes the step of the reminder. */
  remind: (tx: Db, due: readonly DueSupplement[]) => Promise<void>;
  /** Tells somebody of what no event of a case says, as the answer to an off-list request. */
  tellPerson: TellPerson;
};

export type MessagesParts = {
  keyring: Keyring;
  directory: Pick<Directory, 'findWindow' | 'getWindow' | 'regionName'>;
  calendarsOf: (kase: CaseInCalendar) => CaseCalendars;
  make: MakeMessages;
  phoneTasks: Pick<PhoneTasks, 'closeRecorded'>;
  publicAddress: () => string;
};

const contacted = 'applicantContacted';

/** Builds the messages. */
export function createMessages(parts: MessagesParts): Messages {
  const { keyring, directory, calendarsOf, make, phoneTasks } = parts;

  /** What every message about a case may say. */
  function common({ businessNumber = '—', itemName, intake, home }: Case): Draft['values'] {
    const [intakeWindow, homeWindow] = [
      directory.getWindow(intake.windowId),
      directory.getWindow(home.windowId),
    ];
    return {
      item: itemName,
      number: businessNumber,
      tail: businessNumber.slice(-4),
      intakeRegion: directory.regionName(intake.regionCode),
      intakeWindow: intakeWindow.name,
      intakePhone: intakeWindow.phone,
      homeRegion: directory.regionName(home.regionCode),
      homeWindow: homeWindow.name,
      homePhone: homeWindow.phone,
      link: `${parts.publicAddress()}/progress`,
    };
  }

  type Loaded = { telling: Telling; key: Buffer | undefined };

  async function loadCases(tx: Db, ids: Iterable<string>): Promise<Map<string, Loaded>> {
    const rows = await listStoredCases(tx, [...new Set(ids)]);
    return new Map(
      rows.map((row) => {
        const { kase, key } = decodeCase(row, keyring);
        const placeName = (side: 'intake' | 'home'): string => directory.getWindow(kase[side].windowId).name;
        return [row.id, { telling: { kase, calendars: calendarsOf(kase), placeName }, key }];
      }),
    );
  }

  function draftsOf(
    { telling, key }: Loaded,
    { template, values, onceKey, expiresAt }: CaseMessage,
    feedNo?: number,
  ): Draft[] {
    const { kase } = telling;
    const receiver = receiverOf(kase);
    if (!receiver) return [];
    const decision = decisionTemplates.has(template);
    const about = {
      about: { caseId: kase.id },
      businessNumber: kase.businessNumber,
      key,
      // A decision is the home window's to tell (C.9, decisionTold); all else the window's that the applicant knows.
      windowId: decision ? kase.home.windowId : kase.intake.windowId,
      regionCode: decision ? kase.home.regionCode : kase.intake.regionCode,
      onceKey,
      ...(feedNo === undefined ? {} : { feedNo }),
      expiresAt,
    };
    const own: Draft = {
      ...about,
      template,
      values: { ...common(kase), salutation: receiver.salutation, ...values },
      audience: 'applicant',
      to: receiver,
    };
    if (!decision) return [own];
    const window = directory.getWindow(kase.intake.windowId);
    return [
      own,
      {
        ...about,
        template: 'decisionForWindow',
        values: { ...common(kase), salutation: '您好' },
        audience: 'intakeWindow',
        to: { name: window.name, phone: window.phone },
        onceKey: `${onceKey}:window`,
      },
    ];
  }

  const windowOfSide = (kase: Case, news: CaseNews): string =>
    news.data['side'] === 'home' ? kase.home.windowId : kase.intake.windowId;

  function draftOf(message: PersonMessage, key: Buffer | undefined): Draft {
    const { template, to, windowId, about, onceKey } = message;
    if (!isTemplate(template)) throw new Error(`no template for ${template}`);
    const window = directory.getWindow(windowId);
    const values: Partial<Record<VariableId, string>> = {
      salutation: salutationOf(to.name),
      intakeRegion: directory.regionName(window.regionCode),
      intakeWindow: window.name,
      intakePhone: window.phone,
      link: `${parts.publicAddress()}/progress`,
      ...message.variables,
    };
    const missing = templateRuleOf(template).variables.filter((id) => values[id] === undefined);
    if (missing.length > 0) throw new Error(`no value for ${missing.join(', ')} of ${template}`);
    return {
      template,
      values,
      about,
      audience: 'applicant',
      key,
      to,
      windowId,
      regionCode: window.regionCode,
      onceKey,
    };
  }

  return {
    subscriber: {
      name: 'messages',
      title: '告知申请人（短信、电话）',
      types: [...toldOfCases, contacted],
      // What happened before messages were sent was told by telephone; nobody is told it twice.
      from: 'now',
      async handle(tx, entries) {
        const news = await listCaseNews(tx, entries);
        const cases = await loadCases(
          tx,
          news.map(({ caseId }) => caseId),
        );
        const drafts = news.flatMap((each) => {
          const loaded = each.type === contacted ? undefined : cases.get(each.caseId);
          const message = loaded && messageOf(loaded.telling, each);
          return loaded && message ? draftsOf(loaded, message, each.feedNo) : [];
        });
        await make(tx, drafts);
        const calls = news.flatMap((each) => {
          const kase = cases.get(each.caseId)?.telling.kase;
          if (!kase || each.type !== contacted || each.data['reached'] !== true) return [];
          return [{ caseId: each.caseId, windowId: windowOfSide(kase, each) }];
        });
        await phoneTasks.closeRecorded(tx, calls);
      },
    },
    async remind(tx, due) {
      if (due.length === 0) return;
      const cases = await loadCases(
        tx,
        due.map(({ caseId }) => caseId),
      );
      await make(
        tx,
        due.flatMap((each) => {
          const loaded = cases.get(each.caseId);
          return loaded ? draftsOf(loaded, reminderMessage(loaded.telling, each, each.step)) : [];
        }),
      );
    },
    async tellPerson(tx, messages) {
      const ids = messages.flatMap(({ about }) => ('caseId' in about ? [about.caseId] : []));
      const keys = new Map((await listCaseKeys(tx, ids)).map(({ id, keyWrapped }) => [id, keyWrapped]));
      await make(
        tx,
        messages.map((message) => {
          const wrapped = 'caseId' in message.about ? keys.get(message.about.caseId) : undefined;
          return draftOf(message, wrapped ? keyring.unwrap(wrapped) : undefined);
        }),
      );
    },
  };
}
