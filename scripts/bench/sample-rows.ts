import pg from 'pg';

/** A row as PostgreSQL writes it in JSON. */
export type Row = Record<string, unknown>;

/** Every row that Tongban wrote for one case, in every table, by table. */
export type SampleRows = {
  cases: Row;
  case_events: Row[];
  case_event_contents: Row[];
  case_duties: Row[];
  case_parties: Row[];
  case_search: Row[];
  case_request_keys: Row[];
  audit_entries: Row[];
};

const tables = [
  'case_events',
  'case_event_contents',
  'case_duties',
  'case_parties',
  'case_search',
  'case_request_keys',
  'audit_entries',
] as const;

/** Reads the rows of a case as they stand; events and requests in the order they were written. */
export async function sampleRows(url: string, caseId: string): Promise<SampleRows> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const rowsOf = async (table: string, key = 'case_id'): Promise<Row[]> => {
      const { rows } = await client.query<{ row: Row }>(
        `select to_jsonb(t) as row from ${table} t where ${key} = $1 order by to_jsonb(t)->'seq', to_jsonb(t)->'version'`,
        [caseId],
      );
      return rows.map(({ row }) => row);
    };
    const [kase] = await rowsOf('cases', 'id');
    if (!kase) throw new Error(`no case ${caseId}`);
    const rest: [string, Row[]][] = [];
    for (const table of tables) rest.push([table, await rowsOf(table)]);
    return { cases: kase, ...Object.fromEntries(rest) } as SampleRows;
  } finally {
    await client.end();
  }
}
