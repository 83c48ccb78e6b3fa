import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { describe, expect, it } from 'vitest';
import { type CopyMark, singleCopy, triplicate } from './copies.ts';
import { loadFonts } from './fonts.service.ts';
import type { Form, IntakeReceiptData } from './forms.ts';
import type { CanDraw } from './glyph-plan.ts';
import { printedForm } from './printed-form.ts';
import { createRenderer, FormRefused } from './renderer.service.ts';
import { sampleForms, samplePackingList, sampleReceipt } from './sample-forms.ts';

const renderer = createRenderer();
const another = createRenderer();
const { blobs, canDraw } = loadFonts();
const templates = fileURLToPath(new URL('../../data/forms/', import.meta.url));
const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: blobs }] });

const draft: readonly CopyMark[] = [{ state: 'draft', reprint: false }];
const copiesOf = ({ kind }: Form): readonly CopyMark[] =>
  kind === 'intakeReceipt' ? triplicate : singleCopy;
const receipt = (change: Partial<IntakeReceiptData> = {}): Form => ({
  kind: 'intakeReceipt',
  data: { ...sampleReceipt, ...change },
});

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

const compile = (form: Form, copies: readonly CopyMark[], glyphs: CanDraw) =>
  compiler.compile({
    mainFilePath: `${templates}print-set.typ`,
    inputs: { forms: JSON.stringify([printedForm(form, copies, glyphs)]) },
  });

/** What stands on the pages, read from the compiled document itself, and the compiler's warnings. */
function printed(form: Form, copies: readonly CopyMark[]) {
  const compiled = compile(form, copies, canDraw);
  const document = compiled.result;
  if (document === null) throw new Error(`${form.kind} does not compile`);
  const warnings = compiled.takeWarnings()?.shortDiagnostics ?? [];
  const svg = compiler.svg(document);
  const words = [...svg.matchAll(/<h5:div[^>]*>([^<]*)<\/h5:div>/g)].map(([, word = '']) =>
    word.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity),
  );
  compiler.evictCache(0);
  return { text: words.join('').replaceAll('\u200b', ''), pages: document.numOfPages, warnings };
}

/** Pages of a finished PDF, from its page tree. */
const pageCount = (pdf: Uint8Array): number =>
  Number(/\/Count (\d+)/.exec(Buffer.from(pdf).toString('latin1'))?.[1]);

/** The text without blanks, since a line may break anywhere. */
const solid = (text: string): string => text.replace(/\s/g, '');

