import { randomUUID } from 'node:crypto';
import type { Db } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import { lockState } from './directory.store.ts';
import { type DirectoryView, fullNameIn } from './directory-view.ts';
import { resolveGaps } from './gap.store.ts';
import { listHallsNamed } from './halls/hall.store.ts';
import { addFirstAddresses, addHalls, addWindows } from './window.store.ts';
import type { NewWindowEntry } from './window-register.service.ts';

/** Name of a window that states none. */
export const usualName = (view: DirectoryView, regionCode: string): string =>
  `${fullNameIn(view, regionCode) ?? ''}“跨省通办”窗口`;

/**
 * Stores windows with hall and first postal address, suspended unless `open` says otherwise; an open one ends the task
 * about a missing window of its region. Answers the ids in the same order.
 */
export async function insertRegisteredWindows(
  tx: Db,
  view: DirectoryView,
  entries: readonly (NewWindowEntry & { contactPerson?: string; open?: boolean })[],
  now: Instant,
): Promise<string[]> {
  if (entries.length === 0) return [];
  // The lock keeps two registrations from making the same hall twice.
  await lockState(tx);
  const regions = [...new Set(entries.map(({ regionCode }) => regionCode))];
  const keyOf = (regionCode: string, name: string): string => `${regionCode} ${name}`;
  const hallIds = new Map(
    (await listHallsNamed(tx, regions, now)).map(({ id, regionCode, name }) => [keyOf(regionCode, name), id]),
  );
  const fresh = entries.flatMap(({ hall, regionCode }) => {
    const key = keyOf(regionCode, hall.name);
    if (hallIds.has(key)) return [];
    const id = randomUUID();
    hallIds.set(key, id);
    return [{ ...hall, id, regionCode, sample: false }];
  });
  await addHalls(tx, fresh);
  const windows = entries.map((entry) => ({
    id: randomUUID(),
    hallId: hallIds.get(keyOf(entry.regionCode, entry.hall.name)) ?? '',
    name: entry.name ?? usualName(view, entry.regionCode),
    address: entry.address,
    phone: entry.phone,
    contactPerson: entry.contactPerson ?? null,
    officeHours: entry.officeHours ?? null,
    status: entry.open ? ('open' as const) : ('suspended' as const),
    sample: false,
    registeredAt: now,
  }));
  const ids = windows.map(({ id }) => id);
  await addWindows(tx, windows);
  await addFirstAddresses(
    tx,
    entries.map(({ postal }, i) => ({ ...postal, windowId: ids[i] ?? '', validFrom: now, recordedAt: now })),
  );
  for (const { regionCode, open } of entries)
    if (open) await resolveGaps(tx, { kind: 'window-missing', regionCode, windowId: null, at: now });
  return ids;
}
