import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server that is killed and started again on the same data. */
export type Victim = {
  /** Address of the server that runs now; waits while none does. */
  origin(): Promise<string>;
  /** Starts it; answers how many milliseconds until it listened. */
  start(): Promise<number>;
  /** SIGKILL: nothing is finished, nothing is closed. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for its end. */
  stop(): Promise<void>;
};

const root = join(import.meta.dirname, '../..');
const startMs = 90_000;

/** A demo server over a data folder and, if given, a PostgreSQL; on a free port of this machine. */
export function createVictim(env: Record<string, string>): Victim {
  let child: ChildProcess | undefined;
  let up = Promise.withResolvers<string>();
  process.once('exit', () => child?.kill('SIGKILL'));

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    if (!ending) return;
    up = Promise.withResolvers<string>();
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
    child = undefined;
  }

  async function firstLine(started: ChildProcess): Promise<string> {
    if (!started.stdout) throw new Error('the server has no output');
    for await (const line of createInterface({ input: started.stdout })) {
      const origin = /^tongban listening on (http:\/\/\S+)/.exec(line)?.[1];
      if (origin) return origin;
    }
    throw new Error('the server did not start');
  }

  return {
    origin: () => up.promise,
    async start() {
      const began = performance.now();
      const started = spawn(process.execPath, [join(root, 'src/main.ts')], {
        env: {
          NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/tongban-compile'),
          ...process.env,
          ...env,
          PORT: '0',
          HOST: '127.0.0.1',
          TONGBAN_DEMO: '1',
          TONGBAN_REQUESTS_PER_MINUTE: '100000000',
          LOG_LEVEL: 'error',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = started;
      const tooLate = setTimeout(() => started.kill('SIGKILL'), startMs);
      const origin = await firstLine(started);
      clearTimeout(tooLate);
      started.stdout?.resume();
      up.resolve(origin);
      return performance.now() - began;
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
