import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import { insertConfirmations } from './contact-list/contact-entry.store.ts';
import { addAdministrations, countChange, lockState, saveRegions } from './directory.store.ts';
import type { RegionPath } from './region.ts';
import { parseRegions, type RegionRow } from './region-file.ts';
import { placeReadings } from './region-readings.ts';
import { type SampleEntry, sampleEntryOf } from './sample-directory.ts';
import { addFirstAddresses, addHalls, addWindows } from './window.store.ts';

const regionsFile = join(import.meta.dirname, '../../data/regions.tsv');

/** Since when sample windows are registered: before every date a demonstration may be set to. */
const sampleSince = '2020-01-01T00:00:00.000+08:00';

/** Nobody by name; as in the entries of the administrations. */
const sampleContact = '示例联系人';

const checksumOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/** Brings the regions up to date with `data/regions.tsv`; does nothing, and answers false, if they are already. */
export async function loadRegions(database: Database): Promise<boolean> {
  const text = await readFile(regionsFile, 'utf8');
  const checksum = checksumOf(text + JSON.stringify(placeReadings));
  return database.transaction(async (tx) => {
    const { regionsChecksum } = await lockState(tx);
    if (regionsChecksum === checksum) return false;
    // The dictionary takes a while to read, so only a first start does.
    const { pinyinOfRegion } = await import('./region-pinyin.service.ts');
    const regions = parseRegions(text).map((row) => ({ ...row, pinyin: pinyinOfRegion(row.name) }));
    await saveRegions(tx, regions);
    await countChange(tx, { regions: checksum });
    return true;
  });
}

/**
 * Adds the invented windows for demonstration: one with administration, hall and postal address for every region
 * now valid. What is there already stays as it is; a second load does nothing and answers false. With a moment, most of
 * them count as looked through then; every fiftieth stays 待核实, so that there is something to do.
 */
export async function loadSampleDirectory(database: Database, confirmedAt?: Instant): Promise<boolean> {
  const entries = sampleEntries(parseRegions(await readFile(regionsFile, 'utf8')));
  const checksum = checksumOf(JSON.stringify(entries));
  return database.transaction(async (tx) => {
    const { sampleChecksum } = await lockState(tx);
    if (sampleChecksum === checksum) return false;
    await addAdministrations(
      tx,
      entries.map(({ administration }) => administration),
    );
    await addHalls(
      tx,
      entries.map(({ hall, administration: { regionCode } }) => ({ ...hall, regionCode, sample: true })),
    );
    await addWindows(
      tx,
      entries.map(({ window, hall }) => ({
        ...window,
        hallId: hall.id,
        officeHours: null,
        contactPerson: sampleContact,
        sample: true,
        registeredAt: sampleSince,
      })),
    );
    await addFirstAddresses(
      tx,
      entries.map(({ window, postal }) => ({
        ...postal,
        windowId: window.id,
        validFrom: sampleSince,
        recordedAt: sampleSince,
      })),
    );
    if (confirmedAt !== undefined) {
      const confirmed = entries
        .filter((_entry, i) => i % 50 !== 49)
        .flatMap(({ administration: { id, regionCode }, window }) => [
          { entryId: id, regionCode },
          { entryId: window.id, regionCode },
        ]);
      await insertConfirmations(tx, confirmed, confirmedAt, { id: null, name: '示例数据' });
    }
    await countChange(tx, { sample: checksum });
    return true;
  });
}

function sampleEntries(rows: readonly RegionRow[]): SampleEntry[] {
  const byCode = new Map(rows.map((row) => [row.code, { ...row, pinyin: '' }]));
  const pathOf = (code: string): RegionPath => {
    const region = byCode.get(code);
    return region ? [...(region.parent ? pathOf(region.parent) : []), region] : [];
  };
  return rows.filter(({ validTo }) => validTo === null).map(({ code }) => sampleEntryOf(pathOf(code)));
}
