import type { Case, Line } from '../src/cases/core/case.ts';
import { pointsFor } from '../src/cases/decision/points.ts';
import { standardOfCase } from '../src/cases/intake/standard-of-case.ts';
import { openRequests } from '../src/cases/requests/open-requests.ts';
import { identityMethods } from '../src/cases/review/record-identity-check.ts';
import { proposedChannels } from '../src/cases/transfer/channels.ts';
import { expectedLines } from '../src/cases/transfer/confirm-receipt.ts';
import { toConfirm } from '../src/cases/transfer/parcels.ts';
import type { Instant } from '../src/regulation/instant.ts';
import type { CommandName } from '../src/regulation/lifecycle/index.ts';
import { rowOf } from '../src/regulation/lifecycle/index.ts';
import type { Capacity } from '../src/regulation/roles.ts';
import { homeDepartment, shippedStandard } from './case-facts.ts';
import { custodyActs, custodySide } from './usual/custody-acts.ts';
import { decisionActs } from './usual/decision-acts.ts';
import { homeSupplementActs } from './usual/home-supplement-acts.ts';
import { noticeActs } from './usual/notice-acts.ts';
import { requestActs } from './usual/request-acts.ts';
import { reviewActs } from './usual/review-acts.ts';
import { transferActs } from './usual/transfer-acts.ts';
import { windowActs } from './usual/window-acts.ts';
import { withdrawalActs } from './usual/withdrawal-acts.ts';

/** A deterministic uuid. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A waybill number in the form of UPU S10, with the right check digit. */
export function waybillOf(serial: number): string {
  const digits = String(serial).padStart(8, '0');
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const check = 11 - (sum % 11);
  return `EA${digits}${check === 10 ? 0 : check === 11 ? 5 : check}CN`;
}

const remedies = '可自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。';

/** What 不予受理 and 不予许可 must state. */
export const fullReasons = {
  reasons: '申请人的参保地不在本区，请向参保地提出。',
  legalBasis: '《中华人民共和国行政许可法》第三十二条第一款第（二）项',
  remedies,
};

/** The application for a social security card that the usual case is about. */
export const applicationOf = (way: 'mail' | 'pickUpAtIntake' | 'pickUpAtHome' = 'mail') => ({
  applicant: {
    kind: 'person' as const,
    name: '罗晓梅',
    identityKind: 'residentId' as const,
    identityNumber: '11010519491231002X',
  },
  contact: { name: '罗晓梅', phone: '13800006021' },
  situations: { '048-1-s-self': true, '048-1-s-agent': false, '048-1-s-foreign': false },
  answers: { sex: '女', validTo: '2035-01-01', bank: '工商银行' },
  delivery: {
    way,
    address: { recipient: '罗晓梅', phone: '13800006021', address: '四川省成都市武侯区示例路16号' },
  },
});

/** The moment and the chance a usual act may need. */
export type Around = { now: Instant; nextId: () => string; nextWaybill: () => string };

const openParcel = (kase: Case) =>
  kase.parcels.find(({ deliveredAt, cancelledAt }) => !(deliveredAt ?? cancelledAt)) ?? kase.parcels.at(-1);
/** A line as it is packed: all that was handed in. */
export const packedOf = ({ id, received }: Line) => ({
  lineId: id,
  originals: received?.originals ?? 0,
  copies: received?.copies ?? 0,
});
const matching = (ids: readonly string[]) => ids.map((lineId) => ({ lineId, result: 'matches' }));

function confirmation(kase: Case): unknown {
  const electronic = kase.package !== undefined && !kase.received.includes('electronic');
  if (electronic) {
    const { manifestDigest } = kase.package ?? {};
    return { channel: 'electronic', manifestDigest, lines: matching(expectedLines(kase, 'electronic')) };
  }
  const [parcel] = toConfirm(kase);
  const waybill = parcel?.waybill ?? waybillOf(99);
  return { channel: 'postal', waybill, lines: matching(expectedLines(kase, 'postal', waybill)) };
}

function opinions(kase: Case): unknown {
  const standard = standardOfCase(kase, {
    getStandardVersion(optionId, _version, homeRegion) {
      const shipped = shippedStandard(optionId, homeRegion);
      if (!shipped) throw new Error(`no standard ${optionId}`);
      return shipped;
    },
  });
  return {
    points: pointsFor(kase, standard).map(({ id }) => ({ pointId: id, favourable: true, text: '符合' })),
  };
}

const nothing = (): unknown => ({});

/** Usual bodies of some commands. */
export type UsualInputs = Partial<Record<CommandName, (kase: Case, around: Around) => unknown>>;

