import { type ResolvedStandard, stageNames } from '../catalogue/standard.ts';
import { ruleOf } from '../regulation/duties.ts';
import { html, type Markup } from './html.ts';
import { more } from './parts.ts';
import { text } from './text.zh-CN.ts';

const words = text.item;

const step = (side: 'i' | 'h', when: string, what: string): Markup =>
  html`<li class="${side}"><p><b>${when}</b></p><p class="m">${what}</p></li>`;

const workingDaysOf = (id: 'electronicTransfer' | 'homeAcceptance' | 'resultDispatch'): number => {
  const { length } = ruleOf(id);
  return 'workingDays' in length ? length.workingDays : 0;
};

/** 要多久: each step with its limit, taken from the register of deadlines. */
export const howLongSection = (
  standard: ResolvedStandard,
  home: string,
  transferBy: string | undefined,
): Markup =>
  html`<section class="sec"><h2>${words.howLong}</h2><ol class="steps">
${step('i', words.steps.today.when, words.steps.today.what)}
${step('i', transferBy ?? words.steps.transfer.days(workingDaysOf('electronicTransfer')), words.steps.transfer.what(home))}
${step('h', words.steps.acceptance.when(workingDaysOf('homeAcceptance')), words.steps.acceptance.what)}
${step('h', words.steps.decision.when(standard.promisedDays), words.steps.decision.what(standard.statutoryDays))}
${step('h', words.steps.delivery.when(workingDaysOf('resultDispatch')), words.steps.delivery.what(standard.result.name))}</ol></section>`;

const list = (lines: readonly string[]): Markup =>
  html`<ul>${lines.map((one) => html`<li class="m">${one}</li>`)}</ul>`;

const sourceLine = ({ kind, where, note }: ResolvedStandard['provenance'][number]): Markup => {
  const name = Object.hasOwn(words.provenance, kind)
    ? words.provenance[kind as keyof typeof words.provenance]
    : kind;
  const place =
    where === null
      ? undefined
      : /^https?:\/\//.test(where)
        ? html`<a href="${where}" rel="noreferrer">${where}</a>`
        : where;
  return html`<li class="m">${name}${place !== undefined && html`：${place}`}${note !== undefined && note !== '' && html`（${note}）`}</li>`;
};

/** Who decides, what if it is refused, what the home province does otherwise, where the standard comes from (R-011). */
export const detailsSection = (
  standard: ResolvedStandard,
  department: string,
): Markup => html`<section class="sec">
${more(words.whoDecides, html`<p class="m">${words.whoDecidesLine(department)}</p>${standard.legalBasis.length > 0 && html`<p class="m">${words.basis}</p>${list(standard.legalBasis)}`}${standard.fee && html`<p class="m">${words.feeBasis(standard.fee.basis)}</p>`}`)}
${more(words.refused, html`<p class="m">${words.refusedLine}</p>`)}
${standard.differences.length > 0 && more(words.differences, list(standard.differences.map(({ detail }) => detail)), true)}
${more(words.sources, html`<p class="m">${stageNames[standard.stage]}。${words.version(standard.version)}。</p><ul>${standard.provenance.map(sourceLine)}</ul>`)}</section>`;
