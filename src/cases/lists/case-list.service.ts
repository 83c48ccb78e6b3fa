import type { Directory } from '../../directory/directory.service.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import type { DutyHolder, DutyId } from '../../regulation/duties.ts';
import { ruleOf } from '../../regulation/duties.ts';
import { dayOf, later } from '../../regulation/instant.ts';
import { caseStates } from '../../regulation/states.ts';
import type { CasePage, LateDutyView } from '../core/case-view.ts';
import { findReads } from '../requests/reads.store.ts';
import * as store from './case-list.store.ts';
import { decodeCursor, encodeCursor } from './list-cursor.ts';
import { regionsOf, windowsOf } from './list-scope.ts';
import type { LateDuty, ListedCase, ListFilters } from './listed.ts';
import { presentDraft, presentRow, type RowAround } from './present-row.ts';
import { isLatestFirst, isRanked, type Queue, queues, scansOf } from './scans.ts';

export { type Queue, queues };

/** What is asked of a list. */
export type ListQuery = { queue: Queue; after?: string | undefined; limit: number } & {
  [filter in keyof ListFilters]?: ListFilters[filter] | undefined;
};

/** Work lists of windows and approvers. */
export type CaseLists = {
  list(actor: Actor, query: ListQuery): Promise<CasePage>;
  /** How many rows each list has, up to `mostCounted`; lists that this person does not have are left out. */
  counts(actor: Actor): Promise<Partial<Record<Queue, number>>>;
  /** What was late at the windows, and with the approvers, of this person, the latest first. */
  late(
    actor: Actor,
    page: { after?: string | undefined; limit: number },
  ): Promise<{ duties: LateDutyView[]; next?: string }>;
};

/** Figures on tabs end here: what is more shows as 99+, and costs no more. */
export const mostCounted = 100;

const counted: readonly Queue[] = ['mine', 'taken', 'overdue', 'waiting', 'intake', 'home'];
const dayMs = 24 * 60 * 60 * 1000;
const endedDays = 30;
/** More duties than one case can have that are due at one moment. */
const tiesOfACase = 20;

