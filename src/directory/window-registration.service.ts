import { randomUUID } from 'node:crypto';
import type { Db } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import { type DirectoryView, fullNameIn } from './directory-view.ts';
import { resolveGaps } from './gap.store.ts';
import { addFirstAddresses, addHalls, addWindows, listHalls } from './window.store.ts';
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
  await addHalls(
    tx,
    entries.map(({ hall, regionCode }) => ({ ...hall, id: randomUUID(), regionCode, sample: false })),
  );
  const regions = [...new Set(entries.map(({ regionCode }) => regionCode))];
  const hallIds = new Map(
    (await listHalls(tx, regions)).map(({ id, regionCode, name }) => [`${regionCode} ${name}`, id]),
  );
  const windows = entries.map((entry) => ({
    id: randomUUID(),
    hallId: hallIds.get(`${entry.regionCode} ${entry.hall.name}`) ?? '',
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
