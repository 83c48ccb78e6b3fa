import { type Instant, latest } from '../../regulation/instant.ts';
import type { Case, Parcel, ParcelPurpose } from '../core/case.ts';
import { type Move, movePaper, takePaper } from '../custody/paper.ts';
import { openIncidentOf } from '../custody/parcels.ts';
import { isComing } from '../discrepancy/paper-tasks.ts';

/** Parcels that the home window confirms line by line; what is relayed is confirmed with its supplement (C.1, 23a). */
const confirmable: ReadonlySet<ParcelPurpose> = new Set(['material', 'paperDemand', 'replacement']);

/** Parcels the home window has still to confirm line by line. */
export const toConfirm = (kase: Pick<Case, 'parcels'>): Parcel[] =>
  kase.parcels.filter((parcel) => confirmable.has(parcel.purpose) && isComing(parcel));

/** The carrier says that it was delivered and the home window has nothing in hand (C.12). */
export const isDenied = (kase: Pick<Case, 'incidents'>, { waybill }: Parcel): boolean =>
  openIncidentOf(kase, waybill)?.kind === 'notReceived';

/** One parcel changed, the others as they were. */
export const changeParcel = (
  kase: Pick<Case, 'parcels'>,
  waybill: string,
  change: (parcel: Parcel) => Parcel,
): Parcel[] => kase.parcels.map((parcel) => (parcel.waybill === waybill ? change(parcel) : parcel));

/** What became of a parcel last: delivered, come back or lost. */
export const lastEnd = ({ deliveredAt, returnedAt, lostAt }: Parcel): string =>
  latest(deliveredAt, returnedAt, lostAt);

/** A parcel whose end is told anew; an end that was told before holds no longer. */
export function withEnd(parcel: Parcel, end: 'deliveredAt' | 'returnedAt' | 'lostAt', at: string): Parcel {
  const { deliveredAt: _d, returnedAt: _r, lostAt: _l, ...open } = parcel;
  return { ...open, [end]: at };
}

/** Whether a parcel came back or was lost. */
export const didNotArrive = ({ returnedAt, lostAt }: Parcel): boolean => (returnedAt ?? lostAt) !== undefined;

/**
 * Since when paper has to be sent that was on its way already: since its parcel came back, or since the window has
 * what is sent in the place of a lost piece. Without such a parcel the first period runs.
 */
export const sendAgainSince = (
  { custody }: Pick<Case, 'custody'>,
  failed: readonly Parcel[],
  first: Instant,
): Instant =>
  latest(
    first,
    ...failed.flatMap((parcel) => [
      lastEnd(parcel),
      ...parcel.packed.map(
        ({ lineId }) =>
          custody.find(
            (step) => step.lineId === lineId && step.place === 'intake' && step.at >= lastEnd(parcel),
          )?.at,
      ),
    ]),
  );

/**
 * Whether the paper of a line is not at this window to be sent. What a parcel should have held and did not may be
 * here after all; a replacement may be another piece altogether.
 */
export function isElsewhere(kase: Case, lineId: string, purpose: ParcelPurpose): boolean {
  const line = kase.lines.find(({ id }) => id === lineId);
  if (!line || line.paper === 'intake') return false;
  // A lost original is settled first, or it would vanish behind the piece that takes its place.
  if (line.paper === 'lost' && line.received?.originals !== 0) return true;
  if (purpose === 'replacement') return false;
  return line.paper !== 'onTheWay' || isPacked(kase, lineId);
}

const isPacked = (kase: Pick<Case, 'parcels'>, lineId: string): boolean =>
  kase.parcels.some((parcel) => isComing(parcel) && parcel.packed.some((piece) => piece.lineId === lineId));

/** The paper of a parcel handed to the carrier. A further piece of what lies at home already changes nothing there. */
export function packedPaper(
  kase: Pick<Case, 'lines' | 'custody'>,
  lineIds: readonly string[],
  move: Move & { waybill: string },
): Pick<Case, 'lines' | 'custody'> {
  const ids = lineIds.filter((id) => kase.lines.some((line) => line.id === id && line.paper !== 'home'));
  const { waybill: _waybill, ...here } = move;
  return movePaper(takePaper(kase, ids, 'intake', here), ids, 'onTheWay', move);
}

/** A parcel that the home window opened: it arrived, and the paper of these lines lies at home. */
export function confirmedParcel(
  kase: Pick<Case, 'lines' | 'custody' | 'parcels'>,
  waybill: string,
  move: Move,
  lineIds = kase.parcels.find((each) => each.waybill === waybill)?.packed.map(({ lineId }) => lineId) ?? [],
): Pick<Case, 'lines' | 'custody' | 'parcels'> {
  return {
    ...movePaper(kase, lineIds, 'home', move),
    parcels: changeParcel(kase, waybill, (parcel) => ({
      ...parcel,
      deliveredAt: parcel.deliveredAt ?? move.at,
      confirmedAt: move.at,
    })),
  };
}
