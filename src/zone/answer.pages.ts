import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Assets } from './assets.service.ts';
import { documentOf, type Frame, type Page } from './layout.ts';

/** Cookies that keep how a visitor wants the pages, and where the visitor is. */
export const cookieNames = {
  mode: 'tongban_mode',
  theme: 'tongban_theme',
  place: 'tongban_place',
} as const;

/** No inline script or style, nothing from elsewhere. */
const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** What goes with a page beside its content. */
type Answer = {
  status?: number;
  /** Where to come back to, when it is not the address asked for. */
  here?: string;
  /** What concerns one case is kept nowhere and listed nowhere. */
  confidential?: boolean;
};

const themes = ['standard', 'contrast'] as const;

/** The visitor's way of showing, from the cookies of the request: the first byte honours it. */
function frameOf(request: FastifyRequest, assets: Assets, here: string): Frame {
  const { cookies } = request;
  return {
    mode: cookies[cookieNames.mode] === 'elder' ? 'elder' : 'standard',
    theme: themes.find((theme) => theme === cookies[cookieNames.theme]),
    here,
    stylesheet: assets.stylesheet,
    readAloud: assets.readAloud,
  };
}

/** Sends pages in the visitor's way of showing. */
export type SendPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
  answer?: Answer,
) => FastifyReply;

/** The sender for these assets. */
export const pageSender =
  (assets: Assets): SendPage =>
  (request, reply, page, { status = 200, here = request.url, confidential = false } = {}) => {
    if (confidential) void reply.header('x-robots-tag', 'noindex');
    return reply
      .code(status)
      .header('content-security-policy', contentSecurityPolicy)
      .header('cache-control', confidential ? 'no-store' : 'private, no-cache')
      .header('vary', 'cookie')
      .type('text/html; charset=utf-8')
      .send(documentOf(frameOf(request, assets, here), page));
  };

/** Documentation of an answer that is a page. */
export const pageAnswer = {
  200: { description: '网页', content: { 'text/html': { schema: { type: 'string' } } } },
} as const;
