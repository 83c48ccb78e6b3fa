import multipart from '@fastify/multipart';
import type { FastifyError, FastifyRequest } from 'fastify';
import { largestFile } from '../regulation/file-limits.ts';
import { fileHeaders } from './file-headers.ts';
import { tooLarge } from './file-kind.ts';
import type { StoredFile } from './files.service.ts';
import type { App } from './http.ts';
import { actorOf } from './http-access.ts';
import { answerProblem } from './http-problems.ts';
import { fieldInvalid, Problem } from './problem.ts';
import { Id, object, problemAnswers, type Static, Type } from './schema.ts';
import type { UploadProgress, Uploads } from './uploads.service.ts';

const UploadAnswer = object({
  id: Id,
  name: Type.String(),
  size: Type.Integer({ description: '字节' }),
  sha256: Type.String({ description: '内容的 SHA-256，小写十六进制' }),
  mediaType: Type.String({ description: '按内容判定：application/pdf、image/jpeg、image/png' }),
  pages: Type.Integer({ description: 'PDF 的页数；图片为 1' }),
});

const ProgressAnswer = object({
  id: Id,
  offset: Type.Integer({ description: '已收到的字节数，下一段从这里开始' }),
  size: Type.Integer(),
});

const UploadQuery = object({
  name: Type.Optional(
    Type.String({ minLength: 1, maxLength: 1000, description: '文件名；直接传内容或分段传时必填' }),
  ),
  size: Type.Optional(
    Type.String({ pattern: '^\\d{1,10}$', description: '总字节数；写上它，就是分段续传的第一步' }),
  ),
});

const byteTypes = [
  'application/octet-stream',
  'application/offset+octet-stream',
  'application/pdf',
  'image/jpeg',
  'image/png',
];

const refusedShapes = [400, 401, 413, 415, 422];

const binary = { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) };

const answerOf = ({ id, name, size, sha256, mediaType, pages }: StoredFile): Static<typeof UploadAnswer> => ({
  id,
  name: name ?? '',
  size,
  sha256,
  mediaType,
  pages,
});

const isComplete = (result: UploadProgress | StoredFile): result is StoredFile => 'sha256' in result;

