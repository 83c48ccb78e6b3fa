import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A Tongban of its own in a new folder, on a free port of this machine; gone when stopped. */
export async function startOwnServer(
  env: Record<string, string> = {},
): Promise<{ origin: string; pid: number | undefined; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tongban-own-'));
  const main = join(import.meta.dirname, '../../src/main.ts');
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      PORT: '0',
      HOST: '127.0.0.1',
      TONGBAN_DATA: folder,
      TONGBAN_DEMO: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  process.once('exit', () => child.kill());
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const origin = /^tongban listening on (http:\/\/\S+)/.exec(line)?.[1];
    if (origin) {
      child.stdout.resume();
      return { origin, pid: child.pid, stop };
    }
  }
  throw new Error('the server did not start');
}
