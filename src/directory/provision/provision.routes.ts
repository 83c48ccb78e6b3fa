import type { FastifyRequest } from 'fastify';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import {
  DayText,
  Id,
  object,
  oneOf,
  problemAnswers,
  RegionCode,
  type Static,
  Type,
} from '../../platform/schema.ts';
import type { Role } from '../../regulation/roles.ts';
import { readersOfList } from '../contact-list/contact-list.routes.ts';
import type { Provision, Provisions } from './provision.service.ts';
import {
  checklistPointNames,
  checklistPoints,
  deviceNames,
  deviceStateNames,
  devices,
  largestPhoto,
  postNames,
} from './provision.ts';

const keepers: Role[] = ['windowLead', 'serviceAdministration'];
const tags = ['窗口配备'];
const ofWindow = object({ windowId: Id });
const done = { 204: Type.Null({ description: '已办理' }) };
const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' });

const ProvisionAnswer = Type.Object({
  windowId: Id,
  ready: Type.Boolean(),
  readiness: Type.String({ description: '就绪 或 设备不齐' }),
  warning: Type.Optional(Type.String({ description: '远程协助开始前的提示，可改用电话' })),
  devices: Type.Array(
    Type.Object({
      device: oneOf(devices),
      name: Type.String(),
      state: oneOf(['works', 'broken', 'unknown', 'missing']),
      stateName: Type.String(),
      checkedOn: Type.Optional(Type.String()),
      by: Type.Optional(Type.String()),
    }),
  ),
  posts: Type.Array(
    Type.Object({
      post: oneOf(['dedicated', 'deputy']),
      postName: Type.String(),
      staffId: Id,
      staffName: Type.String(),
      since: Type.String(),
    }),
  ),
  postsLacking: Type.Array(Type.String()),
  clerks: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  absences: Type.Array(
    Type.Object({
      id: Id,
      staffId: Id,
      staffName: Type.String(),
      fromDay: Type.String(),
      toDay: Type.String(),
      reason: Type.String(),
    }),
  ),
  checklist: Type.Array(
    Type.Object({
      point: oneOf(checklistPoints),
      name: Type.String(),
      done: Type.Boolean(),
      seenOn: Type.Optional(Type.String()),
      by: Type.Optional(Type.String()),
    }),
  ),
  percent: Type.Integer(),
  missing: Type.Array(Type.String()),
  extraHours: Type.Array(
    Type.Object({ id: Id, fromAt: Type.String(), toAt: Type.String(), note: Type.String() }),
  ),
  openings: Type.Array(
    Type.Object({
      day: Type.String(),
      openings: Type.Array(Type.Object({ from: Type.String(), to: Type.String() })),
    }),
  ),
  mayKeep: Type.Boolean(),
});

function provisionAnswer(provision: Provision): Static<typeof ProvisionAnswer> {
  const { readiness, warning, checks, marks, missing, postsLacking, ...rest } = provision;
  return {
    ...rest,
    posts: rest.posts.map((post) => ({ ...post, postName: postNames[post.post] })),
    ready: readiness.ready,
    readiness: readiness.label,
    ...(warning === undefined ? {} : { warning }),
    devices: readiness.devices.map(({ device, state }) => {
      const check = checks.find((each) => each.device === device);
      return {
        device,
        name: deviceNames[device],
        state,
        stateName: deviceStateNames[state],
        ...(check ? { checkedOn: check.checkedOn, by: check.recordedByName } : {}),
      };
    }),
    postsLacking: postsLacking.map((post) => postNames[post]),
    checklist: checklistPoints.map((point) => {
      const mark = marks.find((each) => each.point === point);
      return {
        point,
        name: checklistPointNames[point],
        done: mark?.done ?? false,
        ...(mark ? { seenOn: mark.seenOn, by: mark.recordedByName } : {}),
      };
    }),
    missing: missing.map((point) => checklistPointNames[point]),
  };
}

/** What windows are provided with: devices, staff, checklist, extra opening times. */
export function provisionRoutes(app: App, provisions: Provisions): void {
  reading(app, provisions);
  devicesAndStaff(app, provisions);
  hours(app, provisions);
  photos(app, provisions);
}

