import type { EventView } from '../../cases/core/case-view.ts';
import { clockTime } from '../../regulation/shanghai-time.ts';
import { ask } from './client.ts';
import { Refusal } from './problem.ts';

/** Who did what when, told to somebody whose act came second; what they wrote is still there (ux §6, 6). */
const conflictSentence = ({ actor, title, recordedAt }: EventView): string =>
  `${actor} ${clockTime(recordedAt)} 办了“${title}”。页面已更新，您写的内容还在，请看过再按一次。`;

/** A refusal for a stale version with the latest act as its reason; as it was when that cannot be read. */
export async function explainConflict(caseId: string, refusal: Refusal): Promise<Refusal> {
  try {
    const { events } = await ask<{ events: EventView[] }>(`/api/cases/${caseId}/events`);
    const last = events.at(-1);
    if (!last) return refusal;
    return new Refusal(refusal.status, { ...refusal.members, detail: conflictSentence(last) });
  } catch {
    return refusal;
  }
}
