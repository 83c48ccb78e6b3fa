import { randomUUID } from 'node:crypto';

/** An answer that is not 2xx, with the problem it tells. */
export class RequestFailed extends Error {
  readonly status: number;
  readonly problem: Record<string, unknown>;

  constructor(method: string, path: string, status: number, problem: Record<string, unknown>) {
    super(
      `${method} ${path} → ${status} ${String(problem['code'])}：${String(problem['detail'] ?? problem['title'])}`,
    );
    this.status = status;
    this.problem = problem;
  }
}

/** What a command answers. */
export type Receipt = {
  id: string;
  businessNumber?: string;
  version: number;
  state: string;
  stateLabel: string;
  documents: { id: string; kind: string; href: string }[];
};

/** One person at work over HTTP. */
export type Client = {
  get<Answer>(path: string): Promise<Answer>;
  bytes(path: string): Promise<Buffer>;
  post<Answer>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  put<Answer>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** A command on a case, with its own request key and the version that was seen. */
  command(receipt: Pick<Receipt, 'id' | 'version'>, command: string, body?: unknown): Promise<Receipt>;
  upload(name: string, bytes: Uint8Array): Promise<{ id: string }>;
};

/** Signs somebody in at a running Tongban. */
export const signIn = async (origin: string, username: string, password: string): Promise<Client> =>
  (await signInWithToken(origin, username, password)).client;

/** `signIn`, with the token of the session. */
export async function signInWithToken(
  origin: string,
  username: string,
  password: string,
): Promise<{ client: Client; token: string }> {
  let token = '';
  async function send(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (token) headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(`${origin}${path}`, { ...init, method, headers });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    throw new RequestFailed(method, path, response.status, problem);
  }
  const withJson = async <Answer>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await send(method, path, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
    return (await response.json()) as Answer;
  };
  const client: Client = {
    get: async <Answer>(path: string) => (await (await send('GET', path, {})).json()) as Answer,
    bytes: async (path) => Buffer.from(await (await send('GET', path, {})).arrayBuffer()),
    post: (path, body, headers) => withJson('POST', path, body, headers),
    put: (path, body, headers) => withJson('PUT', path, body, headers),
    command: ({ id, version }, command, body = {}) =>
      withJson('POST', `/api/cases/${id}/${command}`, body, {
        'idempotency-key': randomUUID(),
        'if-match': `"${version}"`,
      }),
    async upload(name, bytes) {
      const response = await send('POST', `/api/uploads?name=${encodeURIComponent(name)}`, {
        body: Buffer.from(bytes),
        headers: { 'content-type': 'application/octet-stream' },
      });
      return (await response.json()) as { id: string };
    },
  };
  const session = await client.post<{ token: string }>('/api/session', { username, password });
  token = session.token;
  return { client, token };
}
