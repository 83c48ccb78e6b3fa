import { Readable } from 'node:stream';
import type { Documents } from '../../documents/documents.service.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Database } from '../../platform/database.ts';
import { attachmentHeaders } from '../../platform/file-headers.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { Problem } from '../../platform/problem.ts';
import { Id, InstantText, object, oneOf, problemAnswers, Type } from '../../platform/schema.ts';
import type { Executor } from '../core/executor.service.ts';
import type { CaseFiles } from './case-files.service.ts';
import type { Traces } from './traces.service.ts';

const Digest = Type.String({ description: 'SHA-256，十六进制' });
const Nullable = Type.Union([Type.String(), Type.Null()]);
const tags = ['归档'];
const access = 'session';
const ofCase = object({ id: Id });

const TraceAnswer = Type.Object({
  whole: Type.Boolean({ description: '序号连续，每一环和每条内容的摘要都对' }),
  head: Type.String(),
  gaps: Type.Array(Type.Integer(), { description: '缺的序号；完整时没有' }),
  fault: Type.Optional(Type.String()),
  entries: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      type: Type.String(),
      title: Type.String(),
      detail: Type.Optional(Type.String()),
      side: oneOf(['intake', 'home', 'system']),
      actor: Type.String(),
      capacity: Type.String(),
      windowName: Type.Optional(Type.String()),
      state: Type.String(),
      article: Type.String(),
      effectiveAt: InstantText,
      recordedAt: InstantText,
      hash: Type.String(),
      previousHash: Type.String(),
      redacted: Type.Boolean(),
      duties: Type.Array(
        Type.Object({
          rule: Type.String(),
          title: Type.String(),
          holder: Type.String(),
          since: InstantText,
          dueAt: InstantText,
          ended: oneOf(['done', 'byClock', 'void'], { description: '已办、期满由系统办理、随之终止' }),
          late: Type.Boolean(),
        }),
        { description: '这一步办完的事和应在什么时候办完' },
      ),
    }),
  ),
});

const VersionAnswer = Type.Object({
  version: Type.Integer(),
  sha256: Digest,
  size: Type.Integer(),
  pages: Type.Integer(),
  parts: Type.Integer(),
  faults: Type.Integer({ description: '原文件缺失或与摘要不符的份数' }),
  caseVersion: Type.Integer({ description: '收入的最后一条记录' }),
  manifestDigest: Digest,
  chainHead: Type.String(),
  reason: Type.String(),
  madeAt: InstantText,
  madeByName: Nullable,
});

const CaseFileAnswer = Type.Object({
  ended: Type.Boolean(),
  newer: Type.Integer({ description: '最后一版以后又有几条记录' }),
  versions: Type.Array(VersionAnswer),
  order: Type.Union([
    Type.Object({
      reason: Type.String(),
      orderedAt: InstantText,
      doneParts: Type.Integer(),
      allParts: Type.Integer(),
      failure: Nullable,
    }),
    Type.Null(),
  ]),
  keptAt: Type.Array(Type.Object({ regionName: Type.String(), windowName: Type.String() })),
  parts: Type.Array(
    Type.Object({
      no: Type.Integer(),
      section: Type.String(),
      title: Type.String(),
      name: Type.String({ description: 'PDF 附件名' }),
      mediaType: Type.String(),
      pages: Type.Integer(),
      size: Type.Integer(),
      sha256: Digest,
      fault: Type.Optional(Type.String()),
    }),
  ),
});

/** The trace of a case and its electronic file; and the refusal of every attempt to change what is kept. */
export function caseFileRoutes(
  app: App,
  parts: {
    caseFiles: CaseFiles;
    traces: Traces;
    executor: Pick<Executor, 'open'>;
    documents: Pick<Documents, 'find'>;
    audit: Pick<Audit, 'record'>;
    database: Database;
  },
): void {
  tracing(app, parts.traces);
  filing(app, parts.caseFiles);
  keeping(app, parts);
}

