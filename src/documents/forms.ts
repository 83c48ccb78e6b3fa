import type { GivenStandard } from '../catalogue/given-standard.ts';
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

/** The rows that 附件1 and 附件2 have in common (forms.md D.1, D.2). Limits in working days; null is 无, 0 is 即办. */
export type CounterForm = FormHead & {
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
  readonly handlerName: string;
  readonly issuedAt: Instant | null;
  readonly signature: ApplicantSignature;
  readonly windowPhone: string;
};

/** 附件2 收件通知书 (intakeReceipt), row by row as forms.md D.2. */
export type IntakeReceiptData = CounterForm & { readonly lines: readonly ReceiptLine[] };

/** One line of 附件1: a material that is in order, or what is wrong with it and what to hand in instead. */
export type NoticeLine = {
  readonly name: string;
  /** Null where nothing was handed in: 未提交. */
  readonly counts: MaterialCounts | null;
  /** 补正意见; a line without it is 合格. */
  readonly correction?: string;
};

/** 附件1 一次性告知书 (oneTimeNotice), row by row as forms.md D.1. */
export type OneTimeNoticeData = CounterForm & {
  readonly lines: readonly NoticeLine[];
  /** Days as entered, 1 to 90 (OP-92). */
  readonly days: number;
  /** 在×日内: the number that leads to the printed date (OP-05). */
  readonly printedDays: number;
  readonly dueOn: Day | null;
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
  /** What was photographed before the parcel was sealed: how many photos, and the digest over them and the list. */
  readonly sealing?: { readonly photos: number; readonly digest: string };
  /** Document number of the receipt whose home copy lies in the parcel. */
  readonly receiptNumber: string;
  readonly handlerName: string;
  readonly packedAt: Instant | null;
};

