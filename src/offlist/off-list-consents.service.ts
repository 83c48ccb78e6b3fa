import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.service.ts';
import { Problem } from '../platform/problem.ts';
import { type Instant, later } from '../regulation/instant.ts';
import { type OffListCommand, offListLimits, offListTarget } from '../regulation/off-list.ts';
import { workingDaysDue } from '../regulation/working-days.ts';
import * as store from './off-list.store.ts';
import { decodeOffList } from './off-list-codec.service.ts';
import type { Moved } from './off-list-ports.ts';
import {
  consentFault,
  type NewOffListEvent,
  type OffListEventActor,
  type OffListRequest,
  type OpenConsent,
} from './off-list-request.ts';
import type { OffListWorld } from './off-list-world.service.ts';
import type { WriteOffList } from './off-list-writing.service.ts';

/** What the clock, the ladder and the opening of cases do with requests; nobody can send it. */
export type OffListConsents = {
  /** Questions that the home window did not answer in time, oldest first; what the ladder takes up. */
  listOverdue(
    db: Db,
    now: Instant,
    after?: { dueAt: Instant; id: string },
    limit?: number,
  ): Promise<store.OverdueOffList[]>;
  /** What the ladder shows of a request. */
  findForLadder(db: Db, id: string): Promise<OffListRequest | undefined>;
  /**
   * Closes a question that stayed without an answer through the whole ladder (C.4, 6), in the caller's transaction;
   * false when it is no longer open. Refuses with `ladder-running` before the time after level 2 is over.
   */
  closeUnanswered(tx: Db, closing: { id: string; level2OpenedAt: Instant }): Promise<boolean>;
  /** The consent a case is to be opened with; undefined for an unknown request, or one of another window. */
  findConsent(id: string, windowId: string, now: Instant): Promise<OpenConsent | undefined>;
  /**
   * Keeps a request as it is until the transaction ends. Whoever changes request and case takes the request first;
   * otherwise the clock, which ends the one, and a clerk, who registers the other, would wait for each other.
   */
  hold(tx: Db, id: string): Promise<void>;
  /** Uses a consent for a case, in the transaction that opens it; refuses where it can no longer be used. */
  useConsent(tx: Db, using: { id: string; caseId: string; at: Instant }): Promise<void>;
  /** Ends the consent of a draft that was not registered in time, in the transaction that discards it. */
  expireWithDraft(tx: Db, expiring: { id: string; caseId: string; at: Instant }): Promise<void>;
  /** Requests of a window that closes or moves go over to another one of its region. */
  windowTasks: OffListWindowTasks;
  /** Ends consents that nobody used in time; answers how many. */
  expireDue(): Promise<number>;
  /** Does that now and then; answers the function that stops it. */
  startWorker(everyMs: number, onError: (error: unknown) => void): () => Promise<void>;
};

/** What `WindowTasks` of the modules above asks for. */
export type OffListWindowTasks = {
  countAt(db: Db, windowId: string): Promise<number>;
  handOver(move: {
    from: string;
    to: string;
    by: { id: string; name: string; regionCode: string };
    reason: string;
  }): Promise<number>;
};

/** Acts of the clock wait this long, for requests that were received in time and are stored late (OP-99). */
const graceMs = 5 * 60 * 1000;
const expiredAtOnce = 200;
const movedAtOnce = 50;

const clockActor: OffListEventActor = {
  kind: 'system',
  id: null,
  name: '系统',
  as: 'system',
  windowId: null,
  regionCode: null,
};

