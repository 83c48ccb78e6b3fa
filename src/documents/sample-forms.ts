import { southwestProgrammeTitle } from './form-texts.ts';
import type {
  AbandonmentNoticeData,
  AcceptanceNoticeData,
  DecisionCorrectionData,
  DeclineExplanationData,
  DenialNoticeData,
  Form,
  GrantDecisionData,
  HandOverListData,
  HomeSupplementNoticeData,
  IntakeReceiptData,
  OneTimeNoticeData,
  PackingListData,
  ProcedureNoticeData,
  RejectionNoticeData,
  ShippingLabelData,
  WithdrawalRecordData,
} from './forms.ts';

const verification = { code: '8KQ2-7F3A-XW5N', url: 'https://tongban.example/verify/8KQ27F3AXW5N' };

/** A complete 附件2 of an invented case, for tests and pictures. */
export const sampleReceipt: IntakeReceiptData = {
  programmeTitle: southwestProgrammeTitle,
  documentNumber: 'SJ-510107-20210928-0041',
  businessNumber: '51010720210928000414',
  appliedAt: '2021-09-28T09:12:10.000+08:00',
  intakeRegionCode: '510107',
  intakeWindowName: '成都市武侯区政务服务中心“跨省通办”窗口',
  homeWindowName: '重庆市綦江区政务服务中心“跨省通办”窗口',
  applicantName: '赵蓉',
  itemName: '申领社会保障卡（首次申领）',
  statutoryItemName: '社会保障卡申领',
  contactName: '赵蓉',
  contactPhone: '138 0000 0107',
  statutoryDays: 20,
  promisedDays: 5,
  lines: [
    { name: '居民身份证', counts: { originals: 0, copies: 1 } },
    { name: '社会保障卡申领登记表', counts: { originals: 1, copies: 0 } },
    { name: '白底免冠证件照', counts: { originals: 1, copies: 1 } },
  ],
  handlerName: '罗小琴',
  issuedAt: '2021-09-28T10:05:00.000+08:00',
  signature: { kind: 'blank' },
  windowPhone: '028-5550 0107',
  seal: { regionCode: '510107', authority: '成都市武侯区行政审批局', sample: true },
  verification,
};

/** A complete 附件1 of the same case: one copy is not as it should be, one material is missing. */
export const sampleNotice: OneTimeNoticeData = {
  ...sampleReceipt,
  documentNumber: 'GZ-510107-20210917-0012',
  appliedAt: '2021-09-17T09:12:10.000+08:00',
  issuedAt: '2021-09-17T10:05:00.000+08:00',
  lines: [
    { name: '社会保障卡申领登记表', counts: { originals: 1, copies: 0 } },
    {
      name: '居民身份证',
      counts: { originals: 0, copies: 1 },
      correction: '复印件模糊，请重新提交清晰的正反面复印件',
    },
    { name: '白底免冠证件照', counts: null, correction: '请补交：白底免冠证件照' },
  ],
  days: 15,
  printedDays: 21,
  dueOn: '2021-10-08',
};

/** 未收件说明 of an application that was not taken. */
const sampleExplanation: DeclineExplanationData = {
  documentNumber: 'SM-510107-20210917-0003',
  businessNumber: sampleReceipt.businessNumber,
  verification,
  intakeRegionCode: '510107',
  intakeWindowName: sampleReceipt.intakeWindowName,
  applicantName: sampleReceipt.applicantName,
  itemName: sampleReceipt.itemName,
  appliedAt: '2021-09-17T09:12:10.000+08:00',
  reasonCode: 'identityFailed',
  reason: '身份核验未通过',
  explanation: '人证不一致，请本人持有效证件再来',
  basis: '西南五省政务服务“跨省通办”工作规程第二十一条（一）',
  handlerName: '罗小琴',
  issuedAt: '2021-09-17T09:40:00.000+08:00',
  windowPhone: sampleReceipt.windowPhone,
};

