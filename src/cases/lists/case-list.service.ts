import type { Directory } from '../../directory/directory.service.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { type DutyId, ruleOf } from '../../regulation/duties.ts';
import { dayOf, instantOf, later } from '../../regulation/instant.ts';
import { caseStates } from '../../regulation/states.ts';
import { workingDaysBetween } from '../../regulation/working-days.ts';
import type { CasePage, CaseRow } from '../core/case-view.ts';
import * as store from './case-list.store.ts';

/** Which work list. */
export const queues = ['mine', 'intake', 'home', 'drafts', 'closed'] as const;
export type Queue = (typeof queues)[number];

/** What is asked of a list. */
export type ListQuery = {
  queue: Queue;
  state?: string | undefined;
  after?: string | undefined;
  limit: number;
} & Partial<store.ListFilters>;

/** Work lists of windows and approvers. */
export type CaseLists = { list(actor: Actor, query: ListQuery): Promise<CasePage> };

const dayMs = 24 * 60 * 60 * 1000;
const closedDays = 30;

const windowsOf = (actor: Actor): string[] => [
  ...new Set(
    actor.grants.flatMap(({ role, windowId }) =>
      windowId && (role === 'windowClerk' || role === 'windowLead') ? [windowId] : [],
    ),
  ),
];

/** The scans behind a list; the same grants that decide on a single case decide what is listed. */
function scansOf(actor: Actor, { queue, state }: ListQuery, since: string): store.Scan[] {
  const windows = windowsOf(actor);
  const regions = new Set(
    actor.grants.filter(({ role }) => role === 'approver').map(({ regionCode }) => regionCode),
  );
  if (queue === 'mine') {
    return [
      ...windows.map((windowId) => ({ kind: 'windowTurn' as const, windowId })),
      ...[...regions].map((regionCode) => ({ kind: 'approverTurn' as const, regionCode, staffId: actor.id })),
    ];
  }
  if (queue === 'closed') return windows.map((windowId) => ({ kind: 'closed' as const, windowId, since }));
  return windows.map((windowId) => ({
    kind: 'side' as const,
    windowId,
    side: queue === 'intake' ? 'intake' : 'home',
    state,
  }));
}

const encodeCursor = (cursor: store.ListCursor): string =>
  Buffer.from(`${cursor.sortAt}|${cursor.caseId}`).toString('base64url');

function decodeCursor(text: string | undefined): store.ListCursor | undefined {
  if (text === undefined) return undefined;
  const [sortAt, caseId] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  if (
    !sortAt ||
    !caseId ||
    !/^[0-9a-f-]{36}$/.test(caseId) ||
    !/^(-?infinity|\d{4,}-[\d T:.+-]+)$/.test(sortAt)
  ) {
    throw fieldInvalid('/after', '翻页位置不对，请从头看起。');
  }
  return { sortAt, caseId };
}

