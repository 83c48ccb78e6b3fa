import type { Channel, Line, Verdict } from '../../cases/core/case.ts';
import { isShownOnly, mayBeHandedBack } from '../../catalogue/shown-originals.ts';
import type { Medium } from '../../catalogue/standard.ts';

/** What was handed in for a line. */
export type HandedIn = { originals: number; copies: number; medium: Medium; handedBack?: boolean };

type Asked = Pick<
  Line,
  'name' | 'originals' | 'copies' | 'media' | 'received' | 'examineOriginal' | 'archivePaper'
>;

/** Whether the original that was counted can be given back at the counter. */
export const canHandBack = (line: Asked, { originals, medium }: HandedIn): boolean =>
  medium === 'paper' && originals > 0 && mayBeHandedBack(line);

/** What the standard asks for, as the usual answer to "what was handed in?"; an identity card is only shown. */
export function usuallyHandedIn(line: Asked): HandedIn {
  if (line.received) return line.received;
  const asked: HandedIn = {
    originals: line.originals,
    copies: line.copies,
    medium: line.media.includes('paper') ? 'paper' : (line.media[0] ?? 'paper'),
  };
  return canHandBack(line, asked) && isShownOnly(line) ? { ...asked, handedBack: true } : asked;
}

/** What is sent: an original is given back only where that is possible for what was counted in the end. */
export function handedInOf(line: Asked, { handedBack, ...counted }: HandedIn): HandedIn {
  return handedBack !== undefined && canHandBack(line, counted) ? { ...counted, handedBack } : counted;
}

/** How many lines have each verdict. */
export function countVerdicts(lines: readonly Pick<Line, 'verdict'>[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { unmarked: 0, passed: 0, deficient: 0, notSubmitted: 0 };
  for (const { verdict } of lines) counts[verdict] += 1;
  return counts;
}

/** The next line without a verdict after the given one, going round; undefined when all are marked. */
export function nextOpen(lines: readonly Pick<Line, 'id' | 'verdict'>[], after: string): string | undefined {
  const at = lines.findIndex(({ id }) => id === after);
  const order = [...lines.slice(at + 1), ...lines.slice(0, Math.max(at, 0))];
  return order.find(({ verdict }) => verdict === 'unmarked')?.id;
}

/** A line to which scans can be assigned. */
type ScannedLine = { id: string; files: readonly unknown[] };

/**
 * The lines that scans taken in one go belong to: with exactly one for every line without a scan from the current one
 * on, each line gets its own, in order; otherwise all belong to the current line.
 */
export function scansByLine(
  lines: readonly ScannedLine[],
  current: string,
  uploadIds: readonly string[],
): { lineId: string; uploadIds: string[] }[] {
  const bare = lines
    .slice(lines.findIndex(({ id }) => id === current))
    .filter(({ files }) => files.length === 0);
  if (uploadIds.length < 2 || bare.length !== uploadIds.length) {
    return [{ lineId: current, uploadIds: [...uploadIds] }];
  }
  return bare.flatMap(({ id }, i) => {
    const uploadId = uploadIds[i];
    return uploadId === undefined ? [] : [{ lineId: id, uploadIds: [uploadId] }];
  });
}

/** The choices of how materials travel: postal alone is offered only when nothing is sent electronically. */
export const channelChoices: readonly { id: string; channels: readonly Channel[] }[] = [
  { id: 'electronic', channels: ['electronic'] },
  { id: 'both', channels: ['electronic', 'postal'] },
  { id: 'postal', channels: ['postal'] },
];

/** The choice that stands for the proposed channels. */
export const choiceOf = (channels: readonly Channel[]): string =>
  channels.includes('postal') ? (channels.includes('electronic') ? 'both' : 'postal') : 'electronic';
