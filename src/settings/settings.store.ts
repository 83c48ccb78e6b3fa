import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { ScopeKind, SettingId, SettingValue } from '../regulation/settings.ts';
import type { SetValue } from './effective.ts';

/** A change as it is stored, with what was decided about it. */
export type ChangeRow = {
  id: string;
  setting: SettingId;
  scopeKind: ScopeKind;
  scopeCode: string;
  value: SettingValue | null;
  validFrom: Day;
  reason: string;
  proposedBy: string;
  proposedByName: string;
  proposedAt: Instant;
  approved: boolean | null;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: Instant | null;
  note: string | null;
};

const changes = sql`
  select c.id, c.setting, c.scope_kind as "scopeKind", c.scope_code as "scopeCode", c.value,
    c.valid_from as "validFrom", c.reason, c.proposed_by as "proposedBy", c.proposed_by_name as "proposedByName",
    c.proposed_at as "proposedAt", d.approved, d.decided_by as "decidedBy", d.decided_by_name as "decidedByName",
    d.decided_at as "decidedAt", d.note
  from setting_changes c left join setting_decisions d on d.change_id = c.id`;

/** How often settings changed; another number than before means that something did. */
export const settingsVersion = async (db: Db): Promise<number> =>
  (await first(db, sql<{ version: number }>`select version from settings_state`))?.version ?? 0;

/** Counts a change; writers take turns on the row until their transaction ends. */
export async function countSettingsChange(tx: Db): Promise<void> {
  await run(tx, sql`update settings_state set version = version + 1`);
}

/** Everything that was approved. */
export async function listSetValues(db: Db): Promise<SetValue[]> {
  const rows = await all(
    db,
    sql<{
      setting: SettingId;
      kind: ScopeKind;
      code: string;
      value: SettingValue | null;
      validFrom: Day;
    }>`
      select c.setting, c.scope_kind as kind, c.scope_code as code, c.value, c.valid_from as "validFrom"
      from setting_changes c join setting_decisions d on d.change_id = c.id and d.approved
      order by c.valid_from`,
  );
  return rows.map(({ kind, code, ...row }) => ({ ...row, scope: { kind, code } }));
}

/** Changes that nobody decided yet, the latest first. */
export const listOpenChanges = (db: Db): Promise<ChangeRow[]> =>
  all(
    db,
    sql<ChangeRow>`${changes} where d.change_id is null order by c.proposed_at desc, c.id desc limit 500`,
  );

/** Changes of one setting, the latest first; `after` is the id of the last one of the page before. */
export const listChanges = (
  db: Db,
  { setting, after, limit }: { setting: SettingId; after?: string | undefined; limit: number },
): Promise<ChangeRow[]> =>
  all(
    db,
    sql<ChangeRow>`${changes}
      where c.setting = ${setting}
        and (${after ?? null}::uuid is null
          or (c.proposed_at, c.id) < (select proposed_at, id from setting_changes where id = ${after ?? null}::uuid))
      order by c.proposed_at desc, c.id desc limit ${limit}`,
  );

/** One change. */
export const findChange = (db: Db, id: string): Promise<ChangeRow | undefined> =>
  first(db, sql<ChangeRow>`${changes} where c.id = ${id}::uuid`);

/** Whether a change of the same scope is open, or one was approved for the same day. */
export async function overlaps(
  db: Db,
  {
    setting,
    scopeKind,
    scopeCode,
    validFrom,
  }: Pick<ChangeRow, 'setting' | 'scopeKind' | 'scopeCode' | 'validFrom'>,
): Promise<boolean> {
  const row = await first(
    db,
    sql<{ found: boolean }>`
      select exists (
        select from setting_changes c left join setting_decisions d on d.change_id = c.id
        where c.setting = ${setting} and c.scope_kind = ${scopeKind} and c.scope_code = ${scopeCode}
          and (d.change_id is null or (d.approved and c.valid_from = ${validFrom}::date))) as found`,
  );
  return row?.found ?? false;
}

/** Stores a proposal. */
export const insertChange = (
  tx: Db,
  change: Omit<ChangeRow, 'approved' | 'decidedBy' | 'decidedByName' | 'decidedAt' | 'note'>,
): Promise<number> =>
  run(
    tx,
    sql`insert into setting_changes (id, setting, scope_kind, scope_code, value, valid_from, reason, proposed_by,
        proposed_by_name, proposed_at)
      values (${change.id}::uuid, ${change.setting}, ${change.scopeKind}, ${change.scopeCode},
        ${change.value === null ? null : json(change.value)}, ${change.validFrom}::date, ${change.reason},
        ${change.proposedBy}::uuid, ${change.proposedByName}, ${change.proposedAt}::timestamptz)`,
  );

/** Stores a decision; answers 0 when there is one already. */
export const insertDecision = (
  tx: Db,
  decision: { id: string; approved: boolean; by: string; byName: string; at: Instant; note: string | null },
): Promise<number> =>
  run(
    tx,
    sql`insert into setting_decisions (change_id, approved, decided_by, decided_by_name, decided_at, note)
      values (${decision.id}::uuid, ${decision.approved}, ${decision.by}::uuid, ${decision.byName},
        ${decision.at}::timestamptz, ${decision.note})
      on conflict (change_id) do nothing`,
  );
