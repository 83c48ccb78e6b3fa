import type { Catalogue } from '../catalogue/catalogue.service.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Renderer } from '../documents/renderer.service.ts';
import type { Audit } from '../platform/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.service.ts';
import type { TellPerson, TellStaff } from '../platform/messages-port.ts';
import { createDemand, type Demand } from './demand.service.ts';
import { createDemandExport, type DemandExport } from './demand-export.service.ts';
import { createOffList, type OffList } from './off-list.service.ts';
import type { Answered, CaseOutcomes, LadderOf, Moved } from './off-list-ports.ts';
import { createOffListReading, type OffListReading } from './off-list-reading.service.ts';
import { createOffListTelling } from './off-list-telling.service.ts';
import { createOffListWorld, type OffListWorld } from './off-list-world.service.ts';

/** Everything about off-list requests, put together. */
export type OffListDesk = {
  offList: OffList;
  reading: OffListReading;
  demand: Demand;
  exports: DemandExport;
  world: OffListWorld;
};

/** Puts the services of off-list requests together over the modules below and the ports above. */
export function createOffListDesk(parts: {
  database: Database;
  keyring: Keyring;
  clock: Clock;
  audit: Audit;
  catalogue: Catalogue;
  directory: Directory;
  renderer: Renderer;
  tellStaff: TellStaff;
  tellPerson: TellPerson;
  outcomesOf: CaseOutcomes;
  ladderOf?: LadderOf;
  answered?: Answered;
  moved?: Moved;
  answerHours: (intakeRegion: string, homeRegion: string) => number;
}): OffListDesk {
  const { database, keyring, clock, audit, catalogue, directory, renderer } = parts;
  const world = createOffListWorld({ catalogue, directory, answerHours: parts.answerHours });
  const telling = createOffListTelling({ world, tellStaff: parts.tellStaff, tellPerson: parts.tellPerson });
  const offList = createOffList({
    database,
    keyring,
    clock,
    audit,
    world,
    telling,
    ladderOf: parts.ladderOf,
    answered: parts.answered,
    moved: parts.moved,
  });
  const demand = createDemand({ database, clock, audit, catalogue, outcomesOf: parts.outcomesOf });
  return {
    offList,
    reading: createOffListReading({ database, clock, audit, world, offList, renderer }),
    demand,
    exports: createDemandExport({
      database,
      audit,
      demand,
      regionName: (code) => directory.regionName(code),
    }),
    world,
  };
}
