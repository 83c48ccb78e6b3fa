import type { Guide } from '../catalogue/guide.ts';
import type { LimitText } from '../catalogue/item-limits.ts';
import { modes as modeNames, type ResolvedStandard, stageNames } from '../catalogue/standard.ts';
import type { Instant } from '../regulation/instant.ts';
import { guideSection } from './guide-page.ts';
import { html, type Markup } from './html.ts';
import { icon } from './icons.ts';
import { detailsSection, howLongSection } from './item-details.ts';
import { limitMarks, notOpenNote } from './item-limits.ts';
import { alwaysBrought, materialsSection } from './item-materials.ts';
import type { Page } from './layout.ts';
import { backLink, note, sampleMark, sampleNote, status } from './parts.ts';
import { text } from './text.zh-CN.ts';
import { type WindowView, windowCard } from './window-card.ts';

const words = text.item;

/** The home region chosen, with the window that acts for it, or why there is none. */
export type HomeChoice =
  | { name: string; window: WindowView; rule: string }
  | { name: string; window?: never; sentence: string; title?: string };

/** An item of a list as an applicant needs it. */
export type ItemView = {
  now: Instant;
  name: string;
  otherNames: readonly string[];
  /** 西南五省清单第 48 项. */
  place: string;
  departments: readonly string[];
  source: string | null;
  scenario: string | null;
  backHref: string;
  /** Where and when alone it is open: a pilot (R-021), or two places (R-018). */
  limits: readonly LimitText[];
  /** Why it is not yet open for the place or home region chosen. */
  notOpen?: string | undefined;
  /** What limits some regions (R-007). */
  notes: readonly string[];
  options: readonly { id: string; name: string; href: string; chosen: boolean }[];
  /** The standard of the option chosen; absent while none is published (R-008). */
  standard?: ResolvedStandard | undefined;
  /** Address of the choice of the home region. */
  regionHref: string;
  home?: HomeChoice | undefined;
  /** The window of the visitor's own place, where it can take this case. */
  here?: WindowView | undefined;
  /** The visitor's place and the home region count as one (R-056). */
  sameRegion?: string | undefined;
  /** The office guide of the home region (R-022). */
  guide?: Guide | undefined;
  /** Address of the application form, to fill in beforehand. */
  formHref?: string | undefined;
  /** Address of the comparison of the provinces. */
  matrixHref?: string | undefined;
  /** By when the materials leave, if handed in today. */
  transferBy?: string | undefined;
};

const bringText = (standard: ResolvedStandard): string => {
  const count = alwaysBrought(standard.materials).length;
  return count === 0 ? words.bringNone : words.bring(count);
};

const daysText = ({ promisedDays }: ResolvedStandard): string =>
  promisedDays === 0 ? words.sameDay : words.days(promisedDays);

const feeText = ({ fee }: ResolvedStandard): string => (fee === null ? words.free : words.fee(fee.amount));

const deliveryText = ({ deliveryWays, result }: ResolvedStandard): string =>
  deliveryWays.includes('mail') ? words.mailed(result.name) : words.pickedUp(result.name);

function whereText({ here }: ItemView): string {
  if (!here) return words.anyWindow;
  return here.opening?.openNow ? words.todayAt(here.hallName) : words.at(here.hallName);
}

const takesAtWindow = ({ modes, guidanceOnly }: ResolvedStandard): boolean =>
  modes.includes('proxyIntake') && guidanceOnly !== true;

/** The answer in one sentence: where, what to bring, how long, what it costs, how the result comes. */
const answerSentence = (view: ItemView, standard: ResolvedStandard): string =>
  standard.guidanceOnly === true
    ? words.guidanceOnly
    : takesAtWindow(standard)
      ? words.answer(
          whereText(view),
          bringText(standard),
          daysText(standard),
          feeText(standard),
          deliveryText(standard),
        )
      : words.notAtWindow(standard.modes.map((mode) => modeNames[mode]).join('、'));

const answer = (view: ItemView, standard: ResolvedStandard): Markup =>
  html`${
    view.notOpen !== undefined
      ? notOpenNote(view.notOpen)
      : html`<div class="ans"><p class="big">${answerSentence(view, standard)}</p>
<p class="m">${view.home?.window ? words.handledBy(view.home.name) : words.handledByHome}</p>
${standard.onSiteRequired && html`<p class="m">${words.onSiteLine}</p>`}
${takesAtWindow(standard) && html`<div class="btns"><a class="btn" href="/windows">${icon('pin')}${words.findWindow}</a></div>`}</div>`
  }`;

const regionPick = ({ home, regionHref }: ItemView, rules: readonly string[]): Markup =>
  html`<div><b>${words.homeRegionOf(words.anyOf(rules))}</b><div class="f"><span>${home?.name ?? words.notChosen}</span><a href="${regionHref}">${home ? text.chosen.change : text.chosen.pick}</a></div><p class="s">${words.homeRegionHint(rules.length)}</p></div>`;

