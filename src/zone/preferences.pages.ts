import type { FastifyReply } from 'fastify';
import type { App } from '../platform/http.ts';
import { oneOf, Type } from '../platform/schema.ts';
import { cookieNames } from './answer.pages.ts';

const oneYear = 365 * 24 * 60 * 60;

/** A way of showing or a place is no secret and opens nothing; it goes with links from other sites too. */
export const keep = (reply: FastifyReply, name: string, value: string): FastifyReply =>
  reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: oneYear });

/** The address if it lies on this site, else the first page: a link may not lead a visitor elsewhere. */
const ownAddress = (address: string | undefined): string =>
  address !== undefined && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(address) ? address : '/';

const switches = [
  { path: '/elder', cookie: cookieNames.mode, value: 'elder', summary: '长者版：开或关，回到原来的页面' },
  {
    path: '/contrast',
    cookie: cookieNames.theme,
    value: 'contrast',
    summary: '高对比：开或关，回到原来的页面',
  },
] as const;

/** The switches for elderly visitors and for high contrast. */
export function preferencePages(zone: App): void {
  for (const { path, cookie, value, summary } of switches) {
    zone.get(
      path,
      {
        config: { access: 'public' },
        schema: {
          summary,
          tags: ['专区页面'],
          security: [],
          querystring: Type.Object({
            on: Type.Optional(oneOf(['0', '1'])),
            back: Type.Optional(Type.String({ maxLength: 2000 })),
          }),
          response: { 303: { description: '回到原来的页面', type: 'null' } },
        },
      },
      async (request, reply) => {
        const { on = '1', back } = request.query;
        return keep(reply, cookie, on === '1' ? value : 'standard').redirect(ownAddress(back), 303);
      },
    );
  }
}
