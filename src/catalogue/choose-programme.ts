import type { Day } from '../regulation/instant.ts';
import type { Programme, ProgrammeId } from './programme.ts';
import { breadth, isMember, objectionToRegions, type RegionObjection } from './programme-rules.ts';

/** What a case's programme depends on. */
export type ProgrammeQuestion = {
  /** Programmes whose list in force has the item. */
  readonly listing: readonly Programme[];
  /** The programme asked for, if one was. */
  readonly chosen?: ProgrammeId;
  readonly intakeRegion: string;
  readonly homeRegion: string;
  readonly on: Day;
};

export type ProgrammeChoice =
  | { readonly programme: Programme; readonly refusal?: never }
  | { readonly refusal: RegionObjection; readonly programme?: never };

/**
 * The programme a case belongs to (OP-96): the one chosen, else the narrowest open one that lists the item and
 * covers both regions as different ones. Refuses with `region-not-in-programme` when none covers both, and with
 * `same-region` when they count as one wherever they are covered.
 */
export function chooseProgramme({
  listing,
  chosen,
  intakeRegion,
  homeRegion,
  on,
}: ProgrammeQuestion): ProgrammeChoice {
  const regions = { intakeRegion, homeRegion, on };
  const offered = listing.filter(
    ({ id, status }) => status === 'open' && (chosen === undefined || id === chosen),
  );
  const fitting = offered.filter((programme) => objectionToRegions(programme, regions) === undefined);
  const [narrowest] = fitting.toSorted(
    (a, b) =>
      breadth(a, on) - breadth(b, on) ||
      Number(a.granularity === 'province') - Number(b.granularity === 'province'),
  );
  if (narrowest) return { programme: narrowest };
  const covered = offered.some(
    (programme) => isMember(programme, intakeRegion, on) && isMember(programme, homeRegion, on),
  );
  return { refusal: covered ? 'same-region' : 'region-not-in-programme' };
}
