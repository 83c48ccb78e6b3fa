import type { Directory } from '../directory/directory.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import { type Day, dayOf } from '../regulation/instant.ts';
import { openingsOf } from '../regulation/office-hours.ts';
import { clockTime, endOfDay, weekdayOf } from '../regulation/shanghai-time.ts';
import { isWorkingDay } from '../regulation/working-calendar.ts';
import { listWindowWork, type WindowWork } from './daily-summary.store.ts';

/** What is due and overdue, told to each window when it opens. */
export type DailySummary = {
  /** Tells the windows that have opened since it was last asked; answers how many. */
  run(): Promise<number>;
  start(everyMs: number, onError: (error: unknown) => void): () => Promise<void>;
};

/** The words of a window's morning; undefined where nothing is to be done. */
export function summaryText({ overdue, today, calls }: Omit<WindowWork, 'windowId'>): string | undefined {
  const said = [
    ...(overdue > 0 ? [`已逾期 ${overdue} 件`] : []),
    ...(today > 0 ? [`今天到期 ${today} 件`] : []),
    ...(calls > 0 ? [`要打的电话 ${calls} 个`] : []),
  ];
  return said.length === 0 ? undefined : `今天的工作：${said.join('，')}`;
}

/** Builds the summary. */
export function createDailySummary({
  database,
  clock,
  directory,
  tellStaff,
}: {
  database: Database;
  clock: Clock;
  directory: Pick<Directory, 'listWindows' | 'calendarOf'>;
  tellStaff: TellStaff;
}): DailySummary {
  let told: { day: Day; windows: Set<string> } = { day: '', windows: new Set() };

  async function run(): Promise<number> {
    const now = clock.now();
    const day = dayOf(now);
    if (told.day !== day) told = { day, windows: new Set() };
    const time = clockTime(now);
    const opened = directory.listWindows().filter(({ id, regionCode, officeHours, status }) => {
      if (status === 'closed' || told.windows.has(id)) return false;
      const [first] = openingsOf(officeHours, weekdayOf(day));
      return first !== undefined && time >= first.from && isWorkingDay(directory.calendarOf(regionCode), day);
    });
    if (opened.length === 0) return 0;
    const ids = opened.map(({ id }) => id);
    const count = await database.transaction(async (tx) => {
      const work = await listWindowWork(tx, ids, now, endOfDay(day));
      const notices = work.flatMap(({ windowId, ...rest }) => {
        const text = summaryText(rest);
        // The key tells a window once a day, whichever process comes first.
        const onceKey = `summary:${day}`;
        return text ? [{ to: { windowId }, kind: 'dailySummary', text, link: '/', onceKey }] : [];
      });
      await tellStaff(tx, notices);
      return notices.length;
    });
    for (const id of ids) told.windows.add(id);
    return count;
  }

  return {
    run,
    start(everyMs, onError) {
      let running: Promise<unknown> = Promise.resolve();
      const timer = setInterval(() => {
        running = run().catch(onError);
      }, everyMs).unref();
      return async () => {
        clearInterval(timer);
        await running;
      };
    },
  };
}
