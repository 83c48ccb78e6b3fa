import { parseInstant } from '../regulation/instant.ts';
import type { Audit } from './audit.service.ts';
import { auditActorOf, auditOutcomes } from './audit.ts';
import type { Database } from './database.ts';
import type { App } from './http.ts';
import { actorOf } from './http-access.ts';
import { fieldInvalid } from './problem.ts';
import { Id, InstantText, object, oneOf, problemAnswers, RegionCode, Type } from './schema.ts';

const pageLength = 50;
const longestPage = 200;

const AuditRowAnswer = object({
  id: Type.Integer(),
  at: InstantText,
  actorId: Type.Union([Type.String(), Type.Null()]),
  actorName: Type.Union([Type.String(), Type.Null()]),
  role: Type.Union([Type.String(), Type.Null()]),
  regionCode: Type.Union([Type.String(), Type.Null()]),
  windowId: Type.Union([Type.String(), Type.Null()]),
  action: Type.String({ description: '做了什么，如 signedIn、caseRead' }),
  subjectKind: Type.Union([Type.String(), Type.Null()]),
  subjectId: Type.Union([Type.String(), Type.Null()]),
  caseId: Type.Union([Type.String(), Type.Null()]),
  address: Type.Union([Type.String(), Type.Null()]),
  outcome: oneOf(auditOutcomes, { description: '办了、被拒绝、没办成' }),
  detail: Type.Record(Type.String(), Type.Unknown()),
});

const AuditQuery = object({
  after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$', description: '上一页最后一条的 id' })),
  limit: Type.Optional(Type.String({ pattern: '^\\d{1,3}$', description: `每页条数，最多 ${longestPage}` })),
  action: Type.Optional(Type.String({ pattern: '^[a-zA-Z]{1,60}$' })),
  actor: Type.Optional(Id),
  case: Type.Optional(Id),
  region: Type.Optional(RegionCode),
  from: Type.Optional(InstantText),
  until: Type.Optional(InstantText),
});

const VerificationAnswer = object({
  sound: Type.Boolean({ description: '没有发现任何改动' }),
  seals: Type.Integer(),
  entries: Type.Integer({ description: '封签内的记录条数' }),
  unsealed: Type.Integer({ description: '还没有封签的记录条数' }),
  lastHash: Type.String({ description: '最后一个封签的链值；另处记下它，可发现末尾被截断' }),
  faults: Type.Array(
    object({ sealNo: Type.Integer(), fromId: Type.Integer(), toId: Type.Integer(), sentence: Type.String() }),
  ),
});

function instantIn(pointer: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const instant = parseInstant(text);
  if (instant === undefined) throw fieldInvalid(pointer, '时间应写成 2021-04-30T15:00:00+08:00 这样的形式。');
  return instant;
}

/** Reading and verifying the audit log; for auditors, and itself recorded. */
export function auditRoutes(app: App, { audit, database }: { audit: Audit; database: Database }): void {
  app.get(
    '/api/audit',
    {
      config: { access: ['auditor'] },
      schema: {
        summary: '审计日志，最新的在前',
        tags: ['审计'],
        querystring: AuditQuery,
        response: {
          200: object({ entries: Type.Array(AuditRowAnswer), next: Type.Optional(Type.String()) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { after, limit, action, actor: actorId, case: caseId, region, from, until } = request.query;
      const filters = {
        action,
        actorId,
        caseId,
        regionCode: region,
        from: instantIn('/querystring/from', from),
        until: instantIn('/querystring/until', until),
      };
      const length = Math.min(Math.max(Number(limit ?? pageLength), 1), longestPage);
      const found = await audit.list({
        after: after === undefined ? undefined : Number(after),
        limit: length + 1,
        filters,
      });
      const entries = found.slice(0, length);
      await audit.record(database.db, {
        action: 'auditRead',
        actor: auditActorOf(actorOf(request), 'auditor'),
        subject: { kind: 'audit', id: `${entries.at(-1)?.id ?? 0}-${entries[0]?.id ?? 0}` },
        caseId,
        address: request.ip,
        detail: Object.fromEntries(
          Object.entries(request.query).filter((pair): pair is [string, string] => pair[1] !== undefined),
        ),
      });
      const last = entries.at(-1);
      return { entries, ...(found.length > length && last ? { next: String(last.id) } : {}) };
    },
  );

  app.get(
    '/api/audit/verification',
    {
      config: { access: ['auditor'] },
      schema: {
        summary: '核验审计日志有没有被改动',
        tags: ['审计'],
        response: { 200: VerificationAnswer, ...problemAnswers(401, 403) },
      },
    },
    async (request) => {
      await audit.seal();
      const verification = await audit.verify();
      await audit.record(database.db, {
        action: 'auditVerified',
        actor: auditActorOf(actorOf(request), 'auditor'),
        subject: { kind: 'audit', id: `1-${verification.seals}` },
        address: request.ip,
        detail: { sound: verification.sound, faults: verification.faults.length },
      });
      return verification;
    },
  );
}
