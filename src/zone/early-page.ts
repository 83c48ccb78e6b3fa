import { html } from './html.ts';
import type { Page } from './layout.ts';
import { backLink, note } from './parts.ts';
import { text } from './text.zh-CN.ts';

/** Texts of the items that were realised before the nation asked for them. */
export const earlyWords = {
  title: '提前实现的事项',
  link: '提前实现的事项',
  line: '国家清单里的这些事项，下面的地方不晚于国家要求的日期就能跨省办了。',
  none: '还没有提前实现的事项。',
  columns: { item: '事项', region: '地区', realised: '落地日期', required: '国家要求' },
  before: (day: string) => `${day} 前`,
  more: '再看一些',
} as const;

/** Items realised early, by region (R-017). */
export type EarlyView = {
  lists: readonly { href: string; name: string; chosen: boolean }[];
  rows: readonly { href: string; name: string; region: string; realisedOn: string; requiredBy: string }[];
  /** Address of the next page. */
  next?: string | undefined;
};

/** The page of items realised early. */
export const earlyPage = ({ lists, rows, next }: EarlyView): Page => {
  const { columns } = earlyWords;
  return {
    title: earlyWords.title,
    body: html`<div class="c top">${backLink('/', text.back.home)}<h1>${earlyWords.title}</h1><p class="m gap-s">${earlyWords.line}</p>
${lists.length > 1 && html`<p class="gap-s">${lists.map(({ href, name, chosen }) => (chosen ? html`<b>${name}</b> ` : html`<a href="${href}">${name}</a> `))}</p>`}</div>
<div class="c">${
      rows.length === 0
        ? note('warn', 'info', earlyWords.none)
        : html`<ol class="rows">${rows.map(
            ({ href, name, region, realisedOn, requiredBy }) =>
              html`<li><h2><a href="${href}">${name}</a></h2><p class="s">${columns.region}：${region} · ${columns.realised}：${realisedOn} · ${columns.required}：${earlyWords.before(requiredBy)}</p></li>`,
          )}</ol>`
    }${next !== undefined && html`<p class="gap"><a href="${next}">${earlyWords.more}</a></p>`}</div>`,
  };
};
