import type { Clock } from '../platform/clock.ts';
import type { App } from '../platform/http.ts';
import { Type } from '../platform/schema.ts';
import { clockTime } from '../regulation/shanghai-time.ts';
import { pageAnswer, type SendPage } from './answer.pages.ts';
import { type ProgressForm, progressFormPage, progressPage } from './progress-page.ts';
import type { PublicQueries } from './public-query.service.ts';
import { text } from './text.zh-CN.ts';

const words = text.progress;
const tags = ['专区页面'];
const Typed = Type.Optional(Type.String({ maxLength: 200 }));

/** Digits as typed on any keyboard, without blanks. */
const digits = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/g, '');

function numberError(businessNumber: string): string | undefined {
  if (businessNumber === '') return words.numberMissing;
  return /^\d{20}$/.test(businessNumber) ? undefined : words.numberWrong(businessNumber.length);
}

/** Progress by number and phone digits, as a plain form. */
export function progressPages(
  zone: App,
  { queries, clock }: { queries: PublicQueries; clock: Clock },
  send: SendPage,
): void {
  zone.get(
    '/progress',
    {
      config: { access: 'public' },
      schema: {
        summary: '查进度',
        tags,
        security: [],
        querystring: Type.Object({ number: Typed }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const businessNumber = digits(request.query.number ?? '');
      return send(request, reply, progressFormPage({ businessNumber, phoneLast4: '' }), {
        confidential: true,
      });
    },
  );

  zone.post(
    '/progress',
    {
      config: { access: 'public' },
      schema: {
        summary: '查进度：结果',
        tags,
        security: [],
        body: Type.Object({ businessNumber: Typed, phoneLast4: Typed }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const { businessNumber = '', phoneLast4 = '' } = request.body;
      const query = { businessNumber: digits(businessNumber), phoneLast4: digits(phoneLast4) };
      const answer = {
        here: `/progress?number=${encodeURIComponent(query.businessNumber)}`,
        confidential: true,
      };
      const form = (more: Partial<ProgressForm>, status: number) =>
        send(request, reply, progressFormPage({ businessNumber, phoneLast4, ...more }), {
          ...answer,
          status,
        });

      const wrong = {
        numberError: numberError(query.businessNumber),
        phoneError: /^\d{4}$/.test(query.phoneLast4) ? undefined : words.phoneWrong,
      };
      if (wrong.numberError !== undefined || wrong.phoneError !== undefined) return form(wrong, 400);

      const result = await queries.caseStatus(query, request.ip);
      switch (result.outcome) {
        case 'found':
          return send(request, reply, progressPage(result.found, clock.now()), answer);
        case 'noMatch':
          return form({ answer: { tone: 'bad', sentence: words.noMatch(result.triesLeft) } }, 404);
        case 'blocked':
          return form({ answer: { tone: 'warn', sentence: words.blocked(clockTime(result.until)) } }, 429);
      }
    },
  );
}