/** The parcel of the same case: three materials, four pieces of paper. */
export const samplePackingList: PackingListData = {
  programmeTitle: southwestProgrammeTitle,
  documentNumber: 'JD-510107-20210929-0007',
  businessNumber: sampleReceipt.businessNumber,
  verification,
  addresseeWindowName: sampleReceipt.homeWindowName,
  addresseeName: '何建国',
  addresseePhone: '023-5550 0110',
  address: '重庆市綦江区文龙街道通惠大道18号政务服务中心一楼',
  postcode: '401420',
  directoryVersion: '2021年9月第3版',
  senderWindowName: sampleReceipt.intakeWindowName,
  senderPhone: sampleReceipt.windowPhone,
  itemName: sampleReceipt.itemName,
  lines: sampleReceipt.lines.map(({ name, counts }) => ({
    name,
    originals: counts.originals,
    copies: counts.copies,
  })),
  receiptNumber: sampleReceipt.documentNumber,
  handlerName: '罗小琴',
  packedAt: '2021-09-29T15:05:00.000+08:00',
};

const home = {
  businessNumber: sampleReceipt.businessNumber,
  verification,
  seal: { regionCode: '500110', authority: '重庆市綦江区政务服务管理办公室', sample: true },
  authority: '重庆市綦江区人力资源和社会保障局',
  homeRegionCode: '500110',
  applicantName: sampleReceipt.applicantName,
  itemName: sampleReceipt.itemName,
  statutoryItemName: sampleReceipt.statutoryItemName,
  appliedOn: '2021-09-28',
  windowPhone: '023-5550 0110',
};

const remedies = [
  '如不服本决定，可以自收到本文书之日起六十日内向重庆市綦江区人民政府申请行政复议，或者自收到本文书之日起六个月内依法向人民法院提起行政诉讼',
];

/** 受理通知书 of the same case. */
export const sampleAcceptance: AcceptanceNoticeData = {
  ...home,
  documentNumber: '綦人社受〔2021〕33号',
  issuedOn: '2021-09-29',
  legalBasis: [],
  statutoryDays: 20,
  promisedDays: 5,
};

/** 不予受理通知书 of the same case. */
export const sampleRejection: RejectionNoticeData = {
  ...home,
  documentNumber: '綦人社不受〔2021〕2号',
  issuedOn: '2021-09-29',
  reasons: ['申请事项不属于本机关职权范围'],
  legalBasis: ['《中华人民共和国行政许可法》第三十二条第一款第二项'],
  remedies,
  competentBody: '重庆市綦江区医疗保障局',
};

/** 准予许可决定书 of the same case. */
export const sampleGrant: GrantDecisionData = {
  ...home,
  documentNumber: '綦人社准〔2021〕33号',
  acceptedOn: '2021-09-29',
  issuedOn: '2021-10-11',
  legalBasis: ['《中华人民共和国社会保险法》第五十八条'],
  resultName: '社会保障卡',
};

/** 不予许可通知书 of the same case. */
export const sampleDenial: DenialNoticeData = {
  ...home,
  documentNumber: '綦人社不许〔2021〕1号',
  acceptedOn: '2021-09-29',
  issuedOn: '2021-10-11',
  reasons: ['申请人在本区没有参加社会保险的记录', '提交的照片与申请人不符'],
  legalBasis: ['《中华人民共和国社会保险法》第五十八条'],
  remedies,
};

/** 补正通知书 of the same case. */
export const sampleHomeSupplement: HomeSupplementNoticeData = {
  ...home,
  documentNumber: '綦人社补〔2021〕4号',
  issuedOn: '2021-09-29',
  points: ['白底免冠证件照：换一张近六个月内的照片，像素358×441', '补交户口簿首页和本人页的复印件'],
  dueOn: '2021-10-18',
  intakeWindowName: sampleReceipt.intakeWindowName,
  intakeWindowPhone: sampleReceipt.windowPhone,
  homeWindowName: sampleReceipt.homeWindowName,
  announcesAbandonment: true,
};

/** 视为放弃申请通知书 of the same case. */
export const sampleAbandonment: AbandonmentNoticeData = {
  ...home,
  documentNumber: '綦人社弃〔2021〕1号',
  issuedOn: '2021-10-19',
  noticeNumber: sampleHomeSupplement.documentNumber,
  dueOn: sampleHomeSupplement.dueOn,
  points: sampleHomeSupplement.points,
  localRule: '綦江区政务服务事项补正办理规定第六条',
};

/** 特别程序告知书 of the same case. */
export const sampleProcedure: ProcedureNoticeData = {
  ...home,
  documentNumber: '綦人社特〔2021〕3号',
  acceptedOn: '2021-09-29',
  issuedOn: '2021-09-30',
  procedure: '鉴定',
  startOn: '2021-09-30',
  expectedEndOn: '2021-10-14',
  reasons: ['照片与身份证照片差别较大，需要作人像鉴定'],
};

