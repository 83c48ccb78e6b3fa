import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, type Receipt, RequestFailed } from '../client/client.ts';

/** A changing request that was answered. */
export type Acknowledged = {
  token: string;
  path: string;
  key: string;
  body: string;
  version: string | undefined;
  status: number;
  answer: string;
  /** It broke off at least once before it was answered. */
  inDoubt: boolean;
};

/** What all clients of a proof went through. */
export type Journal = {
  acknowledged: Acknowledged[];
  /** How often which refusal was given. */
  refusals: Map<string, number>;
  /** How often a connection broke off. */
  broken: number;
};

/** Everything comes to an end: who works is told by this. */
export class WorkOver extends Error {}

type Sent = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer<ArrayBuffer> | string;
};

/**
 * Somebody at work who does not give up: what breaks off is sent again as it was, with the same request key, as soon as
 * a server is there. Every answered change goes into the journal.
 */
export function lastingClient(
  origin: () => Promise<string>,
  token: string,
  journal: Journal,
  isOver: () => boolean,
): Client {
  async function send(sent: Sent): Promise<{ status: number; bytes: Buffer; inDoubt: boolean }> {
    for (let tries = 0; ; tries += 1) {
      try {
        const response = await fetch(`${await origin()}${sent.path}`, {
          method: sent.method,
          headers: { ...sent.headers, authorization: `Bearer ${token}` },
          ...(sent.body === undefined ? {} : { body: sent.body }),
        });
        const bytes = Buffer.from(await response.arrayBuffer());
        return { status: response.status, bytes, inDoubt: tries > 0 };
      } catch {
        journal.broken += 1;
        await pause(20);
      }
    }
  }

  async function fine(sent: Sent): Promise<{ status: number; bytes: Buffer; inDoubt: boolean }> {
    const answer = await send(sent);
    if (answer.status < 300) return answer;
    if (answer.status >= 500)
      throw new Error(`${sent.method} ${sent.path} → ${answer.status} ${answer.bytes.toString('utf8')}`);
    throw new RequestFailed(
      sent.method,
      sent.path,
      answer.status,
      JSON.parse(answer.bytes.toString('utf8')) as Record<string, unknown>,
    );
  }

  async function change<Answer>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    if (isOver()) throw new WorkOver();
    const text = JSON.stringify(body);
    const sent = { method, path, body: text, headers: { 'content-type': 'application/json', ...headers } };
    try {
      const { status, bytes, inDoubt } = await fine(sent);
      const answer = bytes.toString('utf8');
      const [key, version] = [headers['idempotency-key'], headers['if-match']];
      if (key) journal.acknowledged.push({ token, path, key, body: text, version, status, answer, inDoubt });
      return JSON.parse(answer) as Answer;
    } catch (error) {
      if (error instanceof RequestFailed) {
        const code = String(error.problem['code']);
        journal.refusals.set(code, (journal.refusals.get(code) ?? 0) + 1);
      }
      throw error;
    }
  }

  const get = async (path: string): Promise<Buffer> =>
    (await fine({ method: 'GET', path, headers: {} })).bytes;
  return {
    get: async <Answer>(path: string) => JSON.parse((await get(path)).toString('utf8')) as Answer,
    bytes: get,
    post: (path, body, headers) => change('POST', path, body, headers),
    put: (path, body, headers) => change('PUT', path, body, headers),
    command: ({ id, version }, command, body = {}) =>
      change<Receipt>('POST', `/api/cases/${id}/${command}`, body, {
        'idempotency-key': randomUUID(),
        'if-match': `"${version}"`,
      }),
    async upload(name, bytes) {
      if (isOver()) throw new WorkOver();
      const { bytes: answer } = await fine({
        method: 'POST',
        path: `/api/uploads?name=${encodeURIComponent(name)}`,
        headers: { 'content-type': 'application/octet-stream' },
        body: Buffer.from(bytes),
      });
      return JSON.parse(answer.toString('utf8')) as { id: string };
    },
  };
}

/** Sends an answered change once more as it was; answers what is different, if anything. */
export async function repeatAnswer(origin: string, given: Acknowledged): Promise<string | undefined> {
  const response = await fetch(`${origin}${given.path}`, {
    method: 'POST',
    body: given.body,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${given.token}`,
      'idempotency-key': given.key,
      ...(given.version === undefined ? {} : { 'if-match': given.version }),
    },
  });
  const answer = await response.text();
  if (response.status === given.status && answer === given.answer) return undefined;
  return `${given.path} answered ${given.status} ${given.answer} and, repeated, ${response.status} ${answer}`;
}
