import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { object, oneOf, problemAnswers, RegionCode, Type } from '../../platform/schema.ts';
import { EntryAnswer, entryAnswer, readersOfList, tags } from './contact-list.routes.ts';
import type { Offices } from './offices.service.ts';

/** The administrations by level, with what their province decided about each region. */
export function officeRoutes(app: App, offices: Offices): void {
  app.get(
    '/api/directory/administrations',
    {
      config: { access: readersOfList },
      schema: {
        summary: '政务服务管理部门，按级别：一个地区和它的下级；不写 region 时为各省（区、市）',
        tags,
        querystring: object({ region: Type.Optional(RegionCode) }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                regionCode: RegionCode,
                regionName: Type.String(),
                level: oneOf(['province', 'prefecture', 'county']),
                levelName: Type.String(),
                entry: Type.Union([EntryAnswer, Type.Null()]),
                windows: Type.Integer(),
                openWindows: Type.Integer(),
                removed: Type.Boolean({ description: '已移出联络清单' }),
                delegated: Type.Boolean({ description: '维护自己的条目' }),
                hasChildren: Type.Boolean(),
                mayEdit: Type.Boolean(),
                mayDecide: Type.Boolean({ description: '读的人是它的省级管理部门' }),
                mayDelegate: Type.Boolean(),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => ({
      items: offices(actorOf(request), request.query.region).map(({ entry, ...office }) => ({
        ...office,
        entry: entry && entryAnswer(entry),
      })),
    }),
  );
}
