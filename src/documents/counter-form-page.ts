import { hourText, counterFormTexts as labels, limitText } from './form-texts.ts';
import type { CounterForm } from './forms.ts';

/** What differs between 附件1 and 附件2: title, and the cell over the full width. */
export type Body = { title: string; opening: string; lines: readonly string[]; closing: string };

/** Everything 附件1 or 附件2 prints, as text in the order of its rows (forms.md D.1, D.2). */
export function counterFormPage(data: CounterForm, body: Body) {
  const { signature } = data;
  return {
    title: `${data.programmeTitle}${body.title}`,
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
    opening: body.opening,
    lines: body.lines.map((text, i) => ({ number: `${i + 1}.`, text })),
    closing: body.closing,
    handler: `${labels.handler}${data.handlerName}`,
    seal: labels.seal,
    issuedAt: hourText(data.issuedAt),
    signature: labels.signature,
    confirmation: signature.kind === 'confirmed' ? signature.words : '',
    signedAt: hourText(signature.kind === 'blank' ? null : signature.signedAt),
    phone: `${labels.phone}${data.windowPhone}`,
  };
}
