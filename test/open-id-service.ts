import { generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** A real identity service on this machine: whoever signs in there is who they say. */
export type OpenIdService = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Goes the way of a browser: signs in as this subject and agrees; answers where the service sends it back. */
  signIn(address: string, subject: string): Promise<string>;
  /** An identity token signed with the key of the service. */
  sign(claims: object): string;
  close(): Promise<void>;
};

const clientId = 'tongban';
const clientSecret = 'tongban-test-secret-0123456789';

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** A browser's memory of cookies, for one address. */
function cookieJar() {
  const kept = new Map<string, string>();
  return {
    header: () => [...kept].map(([name, value]) => `${name}=${value}`).join('; '),
    keep(response: Response) {
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const at = pair.indexOf('=');
        kept.set(pair.slice(0, at), pair.slice(at + 1));
      }
    },
  };
}

/** Opens the service; it sends browsers back to this address only. */
export async function openIdService(callback: string): Promise<OpenIdService> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' };
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listen(server)}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [callback],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [jwk] },
    pkce: { required: () => true },
    cookies: { keys: ['test-cookie-key'] },
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
  });
  server.on('request', provider.callback());

  async function signIn(address: string, subject: string): Promise<string> {
    const jar = cookieJar();
    const go = async (url: string, form?: Record<string, string>): Promise<Response> => {
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: jar.header() },
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      });
      jar.keep(response);
      return response;
    };
    let url = address;
    for (let step = 0; step < 12; step += 1) {
      const response = await go(url);
      const next = response.headers.get('location');
      if (next) {
        url = new URL(next, url).href;
        if (url.startsWith(callback)) return url;
        continue;
      }
      const page = await response.text();
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
      if (!action) throw new Error(`no form at ${url}: ${response.status} ${page.slice(0, 300)}`);
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? 'login';
      const answered = await go(new URL(action, url).href, {
        prompt,
        ...(prompt === 'login' ? { login: subject, password: 'any' } : {}),
      });
      url = new URL(answered.headers.get('location') ?? '', url).href;
      if (url.startsWith(callback)) return url;
    }
    throw new Error('the identity service led nowhere');
  }

  return {
    issuer,
    clientId,
    clientSecret,
    signIn,
    sign(claims) {
      const [head, body] = [{ alg: 'RS256', kid: 'test' }, claims].map((each) =>
        Buffer.from(JSON.stringify(each)).toString('base64url'),
      );
      const signature = signBytes('RSA-SHA256', Buffer.from(`${head}.${body}`), privateKey);
      return `${head}.${body}.${signature.toString('base64url')}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
