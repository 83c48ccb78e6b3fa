import { randomUUID } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import { type Database, type Db, isUniqueViolation } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { inPortions, quietly, type TellProgress } from '../../platform/tables/import-progress.ts';
import type { Instant } from '../../regulation/instant.ts';
import { lockState, readDirectory } from '../directory.store.ts';
import { type DirectoryRows, type DirectoryView, keepsEntriesOf, viewOf } from '../directory-view.ts';
import { resolveGaps } from '../gap.store.ts';
import { type HallChanges, hallChanges } from '../halls/hall-changes.service.ts';
import {
  asNameTaken,
  type Change,
  type NewWindowEntry,
  refuseWrongEntry,
} from '../window-register.service.ts';
import { insertRegisteredWindows, usualName } from '../window-registration.service.ts';
import * as store from './contact-entry.store.ts';
import {
  type ContactEntry,
  type ContactFields,
  changedFields,
  checkedField,
  contactFieldKeys,
  type EntryChange,
  effectiveFault,
  type RecordedBy,
} from './contact-entry.ts';
import { plainReason } from './plain-reason.ts';
import { postalVersions } from './postal-versions.ts';

/** Who changes the list, and why. */
export type ListedBy = RecordedBy & { reason: string };

/** A wish: these fields of this entry. */
export type EntryWish = { entryId: string; fields: Partial<ContactFields> };

/** A change that was recorded. */
export type RecordedChange = { entry: ContactEntry } & Pick<EntryChange, 'before' | 'after' | 'validFrom'>;

/** Told, in the transaction of the change, of whatever was changed. */
export type OnChanged = (tx: Db, changes: readonly RecordedChange[]) => Promise<void>;

/** What is needed to enter an administration. */
export type NewAdministrationEntry = Pick<
  ContactFields,
  'name' | 'contactPerson' | 'phone' | 'address' | 'postcode'
> & {
  regionCode: string;
  officeHours?: ContactFields['officeHours'];
};

/** A window to be entered by its administration: not open unless somebody is there. */
export type ListedWindowEntry = NewWindowEntry & { contactPerson: string };

/** Entries to be entered. */
export type NewEntries = {
  administrations: readonly NewAdministrationEntry[];
  windows: readonly (ListedWindowEntry & { open?: boolean })[];
};

/** Ids of what was entered, in the order given. */
export type EnteredIds = { administrations: string[]; windows: string[] };

/** The contact list (联络清单): entries, dated changes with their history, confirmations. */
export type ContactList = HallChanges & {
  /** Entries as they hold now, in the order of the list. */
  listEntries(): ContactEntry[];
  /** An entry as it holds now; throws a Problem for an unknown one. */
  getEntry(id: string): ContactEntry;
  /** Whether the administration of a region keeps the entries of another (or the same). */
  keepsEntries(own: string, regionCode: string): boolean;
  /** Whether a region was taken off the list, since when that or the opposite, and whether it keeps its own entries. */
  decisionsOn(regionCode: string): { removed: boolean; anew: Instant | undefined; delegated: boolean };
  /**
   * Changes entries from a moment on, all or none. Refuses fields with a fault, a moment more than a day ago, a name that
   * another open window of the hall has then, and wishes of which none changes anything. Postal versions follow; what is
   * planned for later keeps what it changes and takes over the rest.
   */
  changeEntries(
    wishes: readonly EntryWish[],
    validFrom: Instant | undefined,
    by: ListedBy,
    onChanged: OnChanged,
  ): Promise<RecordedChange[]>;
  /** Enters administrations and windows; windows are not open yet, except those named. Answers the ids. */
  enterEntries(
    entered: NewEntries,
    by: ListedBy,
    within?: (tx: Db, ids: EnteredIds) => Promise<void>,
  ): Promise<EnteredIds>;
  /** New entries and changes of a table in one transaction: all or nothing. */
  takeOver(
    table: { entered: NewEntries; wishes: readonly EntryWish[]; validFrom: Instant | undefined },
    by: ListedBy,
    onChanged: OnChanged,
    tell?: TellProgress,
  ): Promise<void>;
  /** Somebody found entries right. */
  confirmEntries(ids: readonly string[], by: RecordedBy): Promise<void>;
  /** Takes a region off the list or back on it, or decides who keeps its entries. */
  decideOnRegion(
    decision: { regionCode: string; what: 'listed' | 'delegated'; holds: boolean },
    by: ListedBy,
  ): Promise<void>;
  /** What was changed of an entry, the latest first. */
  listEntryChanges(id: string): Promise<EntryChange[]>;
};

const shownAtOnce = 100;
const unknownEntry = (): Problem => new Problem('not-found', { detail: '联络清单里没有这一条。' });

