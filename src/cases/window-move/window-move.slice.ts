import type { Instant } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import { slice } from '../core/slice.ts';

/** A draft that went over to somebody else is kept as if it had just been changed (OP-63). */
const keptAnew = ({ state }: Case, at: Instant): Pick<Case, 'draftMovedAt'> =>
  state === 'draft' ? { draftMovedAt: at } : {};

/** How a case goes over to another window, and a draft to another hand. */
export const windowMoveSlice = slice({
  movedToWindow(kase, { data: { side, to }, effectiveAt }) {
    const { [side]: _left, ...takenBy } = kase.takenBy;
    return { [side]: { ...kase[side], windowId: to }, takenBy, ...keptAnew(kase, effectiveAt) };
  },
  draftHandedOver: (kase, { data, effectiveAt }) => ({ openedBy: data.to, ...keptAnew(kase, effectiveAt) }),
});
