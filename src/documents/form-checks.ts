import { dayOf, type Instant, msOf } from '../regulation/instant.ts';
import { daysBetween } from '../regulation/shanghai-time.ts';
import {
  type CounterForm,
  type Form,
  type FormDataByKind,
  type FormKind,
  type IntakeReceiptData,
  isCounterForm,
  type NoticeLine,
  type OneTimeNoticeData,
  type PackingListData,
  writtenAt,
} from './forms.ts';
import { countsAreWhole, piecesOf } from './material-counts.ts';

/** Why a form cannot be issued: the field (a path into the data), its name on the form, one plain sentence. */
export type FormFault = {
  readonly code: 'form-field-missing' | 'form-field-wrong' | 'seal-not-valid';
  readonly field: string;
  readonly label: string;
  readonly sentence: string;
};

type Labels<T> = Partial<Record<keyof T & string, string>>;

const headLabels = {
  documentNumber: '文书编号',
  businessNumber: '业务编号',
  verification: '核验码',
} as const;

const homeLabels = {
  ...headLabels,
  seal: '属地行政审批服务专用章',
  authority: '作出决定的机关',
  applicantName: '申请人名称',
  itemName: '申请事项名称',
  statutoryItemName: '法定事项名称',
  appliedOn: '申请日期',
  issuedOn: '文书日期',
  windowPhone: '窗口电话',
} as const;

const counterLabels = {
  ...headLabels,
  programmeTitle: '通办范围名称',
  appliedAt: '申请时间',
  intakeWindowName: '收件地“跨省通办”窗口名称',
  homeWindowName: '属地“跨省通办”窗口名称',
  applicantName: '申请人名称',
  itemName: '申请事项名称',
  statutoryItemName: '法定事项名称',
  contactName: '申请联系人',
  contactPhone: '联系电话',
  handlerName: '经办人',
  issuedAt: '出具时间',
  seal: '收件地行政审批服务专用章',
  windowPhone: '窗口电话',
} as const;

const reasoned = { reasons: '理由', legalBasis: '法律依据', remedies: '救济途径' } as const;

/** What an issued form may not lack, in the order of the form. */
const mandatory: { readonly [K in FormKind]: Labels<FormDataByKind[K]> } = {
  oneTimeNotice: { ...counterLabels, lines: '审查情况', printedDays: '补正天数', dueOn: '补正期限' },
  intakeReceipt: { ...counterLabels, lines: '收件明细' },
  declineExplanation: {
    ...headLabels,
    intakeWindowName: '窗口名称',
    applicantName: '申请人名称',
    itemName: '申请事项名称',
    reasonCode: '原因代码',
    reason: '原因',
    explanation: '说明',
    basis: '依据',
    handlerName: '经办人',
    issuedAt: '出具时间',
    windowPhone: '窗口电话',
  },
  packingList: {
    ...headLabels,
    programmeTitle: '通办范围名称',
    addresseeWindowName: '收件窗口',
    addresseeName: '收件人',
    addresseePhone: '收件电话',
    address: '邮寄地址',
    directoryVersion: '联络清单版本',
    senderWindowName: '寄件窗口',
    senderPhone: '寄件电话',
    itemName: '申请事项名称',
    lines: '材料明细',
    receiptNumber: '收件通知书编号',
    handlerName: '经办人',
    packedAt: '装寄时间',
  },
  handOverList: {
    documentNumber: '清单编号',
    windowName: '窗口名称',
    lines: '邮件明细',
    handlerName: '经办人',
    listedAt: '交接时间',
  },
  offListPaper: {
    documentNumber: '文书编号',
    intakeWindowName: '窗口名称',
    windowPhone: '窗口电话',
    applicantName: '申请人名称',
    wording: '要办的事',
    handlerName: '经办人',
    issuedAt: '出具时间',
  },
  shippingLabel: {
    documentNumber: '寄件编号',
    businessNumber: '业务编号',
    waybillNumber: '运单号',
    carrier: '寄递企业',
    contents: '内件',
    payer: '付费方',
    orderedAt: '下单时间',
  },
  acceptanceNotice: homeLabels,
  rejectionNotice: { ...homeLabels, ...reasoned },
  grantDecision: { ...homeLabels, acceptedOn: '受理日期', legalBasis: '法律依据', resultName: '审批结果' },
  denialNotice: { ...homeLabels, acceptedOn: '受理日期', ...reasoned },
  homeSupplementNotice: {
    ...homeLabels,
    points: '补正内容',
    dueOn: '补正期限',
    intakeWindowName: '收件地“跨省通办”窗口名称',
    intakeWindowPhone: '收件地窗口电话',
    homeWindowName: '属地“跨省通办”窗口名称',
  },
  abandonmentNotice: {
    ...homeLabels,
    noticeNumber: '补正通知书编号',
    dueOn: '补正期限',
    points: '没有补正的内容',
    localRule: '本地规定',
  },
  procedureNotice: {
    ...homeLabels,
    acceptedOn: '受理日期',
    procedure: '特别程序',
    startOn: '开始日期',
    expectedEndOn: '预计结束日期',
    reasons: '原因',
  },
  decisionCorrection: {
    ...homeLabels,
    decisionTitle: '原文书名称',
    decisionNumber: '原文书编号',
    decidedOn: '决定日期',
    field: '更正的内容',
    after: '更正后的记录',
    reason: '更正的原因',
    correctedBy: '更正人',
    confirmedBy: '确认人',
  },
  withdrawalRecord: {
    ...headLabels,
    applicantName: '申请人名称',
    itemName: '申请事项名称',
    statutoryItemName: '法定事项名称',
    appliedOn: '申请日期',
    intakeWindowName: '收件地“跨省通办”窗口名称',
    homeWindowName: '属地“跨省通办”窗口名称',
    reason: '撤回理由',
    identityMethod: '身份核验方式',
    handlerName: '经办人',
    issuedAt: '出具时间',
    windowPhone: '窗口电话',
  },
};

