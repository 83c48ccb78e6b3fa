import type { IncomingMessage, ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawServerDefault,
} from 'fastify';
import type { Bar } from '../regulation/bars.ts';
import type { Role } from '../regulation/roles.ts';
import type { Actor } from './actor.ts';
import { type Authenticate, guardAccess } from './http-access.ts';
import { parseJsonBody } from './http-json.ts';
import { answerProblem, schemaErrors } from './http-problems.ts';

/** The web application as routes see it. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/**
 * Who may call a route. `public`: anyone; `session`: anybody signed in, what may be seen or done is decided
 * by the capacities on the case; a list of roles: holders of one of them.
 */
export type Access = 'public' | 'session' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Authorisation of the route; a route without it is refused at start. */
    access?: Access;
    /** Open to somebody who must still change the first password, or holds no role now. */
    beforePasswordChange?: boolean;
    /** Open to somebody who still meets one of these bars. */
    openTo?: readonly Bar[];
  }
  interface FastifyRequest {
    /** Who sends the request; undefined for visitors on public routes. */
    actor?: Actor;
  }
}

/** What the web application needs from outside. */
export type HttpOptions = {
  authenticate: Authenticate;
  logger: FastifyBaseLogger | boolean;
  trustedProxies: string[];
  /** Requests a minute and address before 429. */
  requestsPerMinute: number;
};

/** Every route that was added, with its authorisation: the matrix tests and docs are made from it. */
export type RouteEntry = { method: string; url: string; access: Access };

/** Folders of ready-made pages that libraries serve: nothing in them is of anybody in particular. */
const openFolders = ['/api/docs', '/desk'];

const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  // Ant Design writes its styles into the page.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  frameSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'self'"],
  upgradeInsecureRequests: null,
};

/** The headers that helmet sets, worked out once: they are the same for every answer. */
async function protectiveHeaders(): Promise<Record<string, string>> {
  const template = fastify();
  await template.register(helmet, {
    contentSecurityPolicy: { directives: contentSecurityPolicy },
    hsts: false,
  });
  template.get('/', (_request, reply) => reply.send());
  const { headers } = await template.inject('/');
  await template.close();
  const ofTheAnswer = new Set(['content-length', 'content-type', 'date', 'connection']);
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      ofTheAnswer.has(name) ? [] : [[name, String(value)] as const],
    ),
  );
}

/** What programs call; pages for people are no part of the API's documentation. */
const isOperation = (url: string): boolean => url.startsWith('/api/') || url === '/metrics';

/** Builds the web application without routes; `routes` fills as they are added. */
export async function createHttp(options: HttpOptions): Promise<{ app: App; routes: RouteEntry[] }> {
  const app = fastify({
    ...(typeof options.logger === 'boolean'
      ? { logger: options.logger }
      : { loggerInstance: options.logger }),
    bodyLimit: 1024 * 1024,
    trustProxy: options.trustedProxies.length > 0 ? options.trustedProxies : false,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 },
    ajv: {
      customOptions: { removeAdditional: false, coerceTypes: false, allErrors: true, useDefaults: false },
    },
    schemaErrorFormatter: schemaErrors,
    // Addresses that cannot be read, or are too long, never reach a route.
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as App;

  const routes: RouteEntry[] = [];
  app.addHook('onRoute', (route) => {
    const access =
      route.config?.access ??
      (openFolders.some((folder) => route.url.startsWith(folder)) ? 'public' : undefined);
    if (!access) throw new Error(`route ${String(route.method)} ${route.url} states no access`);
    for (const method of [route.method].flat()) {
      if (method !== 'HEAD' && method !== 'OPTIONS') routes.push({ method, url: route.url, access });
    }
  });

  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, parseJsonBody);
  app.setErrorHandler(answerProblem);

  await app.register(cookie);
  const protection = await protectiveHeaders();
  app.addHook('onRequest', (_request, reply, next) => {
    reply.headers(protection);
    next();
  });
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: '1 minute',
    allowList: (request) => request.url.startsWith('/api/stream') || request.url.startsWith('/desk/assets'),
  });
  await app.register(swagger, {
    transform: ({ schema, url, route }) => ({
      url,
      schema: isOperation(url)
        ? { security: route.config?.access === 'public' ? [] : [{ bearer: [] }, { session: [] }], ...schema }
        : { ...schema, hide: true },
    }),
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '通办 Tongban',
        version: '1',
        description:
          '跨区域政务服务通办系统接口。案件命令须带 Idempotency-Key 与 If-Match。错误按 RFC 9457 返回。',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'tongban_session' },
        },
      },
    },
  });
  guardAccess(app, options.authenticate);
  return { app, routes };
}
