import type { Day } from '../../regulation/instant.ts';
import { addDays } from '../../regulation/shanghai-time.ts';
import type { Pause } from '../../regulation/working-days.ts';
import type { Case } from '../core/case.ts';
import { supplementPauses } from '../home-supplement/pause.ts';
import { suspensionPauses } from './suspension-duties.ts';

type Paused = Pick<Case, 'homeSupplements' | 'suspensions'>;

/**
 * Days that do not count for the limits after 受理: special procedures and home supplements, in order and
 * without a day in two of them (C.10, 6). `today` matters only while a special procedure is overdue.
 */
export function pausesOf(kase: Paused, today?: Day): Pause[] {
  const all = [...supplementPauses(kase, 'substantiveReview'), ...suspensionPauses(kase, today)].toSorted(
    (a, b) => (a.from < b.from ? -1 : 1),
  );
  const apart: Pause[] = [];
  for (const pause of all) {
    const last = apart.at(-1);
    const from = last && last.to >= pause.from ? addDays(last.to, 1) : pause.from;
    if (from <= pause.to) apart.push({ ...pause, from });
  }
  return apart;
}