const blank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.every(blank));

const missing = (field: string, label: string): FormFault => ({
  code: 'form-field-missing',
  field,
  label,
  sentence: `文书还缺“${label}”。`,
});

const wrong = (field: string, label: string, sentence: string): FormFault => ({
  code: 'form-field-wrong',
  field,
  label,
  sentence,
});

function missingFault({ kind, data }: Form): FormFault | undefined {
  const values: Readonly<Record<string, unknown>> = data;
  for (const [field, label] of Object.entries(mandatory[kind])) {
    if (blank(values[field])) return missing(field, label);
  }
}

/** ISO 7064 MOD 11,10 over all twenty digits. */
function checkDigitFits(businessNumber: string): boolean {
  if (!/^\d{20}$/.test(businessNumber)) return false;
  let product = 10;
  for (const digit of businessNumber.slice(0, 19)) {
    product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
  }
  return (product + Number(businessNumber[19])) % 10 === 1;
}

type LimitedField =
  | 'intakeWindowName'
  | 'homeWindowName'
  | 'applicantName'
  | 'itemName'
  | 'statutoryItemName';

const lengths: readonly (readonly [field: LimitedField, most: number, label: string])[] = [
  ['intakeWindowName', 60, '收件地“跨省通办”窗口名称'],
  ['homeWindowName', 60, '属地“跨省通办”窗口名称'],
  ['applicantName', 100, '申请人名称'],
  ['itemName', 200, '申请事项名称'],
  ['statutoryItemName', 200, '法定事项名称'],
];

function lengthFault(data: CounterForm): FormFault | undefined {
  for (const [field, most, label] of lengths) {
    if (Array.from(data[field]).length > most) return wrong(field, label, `“${label}”超过 ${most} 个字。`);
  }
}

function limitFault({ statutoryDays, promisedDays }: CounterForm): FormFault | undefined {
  const whole = (days: number | null): boolean => days === null || (Number.isInteger(days) && days >= 0);
  if (!whole(statutoryDays)) return wrong('statutoryDays', '法定时限', '法定时限应为 0 或更大的整数。');
  if (!whole(promisedDays)) return wrong('promisedDays', '承诺期限', '承诺期限应为 0 或更大的整数。');
  if (statutoryDays !== null && promisedDays !== null && promisedDays > statutoryDays) {
    return wrong('promisedDays', '承诺期限', '承诺期限不能长于法定时限。');
  }
}

function receiptLineFault({ lines }: IntakeReceiptData): FormFault | undefined {
  for (const [i, line] of lines.entries()) {
    if (blank(line.name)) return missing(`lines.${i}.name`, '材料名称');
    if (!countsAreWhole(line.counts)) return wrong(`lines.${i}.counts`, '份数', '份数应为 0 到 99 的整数。');
    if (piecesOf(line.counts) === 0 && line.toleratedUntil === undefined) {
      return wrong(`lines.${i}.counts`, '份数', `“${line.name}”一份也没有收到，不能列入收件明细。`);
    }
  }
}

/** A line of 附件1: 合格 with its counts, or 不合格 with what to hand in instead, 5 to 300 characters. */
function noticeLineFault(line: NoticeLine, i: number): FormFault | undefined {
  if (blank(line.name)) return missing(`lines.${i}.name`, '材料名称');
  if (line.counts && !countsAreWhole(line.counts))
    return wrong(`lines.${i}.counts`, '份数', '份数应为 0 到 99 的整数。');
  if (line.correction === undefined) {
    return line.counts && piecesOf(line.counts) > 0
      ? undefined
      : wrong(`lines.${i}.counts`, '份数', `“${line.name}”一份也没有收到，不能写合格。`);
  }
  const { length } = Array.from(line.correction.trim());
  if (length >= 5 && length <= 300) return undefined;
  return wrong(`lines.${i}.correction`, '补正意见', `“${line.name}”的补正意见应为 5 到 300 个字。`);
}

