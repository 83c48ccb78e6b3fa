import type { Day } from '../regulation/instant.ts';

/** An item that is open in some regions for some time only (试点, R-021). */
export type Pilot = {
  readonly programmeId: string;
  readonly familyId: string;
  readonly regions: readonly string[];
  readonly validFrom: Day;
  readonly validTo: Day | null;
};

const isWithin = (region: string, scope: string): boolean =>
  region.startsWith(scope.replace(/(?:00){1,2}$/, ''));

/** Whether pilots keep a matter from being handled in a region on a day, whatever the other region is. */
export const closedByPilot = (pilots: readonly Pilot[], region: string, on: Day): boolean =>
  outsidePilot(pilots, { intakeRegion: region, homeRegion: region, on });

/**
 * Whether pilots keep a matter from being handled between two regions on a day: there are some, and none that holds
 * covers both regions.
 */
export function outsidePilot(
  pilots: readonly Pilot[],
  { intakeRegion, homeRegion, on }: { intakeRegion: string; homeRegion: string; on: Day },
): boolean {
  if (pilots.length === 0) return false;
  const covers = (scope: readonly string[], region: string) => scope.some((one) => isWithin(region, one));
  return !pilots.some(
    ({ regions, validFrom, validTo }) =>
      validFrom <= on &&
      (validTo === null || on < validTo) &&
      covers(regions, intakeRegion) &&
      covers(regions, homeRegion),
  );
}
