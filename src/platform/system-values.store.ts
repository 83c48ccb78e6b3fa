import { type Db, first, json, run, sql } from './database.ts';

/** A single value the system keeps about itself; undefined when it was never set. */
export async function findSystemValue<Value>(db: Db, key: string): Promise<Value | undefined> {
  const row = await first(db, sql<{ value: Value }>`select value from settings_of_system where key = ${key}`);
  return row?.value;
}

/** Adds members to a stored object; members that are there already stay as they are. Answers the whole object. */
export async function addToSystemValue<Value extends object>(
  db: Db,
  key: string,
  members: Value,
): Promise<Value> {
  const row = await first(
    db,
    sql<{ value: Value }>`
      insert into settings_of_system (key, value) values (${key}, ${json(members)})
      on conflict (key) do update set value = excluded.value || settings_of_system.value
      returning value
    `,
  );
  return row?.value ?? members;
}

/** Stores a single value over what was there. */
export async function setSystemValue(db: Db, key: string, value: unknown): Promise<void> {
  await run(
    db,
    sql`insert into settings_of_system (key, value) values (${key}, ${json(value)})
      on conflict (key) do update set value = excluded.value`,
  );
}