/** 附件1 names a deficiency, and its days lead to its date (forms.md D.1, 7; OP-05, OP-92). */
function noticeFault({
  lines,
  days,
  printedDays,
  dueOn,
  issuedAt,
}: OneTimeNoticeData): FormFault | undefined {
  for (const [i, line] of lines.entries()) {
    const fault = noticeLineFault(line, i);
    if (fault) return fault;
  }
  if (!lines.some(({ correction }) => correction !== undefined))
    return wrong('lines', '审查情况', '没有不合格的材料，不出具一次性告知书。');
  if (!Number.isInteger(days) || days < 1 || days > 90)
    return wrong('days', '补正天数', '补正天数应为 1 到 90 天。');
  const agree = dueOn !== null && issuedAt !== null && daysBetween(dayOf(issuedAt), dueOn) === printedDays;
  if (!agree || printedDays < days)
    return wrong('printedDays', '补正天数', '补正天数与补正期限的日期不一致。');
}

function packingLineFault({ lines }: PackingListData): FormFault | undefined {
  for (const [i, line] of lines.entries()) {
    if (blank(line.name)) return missing(`lines.${i}.name`, '材料名称');
    if (!countsAreWhole(line) || piecesOf(line) === 0) {
      return wrong(`lines.${i}`, '份数', `“${line.name}”没有纸质件，不能列入寄递清单。`);
    }
  }
}

const isCounter = (form: Form): form is Extract<Form, { kind: 'oneTimeNotice' | 'intakeReceipt' }> =>
  isCounterForm(form.kind);

/** The moments a form bears, each with its name. */
function momentsOf(form: Form): (readonly [field: string, label: string, at: Instant | null])[] {
  const written = writtenAt(form);
  if (form.kind === 'packingList') return [['packedAt', '装寄时间', written]];
  if (form.kind === 'handOverList') return [['listedAt', '交接时间', written]];
  if (form.kind === 'offListPaper') return [['issuedAt', '出具时间', written]];
  if (form.kind === 'shippingLabel') return [['orderedAt', '下单时间', written]];
  if (form.kind === 'withdrawalRecord' || form.kind === 'declineExplanation')
    return [['issuedAt', '出具时间', written]];
  if (!isCounter(form)) return [['issuedOn', '文书日期', written]];
  const { appliedAt, signature } = form.data;
  return [
    ['appliedAt', '申请时间', appliedAt],
    ['issuedAt', '出具时间', written],
    ['signature.signedAt', '签名时间', signature.kind === 'blank' ? null : signature.signedAt],
  ];
}

function futureFault(form: Form, now: Instant): FormFault | undefined {
  for (const [field, label, at] of momentsOf(form)) {
    if (at !== null && msOf(at) > msOf(now)) return wrong(field, label, `“${label}”不能晚于现在。`);
  }
}

function sealFault({ kind, data }: Form): FormFault | undefined {
  if (!('seal' in data)) return;
  const atIntake = 'intakeRegionCode' in data;
  if (data.seal?.regionCode === (atIntake ? data.intakeRegionCode : data.homeRegionCode)) return;
  return {
    code: 'seal-not-valid',
    field: 'seal',
    label: (mandatory[kind] as Labels<FormDataByKind['intakeReceipt']>).seal ?? '',
    sentence: atIntake ? '用章不属于收件地。' : '用章不属于属地。',
  };
}

function dayOrderFault({ kind, data }: Form): FormFault | undefined {
  if (kind !== 'grantDecision' && kind !== 'denialNotice') return;
  if (data.acceptedOn !== null && data.issuedOn !== null && data.issuedOn < data.acceptedOn) {
    return wrong('issuedOn', '文书日期', '文书日期不能早于受理日期。');
  }
}

/**
 * The first reason why a form cannot be issued, or undefined: mandatory values, count rules, check digit,
 * the seal's region, order of days; with `now`, also that no moment on it lies in the future.
 */
export function formFault(form: Form, now?: Instant): FormFault | undefined {
  const { kind, data } = form;
  const faults = [
    () => missingFault(form),
    () =>
      kind === 'handOverList' || kind === 'offListPaper' || checkDigitFits(data.businessNumber)
        ? undefined
        : wrong('businessNumber', '业务编号', '业务编号的校验位对不上。'),
    () => (isCounter(form) ? (lengthFault(form.data) ?? limitFault(form.data)) : undefined),
    () => (kind === 'intakeReceipt' ? receiptLineFault(data) : undefined),
    () => (kind === 'oneTimeNotice' ? noticeFault(data) : undefined),
    () => (kind === 'packingList' ? packingLineFault(data) : undefined),
    () => sealFault(form),
    () => dayOrderFault(form),
    () => (now === undefined ? undefined : futureFault(form, now)),
  ];
  for (const check of faults) {
    const fault = check();
    if (fault !== undefined) return fault;
  }
}
