import { all, type Db, first, run, sql } from '../database.ts';

/** A column as it is kept: its type as SQL writes it. */
export type KeptColumn = { name: string; type: string };

/** A table with all that is kept of it. */
export type KeptTable = { name: string; columns: KeptColumn[]; key: string[] };

/** How far a sequence has counted. */
export type KeptSequence = { name: string; lastValue: string; isCalled: boolean };

/** A migration that was carried out. */
export type KeptMigration = { name: string; timestamp: string };

const ofUs = sql`
  c.relnamespace = 'public'::regnamespace
  and not exists (select from pg_depend x where x.classid = 'pg_class'::regclass and x.objid = c.oid and x.deptype = 'e')
`;

/** Both databases write values alike from here to the end of the transaction. */
export async function settleNotation(tx: Db): Promise<void> {
  for (const setting of [
    `datestyle = 'ISO, YMD'`,
    `timezone = 'UTC'`,
    `intervalstyle = 'iso_8601'`,
    `bytea_output = 'hex'`,
    'extra_float_digits = 1',
    'statement_timeout = 0',
  ]) {
    await run(tx, sql`set local ${sql.raw(setting)}`);
  }
}

/** Begins a reading of everything as it stands at one moment, as the owner; must be the first statement. */
export async function beginSnapshot(tx: Db): Promise<void> {
  await run(tx, sql`set transaction isolation level repeatable read, read only`);
  await run(tx, sql`set local role none`);
  await settleNotation(tx);
}

/** How many tables, views and sequences there are. */
export async function countRelations(db: Db): Promise<number> {
  const row = await first(
    db,
    sql<{
      n: number;
    }>`select count(*) as n from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${ofUs}`,
  );
  return row?.n ?? 0;
}

/** All tables with content of ours; what the migrator notes for itself is kept apart. */
export const listTables = (db: Db): Promise<KeptTable[]> =>
  all(
    db,
    sql<KeptTable>`
      select c.relname as name,
        (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
          from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
        (select coalesce(json_agg(a.attname order by k.place), '[]'::json)
          from pg_index i, unnest(i.indkey) with ordinality as k(attnum, place), pg_attribute a
          where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as key
      from pg_class c where c.relkind = 'r' and ${ofUs} and c.relname not like 'kysely_migration%'
      order by c.relname collate "C"
    `,
  );

/** The migrations that were carried out; none for a database that is no Tongban. */
export async function listCarriedOut(db: Db): Promise<KeptMigration[]> {
  const known = await first(
    db,
    sql<{ known: boolean }>`select to_regclass('public.kysely_migration') is not null as known`,
  );
  if (!known?.known) return [];
  return all(db, sql<KeptMigration>`select name, timestamp from kysely_migration order by name collate "C"`);
}

/** Notes when the migrations were carried out, so that they are known in the same order again. */
export async function rewriteCarriedOut(tx: Db, migrations: readonly KeptMigration[]): Promise<void> {
  for (const { name, timestamp } of migrations) {
    await run(tx, sql`update kysely_migration set timestamp = ${timestamp} where name = ${name}`);
  }
}

/** All sequences as they stand. */
export async function listSequences(db: Db): Promise<KeptSequence[]> {
  const names = await all(
    db,
    sql<{ name: string }>`
      select c.relname as name from pg_class c where c.relkind = 'S' and ${ofUs} order by c.relname collate "C"
    `,
  );
  const sequences: KeptSequence[] = [];
  for (const { name } of names) {
    const row = await first(
      db,
      sql<Omit<KeptSequence, 'name'>>`
        select last_value::text as "lastValue", is_called as "isCalled" from ${sql.table(name)}
      `,
    );
    if (row) sequences.push({ name, ...row });
  }
  return sequences;
}

/** Lets a sequence go on where it had come to. */
export async function setSequence(tx: Db, { name, lastValue, isCalled }: KeptSequence): Promise<void> {
  await run(tx, sql`select setval(format('%I', ${name}::text)::regclass, ${lastValue}::bigint, ${isCalled})`);
}

const fetchAtOnce = 500;

