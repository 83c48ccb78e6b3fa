import type { Instant } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import type { FactSources } from '../core/fact-sources.ts';
import { currentNotice, parcelsUnderWay, toldOfLoss } from './notice.ts';
import { asOpen, parcelDuty, supplementDuty } from './notice-duties.ts';

/** Until when pieces count: all of them until the period ends, what was lost on its way a while longer (OP-53). */
export type SupplementEnd = {
  /** End of the notice's period, with a day on which the service stood still left out (OP-71). */
  endsAt: Instant;
  /** What a lost parcel held: until 5 working days after the applicant was told; no end before that. */
  anew: { lineIds: string[]; until: Instant | undefined }[];
};

/** Until when pieces can be handed in for the current notice; undefined without one. */
export async function supplementEnd(
  sources: Pick<FactSources, 'due'>,
  kase: Case,
): Promise<SupplementEnd | undefined> {
  const notice = currentNotice(kase);
  if (!notice) return undefined;
  const { dueAt: endsAt } = await sources.due(kase, asOpen(supplementDuty(kase, notice)));
  const lost = parcelsUnderWay(kase, endsAt).filter(({ lostAt }) => lostAt !== undefined);
  const anew = lost.map(async (parcel) => ({
    lineIds: parcel.packed.map(({ lineId }) => lineId),
    until: toldOfLoss(kase, parcel)
      ? (await sources.due(kase, asOpen(parcelDuty(kase, notice, parcel)))).dueAt
      : undefined,
  }));
  return { endsAt, anew: await Promise.all(anew) };
}

/** Whether pieces for these lines are in time at a moment. */
export const isInTimeFor = (
  { endsAt, anew }: SupplementEnd,
  at: Instant,
  lineIds: readonly string[],
): boolean =>
  at < endsAt ||
  (lineIds.length > 0 &&
    lineIds.every((id) =>
      anew.some((lost) => lost.lineIds.includes(id) && (lost.until === undefined || at < lost.until)),
    ));
