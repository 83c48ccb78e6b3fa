/**
 * Trust levels of an electronic material (可信等级, 国办函〔2016〕108号): who stands behind what is seen. Paper has none.
 */
export const trustLevels = {
  A: { name: 'A 级', means: '发证机关签发的电子证照，直接调取' },
  B: { name: 'B 级', means: '窗口人员对照原件核验后采集，可以重复使用' },
  C: { name: 'C 级', means: '申请人上传，办理时须核对原件' },
  D: { name: 'D 级', means: '申请人自己制作上传，真实性由本人负责' },
} as const;

/** One of them; A is the most trustworthy. */
export type TrustLevel = keyof typeof trustLevels;

/** All of them, the most trustworthy first. */
export const trustLevelsHighestFirst = Object.keys(trustLevels) as TrustLevel[];

/** The levels in their order, as a clerk reads them: A、B. */
export const trustText = (levels: readonly TrustLevel[]): string =>
  trustLevelsHighestFirst.filter((level) => levels.includes(level)).join('、');
