import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import type { WindowService } from '../regulation/window-services.ts';
import type { DirectoryView } from './directory-view.ts';
import type { ChangedBy } from './window-changes.service.ts';
import { type Change, getWindowIn } from './window-register.service.ts';
import { insertWindowService, listWindowServices, type WindowServiceMark } from './window-services.store.ts';

export type { WindowServiceMark } from './window-services.store.ts';

/** What windows offer beyond the usual: 一窗通办专窗 and 绿色通道. */
export type WindowServicesRegister = {
  /**
   * Marks a window, or takes the mark off; nothing is recorded where it stands so already. Throws `window-closed`, and
   * `field-invalid` naming `/reason`. `also` takes part in the same transaction.
   */
  setWindowService(
    id: string,
    mark: { service: WindowService; offered: boolean },
    by: ChangedBy,
    also: (tx: Db) => Promise<void>,
  ): Promise<void>;
  /** The marks of a window that were made, the latest first. */
  listWindowServiceMarks(id: string): Promise<WindowServiceMark[]>;
};

const shownAtOnce = 50;

/** The functions that mark windows. */
export function windowServicesRegister(
  database: Database,
  view: () => DirectoryView,
  change: Change,
  clock: Clock,
): WindowServicesRegister {
  return {
    async setWindowService(id, { service, offered }, by, also) {
      const window = getWindowIn(view(), id);
      if (window.status === 'closed') throw new Problem('window-closed');
      const reason = checkPlainText(by.reason, { max: 200, min: 2 });
      if (!reason.valid) throw fieldInvalid('/reason', reason.reason);
      if (window.services.includes(service) === offered) return;
      await change(async (tx) => {
        await insertWindowService(tx, {
          windowId: id,
          service,
          offered,
          reason: reason.normalized,
          recordedAt: clock.now(),
          recordedBy: by.id,
          recordedByName: by.name,
        });
        await also(tx);
      });
    },
    listWindowServiceMarks: (id) => listWindowServices(database.db, getWindowIn(view(), id).id, shownAtOnce),
  };
}
