import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Row, SampleRows } from './sample-rows.ts';

const colon = '\u{e000}';

/** JSON in which no colon stands before a letter or digit: pgbench would take that for a variable. */
const jsonLiteral = (value: unknown): string => {
  const text = JSON.stringify(
    value,
    (_member, each: unknown) => (typeof each === 'string' ? each.replaceAll(':', colon) : each),
    1,
  );
  return `'${text.replaceAll('\n', ' ').replaceAll(colon, String.raw`\u003a`).replaceAll("'", "''")}'::jsonb`;
};

const id = "lpad(to_hex(:number::bigint), 32, '0')";

/** The rows of a registration in one transaction, each time under another id. */
function scriptOf(rows: SampleRows): string {
  const insert = (table: string, records: readonly Row[], key: string, more = ''): string =>
    `insert into ${table} select * from jsonb_populate_recordset(null::${table}, (select jsonb_agg(r || jsonb_build_object('${key}', ${id}${more})) from jsonb_array_elements(${jsonLiteral(records)}) r));`;
  return [
    String.raw`\set number random(1, 9000000000000000000)`,
    String.raw`\startpipeline`,
    'begin;',
    insert('cases', [rows.cases], 'id', ", 'business_number', lpad(:number::bigint::text, 20, '0')"),
    insert('case_events', rows.case_events, 'case_id'),
    insert('case_event_contents', rows.case_event_contents, 'case_id'),
    insert('case_duties', rows.case_duties, 'case_id'),
    insert('case_parties', rows.case_parties, 'case_id'),
    insert('case_search', rows.case_search, 'case_id'),
    insert(
      'case_request_keys',
      rows.case_request_keys.slice(0, 1),
      'case_id',
      ", 'key', :number::bigint::text",
    ),
    `insert into feed_pending (case_id, seq, type, event_hash) select case_id, seq, type, hash from case_events where case_id = ${id}::uuid;`,
    'end;',
    String.raw`\endpipeline`,
    '',
  ].join('\n');
}

/** What pgbench reached. */
export type Pgbench = { perSecond?: number; sentence: string };

/** Lets pgbench write the rows of a registration, one transaction each, as often as it can. */
export async function pgbenchRate(
  url: string,
  rows: SampleRows,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Pgbench> {
  const folder = await mkdtemp(join(tmpdir(), 'tongban-pgbench-'));
  try {
    const script = join(folder, 'register.sql');
    await writeFile(script, scriptOf(rows));
    const { stdout } = await promisify(execFile)('pgbench', [
      '--no-vacuum',
      '--protocol=prepared',
      `--client=${connections}`,
      '--jobs=2',
      `--time=${seconds}`,
      `--file=${script}`,
      url,
    ]);
    const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
    return { perSecond, sentence: `pgbench writes the rows of ${perSecond.toFixed(0)} registrations/s` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { sentence: 'pgbench: not installed' };
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
