import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/database.ts';
import { isUniqueViolation } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { approvalFault } from '../../regulation/four-eyes.ts';
import { type Day, dayOf } from '../../regulation/instant.ts';
import type { RefusalCode } from '../../regulation/refusals.ts';
import { editionIdOf } from '../edition.service.ts';
import { endOpenEdition, listEditionItems } from '../edition.store.ts';
import type { ItemRow } from '../item.ts';
import type { Programme } from '../programme.ts';
import type { CatalogueChange } from './change.ts';
import { settleFamilies } from './draft-families.service.ts';
import { type EditionView, faultsOfDraft, type KeptEdition, stateOfEdition } from './edition-state.ts';
import * as store from './editions.store.ts';
import { differenceOfLists, isReworded, type ListDifference } from './item-match.ts';
import { decidesOnLists, keepsLists, proposesFor } from './keepers.ts';
import {
  checkDate,
  type KeepingPorts,
  noteChange,
  programmeIn,
  publishing,
  writeItems,
} from './keeping.service.ts';
import { type ListRecord, recordOfItem } from './list-table.ts';

/** The editions of lists: drafted beside the one in force, proposed, published by another person. */
export type Editions = {
  list(actor: Actor, programmeId: string): Promise<EditionView[]>;
  /** Begins a draft: with the rows of an edition, or empty. */
  begin(
    actor: Actor,
    programmeId: string,
    draft: {
      label: string;
      effectiveFrom: Day;
      documentNumber?: string | undefined;
      from?: string | undefined;
    },
  ): Promise<EditionView>;
  change(
    actor: Actor,
    id: string,
    change: { effectiveFrom: Day; documentNumber?: string | undefined },
  ): Promise<EditionView>;
  discard(actor: Actor, id: string): Promise<void>;
  items(
    actor: Actor,
    id: string,
  ): Promise<{ edition: EditionView; items: ItemRow[]; families: Map<number, string> }>;
  /** Writes one row of a draft; `number` of the row may differ from the one it had. */
  saveItem(actor: Actor, id: string, number: number, item: ItemRow): Promise<void>;
  removeItem(actor: Actor, id: string, number: number): Promise<void>;
  /** Numbers the rows of a draft anew from 1, in their order. */
  renumber(actor: Actor, id: string): Promise<void>;
  propose(actor: Actor, id: string): Promise<EditionView>;
  /** Takes a proposal back, or sends it back: it is a draft again. */
  recall(actor: Actor, id: string): Promise<EditionView>;
  /** Publishes at its first day; the edition in force ends the day before. */
  approve(actor: Actor, id: string): Promise<EditionView>;
  /** What the later of two editions of a programme changes. */
  difference(actor: Actor, before: string, after: string): Promise<ListDifference<ListRecord>>;
};

type Held = { edition: KeptEdition; programme: Programme };