/** Fields as they are kept; refuses the first with a fault. */
function checkedFields(fields: Partial<ContactFields>, at = ''): Partial<ContactFields> {
  const kept: Record<string, unknown> = {};
  for (const field of contactFieldKeys) {
    const value = fields[field];
    if (value === undefined) continue;
    const checked = checkedField(field, value);
    if ('fault' in checked) throw fieldInvalid(`${at}/${field}`, checked.fault);
    kept[field] = checked.value;
  }
  return kept;
}

/** Says in words that the region has an administration in the list, or the hall an open window of the name. */
function asListed(error: unknown): never {
  if (isUniqueViolation(error, store.oneAdministration)) throw new Problem('administration-listed');
  return asNameTaken(error);
}

/** In a hall no two windows that are not closed have one name, whether they take cases now or later. */
function refuseTakenName(
  view: DirectoryView,
  renamed: ReadonlyMap<string, string>,
  added: readonly { regionCode: string; hall: { name: string }; name?: string }[] = [],
): void {
  if (renamed.size + added.length === 0) return;
  const fresh = added.map(({ regionCode, hall, name }) => ({
    key: `${regionCode} ${hall.name} ${name ?? usualName(view, regionCode)}`,
    isNew: true,
  }));
  const standing = [...view.windows.values()]
    .filter(({ status }) => status !== 'closed')
    .map(({ id, regionCode, hallName, name }) => ({
      key: `${regionCode} ${hallName} ${renamed.get(id) ?? name}`,
      isNew: renamed.has(id),
    }));
  const named = Map.groupBy([...standing, ...fresh], ({ key }) => key);
  for (const windows of named.values())
    if (windows.length > 1 && windows.some(({ isNew }) => isNew)) throw new Problem('window-name-taken');
}

