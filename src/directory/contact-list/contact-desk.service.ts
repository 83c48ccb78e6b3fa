import { randomUUID } from 'node:crypto';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/database.ts';
import type { StaffNotice, TellStaff } from '../../platform/messages-port.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import type { Instant } from '../../regulation/instant.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import type { Directory } from '../directory.service.ts';
import type { DirectoryGap } from '../gap.store.ts';
import { isTopRegion, type Region } from '../region.ts';
import {
  type ContactEntry,
  type ContactFields,
  changeText,
  doubtfulAfterDays,
  type EntryChange,
  type EntryKind,
  entryKey,
  isDoubtful,
  isDue,
  matchesEntry,
} from './contact-entry.ts';
import type { ListedWindowEntry, NewAdministrationEntry, OnChanged } from './contact-list.service.ts';
import { plainReason } from './plain-reason.ts';

/** Windows on the other side of open cases of these windows: who must hear of a change. */
export type CounterpartsOf = (tx: Db, windowIds: readonly string[]) => Promise<string[]>;

/** An entry for whoever reads it. */
export type SeenEntry = ContactEntry & {
  regionName: string;
  due: boolean;
  doubtful: boolean;
  mayEdit: boolean;
};

/** What of the list is asked for. */
export type EntryQuery = {
  region?: string | undefined;
  q?: string | undefined;
  kind?: EntryKind | undefined;
  /** Only what is to be confirmed, or is 待核实. */
  state?: 'due' | 'doubtful' | undefined;
  /** Only what the reader keeps. */
  own?: boolean;
};

/** A gap for whoever must fill it. */
export type SeenGap = DirectoryGap & {
  regionName: string;
  holderName: string;
  windowName: string | null;
  mayAct: boolean;
};

/** A region of the tree with what stands in the list there and below. */
export type RegionBranch = Region & {
  fullName: string;
  entries: number;
  openWindows: number;
  doubtful: number;
  hasChildren: boolean;
  removed: boolean;
};

/** The contact list for those who read and keep it. */
export type ContactDesk = {
  list(
    actor: Actor,
    query: EntryQuery,
    page: { after?: string | undefined; limit: number },
  ): {
    items: SeenEntry[];
    next?: string;
  };
  /** Every entry that a question finds, in the order of the list. */
  find(actor: Actor, query: EntryQuery): SeenEntry[];
  get(actor: Actor, id: string): SeenEntry;
  history(id: string): Promise<EntryChange[]>;
  /** Changes entries of one's own, and tells the windows that have open cases with them. */
  change(
    actor: Actor,
    wishes: readonly { entryId: string; fields: Partial<ContactFields> }[],
    more: { validFrom?: Instant | undefined; reason: string },
  ): Promise<void>;
  enterAdministration(actor: Actor, entry: NewAdministrationEntry, reason: string): Promise<string>;
  /** Enters a window, suspended until somebody is there to work at it. */
  enterWindow(actor: Actor, entry: ListedWindowEntry, reason: string): Promise<string>;
  confirm(actor: Actor, ids: readonly string[]): Promise<void>;
  decide(
    actor: Actor,
    decision: { regionCode: string; what: 'listed' | 'delegated'; holds: boolean; reason: string },
  ): Promise<void>;
  /**
   * Marks the postal address of a window as wrong: nothing is sent there until it is put right. Whoever keeps the
   * entry may, its own window, and windows that have open cases with it. Refuses `address-flagged`.
   */
  flagAddress(actor: Actor, entryId: string, reason: string): Promise<void>;
  /** Regions under one with their counts. */
  branches(parent: string | undefined): RegionBranch[];
  /**
   * Gaps of the reader's regions and below. The province must fill them; whoever keeps the entry may as well.
   */
  gaps(actor: Actor): Promise<SeenGap[]>;
  /** Reminds every administration once a month of what is to be confirmed; answers how many were told. */
  remind(): Promise<number>;
  mayEdit(actor: Actor, regionCode: string): boolean;
  refuseOthers(actor: Actor, regionCode: string): void;
  onChanged: OnChanged;
};

/** Regions of which somebody is the administration. */
const administered = (actor: Actor): string[] =>
  actor.grants.filter(({ role }) => role === 'serviceAdministration').map(({ regionCode }) => regionCode);

const gapsToldAtOnce = 500;

