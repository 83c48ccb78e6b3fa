import type { Db } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import { addToStorm, insertNotices, type NewNotice } from './notice.store.ts';
import { calmed, newStormCount } from './storms.ts';

/** Writes notices in the transaction handed in; what one address was told too often in a minute becomes one line. */
export type WriteNotices = (tx: Db, notices: readonly NewNotice[], at: Instant) => Promise<void>;

/** A writer with a count of its own: storms are those of one process and one source. */
export function createNoticeWriter(): WriteNotices {
  const count = newStormCount();
  return async (tx, notices, at) => {
    const { single, grouped } = calmed(notices, at, count);
    if (single.length > 0) await insertNotices(tx, single, at);
    for (const line of grouped) {
      if (await addToStorm(tx, line)) continue;
      const text = line.text.replace('{count}', String(line.grouped));
      await insertNotices(tx, [{ ...line, text }], at);
    }
  };
}
