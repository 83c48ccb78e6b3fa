import type { CaseView, LineView, ParcelView } from '../../cases/core/case-view.ts';

/** What the home clerk found on one line. */
export type Found = 'matches' | 'differs' | 'missing';

/** One delivery that can be confirmed now: the electronic package or a parcel. */
export type Arrival =
  | { key: 'electronic'; channel: 'electronic'; digest: string; lines: LineView[] }
  | { key: string; channel: 'postal'; parcel: ParcelView; lines: LineView[] };

/** What arrived or is on its way and was not confirmed yet, the package first. */
export function arrivalsOf(kase: Pick<CaseView, 'lines' | 'package' | 'parcels' | 'received'>): Arrival[] {
  const arrivals: Arrival[] = [];
  if (kase.package && !kase.received.includes('electronic')) {
    const lines = kase.lines.filter((line) => line.files.length > 0);
    arrivals.push({ key: 'electronic', channel: 'electronic', digest: kase.package.manifestDigest, lines });
  }
  for (const parcel of kase.parcels) {
    if (parcel.purpose !== 'material' || parcel.to !== 'home' || parcel.confirmedAt !== undefined) continue;
    const packed = new Set(parcel.packed.map(({ lineId }) => lineId));
    const lines = kase.lines.filter(({ id }) => packed.has(id));
    arrivals.push({ key: parcel.waybill, channel: 'postal', parcel, lines });
  }
  return arrivals;
}

/** Body of the confirmation of one arrival, all lines of which match. */
export function confirmationOf(arrival: Arrival): object {
  const lines = arrival.lines.map(({ id }) => ({ lineId: id, result: 'matches' }));
  return arrival.channel === 'electronic'
    ? { channel: 'electronic', manifestDigest: arrival.digest, lines }
    : { channel: 'postal', waybill: arrival.parcel.waybill, lines };
}

/** How the check of an arrival stands. */
export function standOf(
  lines: readonly Pick<LineView, 'id'>[],
  found: Readonly<Record<string, Found>>,
): { open: number; faulty: number; complete: boolean } {
  const open = lines.filter(({ id }) => found[id] === undefined).length;
  const faulty = lines.filter(({ id }) => found[id] === 'differs' || found[id] === 'missing').length;
  return { open, faulty, complete: open === 0 && faulty === 0 };
}