describe('a rendered form', () => {
  it.each(sampleForms)('$kind is a PDF with its pages, without a warning', (form) => {
    const copies = copiesOf(form);
    const { pdf, missing } = renderer.render(form.kind, form.data, copies);
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    expect(missing).toEqual([]);
    const { pages, warnings } = printed(form, copies);
    expect(pages).toBe(copies.length);
    expect(warnings).toEqual([]);
  });

  it.each(sampleForms)('$kind has the same bytes each time, also from another compiler', (form) => {
    const once = Buffer.from(renderer.render(form.kind, form.data, copiesOf(form)).pdf);
    renderer.render('intakeReceipt', { ...sampleReceipt, applicantName: '另一人' }, draft);
    expect(once.equals(renderer.render(form.kind, form.data, copiesOf(form)).pdf)).toBe(true);
    expect(once.equals(another.render(form.kind, form.data, copiesOf(form)).pdf)).toBe(true);
  });

  it('prints every word of 附件2 on each of the three copies', () => {
    const text = solid(printed(receipt(), triplicate).text);
    const fixed = [
      '西南五省政务服务“跨省通办”收件通知书',
      '（一式3份，申请人1份、收件地留存1份、属地1份）',
      '业务编号：51010720210928000414',
      '申请时间：2021年9月28日9时',
      '收到您申请材料3件。具体如下：',
      '1.居民身份证：复印件1份。',
      '2.社会保障卡申领登记表：原件1份。',
      '3.白底免冠证件照：原件1份，复印件1份。',
      '我们需要时间将您提交的申请材料寄送至属地“跨省通办”窗口进行审查，现在先行收下您的申请材料，后续属地“跨省通办”窗口将与您联系。',
      '经办人：罗小琴',
      '（收件地行政审批服务专用章）',
      '申请人签名：',
      '窗口电话：028-55500107',
      '核验码：8KQ2-7F3A-XW5N',
    ];
    expect(fixed.filter((words) => text.split(words).length !== 4)).toEqual([]);
    expect(['申请人联', '收件地留存联', '属地联'].map((holder) => text.split(holder).length)).toEqual([
      2, 2, 2,
    ]);
    expect(text).not.toMatch(/草稿|作废|副本/);
  });

  it('marks draft, void and reprint; a draft has no code', () => {
    const draftText = printed(receipt(), draft).text;
    expect(draftText).toContain('草稿');
    expect(draftText).not.toContain('核验码');
    expect(printed(receipt(), [{ state: 'void', reprint: false }]).text).toContain('作废');
    expect(printed(receipt(), [{ holder: 'home', state: 'issued', reprint: true }]).text).toContain(
      '副本（补打）',
    );
  });

  it('names the void form that it replaces', () => {
    const text = printed(receipt({ replaces: 'SJ-510107-20210928-0040' }), singleCopy).text;
    expect(solid(text)).toContain('本文书替换已作废的SJ-510107-20210928-0040');
  });

  it('continues 25 materials on a second page, with the head repeated and pages numbered copy by copy', () => {
    const lines = Array.from({ length: 25 }, (_, i) => ({
      name: `第${i + 1}项材料，居民身份证或者其他有效身份证件`,
      counts: { originals: 1, copies: 1 },
    }));
    const { text, pages } = printed(receipt({ lines }), triplicate);
    expect(pages).toBe(6);
    expect(text.split('西南五省政务服务“跨省通办”收件通知书')).toHaveLength(7);
    expect(solid(text).split('第1页共2页')).toHaveLength(4);
    expect(solid(text).split('第2页共2页')).toHaveLength(4);
  });

  it('keeps 15 materials on one page', () => {
    const lines = Array.from({ length: 15 }, (_, i) => ({
      name: `第${i + 1}项材料`,
      counts: { originals: 1, copies: 0 },
    }));
    expect(printed(receipt({ lines }), singleCopy).pages).toBe(1);
  });

  it('prints nothing typed as anything but text', () => {
    const typed =
      '#set page(width: 1cm) *bold* _it_ $x^2$ \\ @ref <label> `raw` // /* */ = h #eval("1") [a] {b} ~ --- "q" #pagebreak()';
    const usual = printed(receipt(), draft);
    const { text, pages, warnings } = printed(
      receipt({
        applicantName: typed,
        itemName: typed,
        contactName: typed,
        lines: [{ name: typed, counts: { originals: 1, copies: 0 } }],
      }),
      draft,
    );
    expect(pages).toBe(usual.pages);
    expect(warnings).toEqual([]);
    expect(solid(text).split(solid(typed))).toHaveLength(5);
  });

  it.each([
    ['Chinese', '长'.repeat(10_000)],
    ['one word', 'w'.repeat(10_000)],
    ['signs', '#'.repeat(10_000)],
  ])('keeps 10,000 characters of %s on the page', (_, name) => {
    const { text, warnings } = printed(
      receipt({ lines: [{ name, counts: { originals: 1, copies: 0 } }] }),
      draft,
    );
    expect(solid(text).split(name[0] ?? '').length - 1).toBeGreaterThanOrEqual(10_000);
    expect(warnings).toEqual([]);
  });

  it('prints rare characters, Tibetan and Yi, and a box with a note for what no font has', () => {
    const { pdf, missing } = renderer.render(
      'intakeReceipt',
      { ...sampleReceipt, applicantName: '綦鳛䶮㛃𬭎𠮷', agentName: 'བོད་ལྗོངས་・ꆈꌠꉙ' },
      triplicate,
    );
    expect(pdf.length).toBeGreaterThan(10_000);
    expect(missing).toEqual(['U+20BB7']);
    const { text } = printed(receipt({ applicantName: '綦鳛䶮㛃𬭎𠮷' }), singleCopy);
    expect(text).toContain('綦鳛䶮㛃𬭎');
    expect(solid(text)).toContain('以下字符本机无字形，请手写：U+20BB7');
  });

  it('would fail rather than print a character without its glyph', () => {
    const { result } = compile(receipt({ applicantName: '𠮷' }), singleCopy, () => true);
    if (result === null) throw new Error('the receipt does not compile');
    expect(() => compiler.pdf(result, { pdfStandard: 'a-2a', creationTimestamp: 0 })).toThrow(/U\+20BB7|𠮷/);
  });

  it('prints receipt and packing list in one action (R-074)', () => {
    const { pdf } = renderer.renderSet([
      { kind: 'intakeReceipt', data: sampleReceipt, copies: triplicate },
      { kind: 'packingList', data: samplePackingList, copies: singleCopy },
    ]);
    expect(pageCount(pdf)).toBe(4);
    expect(pageCount(renderer.render('intakeReceipt', sampleReceipt, triplicate).pdf)).toBe(3);
    expect(() => renderer.renderSet([])).toThrow(RangeError);
  });

  it('refuses an issued form that lacks a value, naming it, but shows a draft', () => {
    const data = { ...sampleReceipt, windowPhone: '', seal: null, verification: null };
    expect(() => renderer.render('intakeReceipt', data, triplicate)).toThrow(FormRefused);
    expect(() => renderer.render('intakeReceipt', data, triplicate)).toThrow('文书还缺“核验码”。');
    expect(renderer.render('intakeReceipt', data, draft).pdf.length).toBeGreaterThan(10_000);
  });

  it('refuses two originals for one holder, and no copy at all', () => {
    expect(() => renderer.render('intakeReceipt', sampleReceipt, [...triplicate, ...triplicate])).toThrow(
      RangeError,
    );
    expect(() => renderer.render('intakeReceipt', sampleReceipt, [])).toThrow(RangeError);
  });
});