/** Builds what keeps the contact list in the name of administrations. */
export function createContactDesk(parts: {
  database: Database;
  clock: Clock;
  directory: Directory;
  audit: Pick<Audit, 'record'>;
  tell: TellStaff;
  counterpartsOf: CounterpartsOf;
}): ContactDesk {
  const { database, clock, directory, audit, tell, counterpartsOf } = parts;

  const mayEdit = (actor: Actor, regionCode: string): boolean =>
    administered(actor).some((own) => directory.keepsEntries(own, regionCode));
  const refuseOthers = (actor: Actor, regionCode: string): void => {
    if (!mayEdit(actor, regionCode)) throw new Problem('directory-not-yours');
  };
  const requireRegion = (code: string): void => {
    if (!directory.findRegion(code)) throw fieldInvalid('/regionCode', `没有行政区划代码为 ${code} 的地区。`);
  };
  const by = (actor: Actor, reason: string) => ({ id: actor.id, name: actor.name, reason });
  const note = (
    tx: Db,
    actor: Actor,
    action: string,
    detail: Record<string, string | number | boolean>,
    id?: string,
  ) =>
    audit.record(tx, {
      action,
      actor: auditActorOf(actor, 'serviceAdministration'),
      ...(id === undefined ? {} : { subject: { kind: 'directoryEntry', id } }),
      detail,
    });

  const seen = (actor: Actor, entry: ContactEntry, now: Instant): SeenEntry => ({
    ...entry,
    regionName: directory.regionName(entry.regionCode),
    due: isDue(entry, now),
    doubtful: isDoubtful(entry, now),
    mayEdit: mayEdit(actor, entry.regionCode),
  });

  const find = (actor: Actor, { region, q = '', kind, state, own = false }: EntryQuery): SeenEntry[] => {
    const now = clock.now();
    return directory
      .listEntries()
      .filter(
        (entry) =>
          (kind === undefined || entry.kind === kind) &&
          (region === undefined ||
            directory.regionPath(entry.regionCode).some(({ code }) => code === region)) &&
          (state === undefined || (state === 'due' ? isDue(entry, now) : isDoubtful(entry, now))) &&
          matchesEntry(entry, directory.regionName(entry.regionCode), q),
      )
      .map((entry) => seen(actor, entry, now))
      .filter((entry) => !own || entry.mayEdit)
      .toSorted((a, b) => (entryKey(a) < entryKey(b) ? -1 : 1));
  };

  /** Whoever has an open case with a changed window hears of it once. */
  const onChanged: OnChanged = async (tx, changes) => {
    const year = Number(clock.now().slice(0, 4));
    const once = randomUUID();
    const notices: StaffNotice[] = [];
    for (const { entry, before, after, validFrom } of changes) {
      const windows =
        entry.kind === 'window' ? [entry.id] : directory.listWindows(entry.regionCode).map(({ id }) => id);
      if (windows.length === 0) continue;
      const text = `${entry.name}的联络信息自 ${shortMoment(validFrom, year)} 起有变：${changeText({ before, after })}`;
      for (const windowId of await counterpartsOf(tx, windows))
        notices.push({
          to: { windowId },
          kind: 'directoryChanged',
          text,
          link: `/directory/${entry.id}`,
          onceKey: `directory-changed:${entry.id}:${once}:${windowId}`,
        });
    }
    if (notices.length > 0) await tell(tx, notices);
  };

  const told = new Set<string>();

  /** The province hears of a gap once, and of a wrong address whoever keeps the entry as well. */
  async function gapNotices(): Promise<StaffNotice[]> {
    const open = await directory.listAllGaps(gapsToldAtOnce);
    return open.flatMap(({ id, kind, regionCode, holderRegion, reason }) =>
      [...new Set([holderRegion, ...(kind === 'address-invalid' ? [regionCode] : [])])].map((to) => ({
        to: { regionCode: to, role: 'serviceAdministration' as const },
        kind: 'directoryGap',
        text: `联络清单有缺：${reason}`,
        link: '/directory?tab=gaps',
        onceKey: `directory-gap:${id}:${to}`,
      })),
    );
  }

  return {
    find,
    mayEdit,
    refuseOthers,
    onChanged,
    list(actor, query, { after, limit }) {
      const found = find(actor, query).filter((entry) => after === undefined || entryKey(entry) > after);
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items, ...(found.length > limit && last ? { next: entryKey(last) } : {}) };
    },
    get: (actor, id) => seen(actor, directory.getEntry(id), clock.now()),
    history: (id) => directory.listEntryChanges(id),
    async change(actor, wishes, { validFrom, reason }) {
      for (const { entryId } of wishes) refuseOthers(actor, directory.getEntry(entryId).regionCode);
      await directory.changeEntries(wishes, validFrom, by(actor, reason), async (tx, changes) => {
        await onChanged(tx, changes);
        for (const { entry, after } of changes)
          await note(tx, actor, 'directoryChanged', { fields: Object.keys(after).join(' ') }, entry.id);
      });
    },
    async enterAdministration(actor, entry, reason) {
      requireRegion(entry.regionCode);
      refuseOthers(actor, entry.regionCode);
      const entered = { administrations: [entry], windows: [] };
      const ids = await directory.enterEntries(
        entered,
        by(actor, reason),
        (tx, { administrations: [id = ''] }) =>
          note(tx, actor, 'directoryEntered', { region: entry.regionCode }, id),
      );
      return ids.administrations[0] ?? '';
    },
    async enterWindow(actor, entry, reason) {
      requireRegion(entry.regionCode);
      refuseOthers(actor, entry.regionCode);
      const entered = { administrations: [], windows: [entry] };
      const ids = await directory.enterEntries(entered, by(actor, reason), (tx, { windows: [id = ''] }) =>
        note(tx, actor, 'directoryEntered', { region: entry.regionCode }, id),
      );
      return ids.windows[0] ?? '';
    },
    async confirm(actor, ids) {
      for (const id of ids) refuseOthers(actor, directory.getEntry(id).regionCode);
      await directory.confirmEntries(ids, { id: actor.id, name: actor.name });
      await note(database.db, actor, 'directoryConfirmed', { entries: ids.length });
    },
    async decide(actor, { regionCode, what, holds, reason }) {
      const province = directory.provinceOf(regionCode);
      // What a region may do itself is for its province to say.
      if (!administered(actor).includes(province) || (what === 'delegated' && isTopRegion(regionCode)))
        throw new Problem('directory-not-yours');
      await directory.decideOnRegion({ regionCode, what, holds }, by(actor, reason));
      await note(database.db, actor, 'directoryDecided', { region: regionCode, what, holds });
    },
    async flagAddress(actor, entryId, reason) {
      const { kind, regionCode, addressFault } = directory.getEntry(entryId);
      if (kind !== 'window') throw new Problem('not-found', { detail: '只有窗口有邮寄地址可以报告。' });
      const windows = new Set(actor.grants.flatMap(({ windowId }) => windowId ?? []));
      const concerned =
        mayEdit(actor, regionCode) ||
        windows.has(entryId) ||
        (await counterpartsOf(database.db, [entryId])).some((id) => windows.has(id));
      if (!concerned)
        throw new Problem('not-authorised', {
          detail: '只有与这个窗口有在办件的窗口和维护它的管理部门可以报告。',
        });
      if (addressFault !== null) throw new Problem('address-flagged');
      await directory.markAddressInvalid(entryId, plainReason(reason));
      await note(database.db, actor, 'addressFlagged', {}, entryId);
      const notices = await gapNotices();
      await database.transaction((tx) => tell(tx, notices));
    },
    branches(parent) {
      const now = clock.now();
      const entries = directory.listEntries();
      return directory.listRegions(parent).map((region) => {
        const below = entries.filter(({ regionCode }) =>
          directory.regionPath(regionCode).some(({ code }) => code === region.code),
        );
        return {
          ...region,
          fullName: directory.regionName(region.code),
          entries: below.length,
          openWindows: below.filter(({ status }) => status === 'open').length,
          doubtful: below.filter((entry) => isDoubtful(entry, now)).length,
          hasChildren: directory.listRegions(region.code).length > 0,
          removed: directory.decisionsOn(region.code).removed,
        };
      });
    },
    async gaps(actor) {
      const own = administered(actor);
      const provinces = [...new Set(own.map((code) => directory.provinceOf(code)))];
      const found = await Promise.all(provinces.map((code) => directory.listGaps(code)));
      return found
        .flat()
        .filter(({ regionCode }) => directory.regionPath(regionCode).some(({ code }) => own.includes(code)))
        .map((gap) => ({
          ...gap,
          regionName: directory.regionName(gap.regionCode),
          holderName: directory.regionName(gap.holderRegion),
          windowName: gap.windowId === null ? null : (directory.findWindow(gap.windowId)?.name ?? null),
          mayAct: mayEdit(actor, gap.regionCode),
        }));
    },
    async remind() {
      const now = clock.now();
      const month = now.slice(0, 7);
      const entries = directory.listEntries();
      const due = Map.groupBy(
        entries.filter((entry) => isDue(entry, now)),
        ({ regionCode }) => regionCode,
      );
      const doubtful = Map.groupBy(
        entries.filter((entry) => isDoubtful(entry, now)),
        ({ regionCode }) => directory.provinceOf(regionCode),
      );
      const notices = [
        ...[...due].map(
          ([regionCode, own]): StaffNotice => ({
            to: { regionCode, role: 'serviceAdministration' },
            kind: 'directoryConfirmationDue',
            text: `本月有 ${own.length} 条联络信息待确认，请核对后确认或修改`,
            link: '/directory?state=due&own=1',
            onceKey: `directory-due:${regionCode}:${month}`,
          }),
        ),
        ...[...doubtful].map(
          ([regionCode, own]): StaffNotice => ({
            to: { regionCode, role: 'serviceAdministration' },
            kind: 'directoryDoubtful',
            text: `本省有 ${own.length} 条联络信息超过 ${doubtfulAfterDays} 天没有确认，已标为待核实`,
            link: '/directory?state=doubtful',
            onceKey: `directory-doubtful:${regionCode}:${month}`,
          }),
        ),
        ...(await gapNotices()),
      ].filter(({ onceKey }) => !told.has(onceKey));
      if (notices.length === 0) return 0;
      await database.transaction((tx) => tell(tx, notices));
      for (const { onceKey } of notices) told.add(onceKey);
      return notices.length;
    },
  };
}
