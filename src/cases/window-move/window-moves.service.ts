import { randomUUID } from 'node:crypto';
import type { Directory } from '../../directory/directory.service.ts';
import type { ServiceWindow } from '../../directory/window.ts';
import type { NewPlace, WindowChange } from '../../directory/window-changes.service.ts';
import type { WindowStaff } from '../../identity/window-staff.service.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Database, type Db, isUniqueViolation } from '../../platform/database.ts';
import type { TellStaff } from '../../platform/messages-port.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { administers } from '../core/capacities.ts';
import type { Executor } from '../core/executor.service.ts';
import * as store from './window-move.store.ts';
import type { WindowTasks } from './window-tasks.ts';

/** A window as its administration sees it: what lies at it, and how far a move is. */
export type ManagedWindow = ServiceWindow & {
  regionName: string;
  postalAddress: string;
  open: number;
  ended: number;
  drafts: number;
  accounts: number;
  /** What else is open there: off-list requests, calls owed, supervision orders, problems. */
  tasks: number;
  move: (store.WindowMove & { toWindowName: string }) | null;
};

/** Closing and moving windows of a region, by its administration. */
export type WindowMoves = {
  /** Windows of the regions that the reader administers, or of one of them. */
  list(actor: Actor, regionCode: string | undefined): Promise<ManagedWindow[]>;
  /** Open cases of a window, page by page. */
  openCases(
    actor: Actor,
    windowId: string,
    after: string | undefined,
    limit: number,
  ): Promise<store.CaseAt[]>;
  changes(actor: Actor, windowId: string): Promise<WindowChange[]>;
  /**
   * Orders that everything of a window goes over to another one of its region, and takes it off new cases; done in the
   * background, case by case. Refuses `window-of-other-region`, `window-not-open`, `window-same`, `window-moving`.
   */
  start(
    actor: Actor,
    windowId: string,
    order: { toWindow: string; reason: string; closes: boolean },
  ): Promise<store.WindowMove>;
  /** Closes a window at which nothing is left; refuses `window-in-use` with how much is. */
  close(actor: Actor, windowId: string, reason: string): Promise<void>;
  /** Takes a window off new cases, or lets it take them again. */
  setOpen(actor: Actor, windowId: string, open: boolean, reason: string): Promise<void>;
  /** Another address from a moment on; the windows with open cases in common are told. */
  relocate(actor: Actor, windowId: string, place: NewPlace & { reason: string }): Promise<void>;
  /** Carries orders on; answers how many things were done. */
  run(): Promise<number>;
  /** Carries orders on from time to time until stopped. */
  startWorker(everyMs: number, onError: (error: unknown) => void): () => Promise<void>;
};

const atOnce = 50;

const mover = ({
  startedBy,
  startedByName,
  startedByRegion,
}: Pick<store.WindowMove, 'startedBy' | 'startedByName' | 'startedByRegion'>): Actor => ({
  kind: 'staff',
  id: startedBy,
  username: '',
  name: startedByName,
  grants: [{ role: 'serviceAdministration', regionCode: startedByRegion, windowId: null }],
  sessionId: '',
  mustChangePassword: false,
});

const plain = (reason: string): string => {
  const checked = checkPlainText(reason, { max: 200, min: 2 });
  if (!checked.valid) throw fieldInvalid('/reason', checked.reason);
  return checked.normalized;
};

