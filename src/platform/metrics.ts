import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { sha256 } from './digest.ts';
import type { App } from './http.ts';
import { Problem } from './problem.ts';
import { problemAnswers, Type } from './schema.ts';

/** Figures for those who run the system. */
export type Metrics = {
  /** Measures every request of an application; call before routes are added. */
  observe(app: App): void;
  /** Seconds by which the sweep of due duties is behind. */
  setSweepLag(seconds: number): void;
  /** Counts something that went wrong in the background, by the name of the worker. */
  countFailure(worker: string): void;
  /** All figures in Prometheus' text format. */
  text(): Promise<string>;
};

/** What is asked at the moment the figures are read. */
export type MetricSources = {
  /** Committed events that wait for their feed number. */
  feedPending?: () => Promise<number>;
};

const secondsSteps = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Builds the figures, with those of the process itself. */
export function createMetrics(sources: MetricSources = {}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'tongban_http_request_seconds',
    help: 'Duration of requests by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: secondsSteps,
    registers: [registry],
  });
  const sweepLag = new Gauge({
    name: 'tongban_sweep_lag_seconds',
    help: 'How far the sweep of due duties is behind',
    registers: [registry],
  });
  const failures = new Counter({
    name: 'tongban_worker_failures_total',
    help: 'Failures of background work by worker',
    labelNames: ['worker'],
    registers: [registry],
  });
  const { feedPending } = sources;
  if (feedPending) {
    const pending = new Gauge({
      name: 'tongban_feed_pending_events',
      help: 'Committed events that wait for their feed number',
      registers: [],
      async collect() {
        this.set(await feedPending());
      },
    });
    registry.registerMetric(pending);
  }
  return {
    observe(app) {
      app.addHook('onResponse', async (request, reply) => {
        // The pattern, never the path: paths hold ids and would make a row each.
        const route = request.routeOptions.url ?? 'none';
        requests.observe(
          { method: request.method, route, status: String(reply.statusCode) },
          reply.elapsedTime / 1000,
        );
      });
    },
    setSweepLag: (seconds) => sweepLag.set(seconds),
    countFailure: (worker) => failures.inc({ worker }),
    text: () => registry.metrics(),
  };
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** From this machine itself; a request that some proxy passed on is not, wherever the proxy runs. */
function isLocal(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded'];
  return forwarded === undefined && loopback.has(request.socket.remoteAddress ?? '');
}

function hasToken(request: FastifyRequest, token: string | undefined): boolean {
  const { authorization } = request.headers;
  return token !== undefined && timingSafeEqual(sha256(authorization ?? ''), sha256(`Bearer ${token}`));
}

/** `GET /metrics`: on this machine, or with the token; for everybody else it does not exist. */
export function metricsRoutes(app: App, metrics: Metrics, options: { token: string | undefined }): void {
  app.get(
    '/metrics',
    {
      config: { access: 'public' },
      schema: {
        summary: '运行指标（Prometheus 格式）',
        description: '只在本机或凭令牌（Authorization: Bearer）可读。',
        tags: ['运行'],
        response: { 200: Type.String(), ...problemAnswers(404) },
      },
    },
    async (request, reply) => {
      if (!isLocal(request) && !hasToken(request, options.token)) throw new Problem('not-found');
      return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text());
    },
  );
}