function tracing(app: App, traces: Traces): void {
  app.get(
    '/api/cases/:id/trace',
    {
      config: { access },
      schema: {
        summary: '责任追溯：每一步谁办的、何时、应在何时、是否按期',
        tags,
        params: ofCase,
        response: { 200: TraceAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    (request) => traces.view(request.params.id, actorOf(request)),
  );
}

function filing(app: App, caseFiles: CaseFiles): void {
  app.get(
    '/api/cases/:id/file',
    {
      config: { access },
      schema: {
        summary: '电子档案：各版、目录和每份的摘要、正在形成的进度',
        tags,
        params: ofCase,
        response: { 200: CaseFileAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    (request) => caseFiles.view(request.params.id, actorOf(request)),
  );

  app.post(
    '/api/cases/:id/file',
    {
      config: { access },
      schema: {
        summary: '形成电子档案；已有一版的，写明原因另成一版',
        description: '在后台形成，进度见 GET。内容与最后一版相同的，不另存一版。',
        tags,
        params: ofCase,
        body: {
          ...object({ reason: Type.Optional(Type.String({ maxLength: 200 })) }),
          examples: [{ reason: '归档后收到补寄的原件签收单' }],
        },
        response: {
          202: Type.Object({ ordered: Type.Boolean() }),
          ...problemAnswers(400, 401, 403, 404, 409, 422),
        },
      },
    },
    async (request, reply) => {
      await caseFiles.order(request.params.id, actorOf(request), request.body.reason);
      return reply.code(202).send({ ordered: true });
    },
  );

  app.get(
    '/api/cases/:id/file.pdf',
    {
      config: { access },
      schema: {
        summary: '电子档案 PDF（留痕）：目录、全部文书和材料、办理记录、记录链；原文件在附件里',
        tags,
        params: ofCase,
        querystring: object({
          version: Type.Optional(
            Type.String({ pattern: '^[1-9]\\d{0,4}$', description: '第几版，默认最后一版' }),
          ),
        }),
        response: {
          200: {
            description: 'PDF',
            content: {
              'application/pdf': { schema: Type.Unsafe<Readable>({ type: 'string', format: 'binary' }) },
            },
          },
          ...problemAnswers(400, 401, 403, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { version } = request.query;
      const file = await caseFiles.read(
        request.params.id,
        actorOf(request),
        version === undefined ? undefined : Number(version),
      );
      return reply
        .headers({
          ...attachmentHeaders({ mediaType: 'application/pdf', name: file.name }),
          'content-length': String(file.size),
          'content-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
        })
        .send(Readable.from(file.bytes));
    },
  );
}

/** What is kept for good: whoever tries to change or delete it is refused, and the attempt is on record. */
function keeping(
  app: App,
  { executor, documents, audit, database }: Parameters<typeof caseFileRoutes>[1],
): void {
  // They offer nothing, so they stand in no documentation of what is offered.
  const hide = true;
  const refuse = async (
    request: Parameters<typeof actorOf>[0],
    caseId: string,
    subject: { kind: string; id: string },
  ): Promise<never> => {
    const actor = actorOf(request);
    await executor.open(caseId, actor);
    await audit.record(database.db, {
      action: 'recordChangeRefused',
      actor: auditActorOf(actor),
      subject,
      caseId,
      address: request.ip,
      outcome: 'refused',
      detail: { method: request.method },
    });
    throw new Problem('record-kept');
  };

  app.route({
    method: ['PUT', 'DELETE'],
    url: '/api/cases/:id/events/:seq',
    config: { access },
    schema: {
      hide,
      params: object({ id: Id, seq: Type.String({ pattern: '^[1-9]\\d{0,6}$' }) }),
    },
    handler: (request) =>
      refuse(request, request.params.id, {
        kind: 'caseEvent',
        id: `${request.params.id} ${request.params.seq}`,
      }),
  });

  app.delete('/api/cases/:id/file', { config: { access }, schema: { hide, params: ofCase } }, (request) =>
    refuse(request, request.params.id, { kind: 'caseFile', id: request.params.id }),
  );

  app.delete(
    '/api/cases/:id/files/:fileId',
    {
      config: { access },
      schema: { hide, params: object({ id: Id, fileId: Id }) },
    },
    (request) => refuse(request, request.params.id, { kind: 'file', id: request.params.fileId }),
  );

  app.delete(
    '/api/documents/:id',
    { config: { access }, schema: { hide, params: ofCase } },
    async (request) => {
      const issued = await documents.find(request.params.id);
      if (!issued) throw new Problem('not-found');
      return refuse(request, issued.caseId, { kind: 'document', id: issued.id });
    },
  );
}
