import type { LimitText } from '../catalogue/item-limits.ts';
import { html, type Markup } from './html.ts';
import { limitMarks, limitWords } from './item-limits.ts';
import type { Page } from './layout.ts';
import { field, more, note, sampleMark, sampleNote, searchField, status } from './parts.ts';
import { text } from './text.zh-CN.ts';

const words = text.search;

/** The conditions of a search as they stand in the address. */
export type Conditions = {
  q: string;
  catalogue: string;
  department: string;
  mode: string;
  source: string;
  home: string;
};

/** One item found, with its modes and home regions (R-016). */
export type ItemResult = {
  href: string;
  name: string;
  otherNames: readonly string[];
  place: string;
  departments: readonly string[];
  modes: readonly string[];
  onSite: boolean;
  /** Home regions that can be chosen, by province. */
  homes: readonly string[];
  hasStandard: boolean;
  sample: boolean;
  /** Where and when alone it is open (R-018, R-021). */
  limits: readonly LimitText[];
  /** It is not yet open in the visitor's own place. */
  notOpenHere: boolean;
};

type Choice = { value: string; label: string };

/** The page of results: what was asked for, the choices there are, what was found. */
type SearchView = {
  conditions: Conditions;
  truncated: boolean;
  choices: Readonly<Record<Exclude<keyof Conditions, 'q'>, readonly Choice[]>>;
  results: readonly ItemResult[];
  /** How many were found, when not all are shown. */
  total: number;
  /** Nothing in the lists means what was asked for. */
  offList: boolean;
  /** The catalogue chosen has no list yet. */
  listNotSupplied: boolean;
};

const select = (
  id: keyof SearchView['choices'],
  { conditions, choices }: SearchView,
  label: string,
): Markup =>
  field(
    { id, label },
    (attributes) =>
      html`<select class="in" ${attributes} name="${id}"><option value="">${words.any}</option>${choices[id].map(({ value, label: name }) => html`<option value="${value}"${conditions[id] === value && html` selected`}>${name}</option>`)}</select>`,
  );

function filters(view: SearchView): Markup {
  const { q, catalogue: _catalogue, ...conditions } = view.conditions;
  const inUse = Object.values(conditions).some((value) => value !== '');
  return more(
    words.more,
    html`<form action="/search" method="get"><input type="hidden" name="q" value="${q}">
<div class="filters">${select('catalogue', view, words.catalogue)}${select('department', view, words.department)}${select('mode', view, words.mode)}${select('source', view, words.source)}${select('home', view, words.homeRegion)}</div>
<div class="btns"><button class="btn quiet" type="submit">${words.button}</button></div></form>`,
    inUse,
  );
}

const row = (item: ItemResult): Markup => html`<li><h2><a href="${item.href}">${item.name}</a></h2>
<p class="s">${item.place}${item.departments.length > 0 && ` · ${item.departments.join('、')}`}${item.otherNames.length > 0 && ` · ${words.alsoCalled}${item.otherNames.join('、')}`}</p>
<div class="tags">${item.hasStandard ? item.modes.map((mode) => status('go', 'dot', mode)) : status('wait', 'clock', words.noStandard)}${item.onSite && status('wait', 'pin', text.item.onSite)}${item.sample && sampleMark()}${item.notOpenHere && status('pause', 'slash', limitWords.notOpen)}${limitMarks(item.limits)}${item.homes.length > 0 && html`<span class="s">${words.homes(item.homes.join('、'))}</span>`}</div></li>`;

function nothing({ conditions, listNotSupplied }: SearchView): Markup {
  if (listNotSupplied) return note('warn', 'info', words.listNotSupplied);
  if (conditions.q === '') return note('warn', 'info', words.noneOfAll);
  return note('warn', 'info', html`<b>${words.none(conditions.q)}</b><br>${words.offList}`);
}

/** Search in the published lists by name, department, mode, region and source (R-016). */
export const searchPage = (view: SearchView): Page => {
  const { conditions, results, total } = view;
  const { q: _q, ...kept } = conditions;
  const keep = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== ''));
  return {
    title: conditions.q === '' ? words.title : `${conditions.q} · ${words.title}`,
    body: html`<div class="c top"><h1>${words.title}</h1><div class="gap">${searchField(conditions.q, words.placeholder, keep)}</div>
${view.truncated && html`<p class="s gap-s">${words.truncated}</p>`}
<div class="gap-s">${filters(view)}</div></div>
<div class="c" role="status">${results.length === 0 ? nothing(view) : html`<p class="m gap-s">${words.found(total, conditions.q)}${results.length < total && `。${words.cut(results.length)}`}</p>${view.offList && note('warn', 'info', html`${words.nothingFits}${words.offList}`)}`}</div>
${results.length > 0 && html`<ol class="rows c gap-s">${results.map(row)}</ol>`}
${results.some(({ sample }) => sample) && html`<div class="c">${sampleNote()}</div>`}`,
  };
};
