import type { CaseView, LineView, ParcelView } from '../../cases/core/case-view.ts';
import type { DiscrepancyKind } from '../../cases/discrepancy/kinds.ts';
import { bodyOf, type DifferenceDraft, draftFault, newDraft } from '../discrepancy/difference-draft.ts';

/** What the home clerk found on one line: it matches, or what is wrong with it. */
export type Found = 'matches' | DifferenceDraft;

/** One delivery that can be confirmed now: the electronic package or a parcel. */
export type Arrival =
  | { key: 'electronic'; channel: 'electronic'; digest: string; lines: LineView[] }
  | { key: string; channel: 'postal'; parcel: ParcelView; lines: LineView[] };

const confirmable: ReadonlySet<ParcelView['purpose']> = new Set(['material', 'paperDemand', 'replacement']);

/** What arrived or is on its way and was not confirmed yet, the package first. */
export function arrivalsOf(kase: Pick<CaseView, 'lines' | 'package' | 'parcels' | 'received'>): Arrival[] {
  const arrivals: Arrival[] = [];
  if (kase.package && !kase.received.includes('electronic')) {
    const lines = kase.lines.filter((line) => line.files.length > 0);
    arrivals.push({ key: 'electronic', channel: 'electronic', digest: kase.package.manifestDigest, lines });
  }
  for (const parcel of kase.parcels) {
    const gone = parcel.confirmedAt ?? parcel.cancelledAt ?? parcel.returnedAt ?? parcel.lostAt;
    if (!confirmable.has(parcel.purpose) || parcel.to !== 'home' || gone !== undefined) continue;
    const packed = new Set(parcel.packed.map(({ lineId }) => lineId));
    const lines = kase.lines.filter(({ id }) => packed.has(id));
    arrivals.push({ key: parcel.waybill, channel: 'postal', parcel, lines });
  }
  return arrivals;
}

/** Body of the confirmation of one arrival: what matches, and what differs with all that was written of it. */
export function confirmationOf(arrival: Arrival, found: Readonly<Record<string, Found>>): object {
  const lines = arrival.lines.flatMap(({ id }) => {
    const one = found[id];
    if (one === undefined) return [];
    return [
      one === 'matches' ? { lineId: id, result: one } : { lineId: id, result: one.kind, ...bodyOf(one) },
    ];
  });
  return arrival.channel === 'electronic'
    ? { channel: 'electronic', manifestDigest: arrival.digest, lines }
    : { channel: 'postal', waybill: arrival.parcel.waybill, lines };
}

/** How the check of an arrival stands: lines nobody looked at, lines that differ, and what is missing on one of them. */
export function standOf(
  arrival: Pick<Arrival, 'channel'> & { lines: readonly Pick<LineView, 'id' | 'name'>[] },
  found: Readonly<Record<string, Found>>,
): { open: number; differing: number; fault: string | undefined } {
  const differing = arrival.lines.flatMap(({ id, name }) => {
    const one = found[id];
    return one === undefined || one === 'matches' ? [] : [{ name, fault: draftFault(one, arrival.channel) }];
  });
  const first = differing.find(({ fault }) => fault !== undefined);
  return {
    open: arrival.lines.filter(({ id }) => found[id] === undefined).length,
    differing: differing.length,
    fault: first && `${first.name}：${first.fault}`,
  };
}

/** What was written of a line so far, with another kind; nothing typed is lost when the kind changes. */
export const asKind = (before: Found | undefined, kind: DiscrepancyKind): DifferenceDraft => ({
  ...(before === undefined || before === 'matches' ? newDraft(kind) : before),
  kind,
});
