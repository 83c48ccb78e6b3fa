import { givenVersion } from '../../catalogue/given-standard.ts';
import type { Matter } from '../core/case.ts';
import type { FactSources } from '../core/fact-sources.ts';

type Found<Answer> = Extract<Answer, { ok: true }>;

/** What a matter is made of: what the home region asks for, which window there answers, by which programme. */
type Parts = {
  standard: NonNullable<Awaited<ReturnType<FactSources['findStandard']>>>;
  route: Found<Awaited<ReturnType<FactSources['route']>>>;
  programme: Found<Awaited<ReturnType<FactSources['chooseProgramme']>>>;
};

/** Item, option, standard and home window as a case keeps them from its opening on (C.1, 1). */
export const matterOf = (
  { standard, route, programme }: Parts,
  { mode, intake }: Pick<Matter, 'mode' | 'intake'>,
): Matter => ({
  mode,
  programmeId: programme.programmeId,
  editionId: programme.editionId,
  catalogueId: standard.catalogueId,
  itemNumber: standard.itemNumber,
  itemName: standard.itemName,
  optionId: standard.optionId,
  optionName: standard.optionName,
  standardVersion: standard.version,
  statutoryName: standard.statutoryName,
  promisedDays: standard.promisedDays,
  statutoryDays: standard.statutoryDays,
  resultName: standard.result.name,
  ...(standard.version === givenVersion ? { givenStandard: null } : {}),
  intake,
  home: { windowId: route.window.id, regionCode: route.window.regionCode },
});