const optionPick = ({ options }: ItemView): Markup =>
  html`<div><b>${words.whichOption}</b>${options.map(
    ({ name, href, chosen }) =>
      html`<div class="f"><span>${name}</span>${chosen ? status('go', 'check', words.shown) : html`<a href="${href}">${text.chosen.pick}</a>`}</div>`,
  )}</div>`;

function homeWindow({ home, now, sameRegion }: ItemView): Markup | false {
  if (sameRegion !== undefined) return note('warn', 'triangle', sameRegion);
  if (!home) return false;
  if (!home.window)
    return note('bad', 'cross', html`<b>${home.title ?? words.notListed}</b><br>${home.sentence}`);
  return html`<section class="sec"><h2>${words.homeWindow}</h2><p class="m">${home.rule}</p><div class="gap-s">${windowCard(home.window, now)}</div></section>`;
}

const tags = ({ standard, place, departments, source, limits }: ItemView): Markup => html`<div class="tags">
${standard ? [standard.modes.map((mode) => status('go', 'dot', modeNames[mode])), status(standard.fee === null ? 'ok' : 'wait', standard.fee === null ? 'check' : 'info', feeText(standard))] : status('wait', 'clock', words.noStandard)}
${standard?.onSiteRequired === true && status('wait', 'pin', words.onSite)}${standard?.sample === true && sampleMark()}${limitMarks(limits)}
<span class="s">${place} · ${departments.join('、')}${source !== null && ` · ${words.sourceOf(source)}`}</span></div>`;

function departmentOf({ home, departments }: ItemView, standard: ResolvedStandard): string {
  return home?.window
    ? `${home.name}的${standard.department}`
    : `属地的${standard.department || departments.join('、')}`;
}

const guide = (view: ItemView, standard: ResolvedStandard): Markup => html`${answer(view, standard)}
${view.notes.length > 0 && note('warn', 'triangle', html`<b>${words.notes}</b><ul>${view.notes.map((one) => html`<li>${one}</li>`)}</ul>`)}
<div class="pick">${regionPick(view, standard.homeRegionRules)}${optionPick(view)}</div>
${standard.implementerNote !== null && note('warn', 'triangle', words.noteOf(view.home?.name ?? '', standard.implementerNote))}
${homeWindow(view)}
${materialsSection(standard)}
${view.formHref !== undefined && html`<p class="gap no-print"><a href="${view.formHref}">${words.formLink}</a></p>`}
${howLongSection(standard, view.home?.window ? view.home.name : words.homePlace, view.transferBy)}
${view.guide && guideSection(view.guide, view.home?.name ?? '')}
${detailsSection(standard, departmentOf(view, standard))}
${view.matrixHref !== undefined && html`<p class="gap"><a href="${view.matrixHref}">${words.matrixLink}</a></p>`}`;

const withoutStandard = (view: ItemView): Markup => html`${
  view.notOpen !== undefined
    ? notOpenNote(view.notOpen)
    : html`<div class="ans"><p class="big">${words.noStandardLine}</p><p class="m">${stageNames[1]}。</p>
<div class="btns"><a class="btn" href="/windows">${icon('pin')}${words.findWindow}</a></div></div>`
}
${view.notes.length > 0 && note('warn', 'triangle', html`<ul>${view.notes.map((one) => html`<li>${one}</li>`)}</ul>`)}`;

const aside = (view: ItemView): Markup => html`<div class="aside">
${view.here ? windowCard(view.here, view.now, 'h2') : html`<div class="box"><h2>${words.aside}</h2><p class="m">${text.home.whereAreYou}</p><p class="gap-s"><a href="/windows">${text.home.choosePlace}</a></p></div>`}
${view.scenario !== null && html`<div class="box"><h2>${words.scenario}</h2><p class="m">${view.scenario}</p></div>`}
${view.standard && html`<p class="s gap">${stageNames[view.standard.stage]}。${words.version(view.standard.version)}。${!view.home && words.varies}</p>`}</div>`;

/** An item's page: the answer in one sentence first, then region, materials, time, who decides, what if refused. */
export const itemPage = (view: ItemView): Page => ({
  title: view.name,
  body: html`${backLink(view.backHref, text.back.results)}<div class="ttl"><h1>${view.name}</h1>${tags(view)}${view.otherNames.length > 0 && html`<p class="s">${text.search.alsoCalled}${view.otherNames.join('、')}</p>`}</div>
<div class="two"><div>${view.standard ? guide(view, view.standard) : withoutStandard(view)}</div>${aside(view)}</div>
${(view.standard?.sample === true || view.here?.sample === true) && html`<div class="c">${sampleNote()}</div>`}`,
});
