import { type CopyMark, copyWords } from './copies.ts';
import { declinePage } from './decline-page.ts';
import { type Form, type FormKind, isCounterForm, isSealless } from './forms.ts';
import { type CanDraw, planPage, printable } from './glyph-plan.ts';
import { handOverListPage } from './hand-over-list-page.ts';
import { homeDocumentPage } from './home-document-page.ts';
import { noticePage } from './notice-page.ts';
import { offListPage } from './off-list-page.ts';
import { packingListPage } from './packing-list-page.ts';
import { barCodeSvg, qrSvg, waybillBarsSvg } from './printed-codes.ts';
import { receiptPage } from './receipt-page.ts';
import { sealSvg } from './seal.ts';
import { shippingLabelPage } from './shipping-label-page.ts';
import { signatureSvg } from './signature.ts';
import { withdrawalPage } from './withdrawal-page.ts';

type Layout = 'counter-form' | 'packing-list' | 'hand-over-list' | 'shipping-label' | 'home-document';

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

const ownLayouts: Partial<Record<FormKind, Layout>> = {
  intakeReceipt: 'counter-form',
  oneTimeNotice: 'counter-form',
  packingList: 'packing-list',
  handOverList: 'hand-over-list',
  shippingLabel: 'shipping-label',
};

/** The file in data/forms by which a kind of form is laid out. */
export const layoutNameOf = (kind: FormKind): Layout => ownLayouts[kind] ?? 'home-document';

function pageOf(form: Form): { title: string } {
  switch (form.kind) {
    case 'intakeReceipt':
      return receiptPage(form.data);
    case 'oneTimeNotice':
      return noticePage(form.data);
    case 'declineExplanation':
      return declinePage(form.data);
    case 'packingList':
      return packingListPage(form.data);
    case 'offListPaper':
      return offListPage(form.data);
    case 'handOverList':
      return handOverListPage(form.data);
    case 'shippingLabel':
      return shippingLabelPage(form.data);
    case 'withdrawalRecord':
      return withdrawalPage(form.data);
    default:
      return homeDocumentPage(form.kind, form.data);
  }
}

/** What stands beside the QR code; the home region's documents name business number and phone here only. */
function footerOf({ kind, data }: Form): { code: string; lines: string[] } {
  if (kind === 'handOverList') {
    return { code: `清单编号：${data.documentNumber}`, lines: ['双方签名后，以本编号作为揽收凭证'] };
  }
  if (kind === 'offListPaper') {
    return { code: data.documentNumber, lines: ['清单外申请的登记，不是收件，没有业务编号'] };
  }
  if (kind === 'shippingLabel') {
    return { code: `寄件编号：${data.documentNumber}`, lines: ['由本地窗口贴在邮件上，交寄前核对内件'] };
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
      (kind === 'packingList' || kind === 'shippingLabel') && /^\d{20}$/.test(data.businessNumber)
        ? barCodeSvg(data.businessNumber)
        : null,
    waybill: kind === 'shippingLabel' ? waybillBarsSvg(data.waybillNumber) : null,
  };
}

/**
 * A form in the copies asked for: texts planned against the fonts, pictures drawn, marks in words. `missing` holds the
 * code points (`U+20BB7`) that no font has; the page shows a box for each, and a note.
 */
export function printedForm(form: Form, copies: readonly CopyMark[], canDraw: CanDraw, layoutVersion = 1) {
  const page = pageOf(form);
  const planned = planPage({ ...page, footer: footerOf(form) }, canDraw);
  return {
    layout: layoutNameOf(form.kind),
    layoutVersion,
    name: `${printable(page.title)} ${form.data.businessNumber || form.data.documentNumber}`,
    copies: copies.map((mark) => ({ ...copyWords(mark), issued: mark.state !== 'draft' })),
    page: planned.page,
    pictures: pictures(form, canDraw),
    note: noteOf(planned.missing),
    missing: planned.missing,
  };
}
