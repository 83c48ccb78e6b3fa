import type { Actor } from '../../platform/actor.ts';
import { all, type Database, sql } from '../../platform/database.ts';
import type { Feed } from '../../platform/feed.service.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { problemAnswers, Type } from '../../platform/schema.ts';

type Told = { feedNo: number; caseId: string; type: string; state: string; businessNumber: string | null };

const heartbeatMs = 20_000;
const atOnce = 200;

/** Changes of cases that have this person's windows or regions as a party. */
const listNews = (database: Database, after: number, actor: Actor): Promise<Told[]> => {
  const windows = actor.grants.flatMap(({ windowId }) => (windowId ? [windowId] : []));
  const regions = actor.grants.filter(({ role }) => role === 'approver').map(({ regionCode }) => regionCode);
  return all(
    database.db,
    sql<Told>`
      select f.feed_no as "feedNo", f.case_id as "caseId", f.type, c.state, c.business_number as "businessNumber"
      from feed_entries f join cases c on c.id = f.case_id
      where f.feed_no > ${after} and exists (
        select from case_parties p where p.case_id = f.case_id
          and (p.window_id = any(${windows}::uuid[]) or (p.side = 'home' and p.region_code = any(${regions}::text[]))))
      order by f.feed_no limit ${atOnce}`,
  );
};

/** Live changes as server-sent events, so that work lists need not ask (design §6). Nothing personal is told. */
export function streamRoutes(app: App, database: Database, feed: Feed): void {
  app.get(
    '/api/stream',
    {
      config: { access: 'session' },
      schema: {
        summary: '实时变化（server-sent events）',
        description: '事件 case：{feedNo, caseId, type, state, businessNumber}。断线后按 Last-Event-ID 续。',
        tags: ['办件'],
        response: {
          200: {
            description: '事件流',
            content: { 'text/event-stream': { schema: Type.Unsafe<string>({ type: 'string' }) } },
          },
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const resumed = Number(request.headers['last-event-id']);
      let seen = Number.isSafeInteger(resumed) && resumed > 0 ? resumed : await feed.lastNo();
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      reply.raw.write(`retry: 3000\n\n`);

      let sending = Promise.resolve();
      const send = (): void => {
        sending = sending
          .then(async () => {
            const news = await listNews(database, seen, actor);
            for (const told of news) {
              reply.raw.write(`id: ${told.feedNo}\nevent: case\ndata: ${JSON.stringify(told)}\n\n`);
              seen = told.feedNo;
            }
          })
          .catch(() => {
            reply.raw.end();
          });
      };
      const stop = feed.subscribe(send);
      const beat = setInterval(() => reply.raw.write(': \n\n'), heartbeatMs);
      beat.unref();
      if (Number.isSafeInteger(resumed) && resumed > 0) send();
      request.raw.on('close', () => {
        stop();
        clearInterval(beat);
      });
    },
  );
}
