import type { Instant } from '../regulation/instant.ts';
import { html } from './html.ts';
import type { Page } from './layout.ts';
import { backLink, note, sampleNote } from './parts.ts';
import { text } from './text.zh-CN.ts';
import { type WindowView, windowCard } from './window-card.ts';

const words = text.windows;

/** A region to go on to. */
type RegionLink = { code: string; name: string };

/** The windows of a region and the regions below it; without a region, of the five provinces. */
type WindowsView = {
  now: Instant;
  region?: { name: string; parent?: string | undefined } | undefined;
  /** The place is kept for the first page. */
  remembered: boolean;
  windows: readonly WindowView[];
  /** Where the region has no open window: the nearest that have one. */
  nearest: readonly WindowView[];
  below: readonly RegionLink[];
};

/** Windows (找窗口): from the province down to the counties by plain links. */
export const windowsPage = ({ now, region, remembered, windows, nearest, below }: WindowsView): Page => {
  const title = region ? words.titleOf(region.name) : words.title;
  const up = region?.parent === undefined ? '/windows' : `/windows?region=${region.parent}`;
  return {
    title,
    body: html`${region ? backLink(up, text.back.windows) : backLink('/', text.back.home)}
<div class="ttl"><h1>${title}</h1><p class="m gap-s">${below.length > 0 ? words.line : words.lineOfOne}</p></div>
${remembered && html`<div class="c">${note('go', 'check', words.here)}</div>`}
${region && html`<div class="c gap">${windows.length === 0 ? html`<p>${words.none}</p>` : windows.map((window) => windowCard(window, now, 'h2'))}</div>`}
${nearest.length > 0 && html`<div class="sec"><h2>${words.nearest}</h2>${nearest.map((window) => windowCard(window, now))}</div>`}
${below.length > 0 && html`<nav class="sec" aria-label="${words.below}"><h2>${region ? words.below : text.regions.province}</h2><ul class="links-grid">${below.map(({ code, name }) => html`<li><a href="/windows?region=${code}">${name}</a></li>`)}</ul></nav>`}
${[...windows, ...nearest].some(({ sample }) => sample) && html`<div class="c">${sampleNote()}</div>`}`,
  };
};
