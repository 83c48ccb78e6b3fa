import type { Medium } from '../../catalogue/standard.ts';
import type { Case, Channel, Line } from '../core/case.ts';
import { isExcused } from '../discrepancy/open-discrepancies.ts';

/**
 * Paper of the line must reach the home window: to examine the original, or for its archive. An original that
 * the counter examined and gave back does not travel; its scan does.
 */
export const mustTravel = (line: Line): boolean =>
  line.received?.medium === 'paper' &&
  line.received.handedBack !== true &&
  (line.examineOriginal || line.archivePaper);

/** Channels proposed for a case: electronic always, by post as well where paper must reach the home window. */
export const proposedChannels = (kase: Pick<Case, 'lines'>): Channel[] =>
  kase.lines.some(mustTravel) ? ['electronic', 'postal'] : ['electronic'];

const handedIn = (kase: Pick<Case, 'lines'>, medium: Medium): boolean =>
  kase.lines.some(({ received }) => received?.medium === medium && received.handedBack !== true);

/**
 * Why the clerk's choice does not do, as a Chinese sentence: it leaves behind what the home window needs, or it
 * announces a parcel that has nothing to carry, for which the case would wait for ever.
 */
export function channelFault(kase: Pick<Case, 'lines'>, chosen: readonly Channel[]): string | undefined {
  if (!chosen.includes('postal') && kase.lines.some(mustTravel))
    return '有材料要由属地看原件或存档，必须同时邮寄。';
  if (chosen.includes('postal') && !handedIn(kase, 'paper')) return '没有收到纸质材料，不能选邮寄。';
  if (!chosen.includes('electronic') && handedIn(kase, 'electronic'))
    return '有电子材料，必须同时发送电子材料。';
  if (!chosen.includes('electronic') && kase.lines.some(({ received }) => received?.handedBack === true))
    return '有原件已当场退还申请人，它的扫描件要以电子方式发送。';
  return chosen.length === 0 ? '请选择材料怎样送到属地。' : undefined;
}

/** Lines with paper at the intake window that a parcel can carry. */
export const paperToSend = (kase: Pick<Case, 'lines'>): Line[] =>
  kase.lines.filter((line) => line.paper === 'intake');

/** Lines that must be scanned before an electronic package can go: whatever was handed in on paper or as a file. */
export const linesWithoutScan = (kase: Pick<Case, 'lines'>): Line[] =>
  kase.lines.filter(
    (line) => line.received !== undefined && line.received.medium !== 'eLicence' && line.fileIds.length === 0,
  );

const notThere: ReadonlySet<Line['paper']> = new Set(['intake', 'onTheWay', 'lost']);

/**
 * Lines whose paper must still reach the home window, when the named ones have arrived; what it does without is not
 * waited for.
 */
export const outstandingPaper = (
  kase: Pick<Case, 'lines' | 'discrepancies'>,
  arriving: readonly string[] = [],
): Line[] =>
  kase.lines.filter(
    (line) =>
      mustTravel(line) &&
      notThere.has(line.paper) &&
      !arriving.includes(line.id) &&
      !isExcused(kase, line.id, 'postal'),
  );
