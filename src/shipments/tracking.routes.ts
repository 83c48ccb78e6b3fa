import type { Audit } from '../platform/audit.service.ts';
import type { Database } from '../platform/database.ts';
import type { App } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { problemAnswers, Type } from '../platform/schema.ts';
import { carrierEventKinds } from './carrier.ts';
import { signatureHeaders } from './carrier-signature.ts';
import type { Tracking } from './tracking.service.ts';

/** Where the carrier sends what happened. */
const callbackPath = '/api/carrier/events';

const headerOf = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');

const sentences = {
  unsigned: '没有签名，或签名的格式不对。',
  forged: '签名对不上。',
  stale: '签名的时间与现在相差超过 5 分钟。',
} as const;

/** The carrier's reports, signed and taken once. */
export async function trackingRoutes(
  app: App,
  { tracking, database, audit }: { tracking: Tracking; database: Database; audit: Pick<Audit, 'record'> },
): Promise<void> {
  await app.register(async (scope) => {
    // The signature is over the bytes as they came, so the body stays a text here.
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      async (_request: unknown, body: string | Buffer) => String(body),
    );
    scope.post(
      callbackPath,
      {
        config: { access: 'public' },
        schema: {
          summary: '寄递企业报告邮件进展',
          description: [
            `请求头 ${signatureHeaders.timestamp}（毫秒时间）、${signatureHeaders.nonce}（16 到 64 位，只用一次）、`,
            `${signatureHeaders.signature}：HMAC-SHA256(密钥, 时间\\n编号\\n路径\\n正文的 SHA-256)，十六进制。`,
            `正文 {"events":[{"id","waybill","kind","occurredAt","place","region"}]}，kind：${Object.keys(carrierEventKinds).join('、')}。`,
            '同一 id 的进展只收一次；次序、快慢不限。',
          ].join(''),
          tags: ['寄递'],
          response: {
            200: Type.Object({ stored: Type.Integer(), known: Type.Integer() }),
            ...problemAnswers(400, 401, 409, 413, 429),
          },
        },
      },
      async (request) => {
        const { headers } = request;
        const answer = await tracking.callback({
          timestamp: headerOf(headers[signatureHeaders.timestamp]),
          nonce: headerOf(headers[signatureHeaders.nonce]),
          signature: headerOf(headers[signatureHeaders.signature]),
          path: callbackPath,
          body: typeof request.body === 'string' ? request.body : '',
        });
        if (!('refused' in answer)) return answer;
        await audit.record(database.db, {
          action: 'carrierMessageRefused',
          actor: null,
          outcome: 'refused',
          address: request.ip,
          detail: { reason: answer.refused },
        });
        if (answer.refused === 'malformed') throw new Problem('body-malformed');
        if (answer.refused === 'replayed') throw new Problem('carrier-message-replayed');
        throw new Problem('carrier-message-refused', { detail: sentences[answer.refused] });
      },
    );
  });
}
