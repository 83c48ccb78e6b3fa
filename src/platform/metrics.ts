import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { sha256 } from './digest.ts';
import type { App } from './http.ts';
import type { TopicState } from './outbox.service.ts';
import { Problem } from './problem.ts';
import { problemAnswers, Type } from './schema.ts';
import type { SubscriberState } from './subscribers.service.ts';

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
  subscribers?: () => Promise<readonly SubscriberState[]>;
  topics?: () => Promise<readonly TopicState[]>;
};

const ofSubscribers: Readonly<Record<string, { help: string; of: (state: SubscriberState) => number }>> = {
  lag_events: { help: 'Events that a subscriber of the feed has not read', of: ({ lagEvents }) => lagEvents },
  lag_seconds: { help: 'Age of the oldest of them', of: ({ lagSeconds }) => lagSeconds },
  parked_entries: { help: 'Entries set aside that are tried again', of: ({ parked }) => parked },
  dead_letters: { help: 'Entries that wait for an operator', of: ({ dead }) => dead },
};

const ofTopics: Readonly<Record<string, { help: string; of: (state: TopicState) => number }>> = {
  waiting: { help: 'Messages that wait to be sent', of: ({ waiting }) => waiting },
  failing: { help: 'Of these, the ones that failed at least once', of: ({ failing }) => failing },
  oldest_seconds: { help: 'Age of the oldest that waits', of: ({ oldestSeconds }) => oldestSeconds },
  dead_letters: {
    help: 'Messages that ended undelivered',
    of: ({ failed, dead, expired }) => failed + dead + expired,
  },
};

const secondsSteps = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Figures with one row for each of some things; answers how they are brought up to date. */
function gauges<State>(
  registry: Registry,
  prefix: string,
  label: string,
  figures: Readonly<Record<string, { help: string; of: (state: State) => number }>>,
  nameOf: (state: State) => string,
): (states: readonly State[]) => void {
  const made = Object.entries(figures).map(([name, { help, of }]) => {
    const gauge = new Gauge({ name: `${prefix}_${name}`, help, labelNames: [label], registers: [registry] });
    return { gauge, of };
  });
  return (states) => {
    for (const { gauge, of } of made) {
      gauge.reset();
      for (const state of states) gauge.set({ [label]: nameOf(state) }, of(state));
    }
  };
}

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
  const { subscribers, topics } = sources;
  const showSubscribers = gauges(
    registry,
    'tongban_subscriber',
    'subscriber',
    ofSubscribers,
    ({ name }) => name,
  );
  const showTopics = gauges(registry, 'tongban_outbox', 'topic', ofTopics, ({ topic }) => topic);
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
    async text() {
      if (subscribers) showSubscribers(await subscribers());
      if (topics) showTopics(await topics());
      return registry.metrics();
    },
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
