import type { Day, Instant } from '../regulation/instant.ts';

/** How the programme of the five provinces is called at the head of 附件1 and 附件2; others print their own name (OP-55). */
export const southwestProgrammeTitle = '西南五省政务服务“跨省通办”';

/** The fixed words that 附件1 and 附件2 share, as the annexes have them, in full-width punctuation (forms.md D.1, D.2). */
export const counterFormTexts = {
  subtitle: '（一式 3 份，申请人 1 份、收件地留存 1 份、属地 1 份）',
  businessNumber: '业务编号：',
  appliedAt: '申请时间：',
  intakeWindow: ['收件地“跨省通办”', '窗口名称'],
  homeWindow: ['属地“跨省通办”', '窗口名称'],
  applicant: ['申请人名称'],
  item: ['申请事项名称'],
  statutoryItem: ['法定事项名称'],
  contact: ['申请联系人', '联系电话'],
  statutoryLimit: ['法定', '时限'],
  promisedLimit: ['承诺', '期限'],
  handler: '经办人：',
  seal: '（收件地行政审批服务专用章）',
  signature: '申请人签名：',
  phone: '窗口电话：',
} as const;

/** What only 附件2 收件通知书 says. */
export const receiptTexts = {
  title: '收件通知书',
  opening: (lines: number) => `收到您申请材料${lines}件。具体如下：`,
  closing:
    '我们需要时间将您提交的申请材料寄送至属地“跨省通办”窗口进行审查，现在先行收下您的申请材料，后续属地“跨省通办”窗口将与您联系。',
} as const;

/** What only 附件1 一次性告知书 says. */
export const noticeTexts = {
  title: '一次性告知书',
  opening: (received: number) => `收到您申请材料${received}件，经审查，具体情况如下：`,
  notSubmitted: '未提交',
  passed: '合格',
  deficient: '不合格',
  correction: (text: string) => `补正意见：${text}`,
  closing: (days: number, dueOn: string) =>
    `请将上述需补正的材料补齐补正，在${days}日内即${dueOn}前送至本窗口，逾期未补正的，视为您放弃本次申请。`,
} as const;

/** The sentence of a line taken in with tolerance (容缺): the material follows before the day named. */
export const toleranceText = (dueOn: Day): string => `容缺，承诺于${dayText(dueOn)}前补交`;

/** A limit in working days as the forms print it: 0 is 即办, none is 无. */
export function limitText(workingDays: number | null): string {
  if (workingDays === null) return '无';
  return workingDays === 0 ? '即办' : `${workingDays}个工作日`;
}

/** A moment to the hour, `2021 年 7 月 8 日 15 时`; without one, the blank to be filled in by pen. */
export function hourText(at: Instant | null): string {
  if (at === null) return '　　　年　　月　　日　　时';
  const [year, month, day, hour] = [at.slice(0, 4), at.slice(5, 7), at.slice(8, 10), at.slice(11, 13)].map(
    Number,
  );
  return `${year} 年 ${month} 月 ${day} 日 ${hour} 时`;
}

/** A day, `2021年7月8日`, as GB/T 9704 writes it. */
export function dayText(on: Day): string {
  const [year, month, day] = on.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
