import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { InjectOptions } from 'fastify';
import { type Client, type Receipt, RequestFailed } from '../scripts/client/client.ts';
import type { CaseView, EventView } from '../src/cases/core/case-view.ts';
import { createSystem, type System, type SystemOptions } from '../src/composition/system.ts';
import { demoPassword } from '../src/identity/demo-staff.ts';
import type { Clock } from '../src/platform/clock.ts';
import { readConfig } from '../src/platform/config.ts';
import { createLogger } from '../src/platform/log.ts';
import type { ProblemBody } from '../src/platform/problem.ts';
import { type Instant, instantOf } from '../src/regulation/instant.ts';
import { openLoadedDatabase, testKind } from './database.ts';

/** An answer as it came, whatever its status. */
export type Answer<Body = unknown> = {
  status: number;
  headers: Record<string, unknown>;
  bytes: Buffer;
  body: Body;
};

/** What is asked; a body that is neither text nor bytes goes as JSON. */
export type Question = {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: unknown;
};

/** Somebody at work over HTTP, without a network in between. */
export type Person = Client & {
  /** Sends a request and answers whatever comes. */
  ask<Body = unknown>(path: string, question?: Question): Promise<Answer<Body>>;
  /** The problem that a request must be refused with; throws when it is not refused. */
  refused(path: string, question?: Question): Promise<ProblemBody>;
  /** The problem that a command must be refused with. */
  refusedCommand(
    receipt: Pick<Receipt, 'id' | 'version'>,
    command: string,
    body?: unknown,
  ): Promise<ProblemBody>;
  view(caseId: string): Promise<CaseView>;
  events(caseId: string): Promise<EventView[]>;
};

/** A whole Tongban for a test: demo people, sample windows, a clock that stands where it is put. */
export type TestSystem = System & {
  /** A person by the name of the account; signed in once. */
  as(username: string): Promise<Person>;
  /** The token of a person, for requests of one's own. */
  tokenOf(username: string): Promise<string>;
  /** Anybody from the street, optionally at an address of their own. */
  visitor(address?: string): Person;
  /** A person by a token from elsewhere. */
  withToken(token: string): Person;
  /** Puts the clock to a moment; does not act by itself. */
  at(now: Instant): void;
  /** Puts the clock to a moment and lets the workers do what is due by then. */
  waitUntil(now: Instant): Promise<void>;
  /** Everything logged so far. */
  logged(): string;
  /** Where files lie. */
  dataFolder: string;
};

const json = 'application/json';

const isRaw = (body: unknown): body is string | Buffer => typeof body === 'string' || Buffer.isBuffer(body);

function parsed(contentType: unknown, bytes: Buffer): unknown {
  return typeof contentType === 'string' && /\/(?:problem\+)?json/.test(contentType)
    ? JSON.parse(bytes.toString('utf8'))
    : undefined;
}

