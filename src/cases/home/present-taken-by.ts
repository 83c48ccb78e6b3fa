import type { Case, Side } from '../core/case.ts';
import type { CaseView } from '../core/case-view.ts';

/** Who of each window has the case in hand, by name, and whether that is the reader. */
export function presentTakenBy(
  { takenBy }: Pick<Case, 'takenBy'>,
  readerId: string | null,
  staffNames: ReadonlyMap<string, string>,
): CaseView['takenBy'] {
  const one = (side: Side): CaseView['takenBy'] => {
    const taken = takenBy[side];
    const person = taken && staffNames.get(taken.staffId);
    return person ? { [side]: { person, since: taken.since, own: taken.staffId === readerId } } : {};
  };
  return { ...one('intake'), ...one('home') };
}
