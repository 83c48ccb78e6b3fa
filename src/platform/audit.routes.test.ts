import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { actorWith, as, openTestApp } from '../../test/http-app.ts';
import { clear, tamper } from '../../test/tamper.ts';
import { auditRoutes } from './audit.routes.ts';
import { type Audit, createAudit } from './audit.service.ts';
import type { AuditRow, AuditVerification } from './audit.ts';
import { createClock } from './clock.ts';
import { type Database, run, sql } from './database.ts';
import type { App } from './http.ts';

let database: Database;
let audit: Audit;
let app: App;

const grant = { regionCode: '500000', windowId: null };
const auditor = actorWith('auditor', randomUUID(), [{ role: 'auditor', ...grant }]);
const others = (['windowClerk', 'approver', 'serviceAdministration', 'systemAdministrator'] as const).map(
  (role) => actorWith(role, randomUUID(), [{ role, ...grant }]),
);

beforeAll(async () => {
  database = await openTestDatabase();
  audit = createAudit({ database, clock: createClock() });
  app = await openTestApp([auditor, ...others], (http) => auditRoutes(http, { audit, database }));
});

beforeEach(() => clear(database, ['audit_entries', 'audit_seals']));

afterAll(async () => {
  await app.close();
  await database.close();
});

const get = (url: string, actor = auditor) => app.inject({ method: 'GET', url, headers: as(actor) });

describe('reading the audit log', () => {
  test('goes page by page and is itself recorded', async () => {
    for (const id of ['1', '2', '3']) {
      await audit.record(database.db, {
        action: 'caseRead',
        actor: null,
        subject: { kind: 'case', id },
        detail: { fields: ['phone'] },
      });
    }
    const first = (await get('/api/audit?limit=2&action=caseRead')).json<{
      entries: AuditRow[];
      next?: string;
    }>();
    expect(first.entries.map(({ subjectId }) => subjectId)).toEqual(['3', '2']);
    expect(first.entries[0]?.detail).toEqual({ fields: ['phone'] });
    const second = (await get(`/api/audit?limit=2&action=caseRead&after=${first.next}`)).json<{
      entries: AuditRow[];
      next?: string;
    }>();
    expect(second.entries.map(({ subjectId }) => subjectId)).toEqual(['1']);
    expect(second.next).toBeUndefined();
    const [latest] = await audit.list({ limit: 1 });
    expect(latest).toMatchObject({
      action: 'auditRead',
      actorId: auditor.id,
      role: 'auditor',
      regionCode: '500000',
      address: '127.0.0.1',
      detail: { limit: '2', action: 'caseRead', after: first.next },
    });
  });

  test.each(['/api/audit', '/api/audit/verification'])('is for auditors alone: %s', async (url) => {
    for (const actor of others) expect((await get(url, actor)).statusCode).toBe(403);
    expect((await app.inject({ method: 'GET', url })).statusCode).toBe(401);
    expect((await get(url)).statusCode).toBe(200);
  });

  test.each([
    'after=x',
    'limit=0x1',
    'from=gestern',
    'from=2021-04-30',
    'actor=1',
    'region=51',
    'unknown=1',
    "action=a';--",
  ])('refuses ?%s', async (query) => {
    expect((await get(`/api/audit?${query}`)).statusCode).toBe(400);
  });
});

test('verification seals, verifies, tells what is wrong and is recorded', async () => {
  await audit.record(database.db, { action: 'signedIn', actor: null });
  expect((await get('/api/audit/verification')).json<AuditVerification>()).toMatchObject({
    sound: true,
    entries: 1,
    faults: [],
    lastHash: expect.stringMatching(/^sha256:/),
  });
  await tamper(database, ['audit_entries'], (tx) =>
    run(tx, sql`update audit_entries set action = 'signedOut' where action = 'signedIn'`),
  );
  expect((await get('/api/audit/verification')).json<AuditVerification>()).toMatchObject({
    sound: false,
    faults: [{ sealNo: 1, sentence: '有记录的内容被改过。' }],
  });
  expect((await audit.list({ limit: 1 }))[0]).toMatchObject({
    action: 'auditVerified',
    detail: { sound: false, faults: 1 },
  });
});
