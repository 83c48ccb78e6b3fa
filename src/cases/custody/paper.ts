import type { Instant } from '../../regulation/instant.ts';
import type { Case, CustodyStep, Line, PaperPlace } from '../core/case.ts';

/** Who wrote down a move of paper, when it took effect, and the parcel that carries it. */
export type Move = { at: Instant; by: string | null; waybill?: string };

/**
 * Whether the window keeps the paper that was handed in for a line. Where nobody said so, paper is kept when it
 * travels to the home window, and else was given back at the counter.
 */
export const isKept = ({ received }: Line, travels: boolean): boolean =>
  received?.medium === 'paper' && !(received.handedBack ?? !travels);

/**
 * Moves the paper of lines and writes the step into the custody chain: nothing else changes where paper
 * is. Lines that no window ever took in, and lines already there, are left alone.
 */
export function movePaper(
  kase: Pick<Case, 'lines' | 'custody'>,
  lineIds: readonly string[],
  place: PaperPlace,
  move: Move,
): Pick<Case, 'lines' | 'custody'> {
  return put(kase, lineIds, place, move, (line) => line.paper !== undefined);
}

/**
 * Takes paper into the custody of a window (C.1, 9 and 32d): the chain of a line begins with it. Takes whatever is
 * named, also paper that came back after it had been returned.
 */
export const takePaper = (
  kase: Pick<Case, 'lines' | 'custody'>,
  lineIds: readonly string[],
  place: 'intake' | 'home',
  move: Move,
): Pick<Case, 'lines' | 'custody'> => put(kase, lineIds, place, move, () => true);

function put(
  { lines, custody }: Pick<Case, 'lines' | 'custody'>,
  lineIds: readonly string[],
  place: PaperPlace,
  { at, by, waybill }: Move,
  movable: (line: Line) => boolean,
): Pick<Case, 'lines' | 'custody'> {
  const moved = new Set(
    lines
      .filter((line) => lineIds.includes(line.id) && movable(line) && line.paper !== place)
      .map(({ id }) => id),
  );
  if (moved.size === 0) return { lines, custody };
  const steps = [...moved].map(
    (lineId): CustodyStep => ({ lineId, at, place, by, ...(waybill ? { waybill } : {}) }),
  );
  return {
    lines: lines.map((line) => (moved.has(line.id) ? { ...line, paper: place } : line)),
    custody: [...custody, ...steps],
  };
}
