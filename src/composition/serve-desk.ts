import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type App } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';

const deskFolder = join(import.meta.dirname, '../../dist/desk');

/** The desk's pages; every address below /desk/ that is no file opens the app. */
export async function serveDesk(app: App): Promise<void> {
  if (!existsSync(deskFolder)) return;
  await app.register(fastifyStatic, {
    root: deskFolder,
    prefix: '/desk/',
    wildcard: false,
    maxAge: '1y',
    immutable: true,
    schemaHide: true,
  });
  const page = { config: { access: 'public' as const }, schema: { hide: true } };
  app.get('/desk', page, (_request, reply) => reply.redirect('/desk/'));
  app.get('/desk/*', page, (request, reply) => {
    // A file of an earlier build: a page in its place would only confuse the browser.
    if (request.url.startsWith('/desk/assets/')) throw new Problem('not-found');
    return reply.sendFile('index.html', { maxAge: 0, immutable: false });
  });
}