/** The functions that keep the contact list. */
export function contactList(
  database: Database,
  view: () => DirectoryView,
  change: Change,
  clock: Clock,
): ContactList {
  const getEntry = (id: string): ContactEntry => {
    const entry = view().entries.get(id);
    if (!entry) throw unknownEntry();
    return entry;
  };

  function planned(rows: DirectoryRows, wishes: readonly EntryWish[], from: Instant): RecordedChange[] {
    const then = viewOf(rows, from);
    const changes = wishes.flatMap(({ entryId, fields }): RecordedChange[] => {
      const entry = then.entries.get(entryId);
      if (!entry) throw unknownEntry();
      if (
        entry.kind === 'administration' &&
        (fields.addressee !== undefined || fields.postalAddress !== undefined)
      )
        throw fieldInvalid('/postalAddress', '管理部门的邮寄地址就是它的地址，请改地址。');
      const changed = changedFields(entry, fields);
      return changed ? [{ entry, ...changed, validFrom: from }] : [];
    });
    if (changes.length === 0) throw new Problem('entry-unchanged');
    refuseTakenName(
      then,
      new Map(changes.flatMap(({ entry, after }) => (after.name ? [[entry.id, after.name]] : []))),
    );
    return changes;
  }

  const wished = (wishes: readonly EntryWish[], validFrom: Instant | undefined, given: ListedBy) => {
    const now = clock.now();
    const from = validFrom ?? now;
    const fault = effectiveFault(from, now);
    if (fault) throw fieldInvalid('/validFrom', fault);
    const by = { ...given, reason: plainReason(given.reason) };
    return {
      from,
      by,
      wishes: wishes.map(({ entryId, fields }) => ({ entryId, fields: checkedFields(fields) })),
    };
  };

  async function changeIn(
    tx: Db,
    { wishes, from, by }: ReturnType<typeof wished>,
    onChanged: OnChanged,
  ): Promise<RecordedChange[]> {
    const now = clock.now();
    await lockState(tx);
    await store.lockWindows(
      tx,
      wishes.map(({ entryId }) => entryId),
    );
    const rows = await readDirectory(tx);
    const changes = planned(rows, wishes, from);
    const addressesOf = Map.groupBy(rows.addresses, ({ windowId }) => windowId);
    const versions = changes.flatMap(({ entry, after }) =>
      entry.kind === 'window' ? postalVersions(addressesOf.get(entry.id) ?? [], entry.id, after, from) : [],
    );
    await store.addAddressVersions(tx, versions, now);
    for (const { entry, after } of changes) {
      if (entry.kind === 'window' && (after.postalAddress ?? after.postcode ?? after.addressee) !== undefined)
        await resolveGaps(tx, {
          kind: 'address-invalid',
          regionCode: entry.regionCode,
          windowId: entry.id,
          at: now,
        });
    }
    await store.insertEntryChanges(
      tx,
      changes.map(({ entry, before, after }) => ({
        entryId: entry.id,
        entryKind: entry.kind,
        regionCode: entry.regionCode,
        kind: 'changed',
        validFrom: from,
        reason: by.reason,
        before,
        after,
      })),
      now,
      by,
    );
    await onChanged(tx, changes);
    return changes;
  }

  const checkedEntries = ({ administrations, windows }: NewEntries, given: ListedBy) => {
    const now = clock.now();
    for (const window of windows) {
      refuseWrongEntry(view(), window);
      checkedFields({ contactPerson: window.contactPerson });
    }
    const offices = administrations.map(({ regionCode, officeHours = null, ...fields }) => {
      if (!view().regions.has(regionCode))
        throw fieldInvalid('/regionCode', `没有行政区划代码为 ${regionCode} 的地区。`);
      const {
        name = '',
        contactPerson = '',
        phone = '',
        address = '',
        postcode = '',
      } = checkedFields(fields);
      if (officeHours) checkedFields({ officeHours });
      const office = { name, contactPerson, phone, address, postcode, officeHours, regionCode };
      return { ...office, id: randomUUID(), registeredAt: now };
    });
    return { offices, windows, now, by: { ...given, reason: plainReason(given.reason) } };
  };

  async function enterIn(
    tx: Db,
    { offices, windows, now, by }: ReturnType<typeof checkedEntries>,
    tell: TellProgress = quietly,
  ): Promise<EnteredIds> {
    await lockState(tx);
    if (windows.length > 0) refuseTakenName(viewOf(await readDirectory(tx), now), new Map(), windows);
    await store.insertAdministrations(tx, offices);
    const entered = { kind: 'registered', validFrom: now, reason: by.reason, before: {} } as const;
    await store.insertEntryChanges(
      tx,
      offices.map(({ id, regionCode, registeredAt: _at, officeHours, ...fields }) => ({
        ...entered,
        entryId: id,
        entryKind: 'administration' as const,
        regionCode,
        after: { ...fields, ...(officeHours ? { officeHours } : {}) },
      })),
      now,
      by,
    );
    const windowIds: string[] = [];
    await inPortions(windows, 'storing', tell, async (part) => {
      const ids = await insertRegisteredWindows(tx, view(), part, now);
      windowIds.push(...ids);
      await store.insertEntryChanges(
        tx,
        part.map(({ regionCode, name, address, phone, contactPerson, postal, officeHours }, i) => ({
          ...entered,
          entryId: ids[i] ?? '',
          entryKind: 'window' as const,
          regionCode,
          after: {
            ...(name === undefined ? {} : { name }),
            contactPerson,
            phone,
            address,
            addressee: postal.addressee,
            postalAddress: postal.address,
            postcode: postal.postcode,
            ...(officeHours ? { officeHours } : {}),
          },
        })),
        now,
        by,
      );
    });
    return { administrations: offices.map(({ id }) => id), windows: windowIds };
  }

  return {
    ...hallChanges({
      database,
      view,
      change,
      clock,
      changeWindows: (tx, wish, onChanged) => changeIn(tx, wish, onChanged),
    }),
    listEntries: () => [...view().entries.values()],
    getEntry,
    keepsEntries: (own, regionCode) => keepsEntriesOf(view(), own, regionCode),
    decisionsOn: (regionCode) => ({
      removed: view().removed.has(regionCode),
      anew: view().listedAnew.get(regionCode),
      delegated: !view().undelegated.has(regionCode),
    }),

    async changeEntries(wishes, validFrom, given, onChanged) {
      const wish = wished(wishes, validFrom, given);
      return change((tx) => changeIn(tx, wish, onChanged));
    },
    async enterEntries(entered, given, within = async () => undefined) {
      const entry = checkedEntries(entered, given);
      return change(async (tx) => {
        const ids = await enterIn(tx, entry);
        await within(tx, ids);
        return ids;
      }).catch(asListed);
    },
    async takeOver({ wishes, entered, validFrom }, given, onChanged, tell) {
      const wish = wishes.length === 0 ? undefined : wished(wishes, validFrom, given);
      const entry = checkedEntries(entered, given);
      await change(async (tx) => {
        await enterIn(tx, entry, tell);
        if (wish) await changeIn(tx, wish, onChanged);
      }).catch(asListed);
    },

    async confirmEntries(ids, by) {
      const rows = ids.map(getEntry).map(({ id, regionCode }) => ({ entryId: id, regionCode }));
      await change((tx) => store.insertConfirmations(tx, rows, clock.now(), by));
    },

    async decideOnRegion(decision, given) {
      const by = { ...given, reason: plainReason(given.reason) };
      if (!view().regions.has(decision.regionCode))
        throw fieldInvalid('/regionCode', `没有行政区划代码为 ${decision.regionCode} 的地区。`);
      await change((tx) => store.insertDecision(tx, { ...decision, reason: by.reason }, clock.now(), by));
    },

    listEntryChanges: (id) => store.listEntryChanges(database.db, id, shownAtOnce),
  };
}
