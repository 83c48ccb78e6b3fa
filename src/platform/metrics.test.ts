import { describe, expect, test } from 'vitest';
import { openTestApp } from '../../test/http-app.ts';
import type { App } from './http.ts';
import { createMetrics, metricsRoutes } from './metrics.ts';

const subscriber = {
  name: 'notices',
  title: '站内通知',
  known: true,
  feedNo: 10,
  lagEvents: 7,
  lagSeconds: 65,
  movedAt: null,
  failures: 2,
  lastError: null,
  lastFailedAt: null,
  parked: 4,
  parkedSince: null,
  dead: 1,
};
const topic = {
  topic: 'sms',
  title: '短信',
  known: true,
  waiting: 9,
  failing: 5,
  oldest: null,
  oldestSeconds: 30,
  failed: 1,
  dead: 2,
  expired: 3,
};

const open = (token: string | undefined): Promise<App> => {
  const metrics = createMetrics({
    feedPending: async () => 3,
    subscribers: async () => [subscriber],
    topics: async () => [topic],
  });
  metrics.setSweepLag(12);
  metrics.countFailure('feed');
  return openTestApp([], (app) => {
    metrics.observe(app);
    app.get('/api/things/:id', { config: { access: 'public' } }, async () => ({}));
    metricsRoutes(app, metrics, { token });
  });
};

const far = { remoteAddress: '10.0.0.9' };
const proxied = { 'x-forwarded-for': '127.0.0.1' };

describe('figures', () => {
  test('count requests by their pattern, not their path, and show lags', async () => {
    const app = await open(undefined);
    await app.inject('/api/things/secret-id');
    await app.inject('/nowhere/secret-id');
    const { body, statusCode } = await app.inject('/metrics');
    expect(statusCode).toBe(200);
    expect(body).toContain(
      'tongban_http_request_seconds_count{method="GET",route="/api/things/:id",status="200"} 1',
    );
    expect(body).toContain('route="none",status="404"} 1');
    expect(body).not.toContain('secret-id');
    expect(body).toMatch(/^tongban_sweep_lag_seconds 12$/m);
    expect(body).toMatch(/^tongban_feed_pending_events 3$/m);
    expect(body).toMatch(/^tongban_worker_failures_total\{worker="feed"\} 1$/m);
    expect(body).toMatch(/^tongban_subscriber_lag_events\{subscriber="notices"\} 7$/m);
    expect(body).toMatch(/^tongban_subscriber_lag_seconds\{subscriber="notices"\} 65$/m);
    expect(body).toMatch(/^tongban_subscriber_parked_entries\{subscriber="notices"\} 4$/m);
    expect(body).toMatch(/^tongban_subscriber_dead_letters\{subscriber="notices"\} 1$/m);
    expect(body).toMatch(/^tongban_outbox_waiting\{topic="sms"\} 9$/m);
    expect(body).toMatch(/^tongban_outbox_failing\{topic="sms"\} 5$/m);
    expect(body).toMatch(/^tongban_outbox_oldest_seconds\{topic="sms"\} 30$/m);
    expect(body).toMatch(/^tongban_outbox_dead_letters\{topic="sms"\} 6$/m);
    await app.close();
  });

  test.each<[string, { token?: string; from?: object; headers?: Record<string, string>; status: number }]>([
    ['on this machine', { status: 200 }],
    ['elsewhere', { from: far, status: 404 }],
    [
      'elsewhere with the token',
      { token: 't0ken', from: far, headers: { authorization: 'Bearer t0ken' }, status: 200 },
    ],
    [
      'elsewhere with a wrong token',
      { token: 't0ken', from: far, headers: { authorization: 'Bearer t0keN' }, status: 404 },
    ],
    [
      'elsewhere with an empty token where none is set',
      { from: far, headers: { authorization: 'Bearer ' }, status: 404 },
    ],
    ['elsewhere, saying it was here', { from: far, headers: proxied, status: 404 }],
    ['through a proxy on this machine', { headers: proxied, status: 404 }],
    [
      'through a proxy with the token',
      { token: 't', headers: { ...proxied, authorization: 'Bearer t' }, status: 200 },
    ],
  ])('are shown or not: %s', async (_where, { token, from = {}, headers = {}, status }) => {
    const app = await open(token);
    expect((await app.inject({ url: '/metrics', headers, ...from })).statusCode).toBe(status);
    await app.close();
  });
});
