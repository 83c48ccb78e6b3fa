import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import { canonical } from '../../platform/canonical.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { Problem } from '../../platform/problem.ts';
import { Id, object, problemAnswers, Type } from '../../platform/schema.ts';
import { articles } from '../../regulation/articles.ts';
import { commandNames, kebab, rowOf } from '../../regulation/lifecycle/index.ts';
import { ApplicationContents, type CaseForm } from '../intake/case-form.ts';
import { openCase } from '../intake/open-case.ts';
import { CommandReceiptAnswer } from './case-answers.ts';
import type { Act } from './case-request.ts';
import type { Drafts } from './drafts.service.ts';
import type { Executor } from './executor.service.ts';
import { commands } from './registry.ts';

const idParams = object({ id: Id });

/** The request's own key: required, so that a repeated request gives the first answer. */
function requestKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\w.:-]{8,100}$/.test(key)) throw new Problem('request-key-missing');
  return key;
}

/** The version the sender saw, from If-Match: "7". */
function expectedVersion(request: FastifyRequest): number {
  const match = request.headers['if-match'];
  if (typeof match !== 'string') throw new Problem('precondition-missing');
  const version = /^"(\d{1,9})"$/.exec(match.trim())?.[1];
  if (version === undefined)
    throw new Problem('precondition-missing', { detail: 'If-Match 应写成 "<版本号>"。' });
  return Number(version);
}

const digestOf = (path: string, body: unknown): string =>
  createHash('sha256')
    .update(`${path}\n${canonical(body ?? {})}`)
    .digest('hex');

const headerNote = 'Idempotency-Key：本次请求自己的编号，重发得到第一次的答复。If-Match："<版本号>"。';

type Executed = Awaited<ReturnType<Executor['execute']>>;

/** The receipt with status and version of the case. */
function answer(reply: FastifyReply, { status, receipt }: Executed): Executed['receipt'] {
  reply.code(status).header('etag', `"${receipt.version}"`);
  return receipt;
}

const withoutSwitches = ({ submit: _submit, startReview: _start, ...form }: CaseForm): CaseForm => form;

function contentsOf(form: CaseForm): ApplicationContents {
  const { applicant, agent, contact, situations, answers, delivery, duplicateReason } = form;
  return Object.fromEntries(
    Object.entries({ applicant, agent, contact, situations, answers, delivery, duplicateReason }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

/** The acts behind POST /api/cases: a draft, or a registered case, or one whose review has begun. */
function openingActs(form: CaseForm): Act[] {
  const acts: Act[] = [{ command: 'openCase', input: withoutSwitches(form) }];
  if (form.submit) acts.push({ command: 'submitCase', input: { form: contentsOf(form) } });
  if (form.submit && form.startReview) acts.push({ command: 'startFormalReview', input: {} });
  return acts;
}

/** Parts that the routes need beside the executor. */
export type CaseRouteParts = {
  executor: Executor;
  /** The saved draft, for submit-case without a form. */
  draftForm: (caseId: string, actor: Actor) => Promise<ApplicationContents>;
  /** Keeps what was typed with a draft that is opened with contents. */
  keepDraft: (caseId: string, actor: Actor, form: ApplicationContents) => Promise<void>;
};

/** One route for every command on a case, made from the registry; commands of the clock have none. */
export function caseCommandRoutes(app: App, { executor, draftForm, keepDraft }: CaseRouteParts): void {
  app.post(
    '/api/cases',
    {
      config: { access: 'session' },
      schema: {
        summary: openCase.summary,
        description: `${headerNote}带 submit 登记并取得业务编号；再带 startReview 随即开始形式审查。三步在一个事务内。`,
        tags: ['办件'],
        body: { ...openCase.input, examples: [openCase.example] },
        response: {
          200: CommandReceiptAnswer,
          201: CommandReceiptAnswer,
          ...problemAnswers(400, 401, 403, 409, 412, 413, 422, 503),
        },
      },
    },
    async (request, reply) => {
      const form = request.body as CaseForm;
      const executed = await executor.execute({
        acts: openingActs(form),
        actor: actorOf(request),
        key: requestKey(request),
        digest: digestOf('/api/cases', form),
      });
      const contents = contentsOf(form);
      if (!form.submit && Object.keys(contents).length > 0)
        await keepDraft(executed.receipt.id, actorOf(request), contents);
      return answer(reply, executed);
    },
  );

  for (const name of commandNames) {
    const row = rowOf(name);
    if (name === 'openCase' || row.actors.every((capacity) => capacity === 'system')) continue;
    const command = commands[name];
    const path = `/api/cases/:id/${kebab(name)}`;
    app.post(
      path,
      {
        config: { access: 'session' },
        schema: {
          summary: `${row.title}：${command.summary}`,
          description: `依据：${articles[row.article].citation}。${headerNote}可能的拒绝：${row.refusals.join('、') || '仅通用拒绝'}。`,
          tags: ['办件命令'],
          params: idParams,
          body: { ...command.input, examples: [command.example] },
          response: {
            200: CommandReceiptAnswer,
            ...problemAnswers(400, 401, 403, 404, 409, 412, 413, 422, 428, 503),
          },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const key = requestKey(request);
        const version = expectedVersion(request);
        const body = (request.body ?? {}) as { form?: ApplicationContents };
        const input =
          name === 'submitCase' && body.form === undefined
            ? { form: await draftForm(id, actorOf(request)) }
            : body;
        return answer(
          reply,
          await executor.execute({
            caseId: id,
            acts: [{ command: name, input }],
            actor: actorOf(request),
            expectedVersion: version,
            key,
            digest: digestOf(`/api/cases/${id}/${kebab(name)}`, body),
          }),
        );
      },
    );
  }
}

/** Routes that keep what is typed before an application is registered. */
export function draftRoutes(app: App, drafts: Drafts): void {
  app.get(
    '/api/cases/:id/draft',
    {
      config: { access: 'session' },
      schema: {
        summary: '取回草稿',
        tags: ['办件'],
        params: idParams,
        response: {
          200: object({
            revision: Type.Integer(),
            form: ApplicationContents,
            updatedAt: Type.String(),
            closedBecause: Type.Union([Type.String(), Type.Null()]),
          }),
          ...problemAnswers(401, 403, 404),
        },
      },
    },
    (request) => drafts.find(request.params.id, actorOf(request)),
  );
  app.put(
    '/api/cases/:id/draft',
    {
      config: { access: 'session' },
      schema: {
        summary: '保存草稿（不产生办件记录）',
        description: 'If-Match："<草稿修订号>"，首次为 "0"。',
        tags: ['办件'],
        params: idParams,
        body: { ...ApplicationContents, examples: [{ contact: { name: '罗晓梅', phone: '13800006021' } }] },
        response: {
          200: object({ revision: Type.Integer() }),
          ...problemAnswers(400, 401, 403, 404, 412, 413, 422, 428),
        },
      },
    },
    (request) => drafts.save(request.params.id, actorOf(request), expectedVersion(request), request.body),
  );
}
