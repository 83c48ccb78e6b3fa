import type { Day } from '../../regulation/instant.ts';

/** An item that is open in some regions for some time only. */
export type StoredPilot = {
  readonly id: string;
  readonly programmeId: string;
  readonly familyId: string;
  readonly itemName: string;
  readonly regions: readonly string[];
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly approvedByName: string | null;
  readonly liftedByName: string | null;
};
