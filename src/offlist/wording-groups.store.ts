import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { ComparedWording } from './wording.ts';

/** A wording that could mean the same, with its group. */
export type KnownWording = { plain: string; groupId: string; syllables: string[] };

const textArray = (values: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${json(values)}))`;

/** The group of a wording, where this very wording was recorded before. */
export const findGroupOfWording = (db: Db, plain: string): Promise<{ groupId: string } | undefined> =>
  first(
    db,
    sql<{ groupId: string }>`select group_id as "groupId" from off_list_wordings where plain = ${plain}`,
  );

/** Wordings that share most parts with one, at most so many (off_list_wordings_parts). */
export const listNearWordings = (
  db: Db,
  { parts }: ComparedWording,
  limit: number,
): Promise<KnownWording[]> =>
  all(
    db,
    sql<KnownWording>`
      select plain, group_id as "groupId", to_jsonb(syllables) as syllables from off_list_wordings
      where parts && ${textArray(parts)}
      order by cardinality(array(select unnest(parts) intersect select unnest(${textArray(parts)}))) desc, plain
      limit ${limit}::int`,
  );

/** Adds a wording to a group, or moves it there. Answers the group it has. */
export async function putWording(
  tx: Db,
  wording: ComparedWording & { wording: string; groupId: string; move: boolean },
): Promise<string> {
  const rows = await all(
    tx,
    sql<{ groupId: string }>`
      insert into off_list_wordings (plain, group_id, wording, syllables, parts)
      values (${wording.plain}, ${wording.groupId}, ${wording.wording}, ${textArray(wording.syllables)},
        ${textArray(wording.parts)})
      on conflict (plain) do update set group_id =
        case when ${wording.move}::boolean then excluded.group_id else off_list_wordings.group_id end
      returning group_id as "groupId"`,
  );
  return rows[0]?.groupId ?? wording.groupId;
}

/** Opens a group. */
export const addGroup = (tx: Db, group: { id: string; name: string; at: Instant }): Promise<number> =>
  run(
    tx,
    sql`insert into off_list_groups (id, name, created_at) values (${group.id}, ${group.name}, ${group.at}::timestamptz)`,
  );

/** A group. */
export const findGroup = (db: Db, id: string): Promise<{ id: string; name: string } | undefined> =>
  first(db, sql<{ id: string; name: string }>`select id, name from off_list_groups where id = ${id}`);

/** Gives a group another name; answers whether there is such a group. */
export const renameGroup = (tx: Db, id: string, name: string): Promise<number> =>
  run(tx, sql`update off_list_groups set name = ${name} where id = ${id}`);

/** One line of a group's history. */
export type GroupChange = {
  groupId: string;
  kind: 'opened' | 'renamed' | 'joined' | 'left';
  requestId?: string;
  otherGroup?: string;
  detail: { before?: string; after?: string; reason?: string; wording?: string };
  at: Instant;
  byId: string | null;
  byName: string;
};

/** Writes who changed what of a group. */
export const addGroupChange = (tx: Db, change: GroupChange): Promise<number> =>
  run(
    tx,
    sql`insert into off_list_group_history (group_id, kind, request_id, other_group, detail, at, by_id, by_name)
      values (${change.groupId}, ${change.kind}, ${change.requestId ?? null}, ${change.otherGroup ?? null},
        ${json(change.detail)}, ${change.at}::timestamptz, ${change.byId}, ${change.byName})`,
  );

/** The history of a group, latest first. */
export const listGroupChanges = (db: Db, groupId: string, limit: number): Promise<GroupChange[]> =>
  all(
    db,
    sql<GroupChange>`
      select group_id as "groupId", kind, request_id as "requestId", other_group as "otherGroup", detail, at,
        by_id as "byId", by_name as "byName"
      from off_list_group_history where group_id = ${groupId} order by id desc limit ${limit}::int`,
  );
