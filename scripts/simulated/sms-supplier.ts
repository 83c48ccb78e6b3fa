import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultOf, signatureOf, signedHeaders } from '../../src/notifications/messages/supplier-signature.ts';

/**
 * How the supplier misbehaves. `slow`: answers after a while. `500`: an empty error, nothing taken. `busy`: says that it took
 * nothing. `hang`: never answers, nothing taken. `silent`: takes the message and never answers. `reject`: says at once that
 * the number cannot be reached. `failed`: takes it and reports a failure. `twice`: reports twice. `late`: reports after a
 * while. `backwards`: reports delivered, then failed. `noReport`: never reports.
 */
export const modes = [
  'ok',
  'slow',
  '500',
  'busy',
  'hang',
  'silent',
  'reject',
  'failed',
  'twice',
  'late',
  'backwards',
  'noReport',
] as const;
export type Mode = (typeof modes)[number];

/** A message that was taken; sent is what a handset would have shown. */
export type Taken = { id: string; to: string; text: string; asked: number };

/** A supplier that runs. */
export type SimulatedSupplier = {
  url: string;
  secret: string;
  /** Messages taken, in order; `asked` counts how often each was handed over. */
  taken: Taken[];
  /** How often it was asked at all. */
  asked: () => number;
  setMode(mode: Mode, afterMs?: number): void;
  /** Waits until all reports that are due by now were sent. */
  settled(): Promise<void>;
  /** Lets the process end while it still listens. */
  unref(): void;
  close(): Promise<void>;
};

export type SupplierOptions = {
  id: string;
  secret: string;
  /** Where reports go: the address of the application. */
  appUrl: () => string;
  port?: number;
  /** Milliseconds until a report; and until a slow answer or a late report. */
  reportAfterMs?: number;
  afterMs?: number;
  log?: (line: string) => void;
};

const mostBytes = 10_000;

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > mostBytes) throw new Error('too long');
  }
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

function answer(response: ServerResponse, status: number, body?: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

const header = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

const masked = (number: string): string => `${number.slice(0, 3)}****${number.slice(-4)}`;

/** Starts a supplier of messages on a loopback address: signed both ways, idempotent by id, and as bad as it is told to be. */
export async function startSmsSupplier(options: SupplierOptions): Promise<SimulatedSupplier> {
  const { id: supplierId, secret, appUrl, port = 0, reportAfterMs = 50, log = () => undefined } = options;
  let mode: Mode = 'ok';
  let afterMs = options.afterMs ?? 3_000;
  let asked = 0;
  const taken: Taken[] = [];
  const known = new Map<string, Taken>();
  const timers = new Set<NodeJS.Timeout>();
  const sending = new Set<Promise<void>>();

  async function report(id: string, status: 'delivered' | 'failed'): Promise<void> {
    const path = `/api/supplier-reports/${supplierId}`;
    const body = status === 'failed' ? { id, status, reason: '空号或关机' } : { id, status };
    const signed = { timestamp: String(Date.now()), nonce: randomBytes(16).toString('hex'), path, body };
    try {
      const response = await fetch(appUrl() + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [signedHeaders.timestamp]: signed.timestamp,
          [signedHeaders.nonce]: signed.nonce,
          [signedHeaders.signature]: signatureOf(secret, signed),
        },
        body: JSON.stringify(body),
      });
      await response.arrayBuffer();
      log(`回执 ${id} ${status}：${response.status}`);
      // The application is away: the report comes later.
      if (response.status >= 500) later(1_000, () => report(id, status));
    } catch {
      log(`回执 ${id} ${status}：应用没有答复，1 秒后再送`);
      later(1_000, () => report(id, status));
    }
  }

  function later(ms: number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const done = work().finally(() => sending.delete(done));
      sending.add(done);
    }, ms);
    timers.add(timer);
  }

  function planReports(id: string): void {
    if (mode === 'noReport') return;
    later(mode === 'late' ? afterMs : reportAfterMs, async () => {
      await report(id, mode === 'failed' ? 'failed' : 'delivered');
      if (mode === 'twice') await report(id, 'delivered');
      if (mode === 'backwards') await report(id, 'failed');
    });
  }

  function take(message: Omit<Taken, 'asked'>): void {
    const before = known.get(message.id);
    if (before) {
      before.asked += 1;
      return;
    }
    const entry = { ...message, asked: 1 };
    known.set(message.id, entry);
    taken.push(entry);
    log(`收下 ${message.id} → ${masked(message.to)}：${message.text}`);
    planReports(message.id);
  }

  async function onMessage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    asked += 1;
    const body = await readJson(request);
    const signed = {
      timestamp: header(request, signedHeaders.timestamp),
      nonce: header(request, signedHeaders.nonce),
      signature: header(request, signedHeaders.signature),
      path: '/messages',
      body,
    };
    const fault = faultOf(secret, signed, Date.now());
    if (fault) return answer(response, 401, { taken: false, reason: fault });
    const { id, to, text } = (body ?? {}) as Partial<Taken>;
    if (typeof id !== 'string' || typeof to !== 'string' || typeof text !== 'string') {
      return answer(response, 400, { taken: false, reason: '缺少编号、号码或文字' });
    }
    // What it took before it answers again, whatever it is told to do with new ones; but not while it is down.
    if (mode === '500') return answer(response, 500);
    if (mode === 'hang') return;
    if (mode === 'silent') return take({ id, to, text });
    if (!known.has(id)) {
      if (mode === 'busy') return answer(response, 503, { taken: false, reason: '通道繁忙' });
      if (mode === 'reject') return answer(response, 422, { taken: false, failed: true, reason: '空号' });
    }
    take({ id, to, text });
    if (mode === 'slow') await new Promise((resolve) => setTimeout(resolve, afterMs));
    answer(response, 200, { taken: true });
  }

  async function onControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'PUT') {
      const wanted = (await readJson(request)) as { mode?: Mode; afterMs?: number };
      if (!wanted.mode || !modes.includes(wanted.mode)) {
        return answer(response, 400, { reason: `mode 应为 ${modes.join('、')}` });
      }
      ({ mode } = wanted);
      if (typeof wanted.afterMs === 'number' && wanted.afterMs >= 0)
        ({ afterMs } = wanted as { afterMs: number });
      log(`改为 ${mode}`);
    }
    answer(response, 200, {
      mode,
      afterMs,
      asked,
      taken: taken.map((each) => ({ ...each, to: masked(each.to) })),
    });
  }

  const server: Server = createServer((request, response) => {
    const handle =
      request.url === '/messages' && request.method === 'POST'
        ? onMessage
        : request.url === '/control'
          ? onControl
          : undefined;
    if (!handle) return answer(response, 404);
    handle(request, response).catch(() => answer(response, 400, { taken: false, reason: '读不懂' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: own } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${own}`,
    secret,
    taken,
    asked: () => asked,
    setMode(next, ms) {
      mode = next;
      if (ms !== undefined) afterMs = ms;
    },
    async settled() {
      while (timers.size > 0 || sending.size > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    unref: () => void server.unref(),
    async close() {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.allSettled(sending);
    },
  };
}
