import type { Db } from '../../platform/database.ts';
import type { Catalogue } from '../catalogue.service.ts';
import { createEditions } from './editions.service.ts';
import { createExtensions } from './extensions.service.ts';
import { createFamilies } from './families.service.ts';
import { createGoLive } from './go-live.service.ts';
import type { KeepingPorts } from './keeping.service.ts';
import { createListHistory } from './list-history.service.ts';
import { createListImport } from './list-import.service.ts';
import { createLocalNames } from './local-names.service.ts';
import { createNominationsTaken } from './nominations.service.ts';
import { createOptionTables } from './option-tables.service.ts';
import { createPilots } from './pilots.service.ts';
import { createProgrammes } from './programmes.service.ts';
import { createSplits } from './splits.service.ts';

/** All services by which the coordination group and provinces keep the lists. */
export const createListKeeping = (
  ports: Omit<KeepingPorts, 'catalogue'> & {
    catalogue: Catalogue;
    hasCases(db: Db, programmeId: string): Promise<boolean>;
  },
) => ({
  /** What a region is called. */
  regionName: (code: string): string => ports.places.regionName(code),
  catalogue: ports.catalogue,
  editions: createEditions(ports),
  listImport: createListImport(ports),
  history: createListHistory(ports),
  localNames: createLocalNames(ports),
  families: createFamilies(ports),
  splits: createSplits(ports),
  optionTables: createOptionTables(ports, createSplits(ports)),
  pilots: createPilots(ports),
  goLive: createGoLive(ports),
  programmes: createProgrammes(ports),
  extensions: createExtensions(ports),
  nominations: createNominationsTaken(ports),
});
