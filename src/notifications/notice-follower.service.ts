import type { Database } from '../platform/database.ts';
import * as store from './notice.store.ts';

/** Hears a new notice. */
export type NoticeListener = (notice: store.AddressedNotice) => void;

const lookEveryMs = 500;
const atOnce = 500;
/** Numbers are given out when a notice is written and seen when its transaction ends: so far back late ones are found. */
const lookBack = 200;

/**
 * Looks twice a second for new notices, also those of other processes, while anybody listens; answers how to listen,
 * which answers how to stop. Each notice is told once.
 */
export function createFollower(
  database: Database,
  onError: (error: unknown) => void,
): (listener: NoticeListener) => () => void {
  const listeners = new Set<NoticeListener>();
  let told = new Set<number>();
  let lastId: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      const newest = await store.lastNoticeId(database.db);
      if (lastId === undefined) {
        const known = await store.listNoticesAfter(database.db, newest - lookBack, atOnce);
        told = new Set(known.map(({ id }) => id));
        lastId = newest;
        return;
      }
      const page = await store.listNoticesAfter(database.db, lastId - lookBack, atOnce);
      for (const notice of page.filter(({ id }) => !told.has(id))) {
        told.add(notice.id);
        for (const listener of listeners) listener(notice);
      }
      lastId = Math.max(lastId, page.at(-1)?.id ?? 0);
      for (const id of told) if (id <= lastId - 2 * lookBack) told.delete(id);
    } catch (error) {
      onError(error);
    } finally {
      looking = false;
    }
  }

  return (listener) => {
    listeners.add(listener);
    timer ??= setInterval(() => void look(), lookEveryMs).unref();
    if (lastId === undefined) void look();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
      lastId = undefined;
    };
  };
}