/** 决定更正书 of the same case. */
export const sampleCorrection: DecisionCorrectionData = {
  ...home,
  documentNumber: '綦人社更〔2021〕1号',
  issuedOn: '2021-10-12',
  decisionTitle: '准予许可决定书',
  decisionNumber: sampleGrant.documentNumber,
  decidedOn: sampleGrant.issuedOn,
  field: '证照或批文编号',
  before: '渝A00187',
  after: '渝A00178',
  reason: '登记时两位数字颠倒',
  correctedBy: '周敏',
  confirmedBy: '郑洁',
};

/** 撤回申请书 of the same case. */
export const sampleWithdrawal: WithdrawalRecordData = {
  documentNumber: 'CH-510107-20210928-0002',
  businessNumber: sampleReceipt.businessNumber,
  verification,
  applicantName: sampleReceipt.applicantName,
  itemName: sampleReceipt.itemName,
  statutoryItemName: sampleReceipt.statutoryItemName,
  appliedOn: '2021-09-28',
  intakeWindowName: sampleReceipt.intakeWindowName,
  homeWindowName: sampleReceipt.homeWindowName,
  reason: '准备搬回重庆居住，届时在当地办理',
  identityMethod: '读卡器',
  effect: 'atOnce',
  handlerName: '罗小琴',
  issuedAt: '2021-09-29T10:20:00.000+08:00',
  signature: { kind: 'confirmed', words: '已按指印', signedAt: '2021-09-29T10:20:00.000+08:00' },
  windowPhone: sampleReceipt.windowPhone,
};

/** The parcels of a day at one window. */
const sampleHandOverList: HandOverListData = {
  documentNumber: 'JJ510107-20210929-01',
  businessNumber: '',
  verification: null,
  windowName: sampleReceipt.intakeWindowName,
  lines: [
    {
      waybill: 'EA123456789CN',
      carrier: '邮政速递（EMS）',
      addressee: sampleReceipt.homeWindowName,
      contents: '材料 4 份',
    },
    {
      waybill: 'EA123456792CN',
      carrier: '邮政速递（EMS）',
      addressee: '申请人 罗*梅',
      contents: '材料 1 份',
    },
  ],
  handlerName: '罗小琴',
  listedAt: '2021-09-29T16:30:00.000+08:00',
};

/** The label of the parcel of that case. */
const sampleShippingLabel: ShippingLabelData = {
  documentNumber: 'YJ-20210929-0007',
  businessNumber: sampleReceipt.businessNumber,
  verification: null,
  waybillNumber: 'EA123456789CN',
  carrier: '邮政速递（EMS）',
  routing: '400-020',
  sender: {
    name: sampleReceipt.intakeWindowName,
    phone: sampleReceipt.windowPhone,
    address: '四川省成都市武侯区武科西四路18号政务服务中心一楼',
    postcode: '610041',
  },
  addressee: {
    name: samplePackingList.addresseeWindowName,
    phone: samplePackingList.addresseePhone,
    address: samplePackingList.address,
    postcode: '401420',
  },
  contents: '材料 4 份',
  payer: '收件地承担',
  weight: '0.35 千克',
  orderedAt: '2021-09-29T15:06:00.000+08:00',
};

/** One of each kind. */
export const sampleForms: readonly Form[] = [
  { kind: 'oneTimeNotice', data: sampleNotice },
  { kind: 'declineExplanation', data: sampleExplanation },
  { kind: 'intakeReceipt', data: sampleReceipt },
  { kind: 'packingList', data: samplePackingList },
  { kind: 'handOverList', data: sampleHandOverList },
  { kind: 'shippingLabel', data: sampleShippingLabel },
  { kind: 'acceptanceNotice', data: sampleAcceptance },
  { kind: 'rejectionNotice', data: sampleRejection },
  { kind: 'grantDecision', data: sampleGrant },
  { kind: 'denialNotice', data: sampleDenial },
  { kind: 'homeSupplementNotice', data: sampleHomeSupplement },
  { kind: 'abandonmentNotice', data: sampleAbandonment },
  { kind: 'procedureNotice', data: sampleProcedure },
  { kind: 'decisionCorrection', data: sampleCorrection },
  { kind: 'withdrawalRecord', data: sampleWithdrawal },
];
