import { articles } from '../regulation/articles.ts';

/** What an applicant is given, on the screen and on paper, when the home region is outside the directory. */
export type OutOfScopeExplanation = { title: string; paragraphs: string[] };

/** The explanation (解释说明, 规程第十三条) for a region by its name. */
export const explainOutOfScope = (regionName: string): OutOfScopeExplanation => ({
  title: '不能收件的说明',
  paragraphs: [
    `您要办的事由${regionName}管，该地区未纳入联络清单。`,
    `联络清单没有列入的地方，本窗口不能代收材料（${articles['rules-13'].citation}）。这次没有收件，也没有业务编号。`,
    `您可以直接向${regionName}的政务服务大厅或政务服务网提出申请，也可以拨打当地 12345 问清怎么办。`,
  ],
});
