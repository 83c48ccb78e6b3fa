import { readFileSync } from 'node:fs';
import { onServer } from './own-database.ts';

const ticksPerMs = 0.1;

/** Processor time a process of this machine has used, in milliseconds; NaN where that cannot be read. */
function cpuOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerMs;
  } catch {
    return Number.NaN;
  }
}

/** A server in a process of its own, with the database it works on. */
export type Server = { origin: string; pid: number | undefined; databaseUrl: string };

/** Processor time in milliseconds, by process. */
export type Cpu = { server: number; database: ReadonlyMap<number, number> };

/** What a server and its connections' backends have used so far. */
export async function readCpu({ pid, databaseUrl }: Server): Promise<Cpu> {
  const backends = await onServer<{ pid: number }>(
    databaseUrl,
    'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  return {
    server: cpuOf(pid),
    database: new Map(backends.map((backend) => [backend.pid, cpuOf(backend.pid)])),
  };
}

/** What was used between two readings. */
export function cpuBetween(before: Cpu, after: Cpu): { server: number; database: number } {
  let database = 0;
  for (const [pid, used] of after.database) database += used - (before.database.get(pid) ?? 0);
  return { server: after.server - before.server, database };
}
