import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, type Db, sql } from '../platform/database.ts';
import { dayOf, type Instant } from '../regulation/instant.ts';
import { addDays } from '../regulation/shanghai-time.ts';
import { findChecksum, saveChecksum } from './catalogue.store.ts';
import { type ReadCatalogues, readCatalogueFiles } from './catalogue-files.ts';
import { publishCatalogue, publishStandards, type Reader } from './edition.service.ts';
import {
  isKept,
  listOpenStandards,
  type NewStandard,
  replaceWords,
  saveFamilies,
  saveOption,
  saveProgramme,
} from './edition.store.ts';
import { type ItemFamily, linkFamilies } from './families.ts';
import type { Edition } from './programme.ts';
import { type ReadStandard, readStandards } from './standard-files.ts';
import { versionAfter } from './standard-version.ts';

/** The files that are loaded, by folder and name. */
export type ShippedFiles = {
  readonly catalogue: ReadonlyMap<string, string>;
  readonly standards: ReadonlyMap<string, string>;
};

/** Raised when a file cannot be loaded; nothing of it is stored. Holds one sentence for each wrong row. */
export class CatalogueFileError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`清单和收件标准没有装入：\n${faults.join('\n')}`);
    this.name = 'CatalogueFileError';
    this.faults = faults;
  }
}

/** Counts up when the way changes in which files become rows. */
const loaderVersion = 1;

const data = join(import.meta.dirname, '../../data');

async function readFolder(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(join(data, folder))).toSorted();
  const texts = names.map(async (name) => [name, await readFile(join(data, folder, name), 'utf8')] as const);
  return new Map(await Promise.all(texts));
}

/** The files under `data/catalogue` and `data/standards`. */
export const readShippedFiles = async (): Promise<ShippedFiles> => ({
  catalogue: await readFolder('catalogue'),
  standards: await readFolder('standards'),
});

const digestOf = (value: string): string => createHash('sha256').update(value).digest('hex');

/**
 * Brings lists, acceptance standards and search words up to date with the shipped files; does nothing, and answers
 * false, if they are already. A changed standard becomes a new version from today on; a changed row of a published
 * list is refused. Throws `CatalogueFileError`, with nothing stored, when any row is wrong.
 */
export async function loadCatalogue(
  database: Database,
  now: Instant,
  files?: ShippedFiles,
  onWarning: (sentence: string) => void = () => undefined,
): Promise<boolean> {
  const shipped = files ?? (await readShippedFiles());
  const checksum = digestOf(JSON.stringify([loaderVersion, [...shipped.catalogue], [...shipped.standards]]));
  if ((await findChecksum(database.db)) === checksum) return false;
  const read = readCatalogueFiles(shipped.catalogue);
  const linked = linkFamilies(
    read.catalogues.flatMap(({ programme, items }) =>
      items.map((item) => ({ ...item, catalogueId: programme.id })),
    ),
    read.sameItems,
  );
  const { standards, faults, warnings } = readStandards(
    shipped.standards,
    new Map(
      read.catalogues.map(({ programme, items }) => [
        programme.id,
        { programme, items, on: programme.edition?.effectiveFrom ?? dayOf(now) },
      ]),
    ),
  );
  const wrong = [...read.faults, ...linked.faults, ...faults];
  if (wrong.length > 0) throw new CatalogueFileError(wrong);
  for (const warning of warnings) onWarning(warning);
  // The dictionary takes a while to read, so only a first start does.
  const reader = await import('./pinyin.service.ts');
  await database.transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(${4010401})`.execute(tx);
    const editions = await storeCatalogues(tx, read, reader, now);
    await saveFamilies(tx, linked.families, new Map([...editions].map(([id, edition]) => [id, edition.id])));
    await storeStandards(tx, standards, linked.families, editions, now);
    await replaceWords(
      tx,
      read.words.map((word) => ({ ...word, reading: reader.syllablesOf(word.word) })),
    );
    await saveChecksum(tx, checksum);
  });
  return true;
}

async function storeCatalogues(
  tx: Db,
  { catalogues }: ReadCatalogues,
  reader: Reader,
  now: Instant,
): Promise<Map<string, Edition>> {
  const editions = new Map<string, Edition>();
  for (const [position, { programme, items }] of catalogues.entries()) {
    // One that administrations keep by now stays as they have it.
    if (!(await isKept(tx, programme.id))) await saveProgramme(tx, programme, position + 1);
    if (!programme.edition) continue;
    const { label, effectiveFrom } = programme.edition;
    const draft = { programmeId: programme.id, label, effectiveFrom, items };
    editions.set(programme.id, await publishCatalogue(tx, draft, reader, now));
  }
  return editions;
}

async function storeStandards(
  tx: Db,
  standards: readonly ReadStandard[],
  families: readonly ItemFamily[],
  editions: ReadonlyMap<string, Edition>,
  now: Instant,
): Promise<void> {
  const familyOf = new Map(
    families.flatMap(({ id, items }) =>
      items.map(({ catalogueId, number }) => [`${catalogueId} ${number}`, id]),
    ),
  );
  const open = new Map((await listOpenStandards(tx)).map((standard) => [standard.optionId, standard]));
  const fresh: NewStandard[] = [];
  for (const { catalogueId, itemNumber, position, content } of standards) {
    const edition = editions.get(catalogueId);
    const familyId = familyOf.get(`${catalogueId} ${itemNumber}`);
    if (!edition || familyId === undefined) throw new Error(`${content.id} has no item`);
    const before = open.get(content.id);
    // What administrations have published goes before what ships.
    if (before?.edited) continue;
    await saveOption(tx, { id: content.id, familyId, name: content.name, position });
    const digest = digestOf(JSON.stringify(content));
    if (before?.digest === digest) continue;
    fresh.push({
      optionId: content.id,
      version: versionAfter(before?.version, edition.label),
      editionId: edition.id,
      effectiveFrom: before ? laterOf(dayOf(now), addDays(before.effectiveFrom, 1)) : edition.effectiveFrom,
      effectiveTo: null,
      content,
      digest,
    });
  }
  await publishStandards(tx, fresh, now);
}

const laterOf = (a: string, b: string): string => (a > b ? a : b);
