import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { object, problemAnswers, Type } from '../platform/schema.ts';
import type { Notices } from './notices.service.ts';

const NoticeAnswer = Type.Object({
  id: Type.Integer(),
  at: Type.String(),
  caseId: Type.Union([Type.String(), Type.Null()]),
  businessNumber: Type.Union([Type.String(), Type.Null()]),
  kind: Type.String(),
  text: Type.String(),
  link: Type.Union([Type.String(), Type.Null()], {
    description: '办理它的工作台页面；空的是办件自己的页面',
  }),
  urgent: Type.Boolean({ description: '对方在等答复：马上显示，并响一声' }),
  readAt: Type.Union([Type.String(), Type.Null()]),
});

/** In-app notices of the person's windows and regions. */
export function noticeRoutes(app: App, notices: Notices): void {
  app.get(
    '/api/notices',
    {
      config: { access: 'session' },
      schema: {
        summary: '消息',
        tags: ['消息'],
        querystring: object({
          after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
          limit: Type.Optional(Type.String({ pattern: '^[1-9]\\d?$' })),
        }),
        response: {
          200: Type.Object({ notices: Type.Array(NoticeAnswer) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { after, limit } = request.query;
      return {
        notices: await notices.list(actorOf(request), after ? Number(after) : undefined, Number(limit ?? 20)),
      };
    },
  );
  app.post(
    '/api/notices/:id/read',
    {
      config: { access: 'session' },
      schema: {
        summary: '标记消息已读',
        tags: ['消息'],
        params: object({ id: Type.String({ pattern: '^\\d{1,15}$' }) }),
        body: object({}, { examples: [{}] }),
        response: { 200: object({ done: Type.Boolean() }), ...problemAnswers(400, 401, 403) },
      },
    },
    async (request) => {
      await notices.markRead(actorOf(request), Number(request.params.id));
      return { done: true };
    },
  );
}
