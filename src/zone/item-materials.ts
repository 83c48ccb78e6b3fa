import type { Material, ResolvedStandard } from '../catalogue/standard.ts';
import { html, type Markup } from './html.ts';
import { text } from './text.zh-CN.ts';

const words = text.item;

/** Materials an applicant always has to bring. */
export const alwaysBrought = (materials: readonly Material[]): Material[] =>
  materials.filter(({ when, required }) => when === null && required);

function substituteText(substitute: string): string | undefined {
  const [kind, name] = substitute.split(':', 2);
  if (kind === 'eLicence' && name !== undefined) return words.substitutes.eLicence(name);
  if (kind === 'sharedData') return words.substitutes.sharedData;
  return kind === 'pledge' ? words.substitutes.pledge : undefined;
}

/** What the note of a material says already, in words of its own. */
const alsoInNote = {
  examined: /退/,
  eLicence: /电子证照/,
  sharedData: /调取|共享|免交/,
  pledge: /承诺/,
} as const;

function detail({
  originals,
  copies,
  examineOriginal,
  archivePaper,
  required,
  substitutes,
  note,
}: Material): string {
  const says = (key: string) =>
    Object.entries(alsoInNote).some(([kind, said]) => kind === key && said.test(note));
  const parts = [
    !required && words.optional,
    words.counts(originals, copies),
    examineOriginal && !archivePaper && !says('examined') && words.examined,
    ...substitutes.map((one) => !says(one.replace(/:.*/, '')) && substituteText(one)),
  ];
  const line = parts.filter((part) => part !== false && part !== undefined).join('；');
  return note === '' ? `${line}。` : `${line}。${note.replace(/。$/, '')}。`;
}

const line = (material: Material, sign: number | '＋'): Markup =>
  html`<li><span class="n" aria-hidden="true">${sign}</span><div><h3>${material.name}</h3><p class="m">${detail(material)}</p></div></li>`;

/** 带什么: what everybody brings, then what certain situations add (R-025, R-060). */
export function materialsSection({ materials, situations }: ResolvedStandard): Markup {
  const always = materials.filter(({ when }) => when === null);
  const groups = situations
    .map(({ id, name }) => ({ name, own: materials.filter(({ when }) => when === id) }))
    .filter(({ own }) => own.length > 0);
  return html`<section class="sec"><h2>${words.bringTitle}</h2>
${always.length === 0 ? html`<p class="m">${words.bringNothing}</p>` : html`<ol class="mat">${always.map((material, index) => line(material, index + 1))}</ol>`}
${groups.length > 0 && html`<h3 class="gap">${words.whenTitle}</h3>${groups.map(({ name, own }) => html`<p class="m gap-s"><b>${words.whenOf(name)}</b></p><ul class="mat">${own.map((material) => line(material, '＋'))}</ul>`)}`}</section>`;
}
