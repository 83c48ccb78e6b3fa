import type { Clock } from '../platform/clock.ts';
import type { App } from '../platform/http.ts';
import { object, Type } from '../platform/schema.ts';
import { pageAnswer, type SendPage } from './answer.pages.ts';
import { type PublicQueries, plainCode } from './public-query.service.ts';
import { type VerifyView, verifyPage } from './verify-page.ts';

const tags = ['专区页面'];
const statuses: Readonly<Record<VerifyView['outcome'], number>> = {
  form: 200,
  found: 200,
  noMatch: 404,
  blocked: 429,
};

/** The verification of documents; the QR code of a document leads to its address. */
export function verifyPages(
  zone: App,
  { queries, clock }: { queries: PublicQueries; clock: Clock },
  send: SendPage,
): void {
  zone.get(
    '/verify',
    {
      config: { access: 'public' },
      schema: {
        summary: '文书核验',
        tags,
        security: [],
        querystring: Type.Object({ code: Type.Optional(Type.String({ maxLength: 200 })) }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const code = plainCode(request.query.code ?? '');
      if (code !== '') return reply.redirect(`/verify/${code}`, 303);
      return send(request, reply, verifyPage({ outcome: 'form' }));
    },
  );

  zone.get(
    '/verify/:code',
    {
      config: { access: 'public' },
      schema: {
        summary: '文书核验：结果',
        tags,
        security: [],
        params: object({ code: Type.String({ minLength: 1, maxLength: 200 }) }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const result = await queries.verification(request.params.code, request.ip);
      const view: VerifyView =
        result.outcome === 'found' ? { outcome: 'found', document: result.found, now: clock.now() } : result;
      return send(request, reply, verifyPage(view), { status: statuses[view.outcome], confidential: true });
    },
  );
}
