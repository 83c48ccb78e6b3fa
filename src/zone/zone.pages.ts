import { randomBytes } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { GoLive } from '../catalogue/administration/go-live.service.ts';
import type { Catalogue } from '../catalogue/catalogue.service.ts';
import type { Guides } from '../catalogue/guides.service.ts';
import type { Matrices } from '../catalogue/matrices.service.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { App } from '../platform/http.ts';
import { Problem, problemBody } from '../platform/problem.ts';
import { object, Type } from '../platform/schema.ts';
import { refusals } from '../regulation/refusals.ts';
import { pageAnswer, pageSender, type SendPage } from './answer.pages.ts';
import type { Assets } from './assets.service.ts';
import { earlyPages } from './early.pages.ts';
import { formPages } from './form.pages.ts';
import { guidePages } from './guide.pages.ts';
import { homePages } from './home.pages.ts';
import { itemPages } from './item.pages.ts';
import { preferencePages } from './preferences.pages.ts';
import { failedPage, findRefusal, notFoundPage, problemCodePage, refusedPage } from './problem-page.ts';
import { progressPages } from './progress.pages.ts';
import type { PublicQueries } from './public-query.service.ts';
import { regionPages } from './region.pages.ts';
import { searchPages } from './search.pages.ts';
import { verifyPages } from './verify.pages.ts';
import { type ExtraHoursOf, windowsPages } from './windows.pages.ts';

/** What the pages for applicants are made of. */
type ZonePorts = {
  catalogue: Catalogue;
  guides: Guides;
  matrices: Matrices;
  goLive: Pick<GoLive, 'early'>;
  directory: Directory;
  /** Extra opening times that a window has published. */
  extraHoursOf?: ExtraHoursOf;
  database: Database;
  clock: Clock;
  queries: PublicQueries;
  assets: Assets;
};

const isPage = ({ url, headers }: FastifyRequest): boolean =>
  !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');

/** A mistake on a page is told on a page; what is unexpected gets a number that stands in the log as well. */
const pageErrors =
  (send: SendPage) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const here = request.method === 'GET' ? request.url : '/';
    if (error instanceof Problem) {
      if (error.status === 404)
        return send(request, reply, notFoundPage(error.details.detail), { status: 404, here });
      return send(request, reply, refusedPage(error.message), { status: error.status, here });
    }
    const status = error.statusCode ?? 500;
    if (status === 404) return send(request, reply, notFoundPage(), { status, here });
    if (status === 429) {
      return send(request, reply, refusedPage(refusals['too-many-requests'].sentence), { status, here });
    }
    if (status >= 400 && status < 500) {
      return send(request, reply, refusedPage(refusals['field-invalid'].sentence), { status, here });
    }
    const incident = randomBytes(3).toString('hex').toUpperCase();
    request.log.error({ incident, error, url: request.routeOptions.url }, 'unexpected error');
    return send(request, reply, failedPage(incident), { status: 500, here });
  };

/** The fields of a plain form. */
const readForm = async (_request: FastifyRequest, body: string | Buffer): Promise<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(String(body)));

function assetRoute(zone: App, { files }: Assets): void {
  zone.get(
    '/zone/:file',
    {
      config: { access: 'public' },
      schema: {
        summary: '专区的样式和脚本',
        tags: ['专区页面'],
        security: [],
        params: object({ file: Type.String({ maxLength: 100 }) }),
      },
    },
    async (request, reply) => {
      const asset = files.get(`/zone/${request.params.file}`);
      if (!asset) throw new Problem('not-found');
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .type(asset.type)
        .send(asset.body);
    },
  );
}

function problemPages(zone: App, send: SendPage): void {
  zone.get(
    '/problems/:code',
    {
      config: { access: 'public' },
      schema: {
        summary: '提示编号的说明',
        tags: ['专区页面'],
        security: [],
        params: object({ code: Type.String({ maxLength: 100 }) }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const code = findRefusal(request.params.code);
      if (code === undefined) throw new Problem('not-found');
      return send(request, reply, problemCodePage(code));
    },
  );
}

/** The pages for applicants, rendered on the server and whole without script. */
export function zonePages(app: App, ports: ZonePorts): void {
  const send = pageSender(ports.assets);
  void app.register(async (scope) => {
    const zone = scope as App;
    zone.setErrorHandler(pageErrors(send));
    zone.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, readForm);
    assetRoute(zone, ports.assets);
    preferencePages(zone);
    homePages(zone, ports, send);
    searchPages(zone, ports, send);
    itemPages(zone, ports, send);
    formPages(zone, ports, send);
    guidePages(zone, ports, send);
    regionPages(zone, ports, send);
    earlyPages(zone, ports, send);
    windowsPages(zone, ports, send);
    progressPages(zone, ports, send);
    verifyPages(zone, ports, send);
    problemPages(zone, send);
  });
}

/** The answer to an address that does not exist: a page for visitors, a problem for programs. */
export function answerNotFound(app: App, assets: Assets): void {
  const send = pageSender(assets);
  app.setNotFoundHandler((request, reply) => {
    if (isPage(request)) return send(request, reply, notFoundPage(), { status: 404, here: '/' });
    return reply
      .code(404)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemBody(new Problem('not-found'))));
  });
}
