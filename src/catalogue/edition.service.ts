import { isDeepStrictEqual } from 'node:util';
import type { Db } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import {
  addEdition,
  addItems,
  addStandards,
  endOpenEdition,
  endOpenStandard,
  findEdition,
  listEditionItems,
  type NewStandard,
  publishEdition,
} from './edition.store.ts';
import { type ItemRow, namesOf } from './item.ts';
import type { Edition } from './programme.ts';

/** How names are read aloud: their syllables, and a key to sort by. */
export type Reader = { syllablesOf(text: string): string[]; sortKeyOf(text: string): string };

/** A catalogue as it is to be published. */
export type EditionDraft = {
  readonly programmeId: string;
  readonly label: string;
  readonly effectiveFrom: Day;
  readonly items: readonly ItemRow[];
};

/** Id of an edition: southwest-5.2021-1. */
export const editionIdOf = (programmeId: string, label: string): string => `${programmeId}.${label}`;

/** An item with what its names sound like. */
export const readable = (item: ItemRow, reader: Reader) => ({
  ...item,
  sortKey: reader.sortKeyOf(item.name),
  readings: namesOf(item).map((name) => ({ name, reading: reader.syllablesOf(name) })),
});

/**
 * Publishes an edition: the one in force so far ends the day the new one begins. An edition published before is
 * left alone; throws when its rows are not those given, and when its days overlap with another's.
 */
export async function publishCatalogue(
  tx: Db,
  draft: EditionDraft,
  reader: Reader,
  at: Instant,
): Promise<Edition> {
  const { programmeId, label, effectiveFrom, items } = draft;
  const known = await findEdition(tx, programmeId, label);
  if (known) {
    const stored = await listEditionItems(tx, known.id);
    if (isDeepStrictEqual(JSON.parse(JSON.stringify(stored)), JSON.parse(JSON.stringify(items))))
      return known;
    throw new Error(`清单 ${known.id} 已经公布，不能更改；有变化请以新的版本号公布。`);
  }
  const edition = {
    id: editionIdOf(programmeId, label),
    programmeId,
    label,
    effectiveFrom,
    effectiveTo: null,
  };
  await endOpenEdition(tx, programmeId, effectiveFrom);
  await addEdition(tx, edition);
  await addItems(
    tx,
    edition.id,
    items.map((item) => readable(item, reader)),
  );
  await publishEdition(tx, edition.id, at);
  return edition;
}

/** Publishes versions of standards; the versions in force so far end the day theirs begin. */
export async function publishStandards(
  tx: Db,
  standards: readonly NewStandard[],
  at: Instant,
): Promise<void> {
  for (const { optionId, effectiveFrom } of standards) await endOpenStandard(tx, optionId, effectiveFrom);
  await addStandards(tx, standards, at);
}
