import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { DayText, Id, InstantText, object, oneOf, problemAnswers, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import type { SearchWord } from './search-index.ts';
import type { Synonyms } from './synonyms.service.ts';
import { type Synonym, synonymKinds, synonymLimits } from './synonyms.ts';

const tags = ['清单与收件标准'];
const access: Role[] = ['coordinationGroup', 'serviceAdministration'];
const kinds = Object.keys(synonymKinds) as SearchWord['kind'][];

const SynonymAnswer = object({
  id: Id,
  kind: oneOf(kinds),
  kindText: Type.String(),
  word: Type.String(),
  means: Type.Array(Type.String()),
  addedByName: Type.String(),
  addedAt: InstantText,
});
const limit = Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 50' }));

const answer = ({ means, kind, ...rest }: Synonym) => ({
  ...rest,
  kind,
  kindText: synonymKinds[kind],
  means: [...means],
});

/** Everyday words of the search and what found nothing, for the coordination group and provinces. */
export function synonymRoutes(app: App, synonyms: Synonyms): void {
  app.get(
    '/api/synonyms',
    {
      config: { access },
      schema: {
        tags,
        summary: '各级添加的常用说法，新的在前（协调小组、省级管理部门）',
        querystring: object({
          after: Type.Optional(Id),
          limit,
          q: Type.Optional(Type.String({ maxLength: 60, description: '说法或用语里的字' })),
        }),
        response: {
          200: object({ synonyms: Type.Array(SynonymAnswer), more: Type.Boolean() }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { after, q, limit: asked = '50' } = request.query;
      const most = Number(asked);
      const found = await synonyms.list(actorOf(request), {
        after,
        limit: most + 1,
        part: q?.trim() === '' ? undefined : q?.trim(),
      });
      return { synonyms: found.slice(0, most).map(answer), more: found.length > most };
    },
  );

  app.post(
    '/api/synonyms',
    {
      config: { access },
      schema: {
        tags,
        summary: '添加一个常用说法；马上生效',
        body: object(
          {
            kind: oneOf(kinds, {
              description: 'say 等于清单用语，act 要办的动作，word 不在清单的事，filler 不影响查找的词',
            }),
            word: Type.String({
              maxLength: 100,
              description: `2 到 ${synonymLimits.word} 个字；几个词用“+”连接，任一词用“/”分开`,
            }),
            means: Type.Array(Type.String({ maxLength: synonymLimits.term }), {
              maxItems: synonymLimits.terms,
              description: '清单里的用语，照清单的字；say 和 act 要写',
            }),
          },
          { examples: [{ kind: 'say', word: '行车执照', means: ['机动车行驶证'] }] },
        ),
        response: { 201: SynonymAnswer, ...problemAnswers(400, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const added = await synonyms.add(actorOf(request), request.body);
      return reply.status(201).send(answer(added));
    },
  );

  app.delete(
    '/api/synonyms/:synonymId',
    {
      config: { access },
      schema: {
        tags,
        summary: '撤回一个常用说法；马上生效，记录保留',
        params: object({ synonymId: Id }),
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      await synonyms.remove(actorOf(request), request.params.synonymId);
      return reply.status(204).send(null);
    },
  );

  app.get(
    '/api/search-misses',
    {
      config: { access },
      schema: {
        tags,
        summary: '没有查到事项的查找词，不含数字，不记何人所查',
        querystring: object({ limit }),
        response: {
          200: object({
            misses: Type.Array(
              object({ query: Type.String(), times: Type.Integer(), firstOn: DayText, lastOn: DayText }),
            ),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => ({
      misses: await synonyms.listMisses(actorOf(request), Number(request.query.limit ?? '50')),
    }),
  );
}
