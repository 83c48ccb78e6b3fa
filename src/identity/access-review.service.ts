import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { yearAfter } from '../regulation/confidentiality.ts';
import { type Day, dayOf, type Instant } from '../regulation/instant.ts';
import { addDays, startOfDay } from '../regulation/shanghai-time.ts';
import {
  type AccessRow,
  findGrantHolder,
  insertReview,
  listAccess,
  listRegionsDue,
} from './access-review.store.ts';
import { revokeGrants } from './staff.store.ts';
import { obstacleToSecuring, scopeOf } from './staff-scope.ts';
import { plainField, type StaffWork } from './staff-work.service.ts';

/** A line of the list, with the day by which it is to be looked at again. */
export type AccessLine = Omit<AccessRow, 'countedFrom'> & { dueOn: Day; overdue: boolean };

/** A page of the list; `next` stands for the rest. */
export type AccessPageView = { regionCode: string; lines: AccessLine[]; next?: string };

/** Access looked through by list, every role once a year: each is confirmed or ended, and that is recorded. */
export type AccessReview = {
  /** Standing roles of a region, those first that were longest not looked at. Refuses `other-region`. */
  listAccess(
    by: Actor,
    query: { regionCode?: string; after?: string; onlyDue: boolean; limit: number },
  ): Promise<AccessPageView>;
  /** Confirms a role or ends it at once; refuses `grant-ended`. Nobody confirms the own. */
  reviewAccess(
    by: Actor,
    grantId: string,
    review: { decision: 'kept' | 'ended'; note: string },
  ): Promise<void>;
  /** Tells administrations whose roles are due, once a month; looks once a day. */
  remindReviews(): Promise<void>;
  /** Does so by itself from now on; the answer ends it. */
  startReviewReminders(onError: (error: unknown) => void): () => void;
};

const lookEveryMs = 60_000;

/** Builds the review over a database. */
export function createAccessReview(options: {
  database: Database;
  clock: Clock;
  work: StaffWork;
  tellStaff: TellStaff;
}): AccessReview {
  const { database, clock, work, tellStaff } = options;
  const { db } = database;
  let remindedOn: Day | undefined;

  /** Counted from this moment or before, a role is due: a year has gone by. */
  const dueSince = (): Instant => {
    const today = work.today();
    const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
    return startOfDay(yearAgo.endsWith('-02-29') ? `${yearAgo.slice(0, 4)}-03-01` : addDays(yearAgo, 1));
  };

  function present(row: AccessRow): AccessLine {
    const { countedFrom, ...line } = row;
    const dueOn = yearAfter(dayOf(countedFrom));
    return { ...line, dueOn, overdue: dueOn <= work.today() };
  }

  function placeOf(after: string | undefined) {
    if (after === undefined) return undefined;
    const [countedFrom = '', grantId = ''] = after.split('~');
    if (Number.isNaN(Date.parse(countedFrom)) || !/^[0-9a-f-]{36}$/.test(grantId))
      throw fieldInvalid('/querystring/after', '没有这一页。');
    return { countedFrom, grantId };
  }

  async function remindReviews(): Promise<void> {
    const today = work.today();
    if (remindedOn === today) return;
    const due = await listRegionsDue(db, { countedBefore: dueSince(), today });
    await database.transaction((tx) =>
      tellStaff(
        tx,
        due.map(({ regionCode, due: count }) => ({
          to: { regionCode, role: 'serviceAdministration' as const },
          kind: 'accessReviewDue',
          text: `本地区有 ${count} 个岗位满一年没有复核，请逐个确认或收回。`,
          link: '/people/review',
          onceKey: `access-review:${regionCode}:${today.slice(0, 7)}`,
        })),
      ),
    );
    remindedOn = today;
  }

  return {
    remindReviews,

    startReviewReminders(onError) {
      const timer = setInterval(() => void remindReviews().catch(onError), lookEveryMs);
      return () => clearInterval(timer);
    },

    async listAccess(by, { regionCode, after, onlyDue, limit }) {
      const scope = scopeOf(by);
      const region = regionCode ?? scope.regions[0] ?? by.grants[0]?.regionCode ?? '';
      if (!scope.readsEverywhere && !scope.regions.includes(region)) throw new Problem('other-region');
      const rows = await listAccess(db, region, {
        after: placeOf(after),
        countedBefore: onlyDue ? dueSince() : undefined,
        limit: limit + 1,
        today: work.today(),
      });
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const more = rows.length > limit && last;
      return {
        regionCode: region,
        lines: shown.map(present),
        ...(more ? { next: `${last.countedFrom}~${last.grantId}` } : {}),
      };
    },

    async reviewAccess(by, grantId, { decision, note }) {
      const said = plainField('/note', note, 200, decision === 'ended' ? 2 : 0);
      const holder = await findGrantHolder(db, grantId);
      if (!holder) throw new Problem('grant-ended');
      const { staffId } = holder;
      await work.change(
        staffId,
        (staff) => obstacleToSecuring(by, staff),
        async (tx, staff) => {
          const grant = staff.grants.find(({ id }) => id === grantId);
          if (!grant) throw new Problem('grant-ended');
          const at = clock.now();
          await insertReview(tx, { grantId, staffId, decision, note: said, by, at });
          if (decision === 'ended') await revokeGrants(tx, { staffId, grantId, by: by.id, now: at });
          const { role, regionCode, windowId } = grant;
          const detail = { grantId, role, regionCode, windowId };
          await work.note(
            tx,
            decision === 'ended' ? 'accessEnded' : 'accessConfirmed',
            by,
            staffId,
            detail,
            said === '' ? undefined : said,
          );
        },
      );
    },
  };
}
