import type { Instant } from '../regulation/instant.ts';
import { clockTime } from '../regulation/shanghai-time.ts';
import type { NewNotice } from './new-notice.ts';

/** Notices of one kind that one address is told in a minute before the rest becomes one line. */
export const stormAfter = 100;

/** How many notices of a kind each address got in the running minute; one per process, forgotten with it. */
export type StormCount = { minute: string; told: Map<string, number> };

/** A count that has seen nothing yet. */
export const newStormCount = (): StormCount => ({ minute: '', told: new Map() });

const addressOf = ({ role, windowId, regionCode, staffId, kind }: NewNotice): string =>
  [role, windowId, regionCode, staffId ?? null, kind].join(' ');

/** The line that stands for the rest of a storm; `{count}` is filled in when it is written. */
const stormText = (at: Instant): string =>
  `${clockTime(at)} 同类消息太多，另有 {count} 条合在这里，请看待办列表`;

/**
 * Parts notices into those that are told one by one and one line for each address and kind that was told more than
 * `stormAfter` of them within the minute. Urgent ones are always told one by one. Counts what it lets through.
 */
export function calmed(
  notices: readonly NewNotice[],
  at: Instant,
  count: StormCount,
): { single: NewNotice[]; grouped: NewNotice[] } {
  const minute = at.slice(0, 16);
  if (count.minute !== minute) {
    count.minute = minute;
    count.told.clear();
  }
  const single: NewNotice[] = [];
  const grouped = new Map<string, NewNotice>();
  for (const notice of notices) {
    const address = addressOf(notice);
    const told = (count.told.get(address) ?? 0) + 1;
    count.told.set(address, told);
    if (notice.urgent || told <= stormAfter) {
      single.push(notice);
      continue;
    }
    const line = grouped.get(address);
    if (line) line.grouped = (line.grouped ?? 0) + 1;
    else {
      const { windowId, regionCode, staffId = null, role, kind } = notice;
      grouped.set(address, {
        windowId,
        regionCode,
        staffId,
        role,
        kind,
        caseId: null,
        businessNumber: null,
        feedNo: null,
        text: stormText(at),
        link: '/',
        onceKey: `storm:${kind}:${minute}`,
        grouped: 1,
      });
    }
  }
  return { single, grouped: [...grouped.values()] };
}