/** The body that a clerk would usually send with a command on this case. */
export const usualInput: Record<CommandName, (kase: Case, around: Around) => unknown> = {
  openCase: () => ({ optionId: '048-1', homeRegion: '500110', mode: 'proxyIntake' }),
  discardDraft: nothing,
  submitCase: () => ({ form: applicationOf() }),
  declineIntake: () => ({ code: 'identityFailed', explanation: '人证不一致，请本人持有效证件再来。' }),
  attachFile: (kase, { nextId }) => ({
    lineId: (kase.lines.find(({ fileIds }) => fileIds.length === 0) ?? kase.lines[0])?.id ?? '',
    uploadIds: [nextId()],
  }),
  startFormalReview: nothing,
  recordIdentityCheck: () => ({
    method: Object.keys(identityMethods)[0],
    subject: 'applicant',
    passed: true,
  }),
  markMaterial: (kase) => ({
    lineId: (kase.lines.find(({ verdict }) => verdict === 'unmarked') ?? kase.lines[0])?.id ?? '',
    verdict: 'passed',
  }),
  correctOnSpot: (kase) => ({
    lineId:
      kase.lines.find(({ verdict }) => verdict === 'deficient' || verdict === 'notSubmitted')?.id ??
      kase.lines[0]?.id ??
      '',
    correction: '已在窗口重拍白底照片',
  }),
  acceptIntake: (kase) => ({
    channels: proposedChannels(kase),
    applicantSignature: { kind: 'paper' },
    handlerSigned: true,
  }),
  sendPackage: () => ({ declaration: true, overdueReason: '系统故障，次日补发。' }),
  recordCarrierEvent: (kase, { now }) => {
    const parcel = openParcel(kase);
    return {
      waybill: parcel?.waybill ?? waybillOf(99),
      kind: parcel?.collectedAt ? 'delivered' : 'collected',
      occurredAt: now,
      proof: '揽收交接单 01',
    };
  },
  confirmReceipt: confirmation,
  deemReceived: nothing,
  recordFirstOpening: nothing,
  assignHandler: () => ({ department: homeDepartment }),
  returnAssignment: () => ({ reason: '该事项由区医保局办理' }),
  reassignCase: (_kase, { nextId }) => ({ successor: nextId() }),
  markPriority: () => ({ reason: 'elderly' }),
  unmarkPriority: () => ({ reason: '申请人已不赶时间' }),
  recordContact: () => ({
    channel: 'phone',
    number: '13800006021',
    reached: true,
    result: '已告知预计办结日期',
    purpose: 'firstContact',
  }),
  acceptAtHome: nothing,
  deemAcceptedAtHome: nothing,
  rejectAtHome: () => fullReasons,
  startReview: nothing,
  recordOpinion: opinions,
  grantApplication: () => ({ resultNumber: '渝A00178' }),
  denyApplication: () => fullReasons,
  chooseDelivery: () => applicationOf('mail').delivery,
  dispatchResult: (kase, { nextWaybill }) => ({
    way: kase.delivery?.way ?? 'mail',
    ...(kase.delivery?.way === 'pickUpAtHome' ? {} : { waybill: nextWaybill(), carrier: 'ems' }),
  }),
  handOverResult: () => ({ identityMethod: 'documentReader', identityPassed: true, signature: 'pad' }),
  sendBackUncollected: (_kase, { nextWaybill }) => ({ waybill: nextWaybill(), carrier: 'ems' }),
  redeliverResult: () => ({ way: 'pickUpAtHome' }),
  completeCase: nothing,
  ...reviewActs,
  ...requestActs,
  ...noticeActs,
  ...transferActs,
  ...custodyActs,
  ...homeSupplementActs,
  ...withdrawalActs,
  ...decisionActs,
  ...windowActs,
};

/** Who usually does it: the sender of the parcel, the window where the result lies, else the first of the row. */
export function usualCapacity(command: CommandName, kase: Case | undefined): Capacity {
  if (command === 'recordCarrierEvent' && kase)
    return openParcel(kase)?.from === 'home' ? 'homeClerk' : 'intakeClerk';
  if (command === 'cancelParcel' && kase) {
    const parcel = kase.parcels.find(({ collectedAt, cancelledAt }) => !(collectedAt ?? cancelledAt));
    return parcel?.from === 'home' ? 'homeClerk' : 'intakeClerk';
  }
  const side = kase && custodySide(command, kase);
  if (side) return side === 'home' ? 'homeClerk' : 'intakeClerk';
  if (command === 'handOverResult' && kase?.result?.place === 'home') return 'homeClerk';
  if (command === 'takeCase' && kase?.receivedAtHomeAt) return 'homeClerk';
  if (command === 'answerOtherWindow' && kase && openRequests(kase).some(({ from }) => from === 'intake'))
    return 'homeClerk';
  if (command === 'reassignCase' && kase?.receivedAtHomeAt) return 'homeLead';
  if (kase && decidedByApprover.has(command) && kase.homeAcceptedAt) return 'approver';
  return rowOf(command).actors[0] ?? 'system';
}

/** Acts on a home supplement that are the approver's once 受理 was given (C.1, 22–24a). */
const decidedByApprover: ReadonlySet<CommandName> = new Set([
  'requestHomeSupplement',
  'replaceHomeSupplement',
  'continueWithoutSupplement',
  'takeBackHomeSupplement',
]);