/** Builds the moving of windows. */
export function createWindowMoves(parts: {
  database: Database;
  clock: Clock;
  directory: Directory;
  staff: WindowStaff;
  executor: Pick<Executor, 'executeWithin'>;
  tell: TellStaff;
  /** Refuses to open a window at which nobody works. */
  refuseUnstaffed: (windowId: string) => Promise<void>;
  /** What lies at windows beside cases. */
  others: readonly WindowTasks[];
}): WindowMoves {
  const { database, clock, directory, staff, executor, tell, refuseUnstaffed, others } = parts;
  const { db } = database;

  /** The administration in whose name somebody acts on a window; refuses the windows of others. */
  function administrationOf(actor: Actor, window: ServiceWindow): string {
    const own = actor.grants.find(
      ({ role, regionCode }) =>
        role === 'serviceAdministration' && administers(regionCode, window.regionCode),
    );
    if (!own) throw new Problem('not-authorised', { detail: '只能管理本地区的窗口。' });
    return own.regionCode;
  }

  const managed = (actor: Actor, windowId: string): ServiceWindow => {
    const window = directory.getWindow(windowId);
    administrationOf(actor, window);
    return window;
  };

  async function tasksAt(tx: Db, windowId: string): Promise<number> {
    let tasks = 0;
    for (const other of others) tasks += await other.countAt(tx, windowId);
    return tasks;
  }

  async function leftAt(
    tx: Db,
    windowId: string,
  ): Promise<store.AtWindow & { accounts: number; tasks: number }> {
    const [counted] = await store.countAt(tx, [windowId]);
    const { open = 0, ended = 0, drafts = 0 } = counted ?? {};
    const tasks = await tasksAt(tx, windowId);
    return { open, ended, drafts, accounts: await staff.countAt(tx, windowId), tasks };
  }

  async function refuseUsed(tx: Db, windowId: string): Promise<void> {
    const left = await leftAt(tx, windowId);
    if (left.open + left.ended + left.drafts + left.accounts + left.tasks === 0) return;
    throw new Problem('window-in-use', {
      detail: `这个窗口还有在办 ${left.open} 件、已结束 ${left.ended} 件、草稿 ${left.drafts} 份、账号 ${left.accounts} 个、清单外申请和电话等事 ${left.tasks} 件，先移交给同地区的另一个窗口，再关闭。`,
      extensions: left,
    });
  }

  /** One case or draft with its order; each in a transaction of its own, so that a failure holds up nobody else. */
  const moveOne = (move: store.WindowMove, { caseId, side, draft }: store.ToMove) =>
    database.transaction(async (tx) => {
      await executor.executeWithin(
        tx,
        {
          caseId,
          actor: mover(move),
          capacity: `${side}Administration`,
          command: 'moveToWindow',
          input: { windowId: move.toWindow, reason: move.reason },
        },
        {},
      );
      await store.countDone(tx, move.id, draft ? 'drafts' : 'moved');
    });

  /** The end of an order: the staff leave, the window closes, the new window is told. */
  async function finish(move: store.WindowMove): Promise<void> {
    const by = { ...mover(move), reason: move.reason };
    const accounts = await database.transaction((tx) => staff.leaveWindow(tx, by, move.fromWindow));
    const window = directory.getWindow(move.fromWindow);
    if (move.closes && window.status !== 'closed') {
      await directory.closeWindow(move.fromWindow, { ...by, successorId: move.toWindow }, (tx) =>
        refuseUsed(tx, move.fromWindow),
      );
    }
    await database.transaction(async (tx) => {
      await store.endMove(tx, { id: move.id, state: 'done', at: clock.now(), accounts, failure: null });
      await tell(tx, [
        {
          to: { windowId: move.toWindow },
          kind: 'windowMoveDone',
          text: `${window.name}的办件已全部移交本窗口，共 ${move.moved} 件、草稿 ${move.drafts} 份`,
          link: '/',
          onceKey: `window-move:${move.id}`,
        },
      ]);
    });
  }

  /** What lies there beside cases follows them. */
  async function handOverOthers({ fromWindow: from, toWindow: to, reason, ...move }: store.WindowMove) {
    const by = { id: move.startedBy, name: move.startedByName, regionCode: move.startedByRegion };
    let done = 0;
    for (const other of others) done += await other.handOver({ from, to, by, reason });
    return done;
  }

  /** One round of one order: so many cases; answers how many things were done. */
  async function carryOn(move: store.WindowMove): Promise<number> {
    const next = await store.listToMove(db, move.fromWindow, atOnce);
    if (next.length === 0) {
      const followed = await handOverOthers(move);
      if (followed > 0) return followed;
      try {
        await finish(move);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        await stop(move, error.message);
      }
      return 1;
    }
    let done = 0;
    let failure: string | undefined;
    for (const each of next) {
      try {
        await moveOne(move, each);
        done += 1;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        // Somebody worked on it at this moment; its turn comes again.
        if (error.code !== 'stale-version') failure = error.message;
      }
    }
    if (done === 0 && failure !== undefined) {
      await stop(move, failure);
      return 1;
    }
    return done;
  }

  const stop = (move: store.WindowMove, failure: string): Promise<void> =>
    store.endMove(db, { id: move.id, state: 'stopped', at: clock.now(), accounts: 0, failure });

  async function run(): Promise<number> {
    let done = 0;
    for (const move of await store.listRunning(db)) done += await carryOn(move);
    return done;
  }

  return {
    async list(actor, regionCode) {
      const own = directory
        .listWindows(regionCode)
        .filter((window) =>
          actor.grants.some(
            (grant) =>
              grant.role === 'serviceAdministration' && administers(grant.regionCode, window.regionCode),
          ),
        );
      const ids = own.map(({ id }) => id);
      const counts = new Map((await store.countAt(db, ids)).map((row) => [row.windowId, row]));
      const moves = new Map((await store.listLastMoves(db, ids)).map((move) => [move.fromWindow, move]));
      return Promise.all(
        own.map(async (window) => {
          const { open = 0, ended = 0, drafts = 0 } = counts.get(window.id) ?? {};
          const move = moves.get(window.id);
          const postal = directory.postalAddressOf(window.id, clock.now());
          return {
            ...window,
            regionName: directory.regionName(window.regionCode),
            postalAddress: postal ? `${postal.address}（${postal.postcode}）` : '',
            open,
            ended,
            drafts,
            accounts: await staff.countAt(db, window.id),
            tasks: await tasksAt(db, window.id),
            move: move ? { ...move, toWindowName: directory.getWindow(move.toWindow).name } : null,
          };
        }),
      );
    },
    async openCases(actor, windowId, after, limit) {
      managed(actor, windowId);
      return store.listOpenAt(db, windowId, after, limit);
    },
    async changes(actor, windowId) {
      managed(actor, windowId);
      return directory.listWindowChanges(windowId);
    },
    async start(actor, windowId, { toWindow, reason, closes }) {
      const from = managed(actor, windowId);
      const to = directory.getWindow(toWindow);
      if (from.status === 'closed') throw new Problem('window-closed');
      if (to.regionCode !== from.regionCode) throw new Problem('window-of-other-region');
      if (to.id === from.id) throw new Problem('window-same');
      if (to.status !== 'open') throw new Problem('window-not-open');
      const why = plain(reason);
      const move = {
        id: randomUUID(),
        fromWindow: windowId,
        toWindow,
        regionCode: from.regionCode,
        reason: why,
        closes,
        startedBy: actor.id,
        startedByName: actor.name,
        startedByRegion: administrationOf(actor, from),
        startedAt: clock.now(),
      };
      // No new case comes to it from now on.
      await directory.setWindowOpen(windowId, false, { id: actor.id, name: actor.name, reason: why });
      try {
        await database.transaction(async (tx) => {
          await store.insertMove(tx, move);
          await staff.joinWindow(tx, actor, { from: windowId, to: toWindow });
        });
      } catch (error) {
        throw isUniqueViolation(error, 'one_running_window_move') ? new Problem('window-moving') : error;
      }
      const [started] = await store.listLastMoves(db, [windowId]);
      if (!started) throw new Error('window move not stored');
      return started;
    },
    async close(actor, windowId, reason) {
      managed(actor, windowId);
      await directory.closeWindow(windowId, { id: actor.id, name: actor.name, reason }, (tx) =>
        refuseUsed(tx, windowId),
      );
    },
    async setOpen(actor, windowId, open, reason) {
      managed(actor, windowId);
      if (open && (await store.listRunning(db)).some(({ fromWindow }) => fromWindow === windowId))
        throw new Problem('window-moving');
      if (open) await refuseUnstaffed(windowId);
      await directory.setWindowOpen(windowId, open, { id: actor.id, name: actor.name, reason });
    },
    async relocate(actor, windowId, { reason, ...place }) {
      const window = managed(actor, windowId);
      // The address stands in the contact list; whoever may not keep its entries does not move the window.
      if (!directory.keepsEntries(administrationOf(actor, window), window.regionCode))
        throw new Problem('directory-not-yours');
      const by = { id: actor.id, name: actor.name, reason };
      await directory.relocateWindow(windowId, place, by, async (tx, from) => {
        const told = await store.listCounterparts(tx, windowId);
        const year = Number(clock.now().slice(0, 4));
        await tell(
          tx,
          [windowId, ...told.map((each) => each.windowId)].map((to) => ({
            to: { windowId: to },
            kind: 'windowRelocated',
            text: `${window.name}自 ${shortMoment(from, year)} 起迁到${place.address}，电话 ${place.phone}；以后的邮件寄往新址，途中的不变`,
            link: '/',
            onceKey: `window-relocated:${windowId}:${from}:${to}`,
          })),
        );
      });
    },
    run,
    startWorker(everyMs, onError) {
      let running = Promise.resolve();
      const timer = setInterval(() => {
        running = running
          .then(async () => {
            while ((await run()) > 0);
          })
          .catch(onError);
      }, everyMs);
      return async () => {
        clearInterval(timer);
        await running;
      };
    },
  };
}