/** Builds the acts without a person. */
export function createConsents(parts: {
  database: Database;
  keyring: Keyring;
  clock: Clock;
  world: Pick<OffListWorld, 'calendarOf'>;
  write: WriteOffList;
  moved?: Moved | undefined;
}): OffListConsents {
  const { database, keyring, clock, world, write, moved } = parts;

  /** One act of the clock or of a case's step, in the caller's transaction; false when the state does not take it. */
  async function bySystem(
    tx: Db,
    id: string,
    command: OffListCommand,
    decided: (request: OffListRequest) => { event: NewOffListEvent; effectiveAt?: Instant } | undefined,
    actor: OffListEventActor = clockActor,
  ): Promise<boolean> {
    const row = await store.findOffList(tx, id, true);
    const before = row && decodeOffList(row, keyring);
    if (!before || !offListTarget(command, before.request.state)) return false;
    const decision = decided(before.request);
    if (!decision) return false;
    await write(tx, { id, before, command, actor, at: clock.now(), ...decision });
    return true;
  }

  async function expireDue(): Promise<number> {
    const before = later(clock.now(), -graceMs);
    let done = 0;
    for (;;) {
      const due = await store.listExpiringOffList(database.db, before, expiredAtOnce);
      for (const { id } of due) {
        const ended = await database.transaction((tx) =>
          bySystem(tx, id, 'expireOffListConsent', ({ state, consentUntil }) =>
            state === 'offListConsented' && consentUntil !== undefined && consentUntil <= before
              ? { event: { type: 'offListConsentExpired', data: {} }, effectiveAt: consentUntil }
              : undefined,
          ),
        );
        done += ended ? 1 : 0;
      }
      if (due.length < expiredAtOnce) return done;
    }
  }

  return {
    listOverdue: (db, now, after, limit = 200) => store.listOverdueOffList(db, now, after, limit),
    async findForLadder(db, id) {
      const row = await store.findOffList(db, id);
      return row && { ...row.snapshot, personal: null };
    },
    closeUnanswered: (tx, { id, level2OpenedAt }) =>
      bySystem(tx, id, 'closeUnansweredOffList', ({ homeRegion }) => {
        const { dueAt } = workingDaysDue(
          world.calendarOf(homeRegion),
          // What the clock does at 24:00 of a day is written as 00:00 of the next.
          later(level2OpenedAt, -1),
          offListLimits.unansweredWorkingDays,
        );
        if (clock.now() < dueAt) throw new Problem('ladder-running', { article: 'rules-13' });
        return { event: { type: 'offListUnanswered', data: { level2OpenedAt } }, effectiveAt: dueAt };
      }),
    async findConsent(id, windowId, now) {
      const row = await store.findOffList(database.db, id);
      const request = row && decodeOffList(row, keyring).request;
      if (!request || request.intake.windowId !== windowId) return undefined;
      return { request, fault: consentFault(request, now) };
    },
    async hold(tx, id) {
      await store.findOffList(tx, id, true);
    },
    async useConsent(tx, { id, caseId, at }) {
      const used = await bySystem(tx, id, 'useOffListConsent', (request) => {
        const fault = consentFault(request, at);
        if (fault) throw new Problem(fault, { article: 'rules-24' });
        return { event: { type: 'offListConsentUsed', data: { caseId } } };
      });
      if (!used) throw new Problem('consent-missing', { article: 'rules-24' });
    },
    async expireWithDraft(tx, { id, caseId, at }) {
      await bySystem(tx, id, 'expireOffListConsent', (request) =>
        request.caseId === caseId && request.consentUntil !== undefined && at >= request.consentUntil
          ? {
              event: { type: 'offListConsentExpired', data: { caseId } },
              effectiveAt: request.consentUntil,
            }
          : undefined,
      );
    },
    windowTasks: {
      countAt: store.countAtWindow,
      async handOver({ from, to, by, reason }) {
        const lying = await store.listAtWindow(database.db, from, movedAtOnce);
        for (const { id, side } of lying)
          await database.transaction(async (tx) => {
            const done = await bySystem(
              tx,
              id,
              'moveOffListRequest',
              ({ intake, homeWindow }) =>
                (side === 'intake' ? intake.windowId : homeWindow) === from
                  ? { event: { type: 'offListMovedToWindow', data: { side, from, to, reason } } }
                  : undefined,
              { ...clockActor, kind: 'staff', id: by.id, name: by.name, regionCode: by.regionCode },
            );
            if (done) await moved?.(tx, { requestId: id, side, from, to, at: clock.now(), by, reason });
          });
        return lying.length;
      },
    },
    expireDue,
    startWorker(everyMs, onError) {
      let running: Promise<unknown> = Promise.resolve();
      const timer = setInterval(() => {
        running = running.then(expireDue).catch(onError);
      }, everyMs);
      timer.unref();
      return async () => {
        clearInterval(timer);
        await running;
      };
    },
  };
}
