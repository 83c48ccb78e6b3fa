import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { fieldInvalid } from '../../platform/problem.ts';
import { DayText, Id, InstantText, object, problemAnswers, Type } from '../../platform/schema.ts';
import { isDay } from '../../regulation/shanghai-time.ts';
import { declineCodes } from './decline-intake.ts';
import type { Explanations } from './explanations.service.ts';

const Explanation = object({
  documentId: Id,
  href: Type.String(),
  businessNumber: Type.String(),
  issuedAt: InstantText,
  windowName: Type.String(),
  itemName: Type.String(),
  code: Type.String(),
  reason: Type.String(),
});

/** 未收件说明, retrievable by date and window. */
export function explanationRoutes(
  app: App,
  explanations: Explanations,
  names: { windowName(id: string): string; itemName(catalogueId: string, itemNumber: number): string },
): void {
  app.get(
    '/api/explanations',
    {
      config: { access: 'session' },
      schema: {
        summary: '未收件说明：按日期和窗口查',
        description: '本窗口的，管理部门为本地区的；不显示个人信息。最多 200 份，最近的在前。',
        tags: ['文书'],
        querystring: object({ from: DayText, to: DayText, window: Type.Optional(Id) }),
        response: {
          200: object({ explanations: Type.Array(Explanation) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { from, to, window } = request.query;
      for (const [field, day] of Object.entries({ from, to })) {
        if (!isDay(day)) throw fieldInvalid(`/${field}`, '没有这一天。');
      }
      const rows = await explanations.list(actorOf(request), { from, to, window });
      return {
        explanations: rows.map(({ windowId, catalogueId, itemNumber, code, ...row }) => ({
          ...row,
          code,
          reason: declineCodes[code as keyof typeof declineCodes] ?? code,
          href: `/api/documents/${row.documentId}.pdf`,
          windowName: names.windowName(windowId),
          itemName: names.itemName(catalogueId, itemNumber),
        })),
      };
    },
  );
}
