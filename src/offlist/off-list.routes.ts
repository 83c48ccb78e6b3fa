import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { canonical } from '../platform/canonical.ts';
import { fileHeaders } from '../platform/file-headers.ts';
import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { Id, object, oneOf, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import { articles } from '../regulation/articles.ts';
import type { Instant } from '../regulation/instant.ts';
import { kebab } from '../regulation/lifecycle/index.ts';
import { type OffListState, offListRow, offListStates } from '../regulation/off-list.ts';
import type { Role } from '../regulation/roles.ts';
import type { OffList } from './off-list.service.ts';
import { OffListAnswer, OffListPageAnswer } from './off-list-answers.ts';
import { type OffListPersonCommand, offListBodies } from './off-list-inputs.ts';
import type { OffListReading } from './off-list-reading.service.ts';
import { type OffListPaper, type OffListQueue, offListPapers, offListQueues } from './off-list-view.ts';
import type { OffListWorld } from './off-list-world.service.ts';

const clerks: Role[] = ['windowClerk', 'windowLead'];
const readers: Role[] = [...clerks, 'serviceAdministration', 'coordinationGroup', 'auditor'];
const actors: Role[] = [...clerks, 'serviceAdministration', 'coordinationGroup'];

const idParams = object({ id: Id });
const tags = ['清单外'];
const largestPage = 100;
const pdf = { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) };
const keyNote = 'Idempotency-Key：本次请求自己的编号，重发得到第一次的答复。';
const versionNote = 'If-Match："<版本号>"。';

const Receipt = Type.Object({
  id: Id,
  version: Type.Integer(),
  state: Type.String(),
  stateLabel: Type.String(),
});

const limitOf = (text: string | undefined): number => {
  const limit = Number(text ?? 20);
  if (limit < 1 || limit > largestPage) throw fieldInvalid('/limit', `每页 1 到 ${largestPage} 条。`);
  return limit;
};

function requestKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\w.:-]{8,100}$/.test(key)) throw new Problem('request-key-missing');
  return key;
}

function expectedVersion(request: FastifyRequest): number {
  const match = request.headers['if-match'];
  const version = typeof match === 'string' ? /^"(\d{1,9})"$/.exec(match.trim())?.[1] : undefined;
  if (version === undefined)
    throw new Problem('precondition-missing', { detail: 'If-Match 应写成 "<版本号>"。' });
  return Number(version);
}

const digestOf = (path: string, body: unknown): string =>
  createHash('sha256')
    .update(`${path}\n${canonical(body ?? {})}`)
    .digest('hex');

