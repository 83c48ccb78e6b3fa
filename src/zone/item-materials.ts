import { sampleHref } from '../catalogue/material-samples.ts';
import {
  type Material,
  type MaterialSample,
  type ResolvedStandard,
  sampleKinds,
} from '../catalogue/standard.ts';
import { substituteOf } from '../catalogue/substitutes.ts';
import { trustLevels, trustLevelsHighestFirst } from '../regulation/trust-levels.ts';
import { html, type Markup } from './html.ts';
import { text } from './text.zh-CN.ts';

const words = text.item;

/** Materials an applicant always has to bring. */
export const alwaysBrought = (materials: readonly Material[]): Material[] =>
  materials.filter(({ when, required }) => when === null && required);

function substituteWords(written: string): string | undefined {
  const substitute = substituteOf(written);
  if (!substitute) return undefined;
  return 'name' in substitute
    ? words.substitutes[substitute.kind](substitute.name)
    : words.substitutes[substitute.kind];
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
    ...substitutes.map((one) => !says(one.replace(/:.*/, '')) && substituteWords(one)),
  ];
  const line = parts.filter((part) => part !== false && part !== undefined).join('；');
  return note === '' ? `${line}。` : `${line}。${note.replace(/。$/, '')}。`;
}

/** A file that anybody may look at and keep; a picture shows itself. */
const sampleLine = (optionId: string, sample: MaterialSample): Markup => {
  const { kind, fault, name, mediaType, size } = sample;
  const href = sampleHref(optionId, sample);
  const file = words.file(
    mediaType === 'application/pdf' ? 'PDF' : words.picture,
    Math.max(1, Math.round(size / 1024)),
  );
  return html`<li class="${kind}">${mediaType !== 'application/pdf' && html`<a href="${href}"><img src="${href}" alt="${sampleKinds[kind]}：${name}" loading="lazy"></a>`}<p class="m"><b>${words.sampleMarks[kind]} ${sampleKinds[kind]}</b>${fault !== '' && html`：${fault}`}</p><p class="s"><a href="${href}" download="${name}">${name}</a>${file}</p></li>`;
};

/** What makes it right, how it looks, how not, and the form to fill in. */
const guidance = (
  optionId: string,
  { criteria = [], trustLevels: levels = [], media, samples = [] }: Material,
): Markup =>
  html`${criteria.length > 0 && html`<ul class="dots">${criteria.map((one) => html`<li class="m">${one}</li>`)}</ul>`}
${levels.length > 0 && media.some((medium) => medium !== 'paper') && html`<p class="m">${words.trust(trustLevelsHighestFirst.filter((level) => levels.includes(level)).map((level) => trustLevels[level].means))}</p>`}
${samples.length > 0 && html`<ul class="samples">${(['good', 'bad', 'blank'] as const).flatMap((kind) => samples.filter((one) => one.kind === kind).map((one) => sampleLine(optionId, one)))}</ul>`}`;

const line = (optionId: string, material: Material, sign: number | '＋'): Markup =>
  html`<li><span class="n" aria-hidden="true">${sign}</span><div><h3>${material.name}</h3><p class="m">${detail(material)}</p>${guidance(optionId, material)}</div></li>`;

/** 带什么: what everybody brings, then what certain situations add (R-025, R-060). */
export function materialsSection({ optionId, materials, situations }: ResolvedStandard): Markup {
  const always = materials.filter(({ when }) => when === null);
  const groups = situations
    .map(({ id, name }) => ({ name, own: materials.filter(({ when }) => when === id) }))
    .filter(({ own }) => own.length > 0);
  return html`<section class="sec"><h2>${words.bringTitle}</h2>
${always.length === 0 ? html`<p class="m">${words.bringNothing}</p>` : html`<ol class="mat">${always.map((material, index) => line(optionId, material, index + 1))}</ol>`}
${groups.length > 0 && html`<h3 class="gap">${words.whenTitle}</h3>${groups.map(({ name, own }) => html`<p class="m gap-s"><b>${words.whenOf(name)}</b></p><ul class="mat">${own.map((material) => line(optionId, material, '＋'))}</ul>`)}`}</section>`;
}