function personOf(
  app: System['app'],
  { token, address }: { token?: string; address?: string },
  logged: () => string,
): Person {
  async function ask<Body>(
    path: string,
    { method = 'GET', headers = {}, body }: Question = {},
  ): Promise<Answer<Body>> {
    const payload = body === undefined || isRaw(body) ? body : JSON.stringify(body);
    const response = await app.inject({
      method,
      url: path,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(payload === undefined ? {} : { 'content-type': json }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
      ...(address ? { remoteAddress: address } : {}),
    } as InjectOptions);
    const bytes = response.rawPayload;
    return {
      status: response.statusCode,
      headers: response.headers,
      bytes,
      body: parsed(response.headers['content-type'], bytes) as Body,
    };
  }

  async function fine<Body>(path: string, question: Question): Promise<Answer<Body>> {
    const answer = await ask<Body>(path, question);
    if (answer.status < 300) return answer;
    if (answer.status >= 500)
      throw new Error(`${path} → ${answer.status}\n${logged().trim().split('\n').at(-1)}`);
    throw new RequestFailed(question.method ?? 'GET', path, answer.status, answer.body ?? {});
  }

  async function refused(path: string, question: Question = {}): Promise<ProblemBody> {
    const answer = await ask<ProblemBody>(path, question);
    if (answer.status < 400)
      throw new Error(`${question.method ?? 'GET'} ${path} was not refused: ${answer.status}`);
    return answer.body;
  }

  const commandQuestion = (version: number, body: unknown): Question => ({
    method: 'POST',
    headers: { 'idempotency-key': randomUUID(), 'if-match': `"${version}"` },
    body,
  });

  return {
    ask,
    refused,
    get: async <Body>(path: string) => (await fine<Body>(path, {})).body,
    bytes: async (path) => (await fine(path, {})).bytes,
    post: async <Body>(path: string, body: unknown, headers: Record<string, string> = {}) =>
      (await fine<Body>(path, { method: 'POST', body, headers })).body,
    put: async <Body>(path: string, body: unknown, headers: Record<string, string> = {}) =>
      (await fine<Body>(path, { method: 'PUT', body, headers })).body,
    command: async ({ id, version }, command, body = {}) =>
      (await fine<Receipt>(`/api/cases/${id}/${command}`, commandQuestion(version, body))).body,
    refusedCommand: ({ id, version }, command, body = {}) =>
      refused(`/api/cases/${id}/${command}`, commandQuestion(version, body)),
    upload: async (name, bytes) =>
      (
        await fine<{ id: string }>(`/api/uploads?name=${encodeURIComponent(name)}`, {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body: Buffer.from(bytes),
        })
      ).body,
    view: async (caseId) => (await fine<CaseView>(`/api/cases/${caseId}`, {})).body,
    events: async (caseId) =>
      (await fine<{ events: EventView[] }>(`/api/cases/${caseId}/events`, {})).body.events,
  };
}

/** A clock that stands still where it was put, so that due times are exact. */
function standingClock(start: Instant): Clock {
  let current = start;
  return {
    now: () => current,
    set: (next) => {
      current = instantOf(new Date(next));
    },
  };
}

/** A system of its own, for tests that change the directory, seals or records past the application. */
export async function openSystem(
  start: Instant,
  {
    casesPerHour = 0,
    ...more
  }: Pick<SystemOptions, 'suppliers' | 'carrier'> & { casesPerHour?: number } = {},
): Promise<TestSystem> {
  const { database, dataFolder } = await openLoadedDatabase();
  const clock = standingClock(start);
  const lines: string[] = [];
  const logged = (): string => lines.join('');
  const destination = new PassThrough();
  destination.on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')));
  const system = await createSystem({
    config: { ...readConfig({}), dataFolder, demo: true, casesPerHour, logLevel: 'info' },
    database,
    clock,
    logger: createLogger({ level: 'info', destination }),
    requestsPerMinute: 1_000_000,
    ...more,
  });
  await system.app.ready();
  const tokens = new Map<string, Promise<string>>();
  const signIn = async (username: string): Promise<string> => {
    const session = await personOf(system.app, {}, logged).post<{ token: string }>('/api/session', {
      username,
      password: demoPassword,
    });
    return session.token;
  };
  const tokenOf = (username: string): Promise<string> => {
    const token = tokens.get(username) ?? signIn(username);
    tokens.set(username, token);
    return token;
  };
  return {
    ...system,
    dataFolder,
    async as(username) {
      return personOf(system.app, { token: await tokenOf(username) }, logged);
    },
    tokenOf,
    visitor: (address) => personOf(system.app, address === undefined ? {} : { address }, logged),
    withToken: (token) => personOf(system.app, { token }, logged),
    at: (now) => clock.set(now),
    async waitUntil(now) {
      clock.set(now);
      const before = lines.length;
      await system.settle();
      const failed = lines.slice(before).find((line) => line.includes('"level":"error"'));
      if (failed) throw new Error(failed);
    },
    logged,
  };
}

const shared = new Map<string, Promise<TestSystem>>();

/**
 * The system that all journeys of a worker share: even a loaded one takes a second to start. Each story has
 * regions of its own and sets the clock itself; nothing is taken away from it at the end.
 */
export function sharedSystem(start: Instant): Promise<TestSystem> {
  const open = shared.get(testKind) ?? openSystem(start);
  shared.set(testKind, open);
  return open.then((system) => {
    system.at(start);
    return system;
  });
}
