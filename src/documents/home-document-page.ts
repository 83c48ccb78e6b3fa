import { limitText } from './form-texts.ts';
import {
  type AcceptanceNoticeData,
  type DenialNoticeData,
  type FormDataByKind,
  formNames,
  type GrantDecisionData,
  type RejectionNoticeData,
} from './forms.ts';
import { application, day, ended, listed, plain, type Section } from './letter-parts.ts';
import { decisionCorrectionBody, procedureNoticeBody } from './review-notice-page.ts';
import { abandonmentBody, homeSupplementBody } from './supplement-notice-page.ts';

/** The kinds the home region issues. */
export type HomeDocumentKind =
  | 'acceptanceNotice'
  | 'rejectionNotice'
  | 'grantDecision'
  | 'denialNotice'
  | 'homeSupplementNotice'
  | 'abandonmentNotice'
  | 'procedureNotice'
  | 'decisionCorrection';

const basisClause = (legalBasis: readonly string[]): string =>
  legalBasis.length === 0 ? '' : `根据${legalBasis.join('、')}的规定，`;

const accepted = (data: GrantDecisionData | DenialNoticeData): string =>
  `${application(data)}，本机关于${day(data.acceptedOn)}受理。`;

function limits({ statutoryDays, promisedDays }: AcceptanceNoticeData): string {
  if (statutoryDays === 0 || promisedDays === 0) return '本事项为即办件，受理当日办结。';
  const told = [
    statutoryDays === null ? '' : `法定时限为${limitText(statutoryDays)}`,
    promisedDays === null ? '' : `承诺期限为${limitText(promisedDays)}`,
  ].filter((part) => part !== '');
  return told.length === 0 ? '' : `${told.join('，')}，自受理之日的次日起计算。`;
}

const bodies: { readonly [K in HomeDocumentKind]: (data: FormDataByKind[K]) => Section[] } = {
  acceptanceNotice: (data: AcceptanceNoticeData) => [
    plain(
      `${application(data)}收悉。经审查，申请材料齐全，符合法定形式，${basisClause(data.legalBasis)}决定予以受理。`,
      limits(data),
    ),
  ],
  rejectionNotice: (data: RejectionNoticeData) => [
    plain(`${application(data)}收悉。经审查，决定不予受理。`),
    listed('一、不予受理的理由', data.reasons),
    listed('二、法律依据', data.legalBasis),
    listed('三、救济途径', data.remedies),
    ...(data.competentBody ? [listed('四、有权办理的机关', [`请向${data.competentBody}提出申请`])] : []),
  ],
  grantDecision: (data: GrantDecisionData) => [
    plain(
      `${accepted(data)}经审查，你（单位）的申请符合法定条件、标准，${basisClause(data.legalBasis)}决定准予许可。`,
      `审批结果：${ended(data.resultName)}`,
    ),
  ],
  denialNotice: (data: DenialNoticeData) => [
    plain(`${accepted(data)}经审查，决定不予许可。`),
    listed('一、不予许可的理由', data.reasons),
    listed('二、法律依据', data.legalBasis),
    listed('三、救济途径', data.remedies),
  ],
  homeSupplementNotice: homeSupplementBody,
  abandonmentNotice: abandonmentBody,
  procedureNotice: procedureNoticeBody,
  decisionCorrection: decisionCorrectionBody,
};

/** Everything a document of the home region prints, in running text as GB/T 9704 has it. */
export function homeDocumentPage<K extends HomeDocumentKind>(kind: K, data: FormDataByKind[K]) {
  return {
    authority: data.authority,
    title: formNames[kind],
    documentNumber: data.documentNumber,
    addressee: `${data.applicantName}：`,
    sections: bodies[kind](data).map(({ heading, paragraphs }) => ({
      heading,
      paragraphs: paragraphs.filter((text) => text !== ''),
    })),
    issuedOn: day(data.issuedOn),
  };
}
