import { EditionId } from '../catalogue/administration/edition-answers.ts';
import { CatalogueId } from '../catalogue/catalogue-answers.ts';
import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Id, object, problemAnswers, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import { Figures, figuresAnswer, Proposal, ProposalStateName, proposalAnswer } from './proposal-answers.ts';
import type { Proposals } from './proposals.service.ts';

const tags = ['清单外'];
const readers: Role[] = ['serviceAdministration', 'coordinationGroup', 'auditor'];
const provinces = { access: ['serviceAdministration' as const] };
const decides = { access: ['coordinationGroup' as const] };
const one = object({ id: Id });
const Reason = Type.String({ minLength: 5, maxLength: 2000, description: '提名的理由' });
const ItemOfList = object({ programmeId: CatalogueId, number: Type.Integer({ minimum: 1, maximum: 9999 }) });
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const pageOf = 30;

/** Nominations for the next list: by provinces with figures, decided by the coordination group. */
export function nominationRoutes(
  app: App,
  { proposals, regionName }: { proposals: Proposals; regionName: (code: string) => string },
): void {
  app.get(
    '/api/item-proposals',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '提名的事项，新的在前',
        querystring: object({ state: Type.Optional(ProposalStateName), after: Type.Optional(Id) }),
        response: {
          200: object({ proposals: Type.Array(Proposal), more: Type.Boolean() }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const found = await proposals.list({ ...request.query, limit: pageOf + 1 });
      return {
        proposals: found.slice(0, pageOf).map((proposal) => proposalAnswer(proposal, regionName)),
        more: found.length > pageOf,
      };
    },
  );
  app.get(
    '/api/item-proposal-sources',
    {
      config: provinces,
      schema: {
        tags,
        summary: '本省可以提名的：清单外需求，试点和点对点的事项，各有数据',
        response: {
          200: object({
            sources: Type.Array(
              object({
                groupId: nullable(Id),
                item: nullable(ItemOfList),
                name: Type.String(),
                from: Type.String(),
                figures: Figures,
                proposalId: nullable(Id),
                joined: Type.Boolean(),
              }),
            ),
          }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => ({
      sources: (await proposals.sources(actorOf(request))).map((source) => ({
        ...source,
        figures: figuresAnswer(source.figures),
      })),
    }),
  );
  app.post(
    '/api/item-proposals',
    {
      config: provinces,
      schema: {
        tags,
        summary: '提名一项进下一批清单（省级管理部门）；按本省现有的数据作依据，没有数据不能提名',
        body: object(
          {
            groupId: Type.Optional(Type.String({ ...Id, description: '清单外需求分组；与 item 二选一' })),
            item: Type.Optional(ItemOfList),
            name: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
            reason: Reason,
          },
          {
            examples: [
              { item: { programmeId: 'sichuan-chongqing', number: 94 }, reason: '试点办得好，群众反响好' },
            ],
          },
        ),
        response: { 201: Proposal, ...problemAnswers(400, 401, 403, 409, 422) },
      },
    },
    async (request, reply) => {
      const { name, reason, ...basis } = request.body;
      const proposal = await proposals.propose(actorOf(request), { basis, name, reason });
      return reply.status(201).send(proposalAnswer(proposal, regionName));
    },
  );
  app.post(
    '/api/item-proposals/:id/support',
    {
      config: provinces,
      schema: {
        tags,
        summary: '在一份提名上附议（另一个省），按本省的数据作依据',
        params: one,
        body: object({ reason: Reason }, { examples: [{ reason: '本省也有不少群众要办' }] }),
        response: { 200: Proposal, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) =>
      proposalAnswer(
        await proposals.support(actorOf(request), request.params.id, request.body.reason),
        regionName,
      ),
  );
  app.post(
    '/api/item-proposals/:id/take',
    {
      config: decides,
      schema: {
        tags,
        summary: '把一份提名纳入清单草稿（协调小组）；来源写提名的省，数据仍在提名里',
        params: one,
        body: object(
          {
            editionId: EditionId,
            department: Type.String({
              minLength: 1,
              maxLength: 100,
              pattern: '\\S',
              description: '牵头部门',
            }),
          },
          { examples: [{ editionId: 'southwest-5.2022-1', department: '农业农村部门' }] },
        ),
        response: {
          201: object({ editionId: EditionId, number: Type.Integer() }),
          ...problemAnswers(400, 401, 403, 404, 409, 422),
        },
      },
    },
    async (request, reply) => {
      const number = await proposals.take(actorOf(request), request.params.id, request.body);
      return reply.status(201).send({ editionId: request.body.editionId, number });
    },
  );
  app.post(
    '/api/item-proposals/:id/reject',
    {
      config: decides,
      schema: {
        tags,
        summary: '不采纳一份提名，写明理由（协调小组）',
        params: one,
        body: object(
          { note: Type.String({ minLength: 2, maxLength: 500 }) },
          { examples: [{ note: '各省权限不同，暂不纳入' }] },
        ),
        response: { 200: Proposal, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request) =>
      proposalAnswer(
        await proposals.reject(actorOf(request), request.params.id, request.body.note),
        regionName,
      ),
  );
}
