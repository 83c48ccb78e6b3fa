import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import {
  Id,
  InstantText,
  object,
  oneOf,
  problemAnswers,
  RegionCode,
  type Static,
  Type,
} from '../../platform/schema.ts';
import { keepersOfList, momentOf, Reason, readersOfList, tags } from '../contact-list/contact-list.routes.ts';
import { type HallChange, hallFields } from './hall.ts';
import type { HallDesk } from './hall-desk.service.ts';

const HallAnswer = Type.Object({
  id: Id,
  regionCode: RegionCode,
  regionName: Type.String(),
  name: Type.String(),
  address: Type.String(),
  sample: Type.Boolean(),
  windows: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      address: Type.String(),
      status: oneOf(['open', 'suspended', 'closed']),
    }),
  ),
  mayEdit: Type.Boolean(),
});

const ChangeAnswer = Type.Object({
  id: Type.Integer(),
  kind: oneOf(['changed']),
  validFrom: InstantText,
  recordedAt: InstantText,
  recordedByName: Type.String(),
  reason: Type.String(),
  fields: Type.Array(
    Type.Object({ key: Type.String(), label: Type.String(), before: Type.String(), after: Type.String() }),
  ),
});

const changeAnswer = ({ before, after, ...change }: HallChange): Static<typeof ChangeAnswer> => ({
  ...change,
  kind: 'changed',
  fields: hallFields
    .filter(({ key }) => after[key] !== undefined)
    .map(({ key, label }) => ({ key, label, before: before[key] ?? '', after: after[key] ?? '' })),
});

/** Halls: reading, and changing name and address from a moment on. */
export function hallDirectoryRoutes(app: App, halls: HallDesk): void {
  const ofHall = object({ hallId: Id });

  app.get(
    '/api/directory/halls',
    {
      config: { access: readersOfList },
      schema: {
        summary: '政务服务大厅：名称、地址和里面的窗口',
        tags,
        querystring: object({
          region: Type.Optional(RegionCode),
          after: Type.Optional(Type.String({ maxLength: 60 })),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 50' }),
          ),
        }),
        response: {
          200: Type.Object({ items: Type.Array(HallAnswer), next: Type.Optional(Type.String()) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => {
      const { region, after, limit } = request.query;
      return halls.list(actorOf(request), region, { after, limit: Number(limit ?? 50) });
    },
  );

  app.get(
    '/api/directory/halls/:hallId',
    {
      config: { access: readersOfList },
      schema: {
        summary: '一个大厅',
        tags,
        params: ofHall,
        response: { 200: HallAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    (request) => halls.get(actorOf(request), request.params.hallId),
  );

  app.get(
    '/api/directory/halls/:hallId/history',
    {
      config: { access: readersOfList },
      schema: {
        summary: '一个大厅的变更记录：谁、何时、原来是什么、从何时起',
        tags,
        params: ofHall,
        response: {
          200: Type.Object({ items: Type.Array(ChangeAnswer) }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { id } = halls.get(actorOf(request), request.params.hallId);
      return { items: (await halls.history(id)).map(changeAnswer) };
    },
  );

  app.post(
    '/api/directory/halls/:hallId/changes',
    {
      config: { access: keepersOfList },
      schema: {
        summary: '修改大厅的名称或地址，立即或从某一时刻起；原来的留在记录里',
        description:
          '只写要改的。windowsFollow 为 true 时，窗口地址和邮寄地址里以大厅原地址开头的一并改；以后的邮件寄往新址，途中的不变。',
        tags,
        params: ofHall,
        body: {
          ...object({
            name: Type.Optional(Type.String({ maxLength: 200 })),
            address: Type.Optional(Type.String({ maxLength: 400 })),
            windowsFollow: Type.Optional(Type.Boolean()),
            validFrom: Type.Optional(InstantText),
            reason: Reason,
          }),
          examples: [{ address: '成都市武侯区示例路 28 号', windowsFollow: true, reason: '大厅搬迁' }],
        },
        response: {
          204: Type.Null({ description: '已办理' }),
          ...problemAnswers(400, 401, 403, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { validFrom, ...wish } = request.body;
      const from = momentOf(validFrom, '/validFrom');
      await halls.change(actorOf(request), request.params.hallId, { ...wish, validFrom: from });
      return reply.code(204).send(null);
    },
  );
}