async function filePartOf(request: FastifyRequest): Promise<{ name: string; bytes: Buffer }> {
  let name = '文件';
  try {
    const part = await request.file();
    if (part) {
      name = part.filename || name;
      return { name, bytes: await part.toBuffer() };
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge(name);
    request.log.info({ error }, 'form not readable');
    throw fieldInvalid('/', '表单没有传完整，请重新上传。');
  }
  throw fieldInvalid('/', '表单里没有文件。');
}

function bytesOf(request: FastifyRequest): Buffer {
  if (request.body === undefined || request.body === null) return Buffer.alloc(0);
  if (Buffer.isBuffer(request.body)) return request.body;
  throw new Problem('media-type-unsupported');
}

const nameIn = (query: Static<typeof UploadQuery>): string => {
  if (query.name === undefined) throw fieldInvalid('/querystring/name', '缺少文件名。');
  return query.name;
};

/**
 * Files on their way into cases. In one go: multipart with one file, or the bytes with `?name=`. In parts, for slow
 * lines: `POST ?name=&size=` opens, `PATCH` with `Upload-Offset` adds, `HEAD` tells how far it has come (as in tus,
 * without its creation headers).
 */
export function uploadRoutes(app: App, uploads: Uploads): void {
  app.register(async (scope: App) => {
    await scope.register(multipart, {
      throwFileSizeLimit: true,
      limits: { files: 1, fields: 4, fieldSize: 1000, fileSize: largestFile },
    });
    scope.addContentTypeParser(
      byteTypes,
      { parseAs: 'buffer', bodyLimit: largestFile },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    scope.setErrorHandler((error: FastifyError, request, reply) => {
      const { name = '文件' } = request.query as { name?: string };
      return answerProblem(
        error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? tooLarge(name) : error,
        request,
        reply,
      );
    });
    addRoutes(scope, uploads);
  });
}

function addRoutes(app: App, uploads: Uploads): void {
  app.post(
    '/api/uploads',
    {
      config: { access: 'session' },
      schema: {
        summary: '上传一个文件',
        description:
          '最大 20 MB，只收 PDF、JPEG、PNG，按内容判定。三种传法：multipart/form-data 带一个文件；直接传内容，文件名写在 name；' +
          '分段续传：先带 name 和 size 打开（内容为空，回 202），再用 PATCH 逐段传。24 小时没有用到办件里的文件会清除。',
        tags: ['文件'],
        consumes: ['multipart/form-data', ...byteTypes],
        querystring: UploadQuery,
        response: { 201: UploadAnswer, 202: ProgressAnswer, ...problemAnswers(...refusedShapes) },
      },
    },
    async (request, reply) => {
      const { id: by } = actorOf(request);
      if (request.isMultipart()) {
        const { name, bytes } = await filePartOf(request);
        return reply.code(201).send(answerOf(await uploads.storeWhole(by, name, bytes)));
      }
      const name = nameIn(request.query);
      if (request.query.size !== undefined) {
        const opened = await uploads.open(by, name, Number(request.query.size));
        return reply.code(202).header('location', `/api/uploads/${opened.id}`).send(opened);
      }
      return reply.code(201).send(answerOf(await uploads.storeWhole(by, name, bytesOf(request))));
    },
  );

  const oneUpload = { config: { access: 'session' as const } };
  const params = object({ id: Id });

  app.head(
    '/api/uploads/:id',
    {
      ...oneUpload,
      schema: {
        summary: '分段续传：已收到多少',
        description: '回 Upload-Offset 和 Upload-Length 两个头。传完的、清除了的和别人的，回 404。',
        tags: ['文件'],
        params,
        response: { 204: Type.Null(), ...problemAnswers(401, 404) },
      },
    },
    async (request, reply) => {
      const { offset, size } = await uploads.progress(actorOf(request).id, request.params.id);
      return reply
        .code(204)
        .headers({ 'upload-offset': offset, 'upload-length': size, 'cache-control': 'no-store' })
        .send(null);
    },
  );

  app.patch(
    '/api/uploads/:id',
    {
      ...oneUpload,
      schema: {
        summary: '分段续传：接着传一段',
        description: 'Upload-Offset 写这一段从哪里开始。一段整段收下或不收；传完最后一段回 201 和文件。',
        tags: ['文件'],
        consumes: byteTypes,
        params,
        headers: Type.Object({
          'upload-offset': Type.String({ pattern: '^\\d{1,10}$', description: '这一段从哪个字节开始' }),
        }),
        response: { 200: ProgressAnswer, 201: UploadAnswer, ...problemAnswers(...refusedShapes, 404, 409) },
      },
    },
    async (request, reply) => {
      const offset = Number(request.headers['upload-offset']);
      const result = await uploads.append(actorOf(request).id, request.params.id, offset, bytesOf(request));
      if (isComplete(result)) return reply.code(201).send(answerOf(result));
      return reply.code(200).header('upload-offset', result.offset).send(result);
    },
  );

  app.get(
    '/api/uploads/:id',
    {
      ...oneUpload,
      schema: {
        summary: '看自己上传的文件',
        description: '只有上传的人能看，到办件用上它为止；之后从办件里看。',
        tags: ['文件'],
        params,
        response: {
          200: {
            description: '文件内容',
            content: { 'application/pdf': binary, 'image/jpeg': binary, 'image/png': binary },
          },
          ...problemAnswers(401, 404),
        },
      },
    },
    async (request, reply) => {
      const { file, bytes } = await uploads.read(actorOf(request).id, request.params.id);
      return reply.headers(fileHeaders(file)).send(bytes);
    },
  );
}
