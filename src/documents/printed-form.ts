import { type CopyMark, copyWords } from './copies.ts';
import { declinePage } from './decline-page.ts';
import { type Form, isCounterForm, isSealless } from './forms.ts';
import { type CanDraw, planPage, printable } from './glyph-plan.ts';
import { handOverListPage } from './hand-over-list-page.ts';
import { homeDocumentPage } from './home-document-page.ts';
import { noticePage } from './notice-page.ts';
import { packingListPage } from './packing-list-page.ts';
import { barCodeSvg, qrSvg } from './printed-codes.ts';
import { receiptPage } from './receipt-page.ts';
import { sealSvg } from './seal.ts';
import { signatureSvg } from './signature.ts';
import { withdrawalPage } from './withdrawal-page.ts';

type Layout = 'counter-form' | 'packing-list' | 'hand-over-list' | 'home-document';

/** A form as its layout in data/forms takes it: JSON all through, texts planned, pictures as SVG. */
export type PrintedForm = ReturnType<typeof printedForm>;

/** Stands on a page with boxes, before the code points. */
const handwritingNote = '以下字符本机无字形，请手写：';

const mostNamed = 12;

function noteOf(missing: readonly string[]): string {
  if (missing.length === 0) return '';
  const named = missing.slice(0, mostNamed).join('、');
  return `${handwritingNote}${named}${missing.length > mostNamed ? ` 等 ${missing.length} 个` : ''}`;
}

function layoutOf(form: Form): { layout: Layout; page: { title: string } } {
  switch (form.kind) {
    case 'intakeReceipt':
      return { layout: 'counter-form', page: receiptPage(form.data) };
    case 'oneTimeNotice':
      return { layout: 'counter-form', page: noticePage(form.data) };
    case 'declineExplanation':
      return { layout: 'home-document', page: declinePage(form.data) };
    case 'packingList':
      return { layout: 'packing-list', page: packingListPage(form.data) };
    case 'handOverList':
      return { layout: 'hand-over-list', page: handOverListPage(form.data) };
    case 'withdrawalRecord':
      return { layout: 'home-document', page: withdrawalPage(form.data) };
    default:
      return { layout: 'home-document', page: homeDocumentPage(form.kind, form.data) };
  }
}

/** What stands beside the QR code; the home region's documents name business number and phone here only. */
function footerOf({ kind, data }: Form): { code: string; lines: string[] } {
  if (kind === 'handOverList') {
    return { code: `清单编号：${data.documentNumber}`, lines: ['双方签名后，以本编号作为揽收凭证'] };
  }
  const own = !isCounterForm(kind) && !isSealless(kind) && 'windowPhone' in data;
  return {
    code: `核验码：${data.verification?.code ?? ''}`,
    lines: [
      own
        ? `业务编号：${data.businessNumber}　窗口电话：${data.windowPhone}`
        : `文书编号：${data.documentNumber}`,
      ...('replaces' in data && data.replaces ? [`本文书替换已作废的 ${data.replaces}`] : []),
      '扫码或登录文书核验页可核对真伪',
    ],
  };
}

/** Pictures are drawn by our own code from numbers and escaped text; they are no part of the glyph plan. */
function pictures({ kind, data }: Form, canDraw: CanDraw) {
  return {
    seal: 'seal' in data && data.seal !== null ? sealSvg(data.seal, canDraw) : null,
    qr: data.verification === null ? null : qrSvg(data.verification.url),
    signature: 'signature' in data ? (signatureSvg(data.signature) ?? null) : null,
    bars:
      kind === 'packingList' && /^\d{20}$/.test(data.businessNumber) ? barCodeSvg(data.businessNumber) : null,
  };
}

/**
 * A form in the copies asked for: texts planned against the fonts, pictures drawn, marks in words. `missing` holds the
 * code points (`U+20BB7`) that no font has; the page shows a box for each, and a note.
 */
export function printedForm(form: Form, copies: readonly CopyMark[], canDraw: CanDraw) {
  const { layout, page } = layoutOf(form);
  const planned = planPage({ ...page, footer: footerOf(form) }, canDraw);
  return {
    layout,
    name: `${printable(page.title)} ${form.data.businessNumber || form.data.documentNumber}`,
    copies: copies.map((mark) => ({ ...copyWords(mark), issued: mark.state !== 'draft' })),
    page: planned.page,
    pictures: pictures(form, canDraw),
    note: noteOf(planned.missing),
    missing: planned.missing,
  };
}