/** Lines of a query with one column `line`, so many at once as a cursor gives. */
async function* linesOf(tx: Db, query: ReturnType<typeof sql>): AsyncGenerator<string[]> {
  await run(tx, sql`declare kept_lines no scroll cursor for ${query}`);
  for (;;) {
    const rows = await all(tx, sql<{ line: string }>`fetch ${sql.lit(fetchAtOnce)} from kept_lines`);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < fetchAtOnce) break;
  }
  await run(tx, sql`close kept_lines`);
}

const isText = ({ type }: KeptColumn): boolean => /^(text|character|name|"char"|citext)/.test(type);

/**
 * Every row of a table as a JSON array of its columns in PostgreSQL's own text form, so that nothing is rounded and
 * null stays apart from a JSON null; ordered alike whatever the collation of the database.
 */
export function rowLines(tx: Db, { name, columns, key }: KeptTable): AsyncGenerator<string[]> {
  const texts = columns.map((column) => sql`${sql.ref(column.name)}::text`);
  const order =
    key.length > 0
      ? columns
          .filter((column) => key.includes(column.name))
          .map((column) =>
            isText(column) ? sql`${sql.ref(column.name)} collate "C"` : sql`${sql.ref(column.name)}`,
          )
      : columns.map((column) => sql`${sql.ref(column.name)}::text collate "C"`);
  return linesOf(
    tx,
    sql`select to_json(array[${sql.join(texts)}])::text as line from ${sql.table(name)} order by ${sql.join(order)}`,
  );
}

/** Adds rows that `rowLines` gave. */
export async function insertLines(
  tx: Db,
  { name, columns }: KeptTable,
  lines: readonly string[],
): Promise<void> {
  const names = columns.map((column) => sql.ref(column.name));
  const values = columns.map(({ type }, index) => sql`(line ->> ${sql.lit(index)})::${sql.raw(type)}`);
  await run(
    tx,
    sql`insert into ${sql.table(name)} (${sql.join(names)}) overriding system value
      select ${sql.join(values)} from json_array_elements(${`[${lines.join(',')}]`}::json) as e(line)`,
  );
}

/** A foreign key that is taken away while rows come in any order. */
export type ForeignKey = { table: string; name: string; definition: string };

/** Takes the foreign keys away; answers them for `addForeignKeys`. */
export async function dropForeignKeys(tx: Db): Promise<ForeignKey[]> {
  const keys = await all(
    tx,
    sql<ForeignKey>`
      select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'f' and ${ofUs}
      order by c.relname, k.conname
    `,
  );
  for (const { table, name } of keys) {
    await run(tx, sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`);
  }
  return keys;
}

/** Puts foreign keys back; each is checked against every row. */
export async function addForeignKeys(tx: Db, keys: readonly ForeignKey[]): Promise<void> {
  for (const { table, name, definition } of keys) {
    await run(
      tx,
      sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`,
    );
  }
}

/** Lets rows in that the triggers would refuse, and takes away what the migrations put there. */
export async function openTables(tx: Db, tables: readonly KeptTable[]): Promise<void> {
  for (const { name } of tables) await run(tx, sql`alter table ${sql.table(name)} disable trigger user`);
  await run(tx, sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))}`);
}

/** Puts the triggers in force again. */
export async function closeTables(tx: Db, tables: readonly KeptTable[]): Promise<void> {
  for (const { name } of tables) await run(tx, sql`alter table ${sql.table(name)} enable trigger user`);
}

/** Content outside the database that a snapshot speaks of: `[path, "case" or "upload"]` as JSON lines, by path. */
export const fileLines = (tx: Db): AsyncGenerator<string[]> =>
  linesOf(
    tx,
    sql`
      select to_json(array[path, owner])::text as line from (
        select 'files/' || left(address, 2) || '/' || address as path,
          case when case_id is null then 'upload' else 'case' end as owner
        from files where address is not null and erased_at is null
        union all
        select 'uploads/' || id || '/' || part, 'upload' from upload_sessions, unnest(parts) as part
      ) wanted order by path collate "C"
    `,
  );
