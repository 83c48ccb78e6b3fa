import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Id, InstantText, object, oneOf, problemAnswers, Type } from '../platform/schema.ts';
import { commandNames } from '../regulation/lifecycle/index.ts';
import type { Identity } from './identity.service.ts';
import { Password, Username } from './session.routes.ts';

/** A second person confirms an act at the desk of somebody who is signed in. */
export function confirmationRoutes(
  app: App,
  identity: Identity,
  { triesPerMinute = 60 }: { triesPerMinute?: number } = {},
): void {
  app.post(
    '/api/confirmations',
    {
      config: { access: 'session', rateLimit: { max: triesPerMinute, timeWindow: '1 minute' } },
      schema: {
        summary: '另一人当面确认：用自己的账号、密码和动态验证码确认一件的一步',
        description:
          '与登录同样核验：密码、动态验证码、保密承诺、岗位。返回的 token 5 分钟内有效，只能由本次登录的人用于这一件的这一步；办件有变动即失效。',
        tags: ['登录'],
        body: object(
          {
            username: Username,
            password: Password,
            code: Type.Optional(
              Type.String({ maxLength: 64, description: '动态验证码或恢复码；确认人设置了的必填' }),
            ),
            caseId: Id,
            version: Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: '看到的办件版本' }),
            command: oneOf(commandNames, { description: '要确认的一步' }),
          },
          {
            examples: [
              {
                username: 'approver2.500110',
                password: 'Tongban-2021',
                caseId: '00000000-0000-4000-8000-000000000001',
                version: 21,
                command: 'correctDecisionRecord',
              },
            ],
          },
        ),
        response: {
          200: object({ token: Type.String(), name: Type.String(), expiresAt: InstantText }),
          ...problemAnswers(400, 401, 403, 409, 422, 423, 429),
        },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      return identity.confirm(actorOf(request), { ...request.body, address: request.ip });
    },
  );
}
