import { type RefusalCode, refusals } from '../regulation/refusals.ts';
import { html, type Markup } from './html.ts';
import { icon } from './icons.ts';
import type { Page } from './layout.ts';
import { searchField } from './parts.ts';
import { text } from './text.zh-CN.ts';

const words = text.problem;

/** The code of a refusal, if the text is one. */
export const findRefusal = (code: string): RefusalCode | undefined =>
  Object.hasOwn(refusals, code) ? (code as RefusalCode) : undefined;

const goOn = (): Markup => html`<section class="sec"><h2>${words.goOn}</h2>
${searchField('', text.search.placeholder)}
<ul class="links-grid gap"><li><a href="/">${text.back.home}</a></li><li><a href="/progress">${text.footer.progress}</a></li><li><a href="/windows">${text.footer.windows}</a></li><li><a href="tel:12345">${text.home.call}</a></li></ul></section>`;

/** What a problem code means: the address in `type` of every problem answer leads here. */
export const problemCodePage = (code: RefusalCode): Page => ({
  title: words.explains,
  body: html`<div class="c top"><h1>${words.explains}</h1>
<p class="ans"><span class="big">${refusals[code].sentence}</span></p>
<dl class="kv gap"><dt>${words.code}</dt><dd>${code}</dd><dt>${words.status}</dt><dd>${refusals[code].status}</dd></dl>
${goOn()}</div>`,
});

/** A page that is not there. */
export const notFoundPage = (line: string = words.notFoundLine): Page => ({
  title: words.notFoundTitle,
  body: html`<div class="c top"><h1>${words.notFoundTitle}</h1><p class="m gap-s">${line}</p>${goOn()}</div>`,
});

/** A request that was refused, in its own sentence. */
export const refusedPage = (sentence: string): Page => ({
  title: words.title,
  body: html`<div class="c top"><h1>${words.title}</h1><p class="err gap-s" role="alert">${icon('cross')}<span>${sentence}</span></p>${goOn()}</div>`,
});

/** Something broke: when to try again and which number to report. */
export const failedPage = (incident: string): Page => ({
  title: words.failedTitle,
  body: html`<div class="c top"><h1>${words.failedTitle}</h1><p class="m gap-s">${words.failedLine(incident)}</p>${goOn()}</div>`,
});
