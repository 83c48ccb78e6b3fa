import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { type Instant, later } from '../regulation/instant.ts';
import { plainReason } from './contact-list/plain-reason.ts';
import type { DirectoryView } from './directory-view.ts';
import { resolveGaps } from './gap.store.ts';
import { addNextAddress, setWindowStatus } from './window.store.ts';
import { officePhoneFault, type WindowStatus } from './window.ts';
import {
  insertWindowChange,
  listWindowChanges,
  type NewWindowChange,
  type WindowChange,
} from './window-changes.store.ts';
import {
  asNameTaken,
  type Change,
  getWindowIn,
  type PostalEntry,
  refuseWrongPostal,
} from './window-register.service.ts';

export type { WindowChange } from './window-changes.store.ts';

/** Who changes a window, and why. */
export type ChangedBy = { id: string; name: string; reason: string };

/** Where a window moves to: its counter, its telephone, and where parcels go from then on. */
export type NewPlace = { address: string; phone: string; postal: PostalEntry; validFrom?: Instant };

/** Changes of windows that leave a record: who, when, why, and what stood there before. */
export type WindowChanges = {
  /**
   * Another address and telephone from a moment on, at once by default: `/validFrom` more than a day ago is refused.
   * New parcels take the address in force when they are sent; those under way keep theirs. `tell` hears of it in the
   * same transaction.
   */
  relocateWindow(
    id: string,
    place: NewPlace,
    by: ChangedBy,
    tell: (tx: Db, from: Instant) => Promise<void>,
  ): Promise<void>;
  /** Takes a window off new cases, or lets it take them again. */
  setWindowOpen(id: string, open: boolean, by: ChangedBy): Promise<void>;
  /** Closes a window for good; `check` refuses, in the same transaction, while anything is left at it. */
  closeWindow(
    id: string,
    by: ChangedBy & { successorId?: string },
    check: (tx: Db) => Promise<void>,
  ): Promise<void>;
  /** What was changed on a window, the latest first. */
  listWindowChanges(id: string): Promise<WindowChange[]>;
};

const dayMs = 24 * 60 * 60 * 1000;
const shownAtOnce = 50;

/** The functions that change windows on the record. */
export function windowChanges(
  database: Database,
  view: () => DirectoryView,
  change: Change,
  clock: Clock,
): WindowChanges {
  const record = (
    tx: Db,
    windowId: string,
    by: ChangedBy,
    more: Pick<NewWindowChange, 'kind'> & Partial<NewWindowChange>,
  ): Promise<void> => {
    const at = clock.now();
    return insertWindowChange(tx, {
      windowId,
      validFrom: at,
      recordedAt: at,
      recordedBy: by.id,
      recordedByName: by.name,
      reason: by.reason,
      addressBefore: null,
      phoneBefore: null,
      address: null,
      phone: null,
      successorId: null,
      ...more,
    });
  };

  async function setStatus(tx: Db, id: string, status: WindowStatus): Promise<void> {
    if (!(await setWindowStatus(tx, id, status))) throw new Problem('window-closed');
  }

  return {
    async relocateWindow(id, { address, phone, postal, validFrom }, given, tell) {
      const window = getWindowIn(view(), id);
      if (window.status === 'closed') throw new Problem('window-closed');
      const by = { ...given, reason: plainReason(given.reason) };
      const fault = officePhoneFault(phone);
      if (fault) throw fieldInvalid('/phone', fault);
      const place = checkPlainText(address, { max: 200, min: 4 });
      if (!place.valid) throw fieldInvalid('/address', place.reason);
      refuseWrongPostal(postal, '/postal');
      const now = clock.now();
      const from = validFrom ?? now;
      if (from < later(now, -dayMs)) throw fieldInvalid('/validFrom', '生效时间不能早于一天以前。');
      await change(async (tx) => {
        await addNextAddress(tx, { ...postal, windowId: id, validFrom: from, recordedAt: now });
        await resolveGaps(tx, {
          kind: 'address-invalid',
          regionCode: window.regionCode,
          windowId: id,
          at: now,
        });
        await record(tx, id, by, {
          kind: 'relocated',
          validFrom: from,
          addressBefore: window.address,
          phoneBefore: window.phone,
          address: place.normalized,
          phone,
        });
        await tell(tx, from);
      });
    },
    async setWindowOpen(id, open, given) {
      const window = getWindowIn(view(), id);
      const by = { ...given, reason: plainReason(given.reason) };
      if ((window.status === 'open') === open && window.status !== 'closed') return;
      await change(async (tx) => {
        await setStatus(tx, id, open ? 'open' : 'suspended');
        await record(tx, id, by, { kind: open ? 'opened' : 'suspended' });
      }).catch(asNameTaken);
    },
    async closeWindow(id, { successorId = null, ...given }, check) {
      if (getWindowIn(view(), id).status === 'closed') throw new Problem('window-closed');
      const by = { ...given, reason: plainReason(given.reason) };
      await change(async (tx) => {
        await setStatus(tx, id, 'closed');
        await check(tx);
        await record(tx, id, by, { kind: 'closed', successorId });
      });
    },
    listWindowChanges: (id) => listWindowChanges(database.db, id, shownAtOnce),
  };
}
