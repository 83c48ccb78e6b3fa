/** Texts of office guides at the desk. */
export const guidesText = {
  title: '指南核对',
  lead: '有人反映办事指南与实际不符的，属地管理部门在期限内更正，或确认无误；更正后指南的版本加 1，并告知反映的人。',
  open: '要核对的',
  done: '已答复的',
  none: '没有要核对的指南',
  noneDone: '还没有答复过',
  noneWhy: '窗口人员和群众反映指南与实际不符的，会列在这里。',
  notYours: '这一页给管理部门用',
  notYoursWhy: '反映指南与实际不符，请在“收件标准”里选办理项和地区。',
  back: '返回',
  by: (name: string | null) => name ?? '群众',
  states: { open: '要核对', corrected: '已更正', confirmed: '核对无误' } as const,
  columns: { guide: '指南', what: '反映的内容', due: '期限', act: '办理' },
  overdue: '已过期限',
  correct: '更正指南',
  confirm: '确认无误',
  corrected: '已更正，反映的人会收到告知',
  confirmed: '已答复',
  reason: '更正了什么',
  answer: '怎样核对的',
  rates: '更正情况',
  rate: {
    region: '地区',
    reports: '反映',
    corrected: '更正',
    confirmed: '无误',
    overdue: '超期',
    share: '更正率',
  },
  share: (part: number, whole: number) => (whole === 0 ? '—' : `${Math.round((100 * part) / whole)}%`),
  guide: '办事指南',
  region: '属地',
  regionHint: '地区的名称或拼音',
  revision: (revision: number) => `第 ${revision} 版`,
  fields: {
    conditions: '申请条件',
    flow: '办理流程',
    onlineWay: '网上怎么办',
    offlineWay: '窗口怎么办',
    promisedDays: '本地区承诺期限（工作日，空着为照收件标准）',
    remarks: '其他',
  },
  limits: '办理时限',
  limitWords: (promised: number, statutory: number | null) =>
    `承诺期限 ${promised} 个工作日；${statutory === null ? '没有法定时限' : `法定时限 ${statutory} 个工作日`}`,
  fee: '收费',
  feeWords: (fee: { amount: number; basis: string } | null) =>
    fee === null ? '不收费' : `${fee.amount} 元（${fee.basis}）`,
  materials: '申请材料',
  materialWords: (material: {
    originals: number;
    copies: number;
    required: boolean;
    situation: string | null;
    note: string;
  }) =>
    [
      material.originals > 0 ? `原件 ${material.originals} 份` : '',
      material.copies > 0 ? `复印件 ${material.copies} 份` : '',
      material.required ? '' : '可不交',
      material.situation === null ? '' : `限${material.situation}`,
      material.note,
    ]
      .filter((part) => part !== '')
      .join('；'),
  criteria: '法定形式要求',
  trust: '电子件的可信等级',
  substitutes: '可以代替',
  window: '窗口',
  noWindow: '没有窗口',
  differs: '与实际不符',
  section: '哪一部分不符',
  description: '实际是怎样的',
  descriptionHint: '不要写姓名、证件号码和电话',
  reported: '已转属地核对，答复会在通知里',
} as const;
