import type { Day, Instant } from '../regulation/instant.ts';
import type { MaterialCounts } from './material-counts.ts';
import type { Seal } from './seal.ts';
import type { ApplicantSignature } from './signature.ts';

/** The code in the footer that anyone can check, and the address its QR code opens. */
export type Verification = { readonly code: string; readonly url: string };

/** What every form has. In a draft seal, verification and moments may still be null; an issued form needs them. */
type FormHead = {
  /** Own number of this document; the business number stays when it is replaced. */
  readonly documentNumber: string;
  readonly businessNumber: string;
  readonly seal: Seal | null;
  readonly verification: Verification | null;
  /** Number of the void document that this one replaces. */
  readonly replaces?: string;
};

/** One line of 附件2: a material with its counts, or one that follows under a commitment (容缺). */
export type ReceiptLine = {
  readonly name: string;
  readonly counts: MaterialCounts;
  readonly toleratedUntil?: Day;
};

/** 附件2 收件通知书 (intakeReceipt), row by row as forms.md D.2. Limits in working days; null is 无, 0 is 即办. */
export type IntakeReceiptData = FormHead & {
  /** The programme at the head of the title, e.g. 西南五省政务服务“跨省通办” (OP-55). */
  readonly programmeTitle: string;
  /** Time of the application, unchanged on later forms (R-058, OP-57). */
  readonly appliedAt: Instant | null;
  readonly intakeRegionCode: string;
  readonly intakeWindowName: string;
  readonly homeWindowName: string;
  readonly applicantName: string;
  readonly agentName?: string;
  /** Unified item name with the handling option. */
  readonly itemName: string;
  readonly statutoryItemName: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly statutoryDays: number | null;
  readonly promisedDays: number | null;
  readonly lines: readonly ReceiptLine[];
  readonly handlerName: string;
  readonly issuedAt: Instant | null;
  readonly signature: ApplicantSignature;
  readonly windowPhone: string;
};

/** The list that lies in a parcel. Lines are what is on paper; the receipt's home copy is added as the last. */
export type PackingListData = Omit<FormHead, 'seal' | 'replaces'> & {
  readonly programmeTitle: string;
  readonly addresseeWindowName: string;
  readonly addresseeName: string;
  readonly addresseePhone: string;
  readonly address: string;
  readonly postcode?: string;
  /** Version of the 联络清单 the address was taken from. */
  readonly directoryVersion: string;
  readonly senderWindowName: string;
  readonly senderPhone: string;
  readonly itemName: string;
  readonly waybillNumber?: string;
  readonly lines: readonly { readonly name: string; readonly originals: number; readonly copies: number }[];
  /** Document number of the receipt whose home copy lies in the parcel. */
  readonly receiptNumber: string;
  readonly handlerName: string;
  readonly packedAt: Instant | null;
};

/** What the documents of the home region have in common. */
type HomeDocumentHead = FormHead & {
  /** The authority that issues the document, as it signs. */
  readonly authority: string;
  readonly homeRegionCode: string;
  readonly applicantName: string;
  readonly itemName: string;
  readonly statutoryItemName: string;
  readonly appliedOn: Day | null;
  readonly issuedOn: Day | null;
  readonly windowPhone: string;
};

/** 受理通知书: the home region accepts; from here the limits run. */
export type AcceptanceNoticeData = HomeDocumentHead & {
  readonly legalBasis: readonly string[];
  readonly statutoryDays: number | null;
  readonly promisedDays: number | null;
};

/** 不予受理通知书: reasons, legal basis and remedies are mandatory (行政许可法第三十八条). */
export type RejectionNoticeData = HomeDocumentHead & {
  readonly reasons: readonly string[];
  readonly legalBasis: readonly string[];
  readonly remedies: readonly string[];
  /** The competent body, where the reason is that this one is not. */
  readonly competentBody?: string;
};

/** 准予许可决定书. */
export type GrantDecisionData = HomeDocumentHead & {
  readonly acceptedOn: Day | null;
  readonly legalBasis: readonly string[];
  /** What is issued with the decision, e.g. 社会保障卡. */
  readonly resultName: string;
};

/** 不予许可通知书: reasons, legal basis and remedies are mandatory. */
export type DenialNoticeData = HomeDocumentHead & {
  readonly acceptedOn: Day | null;
  readonly reasons: readonly string[];
  readonly legalBasis: readonly string[];
  readonly remedies: readonly string[];
};

/** Every form that is rendered, with its data. */
export type FormDataByKind = {
  intakeReceipt: IntakeReceiptData;
  packingList: PackingListData;
  acceptanceNotice: AcceptanceNoticeData;
  rejectionNotice: RejectionNoticeData;
  grantDecision: GrantDecisionData;
  denialNotice: DenialNoticeData;
};

export type FormKind = keyof FormDataByKind;

/** A kind of form together with data of that kind. */
export type Form = { [K in FormKind]: { readonly kind: K; readonly data: FormDataByKind[K] } }[FormKind];

/** When a form was made out: the moment it bears, or the beginning of its day; null in a draft. */
export function writtenAt({ kind, data }: Form): Instant | null {
  if (kind === 'intakeReceipt') return data.issuedAt;
  if (kind === 'packingList') return data.packedAt;
  return data.issuedOn && `${data.issuedOn}T00:00:00.000+08:00`;
}

/** What each kind is called, as its title prints it. */
export const formNames: Readonly<Record<FormKind, string>> = {
  intakeReceipt: '收件通知书',
  packingList: '材料寄递清单',
  acceptanceNotice: '受理通知书',
  rejectionNotice: '不予受理通知书',
  grantDecision: '准予许可决定书',
  denialNotice: '不予许可通知书',
};
