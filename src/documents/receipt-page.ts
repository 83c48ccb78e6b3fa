import { counterFormPage } from './counter-form-page.ts';
import { receiptTexts, toleranceText } from './form-texts.ts';
import type { IntakeReceiptData, ReceiptLine } from './forms.ts';
import { countsText } from './material-counts.ts';

function lineText({ name, counts, toleratedUntil }: ReceiptLine): string {
  const received = countsText(counts);
  const tolerated = toleratedUntil === undefined ? '' : toleranceText(toleratedUntil);
  return `${name}：${[received, tolerated].filter((part) => part !== '').join('，')}。`;
}

/** Everything 附件2 prints, as text in the order of its rows (forms.md D.2). */
export const receiptPage = (data: IntakeReceiptData) =>
  counterFormPage(data, {
    title: receiptTexts.title,
    opening: receiptTexts.opening(data.lines.length),
    lines: data.lines.map(lineText),
    closing: receiptTexts.closing,
  });
