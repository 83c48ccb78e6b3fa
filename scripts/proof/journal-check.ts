import { all, type Database, first, sql } from '../../src/platform/database.ts';
import type { Acknowledged } from './lasting-client.ts';

type Told = { id: string; version: number; events: { seq: number; type: string }[] };

/** What the clock did and has left to do. */
export type ClockWork = { fired: number; waiting: number };

/**
 * Compares what was answered with what is stored: every answer's events are there under its key; no change of a person
 * is there without an answer, or under two; answers the first difference.
 */
export async function findUnexplained(
  { db }: Database,
  acknowledged: readonly Acknowledged[],
): Promise<string | undefined> {
  const requests = await all(
    db,
    sql<{ key: string; caseId: string; before: number; after: number }>`
      select key, case_id as "caseId", version_before as before, version as after from case_request_keys`,
  );
  const byKey = new Map(requests.map((request) => [request.key, request]));
  const events = await all(
    db,
    sql<{ caseId: string; seq: number; type: string; kind: string }>`
      select case_id as "caseId", seq, type, actor ->> 'kind' as kind from case_events`,
  );
  const typeOf = new Map(events.map(({ caseId, seq, type }) => [`${caseId} ${seq}`, type]));
  const explained = new Set<string>();
  for (const { key, answer } of acknowledged) {
    const told = JSON.parse(answer) as Told;
    const stored = byKey.get(key);
    if (!stored || stored.caseId !== told.id || stored.after !== told.version)
      return `${answer} was answered and is not stored`;
    if (stored.after - stored.before !== told.events.length) return `${answer} is stored with other events`;
    for (const { seq, type } of told.events) {
      const place = `${told.id} ${seq}`;
      if (typeOf.get(place) !== type) return `${place} should be ${type} and is ${typeOf.get(place)}`;
      if (explained.has(place)) return `${place} was answered twice`;
      explained.add(place);
    }
  }
  if (requests.length !== acknowledged.length)
    return `${requests.length} requests are stored and ${acknowledged.length} were answered`;
  const strange = events.find(
    ({ caseId, seq, kind }) => kind === 'staff' && !explained.has(`${caseId} ${seq}`),
  );
  return strange && `event ${strange.seq} ${strange.type} of case ${strange.caseId} was answered to nobody`;
}

/**
 * Finds a duty that acted twice or is overdue. An act of the clock ends its duty, so that one case shows the same act a
 * second time only for a later round: after the case has left the state and come to it again.
 */
export async function findClockFault({ db }: Database, now: string): Promise<string | undefined> {
  const twice = await first(
    db,
    sql<{ where: string }>`
      select case_id || ' ' || type || ' ' || effective_at as where from case_events
      where actor ->> 'kind' = 'system' group by case_id, type, effective_at, data having count(*) > 1 limit 1`,
  );
  if (twice) return `the clock acted twice: ${twice.where}`;
  const late = await first(
    db,
    sql<{ where: string }>`
      select case_id || ' ' || rule || ' ' || round || ' due ' || due_at as where from case_duties
      where fires and not provisional and due_at < ${now}::timestamptz - interval '10 minutes' limit 1`,
  );
  return late && `a duty did not act: ${late.where}`;
}

/** How often the clock acted, and how many of its acts lie ahead. */
export async function clockWork({ db }: Database): Promise<ClockWork> {
  const row = await first(
    db,
    sql<ClockWork>`
      select (select count(*) from case_events where actor ->> 'kind' = 'system') as fired,
        (select count(*) from case_duties where fires) as waiting`,
  );
  return row ?? { fired: 0, waiting: 0 };
}
