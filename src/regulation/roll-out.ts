/** What a region must have before it takes part, with what each point means. */
export const rollOutPoints = {
  directory: { title: '联络清单', means: '大厅、窗口、地址、电话和邮寄地址已登记，至少一个窗口开放' },
  staff: { title: '人员', means: '窗口人员、负责人和审批人员已有账号和岗位' },
  devices: { title: '设备', means: '电脑、打印机、扫描或高拍设备、读卡器已到位并试过' },
  network: { title: '网络', means: '电子政务外网已接通，带宽已测（规程第十九条）' },
  training: { title: '培训', means: '窗口人员已受训，能独立办理（规程第二十条）' },
  standard: { title: '标准', means: '本地区承办事项的收件标准已核对' },
} as const;

/** One of them. */
export type RollOutPoint = keyof typeof rollOutPoints;

/** All points, in their order. */
export const rollOutPointIds = Object.keys(rollOutPoints) as RollOutPoint[];

/** The three stages of 规程第三条, of a region (OP-01); not those of a standard. */
export const regionStages = {
  1: '第一阶段 窗口收、寄、转、办',
  2: '第二阶段 线上线下融合（支撑系统）',
  3: '第三阶段 接入国家平台',
} as const;

/** One of them. */
export type RegionStage = keyof typeof regionStages;

/** Points that are still open. */
export const openPoints = (done: Readonly<Partial<Record<RollOutPoint, unknown>>>): RollOutPoint[] =>
  rollOutPointIds.filter((point) => done[point] === undefined);
