import { type Db, run, sql } from './database.ts';

/** What only one transaction may do at a time, in all processes on one database. */
const lockNumbers = { auditSealer: 7_010_001, feedSealer: 7_010_002 } as const;

/** Waits for its turn and keeps it until the transaction ends. */
export async function takeTurn(tx: Db, work: keyof typeof lockNumbers): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(${lockNumbers[work]})`);
}
