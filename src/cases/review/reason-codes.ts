/** The only reasons a formal review may give: completeness and legal form, nothing of substance. */
export const reasonCodes = {
  missing: '未提交',
  illegible: '无法辨认',
  wrongForm: '不符合法定形式',
  expired: '已过有效期',
  inconsistent: '前后不一致',
  unsigned: '未签名或未盖章',
  wrongCount: '份数不对',
} as const;

/** Code of a formal reason. */
export type ReasonCode = keyof typeof reasonCodes;

/** Whether a text names one of the formal reasons. */
export const isReasonCode = (text: string): text is ReasonCode => Object.hasOwn(reasonCodes, text);
