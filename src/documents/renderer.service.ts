import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { msOf } from '../regulation/instant.ts';
import { type CopyMark, repeatsHolder } from './copies.ts';
import { loadFonts } from './fonts.service.ts';
import { type FormFault, formFault } from './form-checks.ts';
import { type Form, type FormDataByKind, type FormKind, writtenAt } from './forms.ts';
import { layoutNameOf, type PrintedForm, printedForm } from './printed-form.ts';

const shippedTemplates = fileURLToPath(new URL('../../data/forms/', import.meta.url));

/** Whether the system has the layout of a form in a version; 1 always, later ones in folders of their own. */
export const hasLayout = (kind: FormKind, version: number, templates: string = shippedTemplates): boolean =>
  version === 1 || existsSync(`${templates}v${version}/${layoutNameOf(kind)}.typ`);

/** How many renderings a memoised layout is kept without being used. */
const memoAge = 3;

/** An issued form that lacks something or contradicts itself; drafts are shown as they are. */
export class FormRefused extends Error {
  readonly fault: FormFault;

  constructor(fault: FormFault) {
    super(fault.sentence);
    this.name = 'FormRefused';
    this.fault = fault;
  }
}

/** A PDF; `missing` names the code points that stand in it as boxes for handwriting. */
export type RenderedForm = { readonly pdf: Uint8Array; readonly missing: readonly string[] };

/** One form of a print set, in the copies wanted. */
export type FormToPrint = Form & {
  readonly copies: readonly CopyMark[];
  /** Version of the layout; 1 where absent. */
  readonly layoutVersion?: number;
};

/** Renders forms; one for the process, since it holds the fonts. */
export type Renderer = {
  /**
   * One PDF with the copies in the order given, each on its own pages. The same data and copies give the same bytes.
   * Refuses (`FormRefused`) an issued form with a fault, and a set that names a holder twice without marking a reprint.
   */
  render<K extends FormKind>(
    kind: K,
    data: FormDataByKind[K],
    copies: readonly CopyMark[],
    layoutVersion?: number,
  ): RenderedForm;
  /** Several forms in one PDF, to be printed in one action; the same rules as `render`. */
  renderSet(forms: readonly FormToPrint[]): RenderedForm;
};

function refuseFaulty(form: FormToPrint): void {
  if (form.copies.length === 0 || repeatsHolder(form.copies)) {
    throw new RangeError('each holder has one original copy');
  }
  const fault = form.copies.some((mark) => mark.state !== 'draft') ? formFault(form) : undefined;
  if (fault !== undefined) throw new FormRefused(fault);
}

/** The time a PDF bears, in seconds: that of its youngest form, so that rendering again gives the same bytes. */
function documentTime(forms: readonly Form[]): number {
  const times = forms.map(writtenAt).map((at) => (at === null ? 0 : msOf(at)));
  return Math.floor(Math.max(...times) / 1000);
}

/** Loads the fonts and the compiler once (about a tenth of a second). */
export function createRenderer(templates: string = shippedTemplates): Renderer {
  const { blobs, canDraw } = loadFonts();
  const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: blobs }] });

  function compile(printed: readonly PrintedForm[]): NodeTypstDocument {
    const compiled = compiler.compile({
      mainFilePath: `${templates}print-set.typ`,
      inputs: { forms: JSON.stringify(printed) },
    });
    if (compiled.result !== null) return compiled.result;
    const error = compiled.takeDiagnostics();
    throw new Error(`a form does not compile: ${JSON.stringify(error?.shortDiagnostics ?? [])}`);
  }

  function renderSet(forms: readonly FormToPrint[]): RenderedForm {
    if (forms.length === 0) throw new RangeError('nothing to print');
    forms.forEach(refuseFaulty);
    const printed = forms.map((form) => printedForm(form, form.copies, canDraw, form.layoutVersion));
    // PDF/A makes the compiler refuse a character without a glyph instead of printing an empty box unnoticed.
    const pdf = compiler.pdf(compile(printed), {
      creationTimestamp: documentTime(forms),
      pdfStandard: 'a-2a',
    });
    compiler.evictCache(memoAge);
    return { pdf, missing: [...new Set(printed.flatMap((form) => form.missing))] };
  }

  return {
    renderSet,
    render: (kind, data, copies, layoutVersion = 1) =>
      renderSet([{ kind, data, copies, layoutVersion } as FormToPrint]),
  };
}
