import { setTimeout as pause } from 'node:timers/promises';
import { type Client, RequestFailed, signInWithToken } from '../client/client.ts';

/** Thrown inside a clerk's work when the time is over. */
export class TimeIsOver extends Error {}

/** Every request that was answered, by kind, and what went wrong. */
export type Records = {
  times: Map<string, number[]>;
  /** Refusals of the rules (409, 412, 422): races between people who act on one case. */
  refused: Map<string, number>;
  errors: string[];
};

/** Nothing recorded yet. */
export const noRecords = (): Records => ({ times: new Map(), refused: new Map(), errors: [] });

const refusals = new Set([409, 412, 422]);

/** How clerks work: pauses, and until when. */
export type Pace = { thinkMs: number; endsAt: number };

/** Thinking takes a while, mostly short: exponential around its mean, at most four times as long. */
const thinking = ({ thinkMs, endsAt }: Pace): Promise<unknown> =>
  pause(Math.min(thinkMs * -Math.log(1 - Math.random()), 4 * thinkMs, Math.max(0, endsAt - Date.now())));

const kindOfGet = (path: string): string =>
  path.startsWith('/api/cases?')
    ? 'list'
    : path.startsWith('/api/cases/by-number/')
      ? 'search by number'
      : path.endsWith('/assignees')
        ? 'whom to assign'
        : 'open case';

const kindOfPost = (path: string): string =>
  path === '/api/cases' ? 'register' : path === '/api/case-search' ? 'search by identity' : path;

/** A signed-in person whose requests are timed by kind, with a pause before each. */
export async function clerkAt(
  origin: string,
  username: string,
  password: string,
  records: Records,
  pace: () => Pace,
): Promise<{ client: Client; token: string }> {
  const { client, token } = await signInWithToken(origin, username, password);
  async function request<Answer>(kind: string, send: () => Promise<Answer>): Promise<Answer> {
    await thinking(pace());
    if (Date.now() >= pace().endsAt) throw new TimeIsOver();
    const began = performance.now();
    try {
      return await send();
    } catch (error) {
      if (error instanceof RequestFailed && refusals.has(error.status)) {
        const what = `${kind}: ${String(error.problem['code'])}`;
        records.refused.set(what, (records.refused.get(what) ?? 0) + 1);
      } else
        records.errors.push(`${username} ${kind}: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    } finally {
      const times = records.times.get(kind) ?? [];
      times.push(performance.now() - began);
      records.times.set(kind, times);
    }
  }
  const timed: Client = {
    get: (path) => request(kindOfGet(path), () => client.get(path)),
    bytes: (path) => request('document', () => client.bytes(path)),
    post: (path, body, headers) => request(kindOfPost(path), () => client.post(path, body, headers)),
    put: (path, body, headers) => request(path, () => client.put(path, body, headers)),
    command: (receipt, command, body) => request(command, () => client.command(receipt, command, body)),
    upload: (name, bytes) => request('upload', () => client.upload(name, bytes)),
  };
  return { client: timed, token };
}
