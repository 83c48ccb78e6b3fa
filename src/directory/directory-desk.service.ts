import type { Audit } from '../platform/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import {
  type ContactDesk,
  type CounterpartsOf,
  createContactDesk,
} from './contact-list/contact-desk.service.ts';
import { type ContactTables, createContactTables } from './contact-list/contact-tables.service.ts';
import { createOffices, type Offices } from './contact-list/offices.service.ts';
import type { Directory } from './directory.service.ts';
import { createHallDesk, type HallDesk } from './halls/hall-desk.service.ts';
import { createProvisions, type Provisions, type WindowMembers } from './provision/provision.service.ts';

/** Everything about the contact list and the provision of windows that staff use. */
export type DirectoryDesk = {
  desk: ContactDesk;
  halls: HallDesk;
  offices: Offices;
  tables: ContactTables;
  provisions: Provisions;
  /** Reminders of what is to be confirmed, and alerts of windows at which nobody is; answers how many. */
  run(): Promise<number>;
  /** Does so from time to time until stopped. */
  start(everyMs: number, onError: (error: unknown) => void): () => Promise<void>;
};

/** Puts together what keeps the directory. */
export function createDirectoryDesk(parts: {
  database: Database;
  clock: Clock;
  directory: Directory;
  audit: Pick<Audit, 'record'>;
  tell: TellStaff;
  counterpartsOf: CounterpartsOf;
  members: WindowMembers;
}): DirectoryDesk {
  const { directory } = parts;
  const desk = createContactDesk(parts);
  const tables = createContactTables({ ...parts, desk, version: () => directory.version() });
  const provisions = createProvisions({
    ...parts,
    mayEdit: (actor, regionCode) => desk.mayEdit(actor, regionCode),
  });
  const halls = createHallDesk({ ...parts, desk });
  const run = async (): Promise<number> => (await desk.remind()) + (await provisions.alertUnstaffed());
  return {
    desk,
    halls,
    offices: createOffices({ directory, desk }),
    tables,
    provisions,
    run,
    start(everyMs, onError) {
      let running = Promise.resolve();
      const timer = setInterval(() => {
        running = running
          .then(run)
          .then(() => undefined)
          .catch(onError);
      }, everyMs);
      return async () => {
        clearInterval(timer);
        await running;
      };
    },
  };
}
