import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';

/** Something the contact directory lacks, as a task of a province's administration (R-026, R-043, OP-16). */
export type DirectoryGap = {
  id: string;
  kind: 'window-missing' | 'address-invalid';
  regionCode: string;
  /** The window whose address is wrong; null when a window is missing. */
  windowId: string | null;
  /** Province whose administration must act. */
  holderRegion: string;
  /** One Chinese sentence. */
  reason: string;
  openedAt: Instant;
  resolvedAt: Instant | null;
};

/** A question about a region outside the contact directory. */
export type OutOfScopeEnquiry = {
  id: string;
  regionCode: string;
  optionId: string | null;
  windowId: string | null;
  enquiredAt: Instant;
};

/** Opens a task; where the same one is open already, that stays. Answers its id. */
export async function openGap(tx: Db, gap: Omit<DirectoryGap, 'resolvedAt'>): Promise<string> {
  await sql`
    insert into directory_gaps (id, kind, region_code, window_id, holder_region, reason, opened_at)
    values (${gap.id}, ${gap.kind}, ${gap.regionCode}, ${gap.windowId}, ${gap.holderRegion}, ${gap.reason},
      ${gap.openedAt})
    on conflict (kind, region_code, window_id) where resolved_at is null do nothing`.execute(tx);
  const open = await first(
    tx,
    sql<{ id: string }>`
      select id from directory_gaps
      where kind = ${gap.kind} and region_code = ${gap.regionCode} and window_id is not distinct from ${gap.windowId}
        and resolved_at is null`,
  );
  return open?.id ?? gap.id;
}

/** Ends the tasks of a region or of one window that have been met. */
export async function resolveGaps(
  tx: Db,
  met: { kind: DirectoryGap['kind']; regionCode: string; windowId: string | null; at: Instant },
): Promise<number> {
  return run(
    tx,
    sql`
      update directory_gaps set resolved_at = ${met.at}
      where kind = ${met.kind} and region_code = ${met.regionCode}
        and window_id is not distinct from ${met.windowId} and resolved_at is null`,
  );
}

const columns = sql`id, kind, region_code as "regionCode", window_id as "windowId", holder_region as "holderRegion",
  reason, opened_at as "openedAt", resolved_at as "resolvedAt"`;

/** All open tasks, oldest first; some at most, since each is to be met. */
export const listAllOpenGaps = (db: Db, limit: number): Promise<DirectoryGap[]> =>
  all(
    db,
    sql<DirectoryGap>`
      select ${columns} from directory_gaps where resolved_at is null order by opened_at, id limit ${limit}`,
  );

/** Open tasks of a province, oldest first (index open_gaps_by_holder). */
export function listOpenGaps(db: Db, holderRegion: string): Promise<DirectoryGap[]> {
  return all(
    db,
    sql<DirectoryGap>`
      select ${columns} from directory_gaps where holder_region = ${holderRegion} and resolved_at is null order by opened_at, id`,
  );
}

/** Keeps an enquiry about a region outside the directory. */
export async function addEnquiry(tx: Db, enquiry: OutOfScopeEnquiry): Promise<void> {
  await sql`
    insert into out_of_scope_enquiries (id, region_code, option_id, window_id, enquired_at)
    values (${enquiry.id}, ${enquiry.regionCode}, ${enquiry.optionId}, ${enquiry.windowId}, ${enquiry.enquiredAt})
  `.execute(tx);
}

/** How often each region outside the directory was asked for, most often first. */
export function countEnquiries(db: Db): Promise<{ regionCode: string; count: number }[]> {
  return all(
    db,
    sql<{ regionCode: string; count: number }>`
      select region_code as "regionCode", count(*) as count from out_of_scope_enquiries
      group by region_code order by count(*) desc, region_code`,
  );
}
