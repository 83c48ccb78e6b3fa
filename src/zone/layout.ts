import { html, type Markup } from './html.ts';
import { icon, mark } from './icons.ts';
import { text } from './text.zh-CN.ts';

/** How a visitor wants the pages shown, and what they are loaded with. */
export type Frame = {
  mode: 'standard' | 'elder';
  /** Without a choice the browser's own wish for contrast holds. */
  theme?: 'standard' | 'contrast' | undefined;
  /** Address, on this site, to come back to when the way of showing is changed. */
  here: string;
  /** Address of the style sheet. */
  stylesheet: string;
  /** Address of the script that reads aloud, where it has been built. */
  readAloud?: string | undefined;
};

/** A page before it gets its frame. */
export type Page = {
  title: string;
  body: Markup;
  /** Whether the body brings its own full-width parts. */
  wide?: boolean;
};

const favicon =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 32 32%22%3E%3Crect x=%222%22 y=%223%22 width=%2219%22 height=%2219%22 rx=%225%22 fill=%22%230E7A6D%22/%3E%3Crect x=%2211%22 y=%2210%22 width=%2219%22 height=%2219%22 rx=%225%22 fill=%22%231B4F87%22/%3E%3C/svg%3E';

const switchTo = (path: string, on: boolean, here: string): string =>
  `${path}?on=${on ? '1' : '0'}&back=${encodeURIComponent(here)}`;

const header = ({ mode, theme, here, readAloud }: Frame): Markup => html`<header class="zt"><div class="w">
<a class="zb" href="/">${mark}<span>${text.site}<small>${text.siteLine}</small></span></a>
<nav class="zn" aria-label="${text.aids}">
${readAloud !== undefined && html`<button type="button" id="read-aloud" hidden>${icon('speaker')}${text.readAloud}</button>`}
<a href="${switchTo('/contrast', theme !== 'contrast', here)}">${theme === 'contrast' ? text.normalContrast : text.contrast}</a>
<a href="${switchTo('/elder', mode !== 'elder', here)}">${mode === 'elder' ? text.standard : text.elder}</a>
</nav></div></header>`;

const footer = (): Markup => html`<footer class="zf"><div class="w">
<p>${text.help.before}<a href="tel:12345">12345</a>${text.help.after}</p>
<p class="links"><a href="/search">${text.footer.items}</a><a href="/windows">${text.footer.windows}</a><a href="/progress">${text.footer.progress}</a><a href="/verify">${text.footer.verify}</a></p>
</div></footer>`;

/** A whole document: the way of showing stands on the first element, so that nothing flashes. */
export const documentOf = (frame: Frame, { title, body, wide = false }: Page): string =>
  html`<!doctype html>
<html lang="zh-CN"${frame.mode === 'elder' && html` data-mode="elder"`}${frame.theme !== undefined && html` data-theme="${frame.theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · ${text.site}</title>
<link rel="stylesheet" href="${frame.stylesheet}">
<link rel="icon" href="${favicon}">
${frame.readAloud !== undefined && html`<script type="module" src="${frame.readAloud}"></script>`}
</head>
<body>
<a class="skip" href="#main">${text.skip}</a>
${header(frame)}
<main id="main"${!wide && html` class="w"`} tabindex="-1">
${body}
</main>
${footer()}
</body>
</html>
`.markup;
