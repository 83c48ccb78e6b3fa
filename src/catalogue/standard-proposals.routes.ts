import type { Actor } from '../platform/actor.ts';
import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { DayText, Id, object, oneOf, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import { approvalFault } from '../regulation/four-eyes.ts';
import { type Role, roles } from '../regulation/roles.ts';
import { OptionId } from './catalogue-answers.ts';
import type { RegionalDifference, StandardContent } from './standard.ts';
import { ProposalAnswer } from './standard-answers.ts';
import type { Drafted, JudgedProposal } from './standard-drafting.service.ts';
import { DifferenceInput, StandardContentInput } from './standard-file.ts';
import {
  mayDecide,
  type ProposalState,
  proposalKinds,
  proposalStates,
  writesStandards,
} from './standard-proposal.ts';
import type { Standards } from './standards.service.ts';

const tags = ['清单与收件标准'];
const readers = Object.keys(roles) as Role[];
const writers: Role[] = ['coordinationGroup', 'serviceAdministration'];
const Limit = Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 50' }));

const DraftBody = object(
  {
    content: Type.Optional(Type.Unsafe<StandardContent>(StandardContentInput)),
    region: Type.Optional(RegionCode),
    differences: Type.Optional(
      Type.Array(Type.Unsafe<RegionalDifference>(DifferenceInput), { maxItems: 60 }),
    ),
    effectiveFrom: DayText,
    note: Type.String({ maxLength: 2000 }),
    revision: Type.Optional(Type.Integer({ minimum: 1, description: '修改草稿时写看到的修订号' })),
  },
  {
    description: '写统一标准的给 content；写本省不同之处的给 region 和 differences',
    examples: [
      {
        region: '530000',
        differences: [
          {
            id: '024-1-d-530000-1',
            region: '530000',
            change: 'other-limit',
            detail: '云南承诺期限更长',
            promisedDays: 5,
            provenance: { kind: 'constructed', where: null },
          },
        ],
        effectiveFrom: '2021-12-01',
        note: '省内规定未改',
      },
    ],
  },
);
type DraftInput = {
  content?: StandardContent;
  region?: string;
  differences?: RegionalDifference[];
  effectiveFrom: string;
  note: string;
};

function draftedOf({ content, region, differences, effectiveFrom, note }: DraftInput): Drafted {
  if (content) return { content, effectiveFrom, note };
  if (region !== undefined && differences) return { region, differences, effectiveFrom, note };
  throw fieldInvalid('/content', '请写统一标准的全文，或写本省与统一标准不同的内容。');
}

/** Somebody who may write standards at all; which ones is asked by the service. */
export function writerOf(request: Parameters<typeof actorOf>[0]): Actor {
  const actor = actorOf(request);
  if (!writesStandards(actor.grants)) throw new Problem('not-authorised');
  return actor;
}

const answer = (proposal: JudgedProposal, actor: Actor) => {
  const { proposedBy, ...rest } = proposal;
  return {
    ...rest,
    content: rest.content,
    faults: [...rest.faults],
    kindText: proposalKinds[proposal.kind],
    stateText: proposalStates[proposal.state],
    own: proposedBy === actor.id,
    mayDecide:
      proposal.state === 'proposed' &&
      mayDecide(actor.grants, proposal) &&
      approvalFault(proposedBy, actor.id) === undefined,
  };
};

/** Proposals of standards on their way: drafted, put forward, decided by another person. */
export function proposalRoutes(app: App, standards: Standards): void {
  const one = { params: object({ proposalId: Id }) };

  app.get(
    '/api/standard-proposals',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '拟定的收件标准，新的在前；草稿只有本人看得到',
        querystring: object({
          state: Type.Optional(oneOf(Object.keys(proposalStates) as ProposalState[])),
          optionId: Type.Optional(OptionId),
          after: Type.Optional(Id),
          limit: Limit,
        }),
        response: {
          200: object({ proposals: Type.Array(ProposalAnswer), more: Type.Boolean() }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { limit = '50', ...query } = request.query;
      const actor = actorOf(request);
      const found = await standards.list(actor, { ...query, limit: Number(limit) + 1 });
      return {
        proposals: found.slice(0, Number(limit)).map((each) => answer(each, actor)),
        more: found.length > Number(limit),
      };
    },
  );

  app.get(
    '/api/standard-proposals/:proposalId',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '一份拟定的收件标准，附还缺什么',
        ...one,
        response: { 200: ProposalAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      return answer(await standards.find(actor, request.params.proposalId), actor);
    },
  );

  app.post(
    '/api/standards/:optionId/proposals',
    {
      config: { access: writers },
      schema: {
        tags,
        summary: '起草新版本；统一以后本省再加的，只作为偏离申请保存',
        params: object({ optionId: OptionId }),
        body: DraftBody,
        response: { 201: ProposalAnswer, ...problemAnswers(400, 401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const actor = writerOf(request);
      const made = await standards.draft(actor, request.params.optionId, draftedOf(request.body));
      return reply.status(201).send(answer(made, actor));
    },
  );

  app.put(
    '/api/standard-proposals/:proposalId',
    {
      config: { access: writers },
      schema: {
        tags,
        summary: '修改本人的草稿；提出以后再改的，回到草稿',
        ...one,
        body: DraftBody,
        response: { 200: ProposalAnswer, ...problemAnswers(400, 401, 403, 404, 409, 412, 422) },
      },
    },
    async (request) => {
      const actor = writerOf(request);
      const { revision, ...draft } = request.body;
      if (revision === undefined) throw fieldInvalid('/revision', '请写看到的修订号。');
      return answer(
        await standards.change(actor, request.params.proposalId, revision, draftedOf(draft)),
        actor,
      );
    },
  );

  for (const [verb, summary] of [
    ['submit', '提出，交另一个人审定；缺内容的不收，列出缺什么'],
    ['withdraw', '撤回本人的草稿或提出的标准'],
  ] as const) {
    app.post(
      `/api/standard-proposals/:proposalId/${verb}`,
      {
        config: { access: writers },
        schema: {
          tags,
          summary,
          ...one,
          response: { 200: ProposalAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const actor = writerOf(request);
        return answer(await standards[verb](actor, request.params.proposalId), actor);
      },
    );
  }

  app.post(
    '/api/standard-proposals/:proposalId/decision',
    {
      config: { access: writers },
      schema: {
        tags,
        summary: '审定：同意即发布为新版本，到日子生效；不同意写明理由。提出人自己不能审定',
        ...one,
        body: object(
          { approved: Type.Boolean(), note: Type.String({ maxLength: 2000 }) },
          { examples: [{ approved: true, note: '' }] },
        ),
        response: { 200: ProposalAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const actor = writerOf(request);
      return answer(await standards.decide(actor, request.params.proposalId, request.body), actor);
    },
  );
}