/** What the documents of the home region have in common. */
export type HomeDocumentHead = FormHead & {
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

/** 补正通知书: everything the home region needs corrected, listed once, and where it may be handed in. */
export type HomeSupplementNoticeData = HomeDocumentHead & {
  readonly points: readonly string[];
  readonly dueOn: Day | null;
  readonly intakeWindowName: string;
  readonly intakeWindowPhone: string;
  readonly homeWindowName: string;
  /** By its local procedure the application counts as given up when nothing is handed in. */
  readonly announcesAbandonment: boolean;
};

/** 视为放弃申请通知书: the due date of the supplement passed, and its notice had said what follows (C.1, 24). */
export type AbandonmentNoticeData = HomeDocumentHead & {
  /** Number and due date of the 补正通知书. */
  readonly noticeNumber: string;
  readonly dueOn: Day | null;
  readonly points: readonly string[];
  readonly localRule: string;
};

/** 特别程序告知书: the clock stands still for a hearing, an appraisal and the like. */
export type ProcedureNoticeData = HomeDocumentHead & {
  readonly acceptedOn: Day | null;
  /** The procedure as the law names it: 听证. */
  readonly procedure: string;
  readonly startOn: Day | null;
  readonly expectedEndOn: Day | null;
  readonly reasons: readonly string[];
};

/** 决定更正书: a clerical error of a decision, never the result. */
export type DecisionCorrectionData = HomeDocumentHead & {
  /** Title, number and day of the decision. */
  readonly decisionTitle: string;
  readonly decisionNumber: string;
  readonly decidedOn: Day | null;
  /** What was wrong, as the form calls it. */
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly correctedBy: string;
  readonly confirmedBy: string;
};

/** 撤回申请书: the applicant withdraws at the intake window, at once or by request. It bears no seal. */
export type WithdrawalRecordData = Omit<FormHead, 'seal' | 'replaces'> & {
  readonly applicantName: string;
  readonly agentName?: string;
  readonly itemName: string;
  readonly statutoryItemName: string;
  readonly appliedOn: Day | null;
  readonly intakeWindowName: string;
  readonly homeWindowName: string;
  readonly reason: string;
  /** How the identity was verified: 读卡器. */
  readonly identityMethod: string;
  /** Before 受理 it takes effect at once, afterwards when the home window confirms or the day is over (OP-81). */
  readonly effect: 'atOnce' | 'requested';
  readonly handlerName: string;
  readonly issuedAt: Instant | null;
  readonly signature: ApplicantSignature;
  readonly windowPhone: string;
};

/** 未收件说明: why an application was not taken, on which rule, and whom to ask. It bears no seal. */
export type DeclineExplanationData = Omit<FormHead, 'seal' | 'replaces'> & {
  readonly intakeRegionCode: string;
  readonly intakeWindowName: string;
  readonly applicantName: string;
  readonly itemName: string;
  readonly appliedAt: Instant | null;
  /** Code and words of the reason. */
  readonly reasonCode: string;
  readonly reason: string;
  readonly explanation: string;
  readonly basis: string;
  readonly handlerName: string;
  readonly issuedAt: Instant | null;
  readonly windowPhone: string;
};

/** 邮件交接清单: the parcels a window hands to the carrier, signed by both; it belongs to no case (C.1, 14a; R-186). */
export type HandOverListData = Omit<FormHead, 'seal' | 'replaces' | 'verification'> & {
  readonly verification: null;
  readonly windowName: string;
  readonly lines: readonly {
    readonly waybill: string;
    readonly carrier: string;
    readonly addressee: string;
    readonly contents: string;
  }[];
  readonly handlerName: string;
  readonly listedAt: Instant | null;
};

/** Who sends a parcel or gets it, as the label names them. */
export type LabelParty = {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly postcode: string;
};

/** 寄递面单: the label of a parcel ordered with the carrier, with the bar codes of waybill and business number. */
export type ShippingLabelData = Omit<FormHead, 'seal' | 'replaces' | 'verification'> & {
  readonly verification: null;
  readonly waybillNumber: string;
  readonly carrier: string;
  /** The carrier's own sorting code; '' where it gave none. */
  readonly routing: string;
  readonly sender: LabelParty;
  readonly addressee: LabelParty;
  readonly contents: string;
  /** Who pays, in words. */
  readonly payer: string;
  readonly weight: string;
  readonly orderedAt: Instant | null;
};

/** A paper of an off-list request, which is no case and has no business number (C.4, R-142). It bears no seal. */
export type OffListPaperData = Omit<FormHead, 'seal' | 'replaces' | 'verification'> & {
  readonly verification: null;
  readonly paper: 'record' | 'explanation' | 'request' | 'consent';
  readonly title: string;
  readonly intakeWindowName: string;
  readonly windowPhone: string;
  readonly homeRegionName: string;
  /** '' until a window was asked. */
  readonly homeWindowName: string;
  readonly applicantName: string;
  /** Masked. */
  readonly applicantPhone: string;
  readonly applicantKind: 'person' | 'organisation';
  readonly wording: string;
  readonly recordedAt: Instant;
  readonly explanation: string;
  readonly question: string;
  readonly answerDueAt: Instant | null;
  readonly outcome: 'explained' | 'refused' | 'unanswered' | 'expired';
  readonly reason: string;
  readonly standard: GivenStandard | null;
  readonly consentUntil: Instant | null;
  readonly handlerName: string;
  readonly issuedAt: Instant | null;
};

/** Every form that is rendered, with its data. */
export type FormDataByKind = {
  oneTimeNotice: OneTimeNoticeData;
  declineExplanation: DeclineExplanationData;
  intakeReceipt: IntakeReceiptData;
  packingList: PackingListData;
  handOverList: HandOverListData;
  offListPaper: OffListPaperData;
  shippingLabel: ShippingLabelData;
  acceptanceNotice: AcceptanceNoticeData;
  rejectionNotice: RejectionNoticeData;
  grantDecision: GrantDecisionData;
  denialNotice: DenialNoticeData;
  homeSupplementNotice: HomeSupplementNoticeData;
  abandonmentNotice: AbandonmentNoticeData;
  procedureNotice: ProcedureNoticeData;
  decisionCorrection: DecisionCorrectionData;
  withdrawalRecord: WithdrawalRecordData;
};

export type FormKind = keyof FormDataByKind;

/** A kind of form together with data of that kind. */
export type Form = { [K in FormKind]: { readonly kind: K; readonly data: FormDataByKind[K] } }[FormKind];

/** When a form was made out: the moment it bears, or the beginning of its day; null in a draft. */
export function writtenAt({ kind, data }: Form): Instant | null {
  if (kind === 'intakeReceipt' || kind === 'oneTimeNotice' || kind === 'declineExplanation')
    return data.issuedAt;
  if (kind === 'withdrawalRecord') return data.issuedAt;
  if (kind === 'packingList') return data.packedAt;
  if (kind === 'handOverList') return data.listedAt;
  if (kind === 'offListPaper') return data.issuedAt;
  if (kind === 'shippingLabel') return data.orderedAt;
  return data.issuedOn && `${data.issuedOn}T00:00:00.000+08:00`;
}

/** What each kind is called, as its title prints it. */
export const formNames: Readonly<Record<FormKind, string>> = {
  oneTimeNotice: '一次性告知书',
  declineExplanation: '未收件说明',
  intakeReceipt: '收件通知书',
  packingList: '材料寄递清单',
  handOverList: '邮件交接清单',
  offListPaper: '清单外申请文书',
  shippingLabel: '寄递面单',
  acceptanceNotice: '受理通知书',
  rejectionNotice: '不予受理通知书',
  grantDecision: '准予许可决定书',
  denialNotice: '不予许可通知书',
  homeSupplementNotice: '补正通知书',
  abandonmentNotice: '视为放弃申请通知书',
  procedureNotice: '特别程序告知书',
  decisionCorrection: '决定更正书',
  withdrawalRecord: '撤回申请书',
};

/** Kinds that are issued on a case and so keep the version of their layout; the others are papers of the desk. */
export const formKinds = (Object.keys(formNames) as FormKind[]).filter(
  (kind) => kind !== 'handOverList' && kind !== 'offListPaper' && kind !== 'shippingLabel',
);

/** The kinds that bear no seal. */
export const isSealless = (
  kind: FormKind,
): kind is
  | 'packingList'
  | 'handOverList'
  | 'offListPaper'
  | 'shippingLabel'
  | 'withdrawalRecord'
  | 'declineExplanation' =>
  kind === 'packingList' ||
  kind === 'handOverList' ||
  kind === 'offListPaper' ||
  kind === 'shippingLabel' ||
  kind === 'withdrawalRecord' ||
  kind === 'declineExplanation';

/** The forms of the intake window in three copies: applicant, intake region, home region. */
export const isCounterForm = (kind: FormKind): kind is 'oneTimeNotice' | 'intakeReceipt' =>
  kind === 'oneTimeNotice' || kind === 'intakeReceipt';
