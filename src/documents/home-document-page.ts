import { dayText, limitText } from './form-texts.ts';
import {
  type AcceptanceNoticeData,
  type DenialNoticeData,
  type FormDataByKind,
  formNames,
  type GrantDecisionData,
  type RejectionNoticeData,
} from './forms.ts';

/** A part of a home document: running paragraphs, below a heading or not; several points are numbered. */
type Section = { heading: string; paragraphs: string[] };

/** The kinds the home region issues. */
export type HomeDocumentKind = 'acceptanceNotice' | 'rejectionNotice' | 'grantDecision' | 'denialNotice';

const plain = (...paragraphs: string[]): Section => ({ heading: '', paragraphs });

const ended = (text: string): string => (/[。！？；.]$/.test(text) ? text : `${text}。`);

function listed(heading: string, texts: readonly string[]): Section {
  const points = texts.flatMap((text) => text.split(/\s*\n\s*/)).filter((text) => text.trim() !== '');
  return {
    heading,
    paragraphs: points.map((text, i) => (points.length > 1 ? `${i + 1}. ${ended(text)}` : ended(text))),
  };
}

const basisClause = (legalBasis: readonly string[]): string =>
  legalBasis.length === 0 ? '' : `根据${legalBasis.join('、')}的规定，`;

const day = (on: string | null): string => (on === null ? '　　年　月　日' : dayText(on));

const application = (data: FormDataByKind[HomeDocumentKind]): string =>
  `你（单位）于${day(data.appliedOn)}提出的“${data.itemName}”申请（法定事项名称：${data.statutoryItemName}）`;

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
