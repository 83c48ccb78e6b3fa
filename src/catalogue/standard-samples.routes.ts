import { fileHeaders, publishedHeaders } from '../platform/file-headers.ts';
import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Id, object, problemAnswers, Type } from '../platform/schema.ts';
import { type Role, roles } from '../regulation/roles.ts';
import { OptionId } from './catalogue-answers.ts';
import type { StandardSamples } from './standard-samples.service.ts';
import type { Standards } from './standards.service.ts';

const tags = ['清单与收件标准'];
const readers = Object.keys(roles) as Role[];
const binary = { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) };
const content = {
  description: '文件内容',
  content: { 'application/pdf': binary, 'image/jpeg': binary, 'image/png': binary },
};

/** Samples and blank forms of materials: of published standards for anybody, of drafts for who may read them. */
export function standardSampleRoutes(
  app: App,
  { samples, standards }: { samples: StandardSamples; standards: Pick<Standards, 'find'> },
): void {
  app.get(
    '/api/options/:optionId/samples/:fileId',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: '已发布收件标准里的样例或空白表；内容不会改变',
        security: [],
        params: object({ optionId: OptionId, fileId: Id }),
        response: { 200: content, ...problemAnswers(400, 404) },
      },
    },
    async ({ params: { optionId, fileId } }, reply) => {
      const { file, bytes } = await samples.published(optionId, fileId);
      return reply.headers(publishedHeaders(file)).send(bytes);
    },
  );

  app.get(
    '/api/standard-proposals/:proposalId/samples/:fileId',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '拟定的收件标准里的样例或空白表；草稿只有本人看得到',
        params: object({ proposalId: Id, fileId: Id }),
        response: { 200: content, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { proposalId, fileId } = request.params;
      const proposal = await standards.find(actorOf(request), proposalId);
      const { file, bytes } = await samples.within(proposal.content, fileId);
      return reply.headers(fileHeaders(file)).send(bytes);
    },
  );
}
