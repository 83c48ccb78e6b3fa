import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { DayText, Id, object, problemAnswers, RegionCode, Type } from '../../platform/schema.ts';
import type { PriorityFigures } from './priority-share.service.ts';

const Share = Type.Object({
  cases: Type.Integer({ description: '期间登记的办件' }),
  priority: Type.Integer({ description: '其中标为优先的' }),
  percent: Type.Number({ description: '百分比，一位小数' }),
});

/** Share of priority cases of the green channel. */
export function priorityShareRoutes(app: App, figures: PriorityFigures): void {
  app.get(
    '/api/priority-share',
    {
      config: { access: ['windowClerk', 'windowLead', 'serviceAdministration'] },
      schema: {
        summary: '绿色通道优先件占比：本窗口，或本地区和下级的窗口',
        description: '按登记日期计算，不写日期时为最近 30 天，一次最多 366 天。取消了优先的不计。',
        tags: ['办件'],
        querystring: object({
          region: Type.Optional(RegionCode),
          from: Type.Optional(DayText),
          to: Type.Optional(DayText),
        }),
        response: {
          200: Type.Object({
            from: Type.String(),
            to: Type.String(),
            intake: Share,
            home: Share,
            windows: Type.Array(
              Type.Object({
                windowId: Id,
                windowName: Type.String(),
                regionName: Type.String(),
                intake: Share,
                home: Share,
              }),
              { description: '有办件的窗口，优先件多的在前，最多 200 个' },
            ),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => figures.shares(actorOf(request), request.query),
  );
}
