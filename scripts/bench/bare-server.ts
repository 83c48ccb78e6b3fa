/**
 * What Tongban is measured against: bare Fastify and `pg`, in a process of its own. Each route writes the rows that
 * Tongban writes for the same request — same tables, columns, indexes and sizes — in one prepared statement, and checks
 * nothing: no session, no authorisation, no schema, no rules, no version, no encryption, no hashes. The rows are copies
 * of a sample that Tongban wrote, with keys of their own.
 */
import { randomUUID } from 'node:crypto';
import fastify, { type FastifyRequest } from 'fastify';
import pg from 'pg';
import type { Row, SampleRows } from './sample-rows.ts';

/** What the parent process sends to begin: the database, and the rows of one case before and after a transition. */
export type BareStart = { url: string; registered: SampleRows; changed: SampleRows };

const inserted = (table: string, parameter: number): string =>
  `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $${parameter}::jsonb)`;

const registerText = `
with kase as (${inserted('cases', 1)}),
  events as (${inserted('case_events', 2)}),
  contents as (${inserted('case_event_contents', 3)}),
  duties as (${inserted('case_duties', 4)}),
  parties as (${inserted('case_parties', 5)}),
  request as (${inserted('case_request_keys', 6)}),
  search as (${inserted('case_search', 7)})
insert into feed_pending (case_id, seq, type, event_hash)
select case_id, seq, type, hash from jsonb_populate_recordset(null::case_events, $2::jsonb)`;

const changed = [
  'state',
  'updated_at',
  'ended_at',
  'applicant_masked',
  'head_hash',
  'snapshot',
  'personal',
  'key_wrapped',
];

const changeText = `
with kase as (
    update cases set version = $2, ${changed.map((column) => `${column} = c.${column}`).join(', ')}
    from jsonb_populate_record(null::cases, $3::jsonb) c where cases.id = $1),
  events as (${inserted('case_events', 4)}),
  duties as (
    ${inserted('case_duties', 5)}
    on conflict (case_id, rule, round) do update set holder = excluded.holder, due_at = excluded.due_at),
  parties as (
    ${inserted('case_parties', 6)}
    on conflict (case_id, side) do update set state = excluded.state, window_sort_at = excluded.window_sort_at,
      sort_at = excluded.sort_at, updated_at = excluded.updated_at),
  request as (${inserted('case_request_keys', 7)})
insert into feed_pending (case_id, seq, type, event_hash)
select case_id, seq, type, hash from jsonb_populate_recordset(null::case_events, $4::jsonb)`;

const readText = `
with recorded as (
  insert into audit_entries (at, actor_id, actor_name, role, region_code, window_id, action, subject_kind, subject_id,
    case_id, address, outcome, detail)
  select a.at, a.actor_id, a.actor_name, a.role, a.region_code, a.window_id, a.action, a.subject_kind, cases.id,
    cases.id, a.address, a.outcome, a.detail
  from jsonb_populate_record(null::audit_entries, $2::jsonb) a, cases where business_number = $1)
select id, version, state, business_number, snapshot from cases where business_number = $1`;

const keyOf = (request: FastifyRequest): unknown => request.headers['idempotency-key'];

async function serve({ url, registered, changed: after }: BareStart): Promise<string> {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  const app = fastify({ logger: false });
  let number = 0n;
  const withId = (rows: readonly Row[], id: string): string =>
    JSON.stringify(rows.map((row) => ({ ...row, case_id: id })));

  app.post('/api/cases', async (request, reply) => {
    const id = randomUUID();
    number += 1n;
    const businessNumber = String(number).padStart(20, '0');
    await pool.query({
      name: 'register',
      text: registerText,
      values: [
        JSON.stringify([{ ...registered.cases, id, business_number: businessNumber }]),
        withId(registered.case_events, id),
        withId(registered.case_event_contents, id),
        withId(registered.case_duties, id),
        withId(registered.case_parties, id),
        withId([{ ...registered.case_request_keys[0], key: keyOf(request) }], id),
        withId(registered.case_search, id),
      ],
    });
    return reply.code(201).send({ id, businessNumber, version: registered.cases['version'] });
  });

  app.post('/api/cases/:id/mark-material', async (request) => {
    const { id } = request.params as { id: string };
    const version = Number(String(request.headers['if-match']).replaceAll('"', '')) + 1;
    await pool.query({
      name: 'change',
      text: changeText,
      values: [
        id,
        version,
        JSON.stringify(after.cases),
        withId([{ ...after.case_events.at(-1), seq: version }], id),
        withId(after.case_duties, id),
        withId(after.case_parties, id),
        withId([{ ...after.case_request_keys.at(-1), key: keyOf(request) }], id),
      ],
    });
    return { id, version };
  });

  const { id: _id, ...audit } = after.audit_entries.at(-1) ?? {};
  const auditRow = JSON.stringify(audit);
  app.get('/api/cases/by-number/:number', async (request) => {
    const { number: wanted } = request.params as { number: string };
    const { rows } = await pool.query({ name: 'read', text: readText, values: [wanted, auditRow] });
    return rows[0];
  });

  await app.listen({ host: '127.0.0.1', port: 0 });
  return app.listeningOrigin;
}

process.once('message', (start) => {
  void serve(start as BareStart).then((origin) => process.send?.({ origin }));
});
process.once('disconnect', () => process.exit(0));