function reading(app: App, provisions: Provisions): void {
  app.get(
    '/api/directory/windows/:windowId/provision',
    {
      config: { access: readersOfList },
      schema: {
        summary: '一个窗口的设备、人员、现场配备和延时服务',
        tags,
        params: ofWindow,
        response: { 200: ProvisionAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => provisionAnswer(await provisions.get(actorOf(request), request.params.windowId)),
  );

  app.get(
    '/api/directory/provision-totals',
    {
      config: { access: ['serviceAdministration', 'coordinationGroup', 'auditor'] },
      schema: {
        summary: '一个省各市的窗口配备：几个就绪、几个有专职人员、现场配备平均百分之几',
        tags,
        querystring: object({ province: RegionCode }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                regionCode: RegionCode,
                regionName: Type.String(),
                windows: Type.Integer(),
                ready: Type.Integer(),
                staffed: Type.Integer(),
                complete: Type.Integer(),
                percent: Type.Integer(),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => ({ items: await provisions.totals(request.query.province) }),
  );
}

function devicesAndStaff(app: App, provisions: Provisions): void {
  app.post(
    '/api/directory/windows/:windowId/device-checks',
    {
      config: { access: keepers },
      schema: {
        summary: '登记一次设备检查；超过 30 天的检查不再算数',
        tags,
        params: ofWindow,
        body: {
          ...object({ device: oneOf(devices), works: Type.Boolean(), checkedOn: DayText }),
          examples: [{ device: 'microphone', works: true, checkedOn: '2021-06-07' }],
        },
        response: { ...done, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await provisions.checkDevice(actorOf(request), request.params.windowId, request.body);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/directory/windows/:windowId/posts',
    {
      config: { access: keepers },
      schema: {
        summary: '指定专职人员或副岗；只能是本地区的人员',
        tags,
        params: ofWindow,
        body: {
          ...object({ post: oneOf(['dedicated', 'deputy']), staffId: Id }),
          examples: [{ post: 'deputy', staffId: '00000000-0000-4000-8000-000000000001' }],
        },
        response: { ...done, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      await provisions.givePost(actorOf(request), request.params.windowId, request.body);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/directory/windows/:windowId/posts/:staffId',
    {
      config: { access: keepers },
      schema: {
        summary: '免去一个人在窗口的岗位',
        tags,
        params: object({ windowId: Id, staffId: Id }),
        response: { ...done, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await provisions.endPost(actorOf(request), request.params.windowId, request.params.staffId);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/directory/windows/:windowId/absences',
    {
      config: { access: keepers },
      schema: {
        summary: '登记缺勤；最后一个人也不在时通知窗口负责人和管理部门',
        tags,
        params: ofWindow,
        body: {
          ...object({
            staffId: Id,
            fromDay: DayText,
            toDay: DayText,
            reason: Type.String({ minLength: 1, maxLength: 200 }),
          }),
          examples: [
            {
              staffId: '00000000-0000-4000-8000-000000000001',
              fromDay: '2021-06-07',
              toDay: '2021-06-08',
              reason: '病假',
            },
          ],
        },
        response: { ...done, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await provisions.recordAbsence(actorOf(request), request.params.windowId, request.body);
      return reply.code(204).send(null);
    },
  );
}

function hours(app: App, provisions: Provisions): void {
  app.post(
    '/api/directory/windows/:windowId/extra-hours',
    {
      config: { access: keepers },
      schema: {
        summary: '公布错时、延时服务时间；期限仍只算工作日',
        description: '与办公时间重叠的部分合并，不重复计算。',
        tags,
        params: ofWindow,
        body: {
          ...object({
            day: DayText,
            from: Time,
            to: Time,
            note: Type.String({ minLength: 1, maxLength: 200 }),
          }),
          examples: [{ day: '2021-07-10', from: '09:00', to: '12:00', note: '周六延时服务' }],
        },
        response: { ...done, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await provisions.addExtraHours(actorOf(request), request.params.windowId, request.body);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/directory/windows/:windowId/extra-hours/:id',
    {
      config: { access: keepers },
      schema: {
        summary: '取消一段延时服务时间',
        tags,
        params: object({ windowId: Id, id: Id }),
        response: { ...done, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await provisions.withdrawExtraHours(actorOf(request), request.params.windowId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function photos(app: App, provisions: Provisions): void {
  const ofPoint = object({ windowId: Id, point: oneOf(checklistPoints) });
  app.register(async (scope: App) => {
    scope.addContentTypeParser(
      ['application/octet-stream', 'image/jpeg', 'image/png'],
      { parseAs: 'buffer', bodyLimit: largestPhoto + 1024 },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    scope.put(
      '/api/directory/windows/:windowId/checklist/:point',
      {
        config: { access: keepers },
        schema: {
          summary: '现场配备的一项：已有（附照片和日期）或没有',
          description: '正文是照片本身（JPEG 或 PNG，最大 2 MB）；标为没有时可不带照片。',
          tags,
          params: ofPoint,
          consumes: ['application/octet-stream', 'image/jpeg', 'image/png'],
          querystring: object({ done: oneOf(['0', '1']), seenOn: Type.Optional(DayText) }),
          response: { ...done, ...problemAnswers(400, 401, 403, 404, 409, 413, 415) },
        },
      },
      async (request, reply) => {
        const { windowId, point } = request.params;
        const photo = Buffer.isBuffer(request.body) && request.body.length > 0 ? request.body : undefined;
        const mark = { point, done: request.query.done === '1', seenOn: request.query.seenOn, photo };
        await provisions.mark(actorOf(request), windowId, mark);
        return reply.code(204).send(null);
      },
    );
  });

  app.get(
    '/api/directory/windows/:windowId/checklist/:point/photo',
    {
      config: { access: readersOfList },
      schema: {
        summary: '现场配备一项的照片',
        tags,
        params: ofPoint,
        response: { 200: Type.Any({ description: '照片' }), ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { bytes, mediaType } = await provisions.photo(request.params.windowId, request.params.point);
      return reply.header('cache-control', 'private, no-store').type(mediaType).send(bytes);
    },
  );
}
