import { AsyncLocalStorage } from 'node:async_hooks';
import type { Duplex } from 'node:stream';
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type RawBuilder,
  sql,
} from 'kysely';
import pg from 'pg';
import { instantOf } from '../regulation/instant.ts';
import { shareTrips, type Trips } from './shared-trips.ts';

export { sql } from 'kysely';

/** What a store takes as its first argument: the database, or the transaction it must take part in. */
export type Db = Kysely<unknown>;

/** A prepared statement for the hottest paths: parsed and planned once per connection under its name. */
export type NamedStatement = { name: string; text: string; values: unknown[] };

/** The database of the system: PostgreSQL, or PGlite in its own process. */
export type Database = {
  kind: 'postgres' | 'pglite';
  db: Db;
  /** One transaction; everything inside must use the `tx` handed in. */
  transaction<Result>(work: (tx: Db) => Promise<Result>): Promise<Result>;
  /** One prepared statement, alone in its own transaction. */
  run: Runner;
  /** Prepared statements in one transaction that reach the database in one go; answers the rows of each. */
  together<Row>(statements: readonly NamedStatement[]): Promise<Row[][]>;
  /** `shareTrips` for what is asked outside every transaction; inside one it is refused like every other query. */
  share<Ask, Answer>(
    carryOut: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
    trips?: Trips,
  ): (ask: Ask) => Promise<Answer>;
  close(): Promise<void>;
};

/** Carries out prepared statements: each alone in its own transaction, or all in one that is handed in. */
export type Runner = <Row>(statement: NamedStatement) => Promise<Row[]>;

/** Prepared statements as part of a transaction. */
export const within =
  (tx: Db): Runner =>
  async <Row>({ text, values }: NamedStatement) =>
    (await tx.executeQuery<Row>(CompiledQuery.raw(text, values))).rows;

/**
 * Statements that are planned for their values each time. For ordered pages: a plan made for any window and any filter
 * sorts all rows of a window, one made for the values reads only the page.
 */
export const plannedEachTime = ({ db }: Database): Runner => within(db);

/** All rows of a query. */
export async function all<Row>(db: Db, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(db)).rows;
}

/** The first row of a query, if there is one. */
export async function first<Row>(db: Db, query: RawBuilder<Row>): Promise<Row | undefined> {
  return (await query.execute(db)).rows[0];
}

/** Carries out a statement; answers how many rows it touched. */
export async function run(db: Db, query: RawBuilder<unknown>): Promise<number> {
  return Number((await query.execute(db)).numAffectedRows ?? 0);
}

/** A value as jsonb, whatever it is (a bare array would otherwise become an SQL array). */
export const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`;

/** Both databases answer alike: bigint as number, date as `YYYY-MM-DD`, timestamptz as Instant. */
export function setParsers(): void {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
  pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => instantOf(new Date(text)));
}

/** What both drivers have in common: a connection is taken and given back. */
export type Connections = {
  connect(): Promise<PostgresPoolClient>;
  /** A connection that takes the next statement before the last one is answered; undefined where there is none. */
  connectPipelined?(): Promise<pg.PoolClient>;
  end(): Promise<void>;
};

const insideTransaction = new AsyncLocalStorage<{ open: boolean }>();

/**
 * Wraps connections into the one Database. A query sent past the transaction of its own call would wait for
 * ever on PGlite's single connection, so it is refused on both databases.
 */
export function databaseOver(kind: Database['kind'], connections: Connections): Database {
  const guard = (): void => {
    if (insideTransaction.getStore()?.open) throw new Error('query outside the transaction handed in');
  };
  const guarded: PostgresPool = {
    connect() {
      guard();
      return connections.connect();
    },
    end: () => connections.end(),
    options: {},
  };
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: guarded }) });
  const transaction: Database['transaction'] = (work) => {
    const scope = { open: false };
    return insideTransaction.run(scope, () =>
      db.transaction().execute(async (tx) => {
        scope.open = true;
        try {
          return await work(tx);
        } finally {
          scope.open = false;
        }
      }),
    );
  };
  return {
    kind,
    db,
    transaction,
    async together<Row>(statements: readonly NamedStatement[]): Promise<Row[][]> {
      guard();
      if (!connections.connectPipelined) {
        return transaction(async (tx) => {
          const rows: Row[][] = [];
          for (const statement of statements) rows.push(await within(tx)<Row>(statement));
          return rows;
        });
      }
      return inOneGo<Row>(await connections.connectPipelined(), statements);
    },
    share(carryOut, trips) {
      const ask = shareTrips(carryOut, trips);
      return (asked) => {
        guard();
        return ask(asked);
      };
    },
    async run<Row>(statement: NamedStatement): Promise<Row[]> {
      const client = (await guarded.connect()) as unknown as pg.PoolClient;
      try {
        return (await client.query(statement)).rows as Row[];
      } finally {
        client.release();
      }
    },
    close: () => db.destroy(),
  };
}

/** Sends a whole transaction without waiting for answers in between; all of it holds or nothing. */
async function inOneGo<Row>(client: pg.PoolClient, statements: readonly NamedStatement[]): Promise<Row[][]> {
  // Held together, so that all of it leaves in one write.
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  stream.cork();
  const sent = [
    client.query('begin'),
    ...statements.map((statement) => client.query(statement)),
    client.query('commit'),
  ];
  stream.uncork();
  const answers = await Promise.allSettled(sent);
  const failed = answers.find((answer) => answer.status === 'rejected');
  // After a refusal the rest is refused as well, and the commit has rolled back; a broken connection is not used again.
  client.release(answers.at(-1)?.status === 'rejected');
  if (failed) throw failed.reason;
  return answers
    .slice(1, -1)
    .map((answer) => (answer.status === 'fulfilled' ? (answer.value.rows as Row[]) : []));
}

/** Whether an error is the database's refusal of a second row with the same key. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const { code, constraint: name } = (error ?? {}) as { code?: string; constraint?: string };
  return code === '23505' && (constraint === undefined || name === constraint);
}
