import { fileHeaders } from '../../platform/file-headers.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { Id, object, oneOf, problemAnswers, Type } from '../../platform/schema.ts';
import { posts } from '../home/in-charge.ts';
import { CaseAnswer, DocumentsAnswer, EventsAnswer } from './case-answers.ts';
import type { Cases } from './cases.service.ts';

const idParams = object({ id: Id });
const binary = { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) };

/** Reading one case: its timeline, its proof, its scans. */
export function caseReadingRoutes(app: App, cases: Cases): void {
  app.get(
    '/api/cases/by-number/:businessNumber',
    {
      config: { access: 'session' },
      schema: {
        summary: '按业务编号查办件',
        tags: ['办件'],
        params: object({ businessNumber: Type.String({ maxLength: 40 }) }),
        response: { 200: CaseAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    (request) => cases.viewByNumber(request.params.businessNumber, actorOf(request)),
  );

  app.get(
    '/api/cases/:id',
    {
      config: { access: 'session' },
      schema: {
        summary: '办件',
        description: 'unmask=1 显示完整个人信息，并留下查看记录。',
        tags: ['办件'],
        params: idParams,
        querystring: object({ unmask: Type.Optional(oneOf(['0', '1'])) }),
        response: { 200: CaseAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const view = await cases.view(request.params.id, actorOf(request), {
        unmask: request.query.unmask === '1',
        address: request.ip,
      });
      return reply.header('etag', `"${view.version}"`).send(view);
    },
  );

  app.get(
    '/api/cases/:id/events',
    {
      config: { access: 'session' },
      schema: {
        summary: '办件记录（只增不改，逐条带摘要）',
        tags: ['办件'],
        params: idParams,
        response: { 200: EventsAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => ({ events: await cases.events(request.params.id, actorOf(request)) }),
  );

  app.get(
    '/api/cases/:id/verification',
    {
      config: { access: 'session' },
      schema: {
        summary: '校验办件记录完整',
        tags: ['办件'],
        params: idParams,
        response: {
          200: Type.Object({
            intact: Type.Boolean(),
            events: Type.Integer(),
            head: Type.String(),
            fault: Type.Optional(Type.String()),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    (request) => cases.verify(request.params.id, actorOf(request)),
  );

  app.get(
    '/api/cases/:id/documents',
    {
      config: { access: 'session' },
      schema: {
        summary: '办件文书',
        tags: ['文书'],
        params: idParams,
        response: { 200: DocumentsAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => ({ documents: (await cases.view(request.params.id, actorOf(request))).documents }),
  );

  app.get(
    '/api/cases/:id/assignees',
    {
      config: { access: 'session' },
      schema: {
        summary: '可交办的部门和人员',
        tags: ['办件'],
        params: idParams,
        response: {
          200: Type.Object({
            departments: Type.Array(
              Type.Object({
                name: Type.String(),
                staff: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => ({ departments: await cases.assignees(request.params.id, actorOf(request)) }),
  );

  app.get(
    '/api/cases/:id/colleagues',
    {
      config: { access: 'session' },
      schema: {
        summary: '可改派给谁：本侧窗口的人员，属地还有审批人员',
        tags: ['办件'],
        params: idParams,
        response: {
          200: Type.Object({
            posts: Type.Array(
              Type.Object({
                post: oneOf(posts),
                name: Type.String(),
                staff: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => ({ posts: await cases.colleagues(request.params.id, actorOf(request)) }),
  );

  app.get(
    '/api/cases/:id/files/:fileId',
    {
      config: { access: 'session' },
      schema: {
        summary: '查看扫描件（留痕）',
        tags: ['办件'],
        params: object({ id: Id, fileId: Id }),
        response: {
          200: {
            description: '文件内容',
            content: { 'application/pdf': binary, 'image/jpeg': binary, 'image/png': binary },
          },
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { file, bytes } = await cases.file(request.params.id, request.params.fileId, actorOf(request));
      return reply.headers(fileHeaders(file)).send(bytes);
    },
  );
}