/** Builds the work lists. */
export function createCaseLists({
  database,
  directory,
  clock,
}: {
  database: Database;
  directory: Pick<Directory, 'calendarOf' | 'regionName'>;
  clock: Clock;
}): CaseLists {
  function row(listed: store.ListedCase): CaseRow {
    const rule = listed.nextRule ? ruleOf(listed.nextRule as DutyId) : undefined;
    const dueAt = listed.sortAt === 'infinity' ? undefined : instantOf(new Date(listed.sortAt));
    // 24:00 of a day is stored as 00:00 of the next.
    const dueOn = dueAt && dayOf(later(dueAt, -1));
    const calendar =
      rule && directory.calendarOf(rule.calendar === 'intake' ? listed.intakeRegion : listed.homeRegion);
    const now = clock.now();
    const overdue = dueAt !== undefined && now >= dueAt;
    const left =
      dueOn && calendar && rule && !('officeHours' in rule.length)
        ? overdue
          ? -Math.max(1, workingDaysBetween(calendar, dueOn, dayOf(now)))
          : dueOn > dayOf(now)
            ? workingDaysBetween(calendar, dayOf(now), dueOn)
            : 0
        : undefined;
    return {
      id: listed.id,
      ...(listed.businessNumber ? { businessNumber: listed.businessNumber } : {}),
      state: listed.state,
      stateLabel: caseStates[listed.state],
      ...(listed.outcome ? { outcome: listed.outcome } : {}),
      itemName: listed.itemName,
      optionName: listed.optionName,
      applicant: listed.applicant ?? '',
      intakeRegionName: directory.regionName(listed.intakeRegion),
      homeRegionName: directory.regionName(listed.homeRegion),
      side: listed.side,
      channel: listed.channels.map((channel) => ({ electronic: '电子', postal: '邮寄' })[channel]).join('＋'),
      next: rule?.title ?? '',
      ...(listed.nextRule ? { nextRule: listed.nextRule as DutyId } : {}),
      mine: listed.turn !== null,
      ...(dueAt && dueOn ? { dueAt, dueOn } : {}),
      provisional: listed.provisional,
      ...(left === undefined ? {} : { workingDaysLeft: left }),
      overdue,
      updatedAt: listed.updatedAt,
    };
  }

  async function drafts(actor: Actor, query: ListQuery): Promise<CasePage> {
    const after = decodeCursor(query.after);
    const found = await store.listDrafts(database.db, actor.id, after, query.limit);
    const last = found.at(-1);
    return {
      cases: found.map((draft) => ({
        id: draft.id,
        state: draft.state,
        stateLabel: caseStates[draft.state],
        itemName: draft.itemName,
        optionName: draft.optionName,
        applicant: '',
        intakeRegionName: directory.regionName(draft.intakeRegion),
        homeRegionName: directory.regionName(draft.homeRegion),
        side: 'intake',
        channel: '',
        next: '继续填写',
        mine: true,
        ...(draft.dueAt ? { dueAt: draft.dueAt, dueOn: dayOf(later(draft.dueAt, -1)) } : {}),
        provisional: false,
        overdue: false,
        updatedAt: draft.updatedAt,
      })),
      ...(last && found.length === query.limit
        ? { next: encodeCursor({ sortAt: last.updatedAt, caseId: last.id }) }
        : {}),
    };
  }

  return {
    async list(actor, query) {
      if (query.state !== undefined && !Object.hasOwn(caseStates, query.state))
        throw fieldInvalid('/state', '没有这种状态。');
      if (query.queue === 'drafts') return drafts(actor, query);
      const scans = scansOf(actor, query, later(clock.now(), -closedDays * dayMs));
      if (scans.length === 0) throw new Problem('not-authorised');
      const after = decodeCursor(query.after);
      const { mode = null, itemNumber = null, dueBefore = null } = query;
      const filters = { mode, itemNumber, dueBefore };
      const pages = await Promise.all(
        scans.map((scan) => store.listScan(database, scan, filters, after, query.limit)),
      );
      const keyOf = (listed: store.ListedCase): string =>
        query.queue === 'closed'
          ? listed.updatedAt
          : listed.sortAt === 'infinity'
            ? '9'
            : new Date(listed.sortAt).toISOString();
      const merged = pages
        .flat()
        .toSorted((a, b) => (keyOf(a) === keyOf(b) ? (a.id < b.id ? -1 : 1) : keyOf(a) < keyOf(b) ? -1 : 1));
      const ordered = (query.queue === 'closed' ? merged.toReversed() : merged).slice(0, query.limit);
      const last = ordered.at(-1);
      const more = last !== undefined && ordered.length === query.limit;
      const sortAt = last && (query.queue === 'closed' ? last.updatedAt : last.sortAt);
      return {
        cases: ordered.map(row),
        ...(more && sortAt ? { next: encodeCursor({ sortAt, caseId: last.id }) } : {}),
      };
    },
  };
}
