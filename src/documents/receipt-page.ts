import { hourText, limitText, receiptTexts, toleranceText } from './form-texts.ts';
import type { IntakeReceiptData, ReceiptLine } from './forms.ts';
import { countsText } from './material-counts.ts';

function lineText({ name, counts, toleratedUntil }: ReceiptLine): string {
  const received = countsText(counts);
  const tolerated = toleratedUntil === undefined ? '' : toleranceText(toleratedUntil);
  return `${name}：${[received, tolerated].filter((part) => part !== '').join('，')}。`;
}

/** Everything 附件2 prints, as text in the order of its rows (forms.md D.2). */
export function receiptPage(data: IntakeReceiptData) {
  const { signature } = data;
  const labels = receiptTexts;
  return {
    title: `${data.programmeTitle}${labels.title}`,
    subtitle: labels.subtitle,
    businessNumber: `${labels.businessNumber}${data.businessNumber}`,
    appliedAt: `${labels.appliedAt}${hourText(data.appliedAt)}`,
    rows: [
      { label: labels.intakeWindow, value: data.intakeWindowName },
      { label: labels.homeWindow, value: data.homeWindowName },
      {
        label: labels.applicant,
        value: data.agentName ? `${data.applicantName}（代理人：${data.agentName}）` : data.applicantName,
      },
      { label: labels.item, value: data.itemName },
      { label: labels.statutoryItem, value: data.statutoryItemName },
    ],
    contact: { label: labels.contact, name: data.contactName, phone: data.contactPhone },
    statutoryLimit: { label: labels.statutoryLimit, value: limitText(data.statutoryDays) },
    promisedLimit: { label: labels.promisedLimit, value: limitText(data.promisedDays) },
    opening: labels.opening(data.lines.length),
    lines: data.lines.map((line, i) => ({ number: `${i + 1}.`, text: lineText(line) })),
    closing: labels.closing,
    handler: `${labels.handler}${data.handlerName}`,
    seal: labels.seal,
    issuedAt: hourText(data.issuedAt),
    signature: labels.signature,
    confirmation: signature.kind === 'confirmed' ? signature.words : '',
    signedAt: hourText(signature.kind === 'blank' ? null : signature.signedAt),
    phone: `${labels.phone}${data.windowPhone}`,
  };
}
