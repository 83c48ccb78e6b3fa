import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Feed } from '../platform/feed.service.ts';
import * as store from './notice.store.ts';
import { identityAlert, type NoticeRule, noticeRules, noticeText, toldTypes } from './notice-rules.ts';

/** In-app notices, made from the feed after commit. */
export type Notices = {
  /** Makes notices of everything not yet read; answers how many events were read. */
  catchUp(): Promise<number>;
  /** Follows the feed until stopped. */
  start(onError: (error: unknown) => void): () => Promise<void>;
  list(actor: Actor, before: number | undefined, limit: number): Promise<store.Notice[]>;
  markRead(actor: Actor, noticeId: number): Promise<void>;
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
  const rule = noticeRules[type];
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
          regions: actor.grants.filter(({ role }) => role === 'approver').map(({ regionCode }) => regionCode),
        },
        before,
        limit,
      ),
    async markRead(actor, noticeId) {
      await store.markRead(database.db, noticeId, actor.id, clock.now());
    },
  };
}
