import type { ServiceWindow } from '../directory/window.ts';
import type { Instant } from '../regulation/instant.ts';
import { clockTime } from '../regulation/shanghai-time.ts';
import { windowServices } from '../regulation/window-services.ts';
import { html, type Markup } from './html.ts';
import { type OpeningView, openingsText } from './opening.ts';
import { momentText, phoneLink, sampleMark, status } from './parts.ts';
import { text } from './text.zh-CN.ts';

/** A window with its opening at the moment of asking. */
export type WindowView = Pick<
  ServiceWindow,
  'hallName' | 'name' | 'address' | 'phone' | 'status' | 'services' | 'sample'
> & {
  /** Absent where the calendar of the year is missing. */
  opening?: OpeningView | undefined;
  /** Extra opening times that have not ended. */
  extra?: readonly { fromAt: Instant; toAt: Instant }[];
};

const words = text.windows;

const hoursLine = ({ today, offBecause, nextAt }: OpeningView, now: Instant): Markup =>
  html`<p class="s gap-s">${offBecause === undefined ? words.today(openingsText(today)) : words.closedToday(offBecause)}${nextAt !== undefined && html`<br>${words.nextOpen(momentText(nextAt, now))}`}</p>`;

function openStatus({ status: state, opening }: WindowView): Markup | undefined {
  if (state === 'suspended') return status('warn', 'triangle', words.suspended);
  if (!opening) return undefined;
  return opening.openNow ? status('ok', 'check', words.openNow) : status('wait', 'clock', words.closedNow);
}

/** A window in a frame: where, when, by which number. */
export const windowCard = (window: WindowView, now: Instant, heading: 'h2' | 'h3' = 'h3'): Markup => {
  const name = heading === 'h2' ? html`<h2>${window.hallName}</h2>` : html`<h3>${window.hallName}</h3>`;
  return html`<div class="box">${name}
<p class="m">${window.name}</p>
<div class="tags">${openStatus(window)}${window.services.map((service) => status('go', 'check', windowServices[service]))}${window.sample && sampleMark()}</div>
${window.status === 'open' && window.opening && hoursLine(window.opening, now)}
${window.status === 'open' && (window.extra ?? []).length > 0 && html`<p class="s gap-s">${words.extra((window.extra ?? []).map(({ fromAt, toAt }) => `${momentText(fromAt, now)}–${clockTime(toAt)}`).join('、'))}</p>`}
<p class="m gap-s">${window.address}</p>
<p class="gap-s">${phoneLink(window.phone)}</p></div>`;
};
