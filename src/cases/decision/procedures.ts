/**
 * The special procedures that stop the clock (OP-09; 行政许可法第四十五条, and public notice). A home supplement is none
 * of them: it pauses through its own state (OP-79).
 */
export const procedures = {
  hearing: '听证',
  tender: '招标',
  auction: '拍卖',
  inspection: '检验',
  testing: '检测',
  quarantine: '检疫',
  appraisal: '鉴定',
  expertReview: '专家评审',
  publicNotice: '公示',
} as const;

/** One of the special procedures. */
export type Procedure = keyof typeof procedures;

/** Whether the law knows a procedure of this name. */
export const isProcedure = (type: string): type is Procedure => Object.hasOwn(procedures, type);

/** How a procedure is called. */
export const procedureName = (type: string): string => (isProcedure(type) ? procedures[type] : type);
