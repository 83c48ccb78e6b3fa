import type { Db } from '../../platform/database.ts';
import { listEditionItems } from '../edition.store.ts';
import type { ItemRow } from '../item.ts';
import { familiesOfDraft } from './draft-families.ts';
import type { KeptEdition } from './edition-state.ts';
import * as store from './editions.store.ts';
import { plainName } from './item-match.ts';

/** Gives every row of a draft its family, before it is published. */
export async function settleFamilies(tx: Db, edition: KeptEdition, items: readonly ItemRow[]): Promise<void> {
  const editions = await store.listKeptEditions(tx, edition.programmeId);
  const before = editions.find(
    ({ publishedAt, effectiveFrom }) => publishedAt !== null && effectiveFrom < edition.effectiveFrom,
  );
  const named = await store.namesWithFamilies(tx);
  const { members, fresh } = familiesOfDraft(items, {
    linked: await store.familiesOf(tx, edition.id),
    before: before ? await listEditionItems(tx, before.id) : [],
    beforeFamilies: before ? await store.familiesOf(tx, before.id) : new Map(),
    byName: new Map(named.map(({ name, familyId }) => [plainName(name), familyId])),
    known: await store.knownFamilies(
      tx,
      items.map(({ name }) => plainName(name)),
    ),
  });
  await store.addFamilies(tx, fresh);
  await store.addMembers(tx, edition.id, members);
}
