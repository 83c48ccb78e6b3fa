import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { Id, object, problemAnswers, Type } from '../../platform/schema.ts';
import type { WindowRequests } from './window-requests.service.ts';

const text = Type.String();

/** What waits for an answer of this window, and that its messages were seen. */
export function windowRequestRoutes(app: App, requests: WindowRequests): void {
  app.get(
    '/api/waiting-requests',
    {
      config: { access: 'session' },
      schema: {
        summary: '等本窗口答复的请求：标准请求、询问、清单外同意',
        description: '到期早的在前，最多 50 条。不含个人信息。',
        tags: ['消息'],
        response: {
          200: Type.Object({
            requests: Type.Array(
              Type.Object(
                {
                  key: text,
                  kind: text,
                  kindLabel: text,
                  title: text,
                  from: text,
                  since: text,
                  dueAt: text,
                  overdue: Type.Boolean(),
                  link: text,
                  caseId: Type.Optional(text),
                  takenBy: Type.Optional(Type.Object({ name: text, own: Type.Boolean() })),
                },
                { title: 'WaitingRequest' },
              ),
            ),
          }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => ({ requests: await requests.waiting(actorOf(request)) }),
  );
  app.post(
    '/api/cases/:id/messages-seen',
    {
      config: { access: 'session' },
      schema: {
        summary: '本窗口看到了对方的来信（不停止计时）',
        tags: ['办件'],
        params: object({ id: Id }),
        body: object({}, { examples: [{}] }),
        response: { 200: object({ seen: Type.Integer() }), ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => ({ seen: await requests.markSeen(actorOf(request), request.params.id) }),
  );
}
