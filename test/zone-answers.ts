import type { PublicCases, PublicProgress, PublicVerification } from '../src/zone/ports.ts';

/** A case in review, as somebody with the right number and digits sees it. */
export const progressInReview: PublicProgress = {
  businessNumber: '51010720210924000097',
  itemName: '社会保障卡申领',
  optionName: '成年人申领社会保障卡',
  state: 'substantiveReview',
  stateLabel: '实质性审查中',
  intake: {
    regionName: '四川省成都市武侯区',
    windowName: '四川省成都市武侯区“跨省通办”窗口',
    phone: '028-5550 0107',
  },
  home: { regionName: '重庆市綦江区', windowName: '重庆市綦江区“跨省通办”窗口', phone: '023-5550 0110' },
  holder: { side: 'home', office: '重庆市綦江区人力社保局', since: '2021-09-27T14:02:00.000+08:00' },
  due: {
    title: '作出审批决定',
    dueOn: '2021-10-09',
    dueAt: '2021-10-10T00:00:00.000+08:00',
    provisional: false,
    overdue: false,
    workingDaysLeft: 3,
    article: '行政许可法第四十二条',
    why: [
      { from: '2021-09-27', label: '起算日不计', counted: false },
      { from: '2021-09-28', label: '工作日', counted: true, n: 1 },
      { from: '2021-09-29', label: '工作日', counted: true, n: 2 },
      { from: '2021-09-30', label: '工作日', counted: true, n: 3 },
      { from: '2021-10-01', to: '2021-10-07', label: '国庆节放假', counted: false },
      { from: '2021-10-08', label: '工作日', counted: true, n: 4 },
      { from: '2021-10-09', label: '调休上班', counted: true, n: 5 },
    ],
  },
  milestones: [
    {
      key: 'intake',
      label: '收件',
      status: 'done',
      at: '2021-09-24T09:31:00.000+08:00',
      place: '成都市武侯区窗口',
    },
    {
      key: 'transfer',
      label: '流转',
      status: 'done',
      at: '2021-09-24T15:10:00.000+08:00',
      place: '成都市武侯区窗口',
    },
    {
      key: 'arrival',
      label: '到达',
      status: 'done',
      at: '2021-09-24T15:41:00.000+08:00',
      place: '重庆市綦江区窗口',
    },
    { key: 'acceptance', label: '受理', status: 'done', at: '2021-09-27T09:20:00.000+08:00' },
    {
      key: 'review',
      label: '审查',
      status: 'current',
      at: '2021-09-27T14:02:00.000+08:00',
      place: '綦江区人力社保局',
    },
    { key: 'decision', label: '决定', status: 'ahead', dueOn: '2021-10-09' },
    { key: 'delivery', label: '送达', status: 'ahead' },
  ],
  documents: [
    {
      title: '收件通知书',
      issuedAt: '2021-09-24T09:31:00.000+08:00',
      status: 'valid',
      verificationCode: '7KQ4M2XA9DTE',
    },
    {
      title: '受理通知书',
      issuedAt: '2021-09-27T09:20:00.000+08:00',
      status: 'valid',
      verificationCode: '8KQ27F3AXW5N',
    },
  ],
  originals: [],
  sample: true,
};

/** A valid 收件通知书. */
const validReceipt: PublicVerification = {
  title: '收件通知书',
  isIntakeReceipt: true,
  businessNumber: '51010720210924000097',
  issuedAt: '2021-09-24T09:31:00.000+08:00',
  windowName: '四川省成都市武侯区“跨省通办”窗口',
  sealAuthority: '四川省成都市武侯区政务服务管理部门',
  status: 'valid',
  unaltered: true,
  sample: true,
};

/** Cases that know one case (phone ending in 2021) and three documents: valid, void, altered. */
export const knownCases: PublicCases = {
  findCaseProgress: async ({ businessNumber, phoneLast4 }) =>
    businessNumber === progressInReview.businessNumber && phoneLast4 === '2021'
      ? progressInReview
      : undefined,
  verifyDocument: async (code) =>
    ({
      '7KQ4M2XA9DTE': validReceipt,
      '8KQ27F3AXW5N': {
        ...validReceipt,
        title: '受理通知书',
        isIntakeReceipt: false,
        status: 'void' as const,
        voidedAt: '2021-09-28T10:00:00.000+08:00',
      },
      '9KQ27F3AXW5N': { ...validReceipt, unaltered: false },
    })[code],
};