/** Off-list requests: recording, every command on them, lists, one request, what can be printed (规程第二十四条). */
export function offListRoutes(
  app: App,
  parts: { offList: OffList; reading: OffListReading; world: OffListWorld; now: () => Instant },
): void {
  const { offList, reading, world, now } = parts;

  app.get(
    '/api/off-list-check',
    {
      config: { access: clerks },
      schema: {
        summary: '登记前查清单：两地都有的清单里有没有这件事',
        description: 'exact 为同名事项，不能登记；其余为相近事项，须逐项向申请人确认都不是。',
        tags,
        querystring: object({
          wording: Type.String({ minLength: 1, maxLength: 100 }),
          homeRegion: RegionCode,
        }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                catalogueId: Type.String(),
                catalogueName: Type.String(),
                number: Type.Integer(),
                name: Type.String(),
                exact: Type.Boolean(),
              }),
            ),
            homeListed: Type.Boolean({ description: '属地在联络清单内，可以请其同意' }),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { wording, homeRegion } = request.query;
      const { regionCode } = world.windowOf(actorOf(request));
      world.checkRegion(homeRegion);
      const where = { intakeRegion: regionCode, homeRegion, at: now() };
      return {
        items: world.findListed(wording, where),
        homeListed: world.findHome(regionCode, homeRegion, now()) !== undefined,
      };
    },
  );

  app.post(
    '/api/off-list-requests',
    {
      config: { access: clerks },
      schema: {
        summary: `${offListRow('recordOffListRequest').title}：${offListBodies.recordOffListRequest.summary}`,
        description: `依据：${articles['rules-24'].citation}。${keyNote}可能的拒绝：${offListRow('recordOffListRequest').refusals.join('、')}。`,
        tags,
        body: {
          ...offListBodies.recordOffListRequest.input,
          examples: [offListBodies.recordOffListRequest.example],
        },
        response: { 200: Receipt, 201: Receipt, ...problemAnswers(400, 401, 403, 409, 413, 422) },
      },
    },
    async (request, reply) => {
      const { status, receipt } = await offList.execute({
        command: 'recordOffListRequest',
        input: request.body,
        actor: actorOf(request),
        key: requestKey(request),
        digest: digestOf('/api/off-list-requests', request.body),
      });
      return reply
        .code(status as 201)
        .header('etag', `"${receipt.version}"`)
        .send(receipt);
    },
  );

  for (const command of Object.keys(offListBodies) as OffListPersonCommand[]) {
    if (command === 'recordOffListRequest') continue;
    const row = offListRow(command);
    const { input, summary, example } = offListBodies[command];
    const path = `/api/off-list-requests/:id/${kebab(command)}`;
    app.post(
      path,
      {
        config: { access: actors },
        schema: {
          summary: `${row.title}：${summary}`,
          description: `依据：${articles[row.article].citation}。${keyNote}${versionNote}可能的拒绝：${row.refusals.join('、') || '仅通用拒绝'}。`,
          tags,
          params: idParams,
          body: { ...input, examples: [example] },
          response: { 200: Receipt, ...problemAnswers(400, 401, 403, 404, 409, 412, 413, 422, 428) },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const { receipt } = await offList.execute({
          command,
          id,
          input: request.body ?? {},
          actor: actorOf(request),
          expectedVersion: expectedVersion(request),
          key: requestKey(request),
          digest: digestOf(`/api/off-list-requests/${id}/${kebab(command)}`, request.body),
        });
        return reply.header('etag', `"${receipt.version}"`).send(receipt);
      },
    );
  }

  app.get(
    '/api/off-list-requests',
    {
      config: { access: readers },
      schema: {
        summary: '清单外申请列表',
        description:
          'toAnswer 待我答复，急的在前；intake 本窗口登记；home 问到本窗口；region 本地区。其余最近的在前。只有登记的窗口看到申请人（遮蔽）。',
        tags,
        querystring: object({
          queue: Type.Optional(oneOf(Object.keys(offListQueues) as OffListQueue[])),
          state: Type.Optional(oneOf(Object.keys(offListStates) as OffListState[])),
          after: Type.Optional(Type.String({ maxLength: 200 })),
          limit: Type.Optional(Type.String({ pattern: '^\\d{1,3}$' })),
        }),
        response: { 200: OffListPageAnswer, ...problemAnswers(400, 401, 403) },
      },
    },
    (request) => {
      const { queue = 'toAnswer', state, after, limit } = request.query;
      return reading.list(actorOf(request), {
        queue,
        ...(state ? { state } : {}),
        ...(after ? { after } : {}),
        limit: limitOf(limit),
      });
    },
  );

  app.get(
    '/api/off-list-requests/:id',
    {
      config: { access: readers },
      schema: {
        summary: '一条清单外申请',
        description: 'unmask=1 由登记的窗口看申请人全称和电话，留痕。',
        tags,
        params: idParams,
        querystring: object({ unmask: Type.Optional(oneOf(['1'])) }),
        response: { 200: OffListAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const view = await reading.view(request.params.id, actorOf(request), {
        unmask: request.query.unmask === '1',
        address: request.ip,
      });
      return reply.header('etag', `"${view.version}"`).send(view);
    },
  );

  app.get(
    '/api/off-list-requests/:id/verification',
    {
      config: { access: readers },
      schema: {
        summary: '核对这条申请的记录链',
        tags,
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
    (request) => reading.verify(request.params.id, actorOf(request)),
  );

  app.get(
    '/api/off-list-requests/:id/papers/:paper.pdf',
    {
      config: { access: clerks },
      schema: {
        summary: '打印：登记表、说明、征求意见函、同意书',
        description: '只给登记的窗口；打印留痕。',
        tags,
        params: object({ id: Id, paper: oneOf(Object.keys(offListPapers) as OffListPaper[]) }),
        response: {
          200: { description: 'PDF', content: { 'application/pdf': pdf } },
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { id, paper } = request.params;
      const { bytes, name } = await reading.paper(id, paper, actorOf(request));
      return reply.headers(fileHeaders({ mediaType: 'application/pdf', name })).send(bytes);
    },
  );
}
