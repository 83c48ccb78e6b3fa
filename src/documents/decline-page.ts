import { hourText } from './form-texts.ts';
import { type DeclineExplanationData, formNames } from './forms.ts';
import { ended, plain } from './letter-parts.ts';

/** Everything the explanation prints that is handed over with an application not taken. */
export const declinePage = (data: DeclineExplanationData) => ({
  authority: data.intakeWindowName,
  title: formNames.declineExplanation,
  documentNumber: data.documentNumber,
  addressee: `${data.applicantName}：`,
  sections: [
    plain(
      `您于${hourText(data.appliedAt)}在本窗口提出的“${data.itemName}”申请，本窗口没有收件。现说明如下。`,
    ),
    {
      heading: '一、原因',
      paragraphs: [`${data.reasonCode}　${ended(data.reason)}`, ended(data.explanation)],
    },
    { heading: '二、依据', paragraphs: [ended(data.basis)] },
    {
      heading: '三、联系方式',
      paragraphs: [`经办人：${data.handlerName}　窗口电话：${data.windowPhone}`],
    },
  ],
  issuedOn: hourText(data.issuedAt),
});
