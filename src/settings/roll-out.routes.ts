import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { InstantText, object, oneOf, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import type { Role } from '../regulation/roles.ts';
import { type RegionStage, rollOutPointIds } from '../regulation/roll-out.ts';
import type { RollOut } from './roll-out.service.ts';

const tags = ['地区开通'];
const readers: Role[] = ['serviceAdministration', 'coordinationGroup', 'systemAdministrator', 'auditor'];
const keepers: Role[] = ['serviceAdministration'];
const Stage = Type.Unsafe<RegionStage>({ type: 'integer', enum: [1, 2, 3], description: '规程第三条的阶段' });
const Point = oneOf(rollOutPointIds);
const orNull = (type: ReturnType<typeof Type.String>) => Type.Union([type, Type.Null()]);

const regionFields = {
  regionCode: RegionCode,
  regionName: Type.String(),
  level: oneOf(['province', 'prefecture', 'county']),
  active: Type.Boolean({ description: '已开通，能收发办件' }),
  stage: Stage,
  stageText: Type.String(),
  points: Type.Array(
    Type.Object({
      id: Point,
      title: Type.String(),
      means: Type.String(),
      done: Type.Boolean(),
      by: orNull(Type.String()),
      at: orNull(InstantText),
      note: orNull(Type.String()),
    }),
  ),
  open: Type.Integer({ description: '没有完成的项目' }),
  mayCheck: Type.Boolean({ description: '您能填清单' }),
  maySwitch: Type.Boolean({ description: '您能开通和停用' }),
};
const RegionAnswer = Type.Object(regionFields);
const RegionWithHistory = Type.Object({
  ...regionFields,
  history: Type.Array(
    Type.Object({
      what: oneOf(['pointDone', 'pointReopened', 'stageSet', 'activated', 'deactivated']),
      point: Type.Union([Point, Type.Null()]),
      stage: Type.Union([Stage, Type.Null()]),
      note: orNull(Type.String()),
      byName: orNull(Type.String()),
      at: InstantText,
    }),
  ),
});
const params = object({ region: RegionCode });

/** Regions on their way into operation: checklist, stage, on and off. */
export function rollOutRoutes(app: App, rollOut: RollOut): void {
  app.get(
    '/api/roll-out',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '各地区开通情况；管理部门看本级和下级',
        querystring: object({
          under: Type.Optional(RegionCode),
          only: Type.Optional(oneOf(['active', 'open'], { description: 'active 已开通，open 未开通' })),
          after: Type.Optional(RegionCode),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 50' }),
          ),
        }),
        response: {
          200: Type.Object({
            regions: Type.Array(RegionAnswer),
            next: orNull(RegionCode),
            active: Type.Integer({ description: '已开通的地区数' }),
            all: Type.Integer(),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) =>
      rollOut.list(actorOf(request), { ...request.query, limit: Number(request.query.limit ?? '50') }),
  );

  app.get(
    '/api/roll-out/:region',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '一个地区的开通清单和经过',
        params,
        response: { 200: RegionWithHistory, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    (request) => rollOut.find(actorOf(request), request.params.region),
  );

  app.put(
    '/api/roll-out/:region/points/:point',
    {
      config: { access: keepers },
      schema: {
        tags,
        summary: '把清单的一项记为完成，或改回未完成（本级或上级管理部门）',
        params: object({ region: RegionCode, point: Point }),
        body: object(
          { done: Type.Boolean(), note: Type.Optional(Type.String({ maxLength: 800 })) },
          { examples: [{ done: true, note: '10 月 8 日验收' }] },
        ),
        response: { 200: RegionAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    (request) =>
      rollOut.setPoint(actorOf(request), request.params.region, request.params.point, request.body),
  );

  app.put(
    '/api/roll-out/:region/stage',
    {
      config: { access: keepers },
      schema: {
        tags,
        summary: '登记地区所处的阶段（省级管理部门）',
        params,
        body: object({ stage: Stage }, { examples: [{ stage: 2 }] }),
        response: { 200: RegionAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    (request) => rollOut.setStage(actorOf(request), request.params.region, request.body.stage),
  );

  app.post(
    '/api/roll-out/:region/activate',
    {
      config: { access: keepers },
      schema: {
        tags,
        summary: '开通一个地区；清单要全部完成（省级管理部门）',
        params,
        body: object({}, { examples: [{}] }),
        response: { 200: RegionAnswer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    (request) => rollOut.activate(actorOf(request), request.params.region),
  );

  app.post(
    '/api/roll-out/:region/deactivate',
    {
      config: { access: keepers },
      schema: {
        tags,
        summary: '停用一个地区；没有办结的办件时不能停用（省级管理部门）',
        params,
        body: object(
          { reason: Type.String({ maxLength: 800 }) },
          { examples: [{ reason: '大厅搬迁，暂停通办' }] },
        ),
        response: { 200: RegionAnswer, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    (request) => rollOut.deactivate(actorOf(request), request.params.region, request.body.reason),
  );
}
