import type { AnswerFault } from '../catalogue/check-answers.ts';
import type { FormField } from '../catalogue/standard.ts';
import { formWords as words } from './form-words.zh-CN.ts';
import { type Content, html, type Markup } from './html.ts';
import { icon } from './icons.ts';
import type { Page } from './layout.ts';
import { backLink, field as fieldFrame, note } from './parts.ts';

/** The application form of an option while somebody fills it in, or as it was filled in. */
export type FormView = {
  itemName: string;
  optionName: string;
  /** Home region by name, where it was chosen. */
  home: string | undefined;
  backHref: string;
  action: string;
  fields: readonly FormField[];
  /** As typed, by field id. */
  typed: Readonly<Record<string, string>>;
  faults: readonly AnswerFault[];
  /** Checked and right: shown to be printed. */
  right: boolean;
};

/** What is brought to the counter instead of typed. */
const isBrought = ({ type }: FormField): boolean => type === 'photo' || type === 'file';

/** The fields that are typed here: of all, the same as at the counter but photos and files. */
export const typedFields = (form: readonly FormField[]): FormField[] => form.filter((one) => !isBrought(one));

const nameOf = ({ id }: FormField): string => `a.${id}`;

const longText = 60;

function control(field: FormField, value: string, attributes: Markup): Markup {
  const { type, maxLength, options = [] } = field;
  const name = nameOf(field);
  const most = maxLength !== undefined && html` maxlength="${maxLength}"`;
  switch (type) {
    case 'select':
      return html`<select class="in" ${attributes} name="${name}"><option value="">${words.choose}</option>${options.map((one) => html`<option value="${one}"${one === value && html` selected`}>${one}</option>`)}</select>`;
    case 'text':
      return (maxLength ?? 0) > longText
        ? html`<textarea class="in" ${attributes} name="${name}" rows="3"${most}>${value}</textarea>`
        : html`<input class="in" ${attributes} name="${name}" value="${value}"${most} autocomplete="off">`;
    case 'number':
      return html`<input class="in short" ${attributes} name="${name}" value="${value}" inputmode="decimal" autocomplete="off">`;
    case 'phone':
      return html`<input class="in" ${attributes} name="${name}" value="${value}" type="tel" autocomplete="off">`;
    default:
      return html`<input class="in" ${attributes} name="${name}" value="${value}"${most} autocomplete="off">`;
  }
}

const hintOf = ({ type, help }: FormField): string | undefined =>
  help ?? (type === 'region' ? words.region : type === 'date' ? words.date : undefined);

function asked(field: FormField, { typed, faults }: FormView): Markup {
  const hint = hintOf(field);
  const label = field.required ? field.label : `${field.label}（${words.optional}）`;
  return fieldFrame(
    {
      id: `field-${field.id}`,
      label,
      ...(hint === undefined ? {} : { hint }),
      error: faults.find(({ fieldId }) => fieldId === field.id)?.detail,
    },
    (attributes) => control(field, typed[field.id] ?? '', attributes),
  );
}

const brought = ({ fields }: FormView): Content => {
  const own = fields.filter(isBrought);
  return (
    own.length > 0 &&
    note('go', 'info', html`${words.atWindow}<ul>${own.map(({ label }) => html`<li>${label}</li>`)}</ul>`)
  );
};

const filling = (view: FormView): Markup => html`<p class="m">${words.lead}</p>
${view.faults.length > 0 && note('bad', 'cross', html`<b>${words.wrong(view.faults.length)}</b>`)}
<form method="post" action="${view.action}" novalidate>${typedFields(view.fields).map((field) => asked(field, view))}
${brought(view)}
<div class="btns"><button class="btn" type="submit">${icon('check')}${words.check}</button></div></form>`;

const filled = (
  view: FormView,
): Markup => html`<div class="no-print">${note('go', 'check', html`<b>${words.right}</b><br>${words.rightLine}`)}</div>
<div class="filled gap"><table><tbody>${typedFields(view.fields).map((field) => {
  const value = view.typed[field.id] ?? '';
  return html`<tr><th scope="row">${field.label}</th><td>${value === '' ? words.empty : value}</td></tr>`;
})}</tbody></table></div>
${brought(view)}
<p class="sign"><span class="nw">${words.signature}：＿＿＿＿＿＿＿</span>　<span class="nw">${words.day}：＿＿＿＿＿＿</span></p>
<form class="no-print" method="post" action="${view.action}"><input type="hidden" name="edit" value="1">${typedFields(view.fields).map((field) => html`<input type="hidden" name="${nameOf(field)}" value="${view.typed[field.id] ?? ''}">`)}
<div class="btns"><button class="btn quiet" type="submit">${words.again}</button></div></form>`;

/** The application form of an option: filled in, checked by the same rules as at the counter, printed; kept nowhere (R-024). */
export const formPage = (view: FormView): Page => ({
  title: words.title(view.itemName),
  body: html`${backLink(view.backHref, words.back)}<div class="ttl"><h1>${words.title(view.itemName)}</h1><p class="m">${view.optionName}${view.home !== undefined && html` · ${words.other(view.home)}`}</p></div>
<div class="c">${view.fields.length === 0 ? html`<p>${words.none}</p>` : view.right ? filled(view) : filling(view)}</div>`,
});
