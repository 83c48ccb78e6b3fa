import swaggerUi from '@fastify/swagger-ui';
import { parseInstant } from '../regulation/instant.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { all, sql } from './database.ts';
import type { DemoClock } from './demo-clock.service.ts';
import type { App } from './http.ts';
import { fieldInvalid } from './problem.ts';
import { InstantText, object, problemAnswers, Type } from './schema.ts';

/** Health, documentation of the API, and in demo mode the clock. */
export async function systemRoutes(
  app: App,
  parts: {
    database: Database;
    clock: Clock;
    demoClock: DemoClock | undefined;
    onClockSet: () => Promise<void>;
  },
): Promise<void> {
  const { database, clock, demoClock, onClockSet } = parts;
  app.get(
    '/api/health',
    {
      config: { access: 'public' },
      schema: {
        summary: '服务是否正常',
        tags: ['系统'],
        response: {
          200: Type.Object({
            status: Type.String(),
            database: Type.String(),
            demo: Type.Boolean(),
            now: Type.String(),
          }),
          ...problemAnswers(500),
        },
      },
    },
    async () => {
      await all(database.db, sql`select 1`);
      return { status: 'ok', database: database.kind, demo: demoClock !== undefined, now: clock.now() };
    },
  );

  app.get(
    '/api/openapi.json',
    { config: { access: 'public' }, schema: { summary: 'OpenAPI 3.1 文档', tags: ['系统'], hide: true } },
    () => app.swagger(),
  );

  if (demoClock) {
    app.put(
      '/api/demo/clock',
      {
        // A demonstration runs on one machine and for one group of people: any of them may let time pass.
        config: { access: 'session' },
        schema: {
          summary: '拨动演示时钟',
          tags: ['系统'],
          body: object({ now: InstantText }, { examples: [{ now: '2021-09-29T10:00:00+08:00' }] }),
          response: { 200: object({ now: Type.String() }), ...problemAnswers(400, 401, 403) },
        },
      },
      async (request) => {
        const now = parseInstant(request.body.now);
        if (!now || now < '2020-01-01' || now > '2036-01-01') {
          throw fieldInvalid('/now', '演示时间应在 2020 年到 2035 年之间，并带时区。');
        }
        await demoClock.set(now);
        await onClockSet();
        return { now: clock.now() };
      },
    );
  }

  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { docExpansion: 'none', deepLinking: true },
    theme: {
      title: '通办接口',
      css: [{ filename: 'tongban.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  });
}
