import type { Actor } from '../../platform/actor.ts';
import { all, type Database, type Db, sql } from '../../platform/database.ts';
import type { Feed } from '../../platform/feed.service.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { problemAnswers, Type } from '../../platform/schema.ts';

type Told = { feedNo: number; caseId: string; type: string; state: string; businessNumber: string | null };
type News = Told & { intakeWindow: string; homeWindow: string; homeRegion: string };

const heartbeatMs = 20_000;
const atOnce = 200;

/** Changes of cases behind a number, with whom they concern. */
const listNews = (db: Db, after: number): Promise<News[]> =>
  all(
    db,
    sql<News>`
      select f.feed_no as "feedNo", f.case_id as "caseId", f.type, c.state, c.business_number as "businessNumber",
        c.intake_window as "intakeWindow", c.home_window as "homeWindow", c.home_region as "homeRegion"
      from feed_entries f join cases c on c.id = f.case_id
      where f.feed_no > ${after} order by f.feed_no limit ${atOnce}`,
  );

function eventText({ feedNo, caseId, type, state, businessNumber }: News): string {
  const told: Told = { feedNo, caseId, type, state, businessNumber };
  return `id: ${feedNo}\nevent: case\ndata: ${JSON.stringify(told)}\n\n`;
}

/** Whether a change is of a registered case that has this person's windows or regions as a party. */
function concerns(actor: Actor): (news: News) => boolean {
  const windows = new Set(actor.grants.map(({ windowId }) => windowId));
  const regions = new Set(
    actor.grants.filter(({ role }) => role === 'approver').map(({ regionCode }) => regionCode),
  );
  return ({ businessNumber, intakeWindow, homeWindow, homeRegion }) =>
    businessNumber !== null &&
    (windows.has(intakeWindow) || windows.has(homeWindow) || regions.has(homeRegion));
}

/** What else a live connection tells this person, beside changes of cases; answers how to stop. */
export type StreamSource = (actor: Actor, tell: (event: string, data: unknown) => void) => () => void;

/** Live changes as server-sent events, so that work lists need not ask (design §6). Nothing personal is told. */
export function streamRoutes(
  app: App,
  database: Database,
  feed: Feed,
  sources: readonly StreamSource[] = [],
): void {
  // All desks ask at the same moment, and nearly all from the same number on: one query answers them.
  const newsAfter = database.share(
    async (afters: readonly number[]) => {
      const pages = new Map<number, News[]>();
      for (const after of new Set(afters)) pages.set(after, await listNews(database.db, after));
      return afters.map((after) => pages.get(after) ?? []);
    },
    { atOnce: 10_000 },
  );
  app.get(
    '/api/stream',
    {
      config: { access: 'session' },
      schema: {
        summary: '实时变化（server-sent events）',
        description:
          '事件 case：{feedNo, caseId, type, state, businessNumber}；事件 notice：一条新消息 {id, kind, text, link, caseId, urgent, …}。断线后按 Last-Event-ID 续办件的变化。',
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
      const isOwn = concerns(actorOf(request));
      const resumed = Number(request.headers['last-event-id']);
      let seen = Number.isSafeInteger(resumed) && resumed > 0 ? resumed : await feed.lastNo();
      reply.hijack();
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      reply.raw.write(`retry: 3000\n\n`);

      let sending = Promise.resolve();
      const send = (): void => {
        sending = sending
          .then(async () => {
            for (let page = await newsAfter(seen); page.length > 0; page = await newsAfter(seen)) {
              for (const news of page.filter(isOwn)) reply.raw.write(eventText(news));
              seen = page.at(-1)?.feedNo ?? seen;
              if (page.length < atOnce) break;
            }
          })
          .catch(() => {
            reply.raw.end();
          });
      };
      const stop = feed.subscribe(send);
      const stopSources = sources.map((follow) =>
        follow(actorOf(request), (event, data) => {
          reply.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
        }),
      );
      const beat = setInterval(() => reply.raw.write(': \n\n'), heartbeatMs);
      beat.unref();
      if (Number.isSafeInteger(resumed) && resumed > 0) send();
      request.raw.on('close', () => {
        stop();
        for (const stopSource of stopSources) stopSource();
        clearInterval(beat);
      });
    },
  );
}
