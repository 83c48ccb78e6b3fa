import { isGiven, standardOfGiven } from '../../catalogue/given-standard.ts';
import type { ResolvedStandard } from '../../catalogue/standard.ts';
import type { Case } from '../core/case.ts';

/** Published standards by option and version; what reading a case asks the catalogue. */
export type PublishedStandards = {
  getStandardVersion(optionId: string, version: string, homeRegion: string): ResolvedStandard;
};

/** The standard a case keeps: the published version, or what the home window gave for it. */
export const standardOfCase = (kase: Case, published: PublishedStandards): ResolvedStandard =>
  isGiven(kase)
    ? standardOfGiven({ ...kase, homeRegion: kase.home.regionCode }, kase.givenStandard)
    : published.getStandardVersion(kase.optionId, kase.standardVersion, kase.home.regionCode);
