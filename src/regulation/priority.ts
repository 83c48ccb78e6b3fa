/**
 * Why a case goes before others by the green channel (绿色通道, 川办发〔2020〕67号第三条; R-035). A closed list; `other`
 * needs words. Deadlines are those of every case.
 */
export const priorityReasons = {
  elderly: '老年人',
  disabled: '残疾人',
  infant: '孕妇或带婴幼儿的',
  military: '军人军属和优抚对象',
  medical: '紧急就医',
  schooling: '学生入学',
  enterprise: '企业紧急需要',
  other: '其他（须写明）',
} as const;

/** One of the reasons. */
export type PriorityReason = keyof typeof priorityReasons;

/** All reasons, in the order in which they are offered. */
export const priorityReasonCodes = Object.keys(priorityReasons) as PriorityReason[];

/** Whether a reason says nothing without words of its own. */
export const needsWords = (reason: PriorityReason): boolean => reason === 'other';
