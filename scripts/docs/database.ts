import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { all, type Db, sql } from '../../src/platform/database.ts';
import { connectPglite, migratePglite } from '../../src/platform/pglite.ts';
import { code, page, table } from './markdown.ts';

type TableRow = { name: string; comment: string | null; appendOnly: boolean; rights: string[] };
type ColumnRow = {
  tableName: string;
  name: string;
  type: string;
  required: boolean;
  fallback: string | null;
  comment: string | null;
};
type KeyRow = { tableName: string; definition: string };

const ownTables = sql`select oid, relname from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'`;

const listTables = (db: Db): Promise<TableRow[]> =>
  all(
    db,
    sql<TableRow>`
      select t.relname as name, obj_description(t.oid, 'pg_class') as comment,
        exists (select from pg_trigger g where g.tgrelid = t.oid and g.tgname = 'append_only_row') as "appendOnly",
        array(select lower(r) from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) with ordinality as rights(r, n)
          where has_table_privilege('tongban_app', t.oid, r) order by n) as rights
      from (${ownTables}) t order by t.relname`,
  );

const listColumns = (db: Db): Promise<ColumnRow[]> =>
  all(
    db,
    sql<ColumnRow>`
      select t.relname as "tableName", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
        a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as fallback, col_description(t.oid, a.attnum) as comment
      from (${ownTables}) t join pg_attribute a on a.attrelid = t.oid
        left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
      where a.attnum > 0 and not a.attisdropped order by t.relname, a.attnum`,
  );

const listKeys = (db: Db): Promise<KeyRow[]> =>
  all(
    db,
    sql<KeyRow>`
      select t.relname as "tableName",
        replace(regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX (\\S+) ON \\S+ USING ', '\\1\\2: '), '::text', '')
          as definition
      from (${ownTables}) t join pg_index i on i.indrelid = t.oid join pg_class x on x.oid = i.indexrelid
      order by t.relname, not i.indisprimary, x.relname`,
  );

function section(one: TableRow, columns: readonly ColumnRow[], keys: readonly KeyRow[]): string {
  return [
    `## ${one.name}`,
    one.comment ?? 'No comment.',
    `${one.appendOnly ? 'Append-only. ' : ''}The application may ${one.rights.join(', ')}.`,
    table(
      ['Column', 'Type', 'Required', 'Default', 'Meaning'],
      columns.map(({ name, type, required, fallback, comment }) => [
        code(name),
        type,
        required ? 'yes' : '—',
        fallback === null ? '—' : code(fallback),
        comment ?? '',
      ]),
    ),
    `Keys and indexes:\n\n${keys.map(({ definition }) => `- ${code(definition)}`).join('\n')}`,
  ].join('\n\n');
}

/** Tables, columns, indexes and the application's rights, read from a freshly migrated database. */
export async function databasePage(): Promise<string> {
  const pglite = await PGlite.create({ extensions: { pg_trgm } });
  await migratePglite(pglite);
  const database = await connectPglite(pglite, () => pglite.close());
  try {
    const [tables, columns, keys] = [
      await listTables(database.db),
      await listColumns(database.db),
      await listKeys(database.db),
    ];
    const ofTable = <Row extends { tableName: string }>(rows: readonly Row[], name: string): Row[] =>
      rows.filter(({ tableName }) => tableName === name);
    return page(
      'Database',
      'a database brought up by `migrations/*.sql`',
      'The application works under the role `tongban_app`. An append-only table refuses UPDATE, DELETE and TRUNCATE by a trigger as well, whoever asks.',
      ...tables.map((one) => section(one, ofTable(columns, one.name), ofTable(keys, one.name))),
    );
  } finally {
    await database.close();
  }
}
