import type { Instant } from '../regulation/instant.ts';
import {
  chineseDateHour,
  clockTime,
  shanghaiDay,
  shanghaiParts,
  shortDay,
} from '../regulation/shanghai-time.ts';
import { type Content, html, type Markup } from './html.ts';
import { icon } from './icons.ts';
import type { Page } from './layout.ts';
import { businessNumber, note, sampleMark, status } from './parts.ts';
import type { PublicVerification } from './ports.ts';
import { text } from './text.zh-CN.ts';

/** What came of a verification; nothing but the form before one. */
export type VerifyView =
  | { outcome: 'form' }
  | { outcome: 'found'; document: PublicVerification; now: Instant }
  | { outcome: 'noMatch'; triesLeft: number }
  | { outcome: 'blocked'; until: Instant };

const words = text.verify;

const wholeMoment = (at: Instant): string => {
  const { year } = shanghaiParts(at);
  return `${year}年${shortDay(shanghaiDay(at))} ${clockTime(at)}`;
};

const row = (name: string, value: Content): Markup => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

function verdict({ status: state, unaltered }: PublicVerification) {
  if (!unaltered) return { tone: 'bad', icon: 'cross', words: words.altered } as const;
  if (state === 'void') return { tone: 'bad', icon: 'cross', words: words.voided } as const;
  return { tone: 'ok', icon: 'shield', words: words.genuine } as const;
}

function result(document: PublicVerification, now: Instant): Markup {
  const found = verdict(document);
  return html`<section class="res ${found.tone}" role="status"><div class="h">${icon(found.icon)}<div><h2>${found.words}</h2><p class="m">${words.checkedAt(wholeMoment(now))}</p></div></div>
<dl>${row(words.kind, [document.title, document.sample && html` ${sampleMark()}`])}
${row(words.number, businessNumber(document.businessNumber))}
${row(words.issued, chineseDateHour(document.issuedAt))}
${row(words.window, document.windowName)}
${row(words.seal, document.sealAuthority)}
${row(words.status, document.status === 'valid' ? status('ok', 'check', words.valid) : [status('bad', 'cross', words.void), document.voidedAt !== undefined && html` <span class="m">${words.voidedAt(wholeMoment(document.voidedAt))}</span>`])}</dl></section>
${document.isIntakeReceipt && note('go', 'info', html`<b>${words.notAcceptance}</b><br>${words.notAcceptanceLine}`)}
${document.sample && html`<p class="s gap">${text.sampleNote}</p>`}`;
}

const neutral = (title: string, line: string): Markup =>
  html`<section class="res" role="status"><div class="h">${icon('slash')}<div><h2>${title}</h2><p class="m">${line}</p></div></div></section>`;

function outcome(view: VerifyView): Markup | false {
  switch (view.outcome) {
    case 'form':
      return false;
    case 'found':
      return result(view.document, view.now);
    case 'noMatch':
      return neutral(words.noMatch, `${words.noMatchLine}${words.left(view.triesLeft)}`);
    case 'blocked':
      return neutral(words.blockedTitle, words.blocked(clockTime(view.until)));
  }
}

/** The verification page (R-081): five fields, the seal, and whether the content is unaltered; nothing personal. */
export const verifyPage = (view: VerifyView): Page => ({
  title: words.title,
  body: html`<div class="c top"><h1>${words.title}</h1><p class="m">${words.line}</p>
${outcome(view)}
<section class="sec no-print"><h2>${view.outcome === 'form' ? words.formTitle : words.again}</h2>
<form action="/verify" method="get"><p class="m"><label for="code">${words.label}</label></p>
<div class="again"><input class="in" id="code" name="code" maxlength="40" required autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="${words.example}"><button class="btn" type="submit">${words.button}</button></div></form></section></div>`,
});
