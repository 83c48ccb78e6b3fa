import { type ItemMatrix, matrixGroups } from '../catalogue/difference-matrix.ts';
import { type Guide, guideSections } from '../catalogue/guide.ts';
import type { ReportView } from '../catalogue/guide-report.ts';
import type { Instant } from '../regulation/instant.ts';
import { html, type Markup } from './html.ts';
import type { Page } from './layout.ts';
import { backLink, momentText, more, note, phoneLink, sampleNote } from './parts.ts';
import { text } from './text.zh-CN.ts';

const words = text.guide;

const line = (name: string, value: string): Markup | false =>
  value !== '' && html`<p class="m"><b>${name}</b>　${value}</p>`;

const form = ({ optionId, region }: Guide): Markup => html`<form method="post" action="/guide-reports">
<input type="hidden" name="option" value="${optionId}"><input type="hidden" name="region" value="${region}">
<p class="m">${words.wrongWhy}</p>
<p class="gap-s"><label for="guide-section">${words.section}</label><br><select id="guide-section" name="section">${Object.entries(guideSections).map(([value, name]) => html`<option value="${value}">${name}</option>`)}</select></p>
<p class="gap-s"><label for="guide-description">${words.description}</label><br><textarea id="guide-description" name="description" rows="3" maxlength="500" required></textarea></p>
<p class="gap-s"><button class="btn" type="submit">${words.send}</button></p></form>`;

/** The office guide of a home region, with the way to say that it is wrong (R-022, R-023). */
export const guideSection = (
  guide: Guide,
  region: string,
): Markup => html`<section class="sec"><h2>${words.title}</h2>
<p class="s">${words.of(region, guide.revision)}</p>
${line(guideSections.conditions, guide.conditions)}${line(guideSections.flow, guide.flow)}
${line(guideSections.limits, `${words.promised(guide.promised)}，${words.statutory(guide.statutoryDays)}`)}
${line(guideSections.onlineWay, guide.onlineWay)}${line(guideSections.offlineWay, guide.offlineWay)}
<p class="m"><b>${words.window}</b>　${guide.window === null ? words.noWindow : html`${guide.window.name}，${guide.window.address}，${phoneLink(guide.window.phone)}`}</p>
${line(guideSections.other, guide.remarks)}
${more(words.wrong, form(guide))}</section>`;

/** What became of a report, for whoever has its address. */
export const reportPage = (report: ReportView, now: Instant, fresh: boolean): Page => ({
  title: words.reportTitle,
  body: html`<div class="ttl"><h1>${fresh ? words.sent : words.reportTitle}</h1></div><div class="c">
<p class="m">${words.asked(`${report.regionName} ${report.optionName}`, report.sectionText)}</p>
${note('go', 'info', html`<b>${words.states[report.state]}</b>${report.answer === null ? html`<br>${words.sentLine(report.regionName, momentText(report.dueAt, now))}` : html`<br>${report.answer}`}`)}
<p class="m">${words.code}　${report.code}</p><p class="s">${words.codeLine}</p></div>`,
});

/** Asks for the code of a report. */
export const reportFormPage = (code: string): Page => ({
  title: words.reportTitle,
  body: html`<div class="ttl"><h1>${words.reportTitle}</h1></div><div class="c">
${code !== '' && note('warn', 'triangle', words.unknown)}
<form method="get" action="/guide-reports"><p><label for="guide-code">${words.code}</label><br><input id="guide-code" name="code" value="${code}" maxlength="20" required></p>
<p class="gap-s"><button class="btn" type="submit">${words.look}</button></p></form></div>`,
});

/** The provinces beside each other as a plain table. */
export const differencesPage = (matrix: ItemMatrix, backHref: string): Page => ({
  title: text.matrix.title(matrix.name),
  body: html`${backLink(backHref, matrix.name)}<div class="ttl"><h1>${text.matrix.title(matrix.name)}</h1><p class="m">${text.matrix.lead}</p></div>
${matrix.options.map(
  (option) => html`<section class="sec"><h2>${option.optionName}</h2>
<p class="m">${option.score !== null && text.matrix.score(option.score)} ${text.matrix.differences(option.differences)}</p>
<div class="wide"><table><thead><tr><th scope="col">${text.matrix.element}</th>${matrix.regions.map(({ name }) => html`<th scope="col">${name}</th>`)}<th scope="col">${text.matrix.against[option.against.kind]}</th></tr></thead>
<tbody>${option.rows.map(
    ({ group, name, cells, standard }) =>
      html`<tr><th scope="row">${name}<span class="s"> ${matrixGroups[group]}</span></th>${matrix.regions.map(
        ({ code }) => {
          const cell = cells[code];
          return html`<td>${cell?.difference !== undefined && cell.difference !== null && html`<b>▲ ${cell.difference}</b><br>`}${cell?.text ?? text.matrix.none}</td>`;
        },
      )}<td>${standard}</td></tr>`,
  )}</tbody></table></div></section>`,
)}
${matrix.options.some(({ sample }) => sample) && html`<div class="c">${sampleNote()}</div>`}`,
});
