import type { RecordsVerification } from '../../src/cases/core/records.service.ts';
import { openPlace, type Place } from '../../src/platform/backup/places.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { verifyDatabase } from './verify-place.ts';

/** Brings what was restored or moved up to this version and verifies all its records. */
export async function upgradeAndVerify(place: Place): Promise<RecordsVerification> {
  const database = await openPlace(place);
  try {
    await migrate(database);
    return await verifyDatabase(database, place.dataFolder);
  } finally {
    await database.close();
  }
}
