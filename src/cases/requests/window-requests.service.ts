import type { Directory } from '../../directory/directory.service.ts';
import type { StaffRegister } from '../../identity/staff.service.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import { requestLimits } from '../../regulation/request-limits.ts';
import type { Executor } from '../core/executor.service.ts';
import { windowsOf } from '../lists/list-scope.ts';
import { requestsOf, sideOfWriter } from './open-requests.ts';
import { findReads, insertReads } from './reads.store.ts';
import { unseenParts } from './unseen.ts';
import { listWaiting } from './waiting.store.ts';
import type { WaitingRequest, WaitingSource } from './waiting-view.ts';

/** What lies between two windows beside the commands on a case. */
export type WindowRequests = {
  /** What waits for an answer of somebody's windows, the earliest due first. */
  waiting(actor: Actor): Promise<WaitingRequest[]>;
  /** Somebody of the addressed window looks at the thread of a case; answers how many messages were new. */
  markSeen(actor: Actor, caseId: string): Promise<number>;
};

const most = 50;

/** Builds it; `others` add what waits in other modules. */
export function createWindowRequests(parts: {
  database: Database;
  clock: Clock;
  directory: Pick<Directory, 'regionName'>;
  staff: Pick<StaffRegister, 'findStaff'>;
  executor: Pick<Executor, 'open'>;
  others?: readonly WaitingSource[];
}): WindowRequests {
  const { database, clock, directory, staff, executor, others = [] } = parts;

  async function ofCases(actor: Actor, windows: readonly string[]): Promise<WaitingRequest[]> {
    const rows = await listWaiting(database, windows, most);
    const ids = [...new Set(rows.flatMap(({ takenBy }) => takenBy ?? []))];
    const people = await Promise.all(ids.map((id) => staff.findStaff(id)));
    const names = new Map(people.flatMap((each) => (each ? [[each.id, each.name] as const] : [])));
    const now = clock.now();
    return rows.map(({ caseId, businessNumber, itemName, requestId, kind, askingRegion, ...row }) => ({
      key: `${kind}:${requestId}`,
      kind,
      kindLabel: requestLimits[kind].name,
      title: `${itemName}（尾号 ${businessNumber.slice(-4)}）`,
      from: directory.regionName(askingRegion),
      since: row.since,
      dueAt: row.dueAt,
      overdue: now >= row.dueAt,
      link: kind === 'standard' ? `/cases/${caseId}/standard` : `/cases/${caseId}#messages`,
      caseId,
      ...(row.takenBy
        ? { takenBy: { name: names.get(row.takenBy) ?? '同事', own: row.takenBy === actor.id } }
        : {}),
    }));
  }

  return {
    async waiting(actor) {
      const windows = windowsOf(actor);
      const all = await Promise.all([
        windows.length > 0 ? ofCases(actor, windows) : [],
        ...others.map((source) => source({ id: actor.id, windows })),
      ]);
      return all
        .flat()
        .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
        .slice(0, most);
    },
    async markSeen(actor, caseId) {
      const { loaded, capacities } = await executor.open(caseId, actor);
      if (!capacities.has('intakeClerk') && !capacities.has('homeClerk')) throw new Problem('not-authorised');
      const windowId = actor.grants.find((grant) => grant.windowId)?.windowId ?? null;
      const side = sideOfWriter(loaded.kase, capacities, windowId);
      const seen = await findReads(database.db, [caseId]);
      const fresh = unseenParts(requestsOf(loaded.kase), side, seen);
      if (fresh.length === 0) return 0;
      return insertReads(database.db, caseId, fresh, actor.id, clock.now());
    },
  };
}
