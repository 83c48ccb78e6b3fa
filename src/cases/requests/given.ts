import type { GivenStandard } from '../../catalogue/given-standard.ts';
import { standardOfGiven } from '../../catalogue/given-standard.ts';
import {
  checkGivenStandard,
  type GivenStandardInput,
  type Giving,
} from '../../catalogue/given-standard-form.ts';
import type { Case } from '../core/case.ts';
import { type Context, refuse } from '../core/command.ts';
import { lineOf } from '../intake/line-of.ts';

/** Judges a checklist given for a case; the refusal that the command gives, or the standard. */
export function judgeGiven(
  kase: Case,
  input: GivenStandardInput,
  source: GivenStandard['source'],
  { actor, now, newId }: Pick<Context, 'actor' | 'now' | 'newId'>,
) {
  const giving: Giving = {
    id: newId(),
    source,
    itemName: kase.itemName,
    homeRegion: kase.home.regionCode,
    givenAt: now,
    givenBy: { staffId: actor.id ?? '', name: actor.name, windowId: actor.windowId },
  };
  const checked = checkGivenStandard(input, giving, '/standard');
  if ('fault' in checked) return refuse(checked.fault);
  if ('errors' in checked) return refuse('field-invalid', { errors: [...checked.errors] });
  return checked;
}

/** The material lines that a given standard brings into the case, none of them judged. */
export const linesOfGiven = (kase: Case, standard: GivenStandard): ReturnType<typeof lineOf>[] =>
  standardOfGiven({ ...kase, homeRegion: kase.home.regionCode }, standard).materials.map(lineOf);