/** The editions over their tables. */
export function createEditions(ports: KeepingPorts): Editions {
  const { database, clock } = ports;
  const today = (): Day => dayOf(clock.now());
  const note = (tx: Db, actor: Actor, change: CatalogueChange) => noteChange(ports, tx, actor, change);

  const viewsOf = async (db: Db, programmeId: string): Promise<EditionView[]> => {
    const editions = await store.listKeptEditions(db, programmeId);
    const published = editions
      .filter(({ publishedAt }) => publishedAt !== null)
      .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
    return editions.map((edition) => ({
      ...edition,
      state: stateOfEdition(edition, today()),
      supersededBy:
        edition.publishedAt === null
          ? null
          : (published.find(({ effectiveFrom }) => effectiveFrom > edition.effectiveFrom)?.id ?? null),
    }));
  };
  const viewIn = async (db: Db, { programmeId, id }: { programmeId: string; id: string }) => {
    const view = (await viewsOf(db, programmeId)).find((one) => one.id === id);
    if (!view) throw new Problem('not-found', { detail: '没有这一版清单。' });
    return view;
  };
  const guard = (actor: Actor, programme: Programme) => {
    if (!proposesFor(actor, programme, today())) throw new Problem('not-authorised');
  };
  const hold = async (tx: Db, actor: Actor, id: string): Promise<Held> => {
    if (!keepsLists(actor)) throw new Problem('not-authorised');
    const edition = await store.holdEdition(tx, id);
    if (!edition) throw new Problem('not-found', { detail: '没有这一版清单。' });
    const programme = await programmeIn(tx, edition.programmeId);
    guard(actor, programme);
    return { edition, programme };
  };
  const holdDraft = async (tx: Db, actor: Actor, id: string): Promise<Held> => {
    const held = await hold(tx, actor, id);
    if (held.edition.publishedAt !== null) throw new Problem('edition-published');
    if (held.edition.proposedBy !== null) throw new Problem('edition-proposed');
    return held;
  };
  const checkDay = (effectiveFrom: Day): void => {
    checkDate('/effectiveFrom', effectiveFrom);
    if (effectiveFrom < today()) throw new Problem('edition-day-past');
  };
  const read = async (actor: Actor, id: string): Promise<Held> => {
    if (!keepsLists(actor)) throw new Problem('not-authorised');
    const edition = await store.findKeptEdition(database.db, id);
    if (!edition) throw new Problem('not-found', { detail: '没有这一版清单。' });
    const programme = await programmeIn(database.db, edition.programmeId);
    if (edition.publishedAt === null) guard(actor, programme);
    return { edition, programme };
  };
  const refuseFaults = (code: RefusalCode, faults: readonly string[], pointer: string): void => {
    if (faults.length === 0) return;
    throw new Problem(code, {
      detail: faults[0] ?? '',
      errors: faults.map((detail) => ({ pointer, detail })),
    });
  };

  return {
    async list(actor, programmeId) {
      if (!keepsLists(actor)) throw new Problem('not-authorised');
      const programme = await programmeIn(database.db, programmeId);
      const views = await viewsOf(database.db, programmeId);
      return proposesFor(actor, programme, today())
        ? views
        : views.filter(({ publishedAt }) => publishedAt !== null);
    },

    begin: (actor, programmeId, { label, effectiveFrom, documentNumber, from }) =>
      database.transaction(async (tx) => {
        if (!keepsLists(actor)) throw new Problem('not-authorised');
        const programme = await programmeIn(tx, programmeId);
        guard(actor, programme);
        checkDay(effectiveFrom);
        const id = editionIdOf(programmeId, label);
        const draft = {
          id,
          programmeId,
          label,
          effectiveFrom,
          documentNumber: documentNumber?.trim() || null,
        };
        if (await store.findKeptEdition(tx, id)) throw new Problem('edition-exists');
        if (from !== undefined && (await store.findKeptEdition(tx, from))?.programmeId !== programmeId)
          throw fieldInvalid('/from', '没有这一版清单。');
        try {
          await store.addDraft(tx, draft, actor, clock.now());
        } catch (error) {
          if (isUniqueViolation(error)) throw new Problem('edition-exists');
          throw error;
        }
        if (from !== undefined) {
          await writeItems(tx, id, await listEditionItems(tx, from));
          await store.addMembers(tx, id, membersOf(await store.familiesOf(tx, from)));
        }
        await note(tx, actor, {
          action: 'editionBegun',
          programmeId,
          editionId: id,
          after: { effectiveFrom, from },
        });
        return viewIn(tx, draft);
      }),

    change: (actor, id, { effectiveFrom, documentNumber }) =>
      database.transaction(async (tx) => {
        const { edition } = await holdDraft(tx, actor, id);
        checkDay(effectiveFrom);
        const after = { effectiveFrom, documentNumber: documentNumber?.trim() || null };
        await store.changeDraft(tx, id, after);
        await note(tx, actor, {
          action: 'editionChanged',
          programmeId: edition.programmeId,
          editionId: id,
          before: { effectiveFrom: edition.effectiveFrom, documentNumber: edition.documentNumber },
          after,
        });
        return viewIn(tx, edition);
      }),

    discard: (actor, id) =>
      database.transaction(async (tx) => {
        const { edition } = await holdDraft(tx, actor, id);
        await store.removeDraft(tx, id);
        await note(tx, actor, {
          action: 'editionDiscarded',
          programmeId: edition.programmeId,
          editionId: id,
          before: { effectiveFrom: edition.effectiveFrom, items: edition.itemCount },
        });
      }),

    async items(actor, id) {
      const { edition } = await read(actor, id);
      return {
        edition: await viewIn(database.db, edition),
        items: await listEditionItems(database.db, id),
        families: await store.familiesOf(database.db, id),
      };
    },

    saveItem: (actor, id, number, item) =>
      database.transaction(async (tx) => {
        const { edition, programme } = await holdDraft(tx, actor, id);
        const items = await listEditionItems(tx, id);
        const before = items.find((one) => one.number === number);
        if (item.number !== number && items.some((one) => one.number === item.number))
          throw fieldInvalid('/number', `序号 ${item.number} 已经有了。`);
        const strangers = faultsOfDraft([{ ...item, number: 1 }], programme, edition.effectiveFrom);
        refuseFaults('field-invalid', strangers, '/localNames');
        const continued = before !== undefined && isReworded(before.name, item.name);
        const family = continued ? (await store.familiesOf(tx, id)).get(number) : undefined;
        await store.removeRow(tx, id, number);
        await writeItems(tx, id, [item]);
        if (family !== undefined) await store.addMembers(tx, id, [{ number: item.number, familyId: family }]);
        await note(tx, actor, {
          action: before ? 'itemChanged' : 'itemAdded',
          programmeId: edition.programmeId,
          editionId: id,
          item: item.name,
          ...(before ? { before: recordOfItem(before) } : {}),
          after: recordOfItem(item),
        });
      }),

    removeItem: (actor, id, number) =>
      database.transaction(async (tx) => {
        const { edition } = await holdDraft(tx, actor, id);
        const before = (await listEditionItems(tx, id)).find((one) => one.number === number);
        if (!before) throw new Problem('not-found', { detail: '清单里没有这一项。' });
        await store.removeRow(tx, id, number);
        await note(tx, actor, {
          action: 'itemRemoved',
          programmeId: edition.programmeId,
          editionId: id,
          item: before.name,
          before: recordOfItem(before),
        });
      }),

    renumber: (actor, id) =>
      database.transaction(async (tx) => {
        const { edition } = await holdDraft(tx, actor, id);
        const items = await listEditionItems(tx, id);
        const families = await store.familiesOf(tx, id);
        await store.removeRows(tx, id);
        await writeItems(
          tx,
          id,
          items.map((item, at) => ({ ...item, number: at + 1 })),
        );
        await store.addMembers(
          tx,
          id,
          items.flatMap(({ number }, at) => {
            const familyId = families.get(number);
            return familyId === undefined ? [] : [{ number: at + 1, familyId }];
          }),
        );
        await note(tx, actor, {
          action: 'editionRenumbered',
          programmeId: edition.programmeId,
          editionId: id,
        });
      }),

    propose: (actor, id) =>
      database.transaction(async (tx) => {
        const { edition, programme } = await holdDraft(tx, actor, id);
        checkDay(edition.effectiveFrom);
        const items = await listEditionItems(tx, id);
        refuseFaults('edition-incomplete', faultsOfDraft(items, programme, edition.effectiveFrom), '/items');
        await store.setProposer(tx, id, actor, clock.now());
        await note(tx, actor, { action: 'editionProposed', programmeId: edition.programmeId, editionId: id });
        return viewIn(tx, edition);
      }),

    recall: (actor, id) =>
      database.transaction(async (tx) => {
        const { edition } = await hold(tx, actor, id);
        if (edition.publishedAt !== null) throw new Problem('edition-published');
        if (edition.proposedBy === null) throw new Problem('edition-not-proposed');
        await store.setProposer(tx, id, null, clock.now());
        await note(tx, actor, { action: 'editionRecalled', programmeId: edition.programmeId, editionId: id });
        return viewIn(tx, edition);
      }),

    approve: (actor, id) =>
      publishing(ports, async (tx) => {
        if (!decidesOnLists(actor)) throw new Problem('not-authorised');
        const { edition, programme } = await hold(tx, actor, id);
        if (edition.publishedAt !== null) throw new Problem('edition-published');
        if (edition.proposedBy === null) throw new Problem('edition-not-proposed');
        const own = approvalFault(edition.proposedBy, actor.id);
        if (own) throw new Problem(own);
        checkDay(edition.effectiveFrom);
        const items = await listEditionItems(tx, id);
        refuseFaults('edition-incomplete', faultsOfDraft(items, programme, edition.effectiveFrom), '/items');
        await settleFamilies(tx, edition, items);
        await endOpenEdition(tx, edition.programmeId, edition.effectiveFrom);
        await store.approveEdition(tx, id, actor, clock.now());
        await note(tx, actor, {
          action: 'editionPublished',
          programmeId: edition.programmeId,
          editionId: id,
          after: { effectiveFrom: edition.effectiveFrom, items: items.length },
          visible: true,
        });
        return viewIn(tx, edition);
      }),

    async difference(actor, before, after) {
      const [earlier, later] = [await read(actor, before), await read(actor, after)];
      if (earlier.programme.id !== later.programme.id)
        throw fieldInvalid('/after', '只能比较同一通办范围的两版清单。');
      return differenceOfLists(
        await listEditionItems(database.db, before),
        await listEditionItems(database.db, after),
        recordOfItem,
      );
    },
  };
}

const membersOf = (families: ReadonlyMap<number, string>) =>
  [...families].map(([number, familyId]) => ({ number, familyId }));
