import type { Instant } from '../../regulation/instant.ts';

/** What was changed, and from what to what. */
export type CatalogueChange = {
  readonly action: string;
  readonly programmeId: string;
  readonly editionId?: string | null;
  /** Name of the item; none for a list or programme as a whole. */
  readonly item?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Whether it changes what windows and the public see; a draft does not. */
  readonly visible?: boolean;
};

/** A change as it stands in the history. */
export type StoredChange = CatalogueChange & {
  readonly id: number;
  readonly at: Instant;
  readonly byName: string;
};
