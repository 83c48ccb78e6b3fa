import { groupsOfBusinessNumber } from '../cases/core/business-number.ts';
import type { Instant } from '../regulation/instant.ts';
import { clockTime, shanghaiDay, shanghaiParts, shortDay } from '../regulation/shanghai-time.ts';
import type { Tone } from './case-words.zh-CN.ts';
import { type Content, html, type Markup } from './html.ts';
import { type IconName, icon } from './icons.ts';
import { text } from './text.zh-CN.ts';

/** A status in words with icon and tone. */
export const status = (tone: Tone, name: IconName, words: string): Markup =>
  html`<span class="st ${tone}">${icon(name)}${words}</span>`;

/** The mark that what stands beside it was invented for demonstration. */
export const sampleMark = (): Markup => status('pause', 'sample', text.sample);

/** The sentence that goes with the marks on a page. */
export const sampleNote = (): Markup =>
  html`<div class="note pause">${icon('sample')}<div>${text.sampleNote}</div></div>`;

/** A notice in a frame. */
export const note = (tone: 'go' | 'warn' | 'bad', name: IconName, content: Content): Markup =>
  html`<div class="note ${tone}">${icon(name)}<div>${content}</div></div>`;

/** The way back, above the title. */
export const backLink = (href: string, words: string): Markup =>
  html`<a class="back" href="${href}">${icon('back')}${words}</a>`;

/** A business number in three groups, copied without blanks. */
export const businessNumber = (number: string): Markup =>
  html`<span class="bn">${groupsOfBusinessNumber(number).map((group) => html`<span>${group}</span>`)}</span>`;

/** Something to open for more. */
export const more = (summary: string, content: Content, open = false): Markup =>
  html`<details${open && html` open`}><summary>${icon('open')}${summary}</summary>${content}</details>`;

/** A link that calls. */
export const phoneLink = (phone: string): Markup =>
  html`<a class="nw" href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>`;

/** The search field. */
export const searchField = (
  query: string,
  placeholder: string,
  keep: Readonly<Record<string, string>> = {},
): Markup =>
  html`<form role="search" class="sb" action="/search" method="get"><label class="sr" for="q">${text.search.label}</label><input id="q" name="q" type="search" maxlength="200" value="${query}" placeholder="${placeholder}" autocomplete="off">${Object.entries(keep).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button type="submit">${icon('search')}${text.search.button}</button></form>`;

/** A field of a form with its label, hint and, below, what is wrong. */
export const field = (
  options: { id: string; label: string; hint?: string; error?: string | undefined },
  control: (attributes: Markup) => Markup,
): Markup => {
  const { id, label, hint, error } = options;
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  const attributes = html`id="${id}"${described !== '' && html` aria-describedby="${described}"`}${error !== undefined && html` aria-invalid="true"`}`;
  return html`<div class="field"><label for="${id}">${label}</label>${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}${control(attributes)}${error !== undefined && html`<p class="err" id="${id}-error">${icon('cross')}<span>${error}</span></p>`}</div>`;
};

/** A moment as the pages write it: 9月29日 周三 10:42; the year only when it is not this one. */
export const momentText = (at: Instant, now: Instant): string =>
  `${shortDay(shanghaiDay(at), shanghaiParts(now).year)} ${clockTime(at)}`;

/** A day as the pages write it: 10月8日 周五. */
export const dayText = (day: string, now: Instant): string => shortDay(day, shanghaiParts(now).year);
