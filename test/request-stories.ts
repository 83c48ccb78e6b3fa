import { type GivenStandard, givenVersion, standardOfGiven } from '../src/catalogue/given-standard.ts';
import type { StoryOptions, Teller } from './case-builder.ts';
import { homeWindow, shippedStandard } from './case-facts.ts';
import { checklist } from './usual/request-acts.ts';

/** The usual application, for an item that has no published standard at home (stage 1). */
export const stageOne: StoryOptions = {
  facts: {
    findStandard: async (optionId, homeRegion) => {
      const standard = shippedStandard(optionId, homeRegion);
      return standard && { ...standard, version: givenVersion, stage: 1, materials: [], reviewPoints: [] };
    },
    pinnedStandard: async (kase) => {
      const standard = shippedStandard(kase.optionId, kase.home.regionCode);
      if (!standard) throw new Error(`no standard ${kase.optionId}`);
      return kase.givenStandard
        ? standardOfGiven({ ...kase, homeRegion: kase.home.regionCode }, kase.givenStandard)
        : { ...standard, version: givenVersion, stage: 1, materials: [], reviewPoints: [] };
    },
  },
};

/** The home window was asked for its standard. */
export const asked = async (story: Teller): Promise<void> => void (await story.take('requestStandard'));

/** It gave the usual checklist. */
export async function answered(story: Teller): Promise<void> {
  await asked(story);
  await story.take('answerStandardRequest');
}

/** The intake window asked the home window something, about a line where one is named. */
export const questioned =
  (lineId?: string) =>
  async (story: Teller): Promise<void> =>
    void (await story.take('askOtherWindow', {
      ...story.usual('askOtherWindow'),
      ...(lineId === undefined ? {} : { lineId }),
    }));

/** What the home window answered for another case of the same item. */
export const lastGiven: GivenStandard = {
  id: '00000000-0000-4000-8000-000000000077',
  source: 'standardRequest',
  itemName: '新生儿出生登记',
  homeRegion: homeWindow.regionCode,
  level: 'county',
  department: checklist.department,
  materials: [
    {
      id: 'given-1',
      name: '出生医学证明',
      required: true,
      originals: 1,
      copies: 1,
      sendOriginal: false,
      note: '',
    },
  ],
  reviewPoints: [
    { id: 'given-1-p-1', materialId: 'given-1', question: '编号清楚？', basis: '属地答复的收件标准' },
  ],
  promisedDays: 3,
  statutoryDays: null,
  legalBasis: [],
  note: '',
  givenAt: '2021-09-01T10:00:00.000+08:00',
  givenBy: { staffId: '00000000-0000-4000-8000-000000900002', name: '李强', windowId: homeWindow.id },
};
