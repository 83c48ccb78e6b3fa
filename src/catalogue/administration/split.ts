import type { Instant } from '../../regulation/instant.ts';
import type { Level } from '../item.ts';

/** A handling option as a split proposes it. */
export type ProposedOption = {
  readonly name: string;
  readonly levels: readonly Level[];
  readonly situations: readonly string[];
};

/** A proposal to split an item into handling options. */
export type Split = {
  readonly id: string;
  readonly programmeId: string;
  readonly familyId: string;
  readonly itemName: string;
  readonly options: readonly ProposedOption[];
  readonly reason: string;
  readonly state: 'proposed' | 'approved' | 'rejected';
  readonly proposedAt: Instant;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly regionCode: string;
  readonly decidedAt: Instant | null;
  readonly decidedByName: string | null;
  readonly note: string | null;
};
