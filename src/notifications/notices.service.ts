import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { StaffAddress, TellStaff } from '../platform/messages-port.ts';
import type { Subscriber } from '../platform/subscribers.service.ts';
import type { Role } from '../regulation/roles.ts';
import * as store from './notice.store.ts';
import { createFollower } from './notice-follower.service.ts';
import {
  alteredPackage,
  identityAlert,
  type NoticeRule,
  noticeText,
  ruleFor,
  toldTypes,
} from './notice-rules.ts';
import { createNoticeWriter } from './notice-writing.service.ts';

/** In-app notices, made from the feed after commit. */
export type Notices = {
  /** Makes the notices of what the feed says. */
  subscriber: Subscriber;
  list(actor: Actor, before: number | undefined, limit: number): Promise<store.Notice[]>;
  markRead(actor: Actor, noticeId: number): Promise<void>;
  /** Tells that a package was found changed on receipt; nothing of it stands in the log of the case. */
  packageAltered(caseId: string): Promise<void>;
  /** Tells staff of what no event of a case says, in the transaction of whatever gave rise to it. */
  tellStaff: TellStaff;
  /**
   * Tells every new notice with those whom it is for, also those that other processes wrote, until stopped. One query for
   * all who listen.
   */
  follow(listener: (notice: store.AddressedNotice) => void): () => void;
};

function target(
  news: store.FeedNews,
  told: NoticeRule['to'][number],
): Pick<store.NewNotice, 'windowId' | 'regionCode' | 'role'> {
  if (told === 'approvers') return { windowId: null, regionCode: news.homeRegion, role: 'approver' };
  return {
    windowId: told === 'intakeWindow' ? news.intakeWindow : news.homeWindow,
    regionCode: null,
    role: 'window',
  };
}

function noticesOf(news: store.FeedNews): store.NewNotice[] {
  const { feedNo, caseId, businessNumber, type, data } = news;
  const common = { feedNo, caseId, businessNumber, kind: type };
  const rule = ruleFor(type, data);
  const made = (rule?.to ?? []).map((told) => ({
    ...common,
    ...target(news, told),
    text: noticeText(rule?.text ?? '', businessNumber),
    ...(rule?.urgent ? { urgent: true } : {}),
    ...(rule?.page ? { link: `/cases/${caseId}${rule.page}` } : {}),
  }));
  if (
    type === 'identityCheckRecorded' &&
    data['passed'] === false &&
    data['attempt'] === identityAlert.after
  ) {
    const text = noticeText(identityAlert.text, businessNumber);
    made.push({ ...common, windowId: news.intakeWindow, regionCode: null, role: 'lead', text });
  }
  return made;
}

/** The role of a notice as it is stored, for each role of staff. */
const noticeRoles: Record<Role, string> = {
  windowClerk: 'window',
  windowLead: 'lead',
  outletClerk: 'outlet',
  approver: 'approver',
  serviceAdministration: 'administration',
  coordinationGroup: 'coordinationGroup',
  auditor: 'auditor',
  systemAdministrator: 'systemAdministrator',
  securityAdministrator: 'securityAdministrator',
};

function addressOf(to: StaffAddress): Pick<store.NewNotice, 'windowId' | 'regionCode' | 'staffId' | 'role'> {
  if ('windowId' in to) return { windowId: to.windowId, regionCode: null, staffId: null, role: 'window' };
  if ('staffId' in to) return { windowId: null, regionCode: null, staffId: to.staffId, role: 'staff' };
  return { windowId: null, regionCode: to.regionCode, staffId: null, role: noticeRoles[to.role] };
}

const windowsOf = (actor: Actor, ...roles: string[]): string[] =>
  actor.grants.flatMap(({ role, windowId }) => (windowId && roles.includes(role) ? [windowId] : []));

/** Whose notices somebody reads. */
const readerOf = (actor: Actor): store.NoticeReader => ({
  staffId: actor.id,
  windows: windowsOf(actor, 'windowClerk', 'windowLead'),
  leadWindows: windowsOf(actor, 'windowLead'),
  regional: actor.grants.map(({ role, regionCode }) => ({ role: noticeRoles[role], regionCode })),
});

/** Whether a notice is for this person. */
export function isFor(actor: Actor): (notice: store.AddressedNotice) => boolean {
  const { staffId: own, windows, leadWindows, regional } = readerOf(actor);
  return ({ role, windowId, regionCode, staffId }) =>
    staffId === own ||
    (role === 'window' && windowId !== null && windows.includes(windowId)) ||
    (role === 'lead' && windowId !== null && leadWindows.includes(windowId)) ||
    (regionCode !== null && regional.some((held) => held.role === role && held.regionCode === regionCode));
}

/** Builds the notices. */
export function createNotices({
  database,
  clock,
  onError = () => undefined,
}: {
  database: Database;
  clock: Clock;
  /** Hears what goes wrong while new notices are looked for. */
  onError?: (error: unknown) => void;
}): Notices {
  const write = createNoticeWriter();
  const follower = createFollower(database, onError);

  const subscriber: Subscriber = {
    name: 'notices',
    title: '站内通知',
    types: toldTypes,
    async handle(tx, entries) {
      const news = await store.listNews(
        tx,
        entries.map(({ feedNo }) => feedNo),
      );
      await write(tx, news.flatMap(noticesOf), clock.now());
    },
  };

  return {
    subscriber,
    list: (actor, before, limit) => store.listNotices(database.db, readerOf(actor), before, limit),
    tellStaff: async (tx, notices) => {
      if (notices.length === 0) return;
      const made = notices.map(({ to, kind, text, caseId, businessNumber, link, urgent, onceKey }) => ({
        ...addressOf(to),
        caseId: caseId ?? null,
        businessNumber: businessNumber ?? null,
        kind,
        text,
        link: link ?? null,
        urgent: urgent ?? false,
        onceKey,
        feedNo: null,
      }));
      await write(tx, made, clock.now());
    },
    follow: follower,
    packageAltered: (caseId) =>
      database.transaction(async (tx) => {
        const news = await store.findParties(tx, caseId);
        if (!news) return;
        const times = 1 + (await store.countNotices(tx, caseId, alteredPackage.kind));
        const alarm = times === alteredPackage.alarmAfter;
        const text = noticeText(alarm ? alteredPackage.alarm : alteredPackage.text, news.businessNumber);
        const told = alarm ? [news.intakeWindow, news.homeWindow] : [news.intakeWindow];
        const { businessNumber } = news;
        const common = { caseId, businessNumber, kind: alteredPackage.kind, role: 'window', text };
        const notices = told.map((windowId) => ({ ...common, windowId, regionCode: null, feedNo: null }));
        await store.insertNotices(tx, notices, clock.now());
      }),
    async markRead(actor, noticeId) {
      await store.markRead(database.db, noticeId, actor.id, clock.now());
    },
  };
}
