import type { Instant } from '../regulation/instant.ts';
import { earlyWords } from './early-page.ts';
import { html, type Markup } from './html.ts';
import { type IconName, icon } from './icons.ts';
import type { Page } from './layout.ts';
import { openingsText } from './opening.ts';
import { momentText, phoneLink, sampleMark, sampleNote, searchField } from './parts.ts';
import { text } from './text.zh-CN.ts';
import { type WindowView, windowCard } from './window-card.ts';

/** What the first page shows beside the search. */
export type HomeView = {
  now: Instant;
  frequent: readonly { href: string; name: string; materials?: number | undefined; sample: boolean }[];
  /** Catalogue behind “看全部”, and how many items it has. */
  all: { href: string; count: number };
  /** The window of the place the visitor chose. */
  nearest?: WindowView | undefined;
};

const words = text.home;

type Entry = { href: string; icon: IconName; title: string; line: string };

const entry = ({ href, icon: name, title, line }: Entry, withArrow: boolean): Markup =>
  html`<a href="${href}">${icon(name)}<span><b>${title}</b><span class="s">${line}</span></span>${withArrow && icon('next')}</a>`;

function entries(kind: 'line' | 'elderLine'): Entry[] {
  const { items, progress, windows, verify } = words.entries;
  return [
    { href: '/search', icon: 'document', title: items.title, line: items[kind] },
    { href: '/progress', icon: 'progress', title: progress.title, line: progress[kind] },
    {
      href: '/windows',
      icon: 'pin',
      title: kind === 'line' ? windows.title : words.entries.elderWindows,
      line: windows[kind],
    },
    { href: '/verify', icon: 'shield', title: verify.title, line: verify[kind] },
  ];
}

const choosePlace = (): Markup =>
  html`<div class="box"><p class="m">${words.whereAreYou}</p><p class="gap-s"><a href="/windows">${words.choosePlace}</a></p></div>`;

/** The first page: one search, the doors, frequent matters, the nearest window. */
export const homePage = ({ now, frequent, all, nearest }: HomeView): Page => ({
  title: words.title,
  wide: true,
  body: html`<div class="hero"><div class="w"><h1>${words.heading}</h1><p>${words.line}</p>
${searchField('', text.search.placeholder)}
<div class="hot"><span>${words.hotLabel}</span>${words.hot.map((word) => html`<a href="/search?q=${encodeURIComponent(word)}">${word}</a>`)}</div></div></div>
<div class="w"><nav class="fn" aria-label="${words.functions}">${entries('line').map((one) => entry(one, true))}</nav>
<div class="two sec"><section><h2>${words.frequent}${frequent.some(({ sample }) => sample) && html` ${sampleMark()}`}</h2>
<ul class="pop gap-s">${frequent.map(
    ({ href, name, materials }) =>
      html`<li><a href="${href}"><span>${name}</span>${materials !== undefined && html`<span class="s">${text.search.materialsOf(materials)}</span>`}</a></li>`,
  )}</ul>
<p class="gap-s"><a href="${all.href}">${words.allItems(all.count)}</a>　<a href="/early">${earlyWords.link}</a></p></section>
<section><h2>${words.nearest}</h2><div class="gap-s">${nearest ? html`${windowCard(nearest, now)}<p class="gap-s"><a href="/windows">${words.otherPlace}</a></p>` : choosePlace()}</div></section></div>
${(nearest?.sample === true || frequent.some(({ sample }) => sample)) && sampleNote()}</div>`,
});

const nearestInWords = (
  window: WindowView,
  now: Instant,
): Markup => html`<p><b>${window.hallName}</b>${window.sample && html` ${sampleMark()}`}</p>
${
  window.opening &&
  html`<p>${window.opening.openNow ? text.windows.openNow : text.windows.closedNow}。${window.opening.offBecause === undefined ? text.windows.today(openingsText(window.opening.today)) : text.windows.closedToday(window.opening.offBecause)}。</p>
${window.opening.nextAt !== undefined && html`<p>${text.windows.nextOpen(momentText(window.opening.nextAt, now))}</p>`}`
}
<p>${window.address}</p><p>${phoneLink(window.phone)}</p><p><a href="/windows">${words.otherPlace}</a></p>`;

/** The first page for elderly visitors (长者版): four doors and a telephone. */
export const elderHomePage = ({ now, nearest }: HomeView): Page => ({
  title: words.title,
  wide: true,
  body: html`<div class="hero"><div class="w"><h1>${words.elderHeading}</h1>
${searchField('', text.search.elderPlaceholder)}</div></div>
<div class="w"><nav class="eb" aria-label="${words.functions}">${entries('elderLine').map((one) => entry(one, false))}</nav>
<section class="call">${icon('phone')}<div><h2>${words.callTitle}</h2><p>${words.callLine}</p></div><a class="btn" href="tel:12345">${words.call}</a></section>
<section class="sec"><h2>${words.nearest}</h2>${nearest ? nearestInWords(nearest, now) : html`<p>${words.whereAreYou}</p><p><a href="/windows">${words.choosePlace}</a></p>`}</section>
${nearest?.sample === true && sampleNote()}</div>`,
});
