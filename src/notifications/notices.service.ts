import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Feed } from '../platform/feed.service.ts';
import type { Role } from '../regulation/roles.ts';
import * as store from './notice.store.ts';
import {
  alteredPackage,
  identityAlert,
  type NoticeRule,
  noticeText,
  ruleFor,
  toldTypes,
} from './notice-rules.ts';

/** In-app notices, made from the feed after commit. */
export type Notices = {
  /** Makes notices of everything not yet read; answers how many events were read. */
  catchUp(): Promise<number>;
  /** Follows the feed until stopped. */
  start(onError: (error: unknown) => void): () => Promise<void>;
  list(actor: Actor, before: number | undefined, limit: number): Promise<store.Notice[]>;
  markRead(actor: Actor, noticeId: number): Promise<void>;
  /** Tells that a package was found changed on receipt; nothing of it stands in the log of the case. */
  packageAltered(caseId: string): Promise<void>;
};

const reader = 'notices';
const atOnce = 500;

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

const windowsOf = (actor: Actor, ...roles: string[]): string[] =>
  actor.grants.flatMap(({ role, windowId }) => (windowId && roles.includes(role) ? [windowId] : []));

const regionsOf = (actor: Actor, wanted: Role): string[] =>
  actor.grants.filter(({ role }) => role === wanted).map(({ regionCode }) => regionCode);

/** Builds the notices. */
export function createNotices({
  database,
  feed,
  clock,
}: {
  database: Database;
  feed: Feed;
  clock: Clock;
}): Notices {
  async function catchUp(): Promise<number> {
    return database.transaction(async (tx) => {
      const after = await store.takeCursor(tx, reader);
      const upTo = await store.findEndOfStretch(tx, after, atOnce);
      if (upTo === undefined) return 0;
      const notices = (await store.listNews(tx, { after, upTo, types: toldTypes })).flatMap(noticesOf);
      if (notices.length > 0) await store.insertNotices(tx, notices, clock.now());
      await store.moveCursor(tx, reader, upTo);
      return upTo - after;
    });
  }

  return {
    catchUp,
    start(onError) {
      let running = Promise.resolve();
      const follow = (): void => {
        running = running
          .then(async () => {
            while ((await catchUp()) === atOnce);
          })
          .catch(onError);
      };
      const stop = feed.subscribe(follow);
      follow();
      return async () => {
        stop();
        await running;
      };
    },
    list: (actor, before, limit) =>
      store.listNotices(
        database.db,
        {
          staffId: actor.id,
          windows: windowsOf(actor, 'windowClerk', 'windowLead'),
          leadWindows: windowsOf(actor, 'windowLead'),
          regions: regionsOf(actor, 'approver'),
          administered: regionsOf(actor, 'serviceAdministration'),
        },
        before,
        limit,
      ),
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
