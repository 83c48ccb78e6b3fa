import autocannon from 'autocannon';
import { cpuBetween, readCpu, type Server } from './cpu.ts';

/** One request as it is sent. */
export type Sent = { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: string };

/** What is asked again and again: the next request, and what to do with its answer. */
export type Work<Subject> = {
  next(): { request: Sent; subject: Subject };
  answered(subject: Subject, body: string): void;
};

/** What one run of load gave; times in milliseconds. */
export type Measured = {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** Processor time for one request: of the server's process, and of its connections' backends in PostgreSQL. */
  serverCpu: number;
  databaseCpu: number;
  errors: number;
  /** The first answer that was not 2xx. */
  fault?: string;
};

const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN;

/** Sends work over so many connections for so many seconds; every connection waits for its answer. */
export async function measure<Subject>(
  server: Server,
  work: Work<Subject>,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Measured> {
  const times: number[] = [];
  const before = await readCpu(server);
  let good = 0;
  let fault: string | undefined;
  const options: autocannon.Options = {
    url: server.origin,
    connections,
    duration: seconds,
    requests: [
      {
        setupRequest(request, context) {
          const { request: sent, subject } = work.next();
          Object.assign(context, { subject });
          return Object.assign(request, { body: undefined }, sent);
        },
        onResponse(status, body, context) {
          if (status >= 200 && status < 300) {
            good += 1;
            work.answered((context as { subject: Subject }).subject, body);
          } else fault ??= `${status} ${body}`;
        },
      },
    ],
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    autocannon(options, (error: Error | null, ended) => (error ? reject(error) : resolve(ended))).on(
      'response',
      (_client, _status, _bytes, time) => void times.push(time),
    );
  });
  const cpu = cpuBetween(before, await readCpu(server));
  times.sort((a, b) => a - b);
  return {
    perSecond: good / result.duration,
    p50: share(times, 0.5),
    p95: share(times, 0.95),
    p99: share(times, 0.99),
    serverCpu: cpu.server / times.length,
    databaseCpu: cpu.database / times.length,
    errors: result.non2xx + result.errors + result.timeouts,
    ...(fault === undefined ? {} : { fault }),
  };
}
