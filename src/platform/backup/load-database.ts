import { type Database, type Db, run, sql } from '../database.ts';
import { migrateWith } from '../migrate.ts';
import * as store from './backup.store.ts';
import { KeepingRefused } from './manifest.ts';
import { digestLines } from './parts.ts';

/** Where rows come from: a backup, or another database. */
export type RowSource = {
  migrations: store.KeptMigration[];
  tables: store.KeptTable[];
  sequences: store.KeptSequence[];
  linesOf(table: store.KeptTable): AsyncIterable<readonly string[]>;
  /** Number and digest of a table's rows, where they are known beforehand. */
  expected?(table: string): { rows: number; content: string } | undefined;
};

/** How many rows went where. */
export type Loaded = { tables: number; rows: number };

const shapeOf = (tables: readonly store.KeptTable[]): string =>
  JSON.stringify(tables.map(({ name, columns, key }) => [name, columns, key]));

async function loadTable(tx: Db, table: store.KeptTable, source: RowSource): Promise<number> {
  async function* inserted(): AsyncGenerator<readonly string[]> {
    for await (const lines of source.linesOf(table)) {
      await store.insertLines(tx, table, lines);
      yield lines;
    }
  }
  const given = await digestLines(inserted());
  const wanted = source.expected?.(table.name) ?? given;
  const stored = await digestLines(store.rowLines(tx, table));
  for (const found of [given, stored]) {
    if (found.rows !== wanted.rows || found.content !== wanted.content)
      throw new KeepingRefused(`表 ${table.name} 写入后与来源不一致，已全部撤回。`);
  }
  return given.rows;
}

/**
 * Fills an empty database in one transaction, all or nothing: the schema by the migrations the source had carried out,
 * every row as it was, sequences where they stood, foreign keys checked anew, triggers in force. Each table is read
 * back and compared. `beforeCommit` comes last.
 */
export async function loadDatabase(
  target: Database,
  source: RowSource,
  beforeCommit: (tx: Db) => Promise<void>,
): Promise<Loaded> {
  return target.transaction(async (tx) => {
    await store.settleNotation(tx);
    if ((await store.countRelations(tx)) > 0) {
      throw new KeepingRefused('目标数据库不是空的。没有写入任何内容，请另建一个空数据库。');
    }
    await migrateWith(tx, new Set(source.migrations.map(({ name }) => name)));
    await store.rewriteCarriedOut(tx, source.migrations);
    const tables = await store.listTables(tx);
    if (shapeOf(tables) !== shapeOf(source.tables)) {
      throw new KeepingRefused('数据的表结构与本程序的不一致。没有写入任何内容。');
    }
    const keys = await store.dropForeignKeys(tx);
    await store.openTables(tx, tables);
    let rows = 0;
    for (const table of tables) rows += await loadTable(tx, table, source);
    await store.closeTables(tx, tables);
    await store.addForeignKeys(tx, keys);
    for (const sequence of source.sequences) await store.setSequence(tx, sequence);
    await run(tx, sql`set constraints all immediate`);
    await beforeCommit(tx);
    return { tables: tables.length, rows };
  });
}
