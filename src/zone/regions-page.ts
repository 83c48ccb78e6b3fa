import type { OutOfScopeExplanation } from '../directory/out-of-scope.ts';
import { html, type Markup } from './html.ts';
import { icon } from './icons.ts';
import type { Page } from './layout.ts';
import { backLink, field, note } from './parts.ts';
import { text } from './text.zh-CN.ts';

const words = text.regions;

/** Regions that stand together under the name of the region above them. */
export type RegionGroup = { label: string; regions: readonly { code: string; name: string }[] };

/** The choice of the home region for an item: first the province, then the place in it. */
export type RegionsView = {
  /** Address of this choice; the place is sent to it. */
  action: string;
  /** Where to go back to, and which option the choice is for. */
  item: { href: string; name: string; option?: string | undefined };
  /** 户籍地、参保地 …, any of them (R-056). */
  rules: string;
  /** What limits some regions; said before the choice (R-007). */
  notes: readonly string[];
  provinces: readonly { code: string; name: string }[];
  /** Provinces outside the programme: choosing one leads to the explanation (R-041). */
  elsewhere: readonly { code: string; name: string }[];
  /** The province chosen, with the places in it. */
  chosen?: { code: string; name: string; groups: readonly RegionGroup[] } | undefined;
  error?: string | undefined;
};

const option = ({ code, name }: { code: string; name: string }, chosen?: string): Markup =>
  html`<option value="${code}"${code === chosen && html` selected`}>${name}</option>`;

const keepOption = (view: RegionsView): Markup | false =>
  view.item.option !== undefined && html`<input type="hidden" name="option" value="${view.item.option}">`;

const provinceForm = (
  view: RegionsView,
): Markup => html`<form action="${view.action}" method="get">${keepOption(view)}
${field({ id: 'province', label: words.province, error: view.chosen ? undefined : view.error }, (attributes) => html`<select class="in" ${attributes} name="province">${view.provinces.map((one) => option(one, view.chosen?.code))}${view.elsewhere.length > 0 && html`<optgroup label="${words.elsewhere}">${view.elsewhere.map((one) => option(one))}</optgroup>`}</select>`)}
<div class="btns"><button class="btn${view.chosen && html` quiet`}" type="submit">${words.next}</button></div></form>`;

const placeForm = (
  view: RegionsView,
  { code, name, groups }: NonNullable<RegionsView['chosen']>,
): Markup => html`<form action="${view.action}" method="post">${keepOption(view)}
${field({ id: 'region', label: words.county(name), error: view.error }, (attributes) => html`<select class="in" ${attributes} name="region">${option({ code, name: words.whole(name) })}${groups.map(({ label, regions }) => html`<optgroup label="${label}">${regions.map((one) => option(one))}</optgroup>`)}</select>`)}
<div class="btns"><button class="btn" type="submit">${words.submit}</button></div></form>`;

/** The page on which the home region is chosen, by plain selects. */
export const regionsPage = (view: RegionsView): Page => ({
  title: words.title(view.rules),
  body: html`${backLink(view.item.href, text.back.item)}<div class="c ttl"><p class="s">${view.item.name}</p><h1>${words.title(view.rules)}</h1><p class="m gap-s">${words.line}</p>
${view.notes.length > 0 && note('warn', 'triangle', html`<b>${text.item.notes}</b><ul>${view.notes.map((one) => html`<li>${one}</li>`)}</ul>`)}
${provinceForm(view)}${view.chosen && placeForm(view, view.chosen)}</div>`,
});

/** What an applicant is told, and may print, when the region is outside the directory (R-041). */
export const explanationPage = (explanation: OutOfScopeExplanation, item: RegionsView['item']): Page => ({
  title: words.explanationTitle,
  body: html`${backLink(item.href, text.back.item)}<div class="c ttl"><p class="s">${item.name}</p><h1>${words.explanationTitle}</h1>
<section class="box gap"><h2>${explanation.title}</h2>${explanation.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</section>
<div class="btns no-print"><a class="btn quiet" href="tel:12345">${icon('phone')}${text.home.call}</a></div></div>`,
});
