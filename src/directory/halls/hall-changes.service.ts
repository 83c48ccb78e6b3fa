import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import type { Instant } from '../../regulation/instant.ts';
import { checkedField, effectiveFault } from '../contact-list/contact-entry.ts';
import type { EntryWish, ListedBy, OnChanged, RecordedChange } from '../contact-list/contact-list.service.ts';
import { plainReason } from '../contact-list/plain-reason.ts';
import { lockState, readDirectory } from '../directory.store.ts';
import { type DirectoryView, viewOf } from '../directory-view.ts';
import type { Change } from '../window-register.service.ts';
import { insertHallChange, listHallChanges } from './hall.store.ts';
import {
  changedHall,
  followedAddresses,
  type Hall,
  type HallChange,
  type HallFields,
  hallFields,
} from './hall.ts';

/** A change of a hall that was recorded, with what its windows took over. */
export type RecordedHallChange = {
  hall: Hall;
  validFrom: Instant;
  before: Partial<HallFields>;
  after: Partial<HallFields>;
};

/** What is wished of a hall. */
export type HallWish = Partial<HallFields> & {
  validFrom?: Instant | undefined;
  /** Addresses of its windows that begin with the hall's address change with it, the postal ones as well. */
  windowsFollow?: boolean | undefined;
};

/** Halls with their dated changes. */
export type HallChanges = {
  /** Halls as they hold now. */
  listHalls(): Hall[];
  /** A hall as it holds now; throws a Problem for an unknown one. */
  getHall(id: string): Hall;
  /**
   * Changes name or address from a moment on, at once by default. Refuses fields with a fault, a moment more than a day
   * ago, `hall-name-taken` in the region then, and what changes nothing. `onChanged` hears of windows that follow.
   */
  changeHall(
    id: string,
    wish: HallWish,
    by: ListedBy,
    told: { onChanged: OnChanged; within: (tx: Db, change: RecordedHallChange) => Promise<void> },
  ): Promise<void>;
  listHallChanges(id: string): Promise<HallChange[]>;
};

const shownAtOnce = 100;
const unknownHall = (): Problem => new Problem('not-found', { detail: '没有找到这个大厅。' });

/** The functions that change halls; `changeWindows` changes entries of the list in the same transaction. */
export function hallChanges(parts: {
  database: Database;
  view: () => DirectoryView;
  change: Change;
  clock: Clock;
  changeWindows: (
    tx: Db,
    wish: { wishes: EntryWish[]; from: Instant; by: ListedBy },
    onChanged: OnChanged,
  ) => Promise<RecordedChange[]>;
}): HallChanges {
  const { database, view, change, clock, changeWindows } = parts;

  function checked(wish: HallWish): Partial<HallFields> {
    const fields: Partial<HallFields> = {};
    for (const { key } of hallFields) {
      const value = wish[key];
      if (value === undefined) continue;
      const kept = checkedField(key, value);
      if ('fault' in kept) throw fieldInvalid(`/${key}`, kept.fault);
      fields[key] = kept.value;
    }
    return fields;
  }

  return {
    listHalls: () => [...view().halls.values()],
    getHall(id) {
      const hall = view().halls.get(id);
      if (!hall) throw unknownHall();
      return hall;
    },
    async changeHall(id, { validFrom, windowsFollow = false, ...wish }, given, { onChanged, within }) {
      const now = clock.now();
      const by = { ...given, reason: plainReason(given.reason) };
      const from = validFrom ?? now;
      const fault = effectiveFault(from, now);
      if (fault) throw fieldInvalid('/validFrom', fault);
      const fields = checked(wish);
      await change(async (tx) => {
        await lockState(tx);
        const then = viewOf(await readDirectory(tx), from);
        const hall = then.halls.get(id);
        if (!hall) throw unknownHall();
        const changed = changedHall(hall, fields);
        if (!changed) throw new Problem('entry-unchanged');
        const taken = [...then.halls.values()].some(
          (other) =>
            other.id !== id && other.regionCode === hall.regionCode && other.name === changed.after.name,
        );
        if (taken) throw new Problem('hall-name-taken');
        await insertHallChange(tx, {
          hallId: id,
          validFrom: from,
          recordedAt: now,
          reason: by.reason,
          by,
          ...changed,
        });
        const { address } = changed.after;
        const wishes =
          windowsFollow && address !== undefined
            ? [...then.entries.values()].flatMap((entry): EntryWish[] => {
                const moved = entry.hallId === id ? followedAddresses(entry, hall.address, address) : null;
                return moved ? [{ entryId: entry.id, fields: moved }] : [];
              })
            : [];
        if (wishes.length > 0) await changeWindows(tx, { wishes, from, by }, onChanged);
        await within(tx, { hall, validFrom: from, ...changed });
      });
    },
    listHallChanges: (id) => listHallChanges(database.db, id, shownAtOnce),
  };
}