/** Builds the work lists. */
export function createCaseLists({
  database,
  directory,
  clock,
}: {
  database: Database;
  directory: Pick<Directory, 'calendarOf' | 'regionName' | 'getWindow'>;
  clock: Clock;
}): CaseLists {
  const around = (): RowAround => ({
    now: clock.now(),
    calendarOf: (code) => directory.calendarOf(code),
    regionName: (code) => directory.regionName(code),
  });
  const scans = (actor: Actor, query: Pick<ListQuery, 'queue'> & { state?: string | undefined }) => {
    const now = clock.now();
    return scansOf(actor, query, { now, endedSince: later(now, -endedDays * dayMs) });
  };
  /** The end of what a list shows by itself: what is overdue was due by now. */
  const dueBy = (queue: Queue, wanted: string | null | undefined): string | null => {
    const now = queue === 'overdue' ? clock.now() : null;
    return [now, wanted ?? null].filter((at) => at !== null).toSorted()[0] ?? null;
  };

  async function drafts(actor: Actor, query: ListQuery): Promise<CasePage> {
    const after = decodeCursor(query.after);
    const found = await store.listDrafts(database.db, actor.id, after, query.limit);
    const last = found.at(-1);
    return {
      cases: found.map((draft) => presentDraft(draft, around())),
      ...(last && found.length === query.limit ? { next: encodeCursor(last.updatedAt, last.id) } : {}),
    };
  }

  /** When messages of listed cases were seen; asked for only where there are any. */
  const seenIn = async (rows: readonly ListedCase[]): Promise<NonNullable<RowAround['seen']>> => {
    const written = rows.filter(({ requests }) => (requests?.length ?? 0) > 0);
    return written.length === 0
      ? new Map()
      : findReads(
          database.db,
          written.map(({ id }) => id),
        );
  };

  return {
    async list(actor, query) {
      const { queue, limit, mode = null, itemNumber = null } = query;
      const state = query.state ?? undefined;
      if (state !== undefined && !Object.hasOwn(caseStates, state))
        throw fieldInvalid('/state', '没有这种状态。');
      if (queue === 'drafts') return drafts(actor, query);
      const needed = scans(actor, { queue, state });
      if (needed.length === 0) throw new Problem('not-authorised');
      const after = decodeCursor(query.after);
      const ranked = isRanked(queue);
      const filters = { mode, itemNumber, state: state ?? null, dueBefore: dueBy(queue, query.dueBefore) };
      const pages = await Promise.all(
        needed.map((scan) => store.listScan(database, scan, filters, { after, limit, ranked })),
      );
      const latest = isLatestFirst(queue);
      const isFirst = ({ priority }: ListedCase): boolean => ranked && priority;
      const keyOf = (row: ListedCase): string =>
        `${isFirst(row) ? 0 : 1} ${row.sortAt === 'infinity' ? '9' : new Date(row.sortAt).toISOString()}`;
      const merged = pages
        .flat()
        .toSorted((a, b) => (keyOf(a) === keyOf(b) ? (a.id < b.id ? -1 : 1) : keyOf(a) < keyOf(b) ? -1 : 1));
      const ordered = (latest ? merged.toReversed() : merged).slice(0, limit);
      const last = ordered.at(-1);
      const rowAround = { ...around(), seen: await seenIn(ordered) };
      return {
        cases: ordered.map((listed) =>
          presentRow(latest ? { ...listed, sortAt: listed.dueAt ?? 'infinity' } : listed, rowAround),
        ),
        ...(last && ordered.length === limit
          ? { next: encodeCursor(last.sortAt, last.id, isFirst(last)) }
          : {}),
      };
    },

    async counts(actor) {
      const figures = await Promise.all(
        counted.map(async (queue) => {
          const needed = scans(actor, { queue });
          const found = await Promise.all(
            needed.map((scan) => store.countScan(database, scan, dueBy(queue, null), mostCounted)),
          );
          const sum = found.reduce((total, count) => total + count, 0);
          return [queue, needed.length === 0 ? undefined : Math.min(sum, mostCounted)] as const;
        }),
      );
      return Object.fromEntries(figures.filter(([, count]) => count !== undefined));
    },

    async late(actor, { after: place, limit }) {
      const needed = [
        ...windowsOf(actor).map((windowId) => ({ windowId })),
        ...regionsOf(actor, 'approver').map((regionCode) => ({ regionCode })),
      ];
      if (needed.length === 0) throw new Problem('not-authorised');
      const after = decodeCursor(place);
      const pages = await Promise.all(
        needed.map((scan) =>
          store.listLateDuties(
            database,
            scan,
            after && { dueAt: after.sortAt, caseId: after.caseId },
            limit + tiesOfACase,
          ),
        ),
      );
      const keyOf = ({ dueAt, caseId, rule, round }: LateDuty): string =>
        `${dueAt}|${caseId}|${rule}|${round}`;
      const each = new Map(pages.flat().map((duty) => [keyOf(duty), duty]));
      const sorted = [...each].toSorted(([a], [b]) => (a < b ? 1 : -1)).map(([, duty]) => duty);
      const last = sorted[Math.min(limit, sorted.length) - 1];
      // Duties of one case that were due at the same moment stay on one page, since the next begins behind the case.
      const ordered = sorted.filter(
        ({ dueAt, caseId }, index) => index < limit || (dueAt === last?.dueAt && caseId === last.caseId),
      );
      return {
        duties: ordered.map((duty) => ({
          caseId: duty.caseId,
          ...(duty.businessNumber ? { businessNumber: duty.businessNumber } : {}),
          itemName: duty.itemName,
          applicant: duty.applicant ?? '',
          rule: duty.rule as DutyId,
          title: ruleOf(duty.rule as DutyId).title,
          holder: duty.holder as DutyHolder,
          windowName: directory.getWindow(duty.windowId).name,
          dueAt: duty.dueAt,
          dueOn: dayOf(later(duty.dueAt, -1)),
          open: duty.open,
        })),
        ...(last && sorted.length > ordered.length ? { next: encodeCursor(last.dueAt, last.caseId) } : {}),
      };
    },
  };
}
