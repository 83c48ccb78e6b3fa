import type { Instant } from '../regulation/instant.ts';
import { all, type Db, run, sql } from './database.ts';

/** A stretch of time in which the service took nothing in. */
export type Interruption = { from: Instant; until: Instant };

/** Notes an interruption. */
export const insertInterruption = (db: Db, { from, until }: Interruption): Promise<number> =>
  run(
    db,
    sql`insert into service_interruptions (from_at, until_at) values (${from}::timestamptz, ${until}::timestamptz)`,
  );

/** Interruptions that ended after a moment. */
export const listInterruptions = (db: Db, after: Instant): Promise<Interruption[]> =>
  all(
    db,
    sql<Interruption>`
      select from_at as "from", until_at as until from service_interruptions
      where until_at > ${after}::timestamptz order by until_at`,
  );
