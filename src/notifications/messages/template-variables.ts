/** What a template may say: the word in braces, what it stands for in a preview, and its most characters in a message. */
export type Variable = { label: string; sample: string; most: number };

/** Every variable of the templates. A full name is none of them: whoever reads along learns no more than 罗女士. */
export const variables = {
  salutation: { label: '称呼', sample: '罗女士', most: 12 },
  item: { label: '事项', sample: '社会保障卡申领', most: 40 },
  number: { label: '业务编号', sample: '51010720210927000178', most: 24 },
  tail: { label: '编号尾号', sample: '0178', most: 4 },
  intakeRegion: { label: '收件地', sample: '四川省成都市武侯区', most: 24 },
  intakeWindow: { label: '收件窗口', sample: '武侯区政务服务中心跨省通办窗口', most: 32 },
  intakePhone: { label: '收件窗口电话', sample: '028-5550 0107', most: 26 },
  homeRegion: { label: '属地', sample: '重庆市綦江区', most: 24 },
  homeWindow: { label: '属地窗口', sample: '綦江区政务服务中心跨省通办窗口', most: 32 },
  homePhone: { label: '属地窗口电话', sample: '023-5550 0110', most: 26 },
  link: { label: '查询网址', sample: 'https://t.example/progress', most: 60 },
  count: { label: '数量', sample: '1', most: 4 },
  materials: { label: '材料', sample: '白底证件照', most: 60 },
  due: { label: '期限', sample: '10月8日（周五）', most: 20 },
  way: { label: '送达方式', sample: '邮寄送达', most: 12 },
  parcel: { label: '寄递单号', sample: 'EA123456789CN', most: 40 },
  place: { label: '领取地点', sample: '武侯区政务服务中心跨省通办窗口', most: 40 },
  procedure: { label: '特别程序', sample: '专家评审', most: 20 },
  consequence: { label: '逾期后果', sample: '过期视为放弃本次申请', most: 30 },
  wording: { label: '所办的事', sample: '外省残疾人乘车证换领', most: 40 },
  reason: { label: '原因', sample: '当地没有设立这项服务', most: 80 },
} as const satisfies Record<string, Variable>;

/** One of the variables. */
export type VariableId = keyof typeof variables;

/** Variables by the word that stands in braces. */
export const variableOfLabel: ReadonlyMap<string, VariableId> = new Map(
  Object.entries(variables).map(([id, { label }]) => [label, id as VariableId]),
);

/** What every message about a case may say. */
export const caseVariables: readonly VariableId[] = [
  'salutation',
  'item',
  'number',
  'tail',
  'intakeRegion',
  'intakeWindow',
  'intakePhone',
  'homeRegion',
  'homeWindow',
  'homePhone',
  'link',
];

/** What every message about an off-list request may say. */
export const offListVariables: readonly VariableId[] = [
  'salutation',
  'wording',
  'intakeRegion',
  'intakeWindow',
  'intakePhone',
  'homeRegion',
];
