import type { Case, Parcel } from '../cases/core/case.ts';
import type { BlindIndex } from '../cases/core/case-rows.ts';
import type { Executor } from '../cases/core/executor.service.ts';
import { normalized, searchKey } from '../cases/core/search-keys.ts';
import { parcelOf } from '../cases/custody/parcels.ts';
import { plainWaybill } from '../cases/transfer/waybill.ts';
import type { Directory } from '../directory/directory.service.ts';
import { wholeSystem } from '../identity/staff.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { StaffNotice, TellStaff } from '../platform/messages-port.ts';
import { Problem } from '../platform/problem.ts';
import {
  freshForMs,
  type SignatureFault,
  type SignedMessage,
  signatureFault,
} from '../platform/signed-message.ts';
import { later, msOf } from '../regulation/instant.ts';
import { askAgainMs, isSamePlace } from '../regulation/postal.ts';
import { type Carrier, type CarrierEvent, CarrierFault, carrierEventKinds, caseKinds } from './carrier.ts';
import { readCarrierEvent } from './http-carrier.service.ts';
import * as store from './tracking.store.ts';

/** Following parcels by what carriers say of them (R-185). */
export type Tracking = {
  /**
   * Takes a message of the carrier: why it is refused, or how many of its events were new and how many were known. What
   * is stored is carried into the cases at once, as far as it can be.
   */
  callback(
    message: SignedMessage & { signature: string },
  ): Promise<{ refused: SignatureFault | 'replayed' | 'malformed' } | { stored: number; known: number }>;
  /** Carries what waits into the cases; answers how many events were looked at. */
  applyWaiting(): Promise<number>;
  /** Asks the carrier for parcels of which nothing was heard for a while; answers how many were asked for. */
  askDue(): Promise<number>;
};

/** What tracking stands on. */
export type TrackingParts = {
  database: Database;
  clock: Clock;
  /** Real time, by which messages are fresh. */
  wallClock: Clock;
  executor: Pick<Executor, 'executeAsSystem' | 'read'>;
  directory: Pick<Directory, 'findOpenWindow' | 'getWindow' | 'regionPath' | 'listRegions'>;
  blindIndex: BlindIndex;
  tellStaff: TellStaff;
  carrier: Carrier | undefined;
  /** Undefined: nobody may send events. */
  secret: string | undefined;
};

const mostEvents = 500;
const atOnce = 200;
const askedAtOnce = 50;
const retryMs = 30_000;
const outageRetryMs = 5 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** The events of a message; undefined when it is none. */
function eventsIn(body: string): CarrierEvent[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const events =
    typeof parsed === 'object' && parsed !== null ? (parsed as { events?: unknown }).events : undefined;
  if (!Array.isArray(events) || events.length === 0 || events.length > mostEvents) return undefined;
  const read = events.map(readCarrierEvent);
  return read.every((event) => event !== undefined) ? read : undefined;
}

const inOneForm = (event: CarrierEvent): CarrierEvent => ({ ...event, waybill: plainWaybill(event.waybill) });

type Outcome = Parameters<typeof store.settleEvent>[2];

/** Builds the tracking. */
export function createTracking(parts: TrackingParts): Tracking {
  const { database, clock, executor, directory, tellStaff, carrier } = parts;
  const { db } = database;

  async function keep(source: 'push' | 'poll', events: readonly CarrierEvent[]): Promise<number> {
    const now = clock.now();
    return database.transaction(async (tx) => {
      let stored = 0;
      for (const event of events) {
        if ((await store.insertEvent(tx, carrier?.id ?? 'ems', source, inOneForm(event), now)) !== undefined)
          stored += 1;
      }
      return stored;
    });
  }

  const casesWith = async (waybill: string): Promise<{ kase: Case; parcel: Parcel }[]> => {
    const key = searchKey(parts.blindIndex, 'waybill', normalized.waybill(waybill));
    const found: { kase: Case; parcel: Parcel }[] = [];
    for (const { caseId } of await store.listCasesByKey(db, key)) {
      const kase = (await executor.read(caseId))?.kase;
      const parcel = kase && parcelOf(kase, waybill);
      if (kase && parcel && !parcel.cancelledAt) found.push({ kase, parcel });
    }
    return found;
  };

  /** Whether a parcel is said to be delivered where its addressee is not. */
  function isElsewhere({ kase, parcel }: { kase: Case; parcel: Parcel }, event: store.EventRow): boolean {
    if (event.kind !== 'delivered' || event.region === null) return false;
    if (parcel.to !== 'applicant') {
      return !isSamePlace(directory.getWindow(kase[parcel.to].windowId).regionCode, event.region);
    }
    const address = kase.personal?.address?.address ?? '';
    const named = directory.listRegions().find(({ name }) => address.startsWith(name));
    const [province] = directory.regionPath(event.region);
    return named !== undefined && province !== undefined && named.code !== province.code;
  }

  const placeOf = (event: store.EventRow): string =>
    [event.place, event.kind === 'outForDelivery' ? carrierEventKinds.outForDelivery : '']
      .filter(Boolean)
      .join(' ');

  /** The event as the command on the case takes it. */
  function actFor(event: store.EventRow, waybill: string, elsewhere: boolean) {
    const told = elsewhere ? `${event.place}（报称已投递，与收件地不符）` : placeOf(event);
    const kind = elsewhere ? 'moved' : caseKinds[event.kind];
    return {
      command: 'recordCarrierEvent' as const,
      input: {
        waybill,
        kind,
        occurredAt: event.occurredAt,
        ...(kind === 'moved'
          ? { place: told.slice(0, 100) }
          : { proof: `寄递企业报告 ${event.place}`.trim().slice(0, 300), place: told.slice(0, 100) }),
      },
    };
  }

  function outcomeOf(error: Problem, event: store.EventRow): Omit<Outcome, 'at'> {
    if (error.code === 'already-taken') return { state: 'known' };
    if (error.code === 'stale-version') return { state: 'waiting', nextAt: later(clock.now(), retryMs) };
    if (error.code === 'field-invalid') {
      return { state: 'kept', trouble: 'wrongTime', reason: `${event.occurredAt.slice(0, 10)} 早于办件登记` };
    }
    return { state: 'kept', reason: error.message };
  }

  async function applyTo(
    found: { kase: Case; parcel: Parcel },
    event: store.EventRow,
  ): Promise<Omit<Outcome, 'at'>> {
    const elsewhere = isElsewhere(found, event);
    const { kase, parcel } = found;
    const wrong = elsewhere
      ? { trouble: 'wrongPlace' as const, reason: `报称投递在${event.place || event.region}，与收件地不符` }
      : {};
    try {
      const act = actFor(event, parcel.waybill, elsewhere);
      const isNew = await executor.executeAsSystem(kase.id, act, `carrier-event-${event.id}-${kase.id}`);
      return { state: isNew ? 'applied' : 'known', caseId: kase.id, ...wrong };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { caseId: kase.id, ...outcomeOf(error, event), ...wrong };
    }
  }

  const strangeText = ({ waybill, kind, place }: store.EventRow): string =>
    `收到不明运单的寄递信息：${waybill} ${carrierEventKinds[kind]}${place ? `（${place}）` : ''}，请核对是否本窗口的邮件`;

  function alertsFor(
    event: store.EventRow,
    { trouble }: Omit<Outcome, 'at'>,
    cases: readonly Case[],
  ): StaffNotice[] {
    if (!trouble) return [];
    if (trouble === 'unknownWaybill') {
      const window = event.region === null ? undefined : directory.findOpenWindow(event.region);
      const to = window
        ? { windowId: window.id }
        : { regionCode: wholeSystem, role: 'systemAdministrator' as const };
      return [
        {
          to,
          kind: 'carrierUnknownWaybill',
          text: strangeText(event),
          link: '/shipments?list=trouble',
          onceKey: `carrierUnknownWaybill:${event.waybill}`,
        },
      ];
    }
    const what =
      trouble === 'wrongPlace' ? `报称投递在${event.place || '别处'}，与收件地不符` : '寄递企业报的时间不对';
    return cases.flatMap((kase) =>
      [kase.intake.windowId, kase.home.windowId].map((windowId) => ({
        to: { windowId },
        kind: trouble === 'wrongPlace' ? 'carrierWrongPlace' : 'carrierWrongTime',
        text: `邮件 ${event.waybill} ${what}，请联系寄递企业`,
        caseId: kase.id,
        ...(kase.businessNumber ? { businessNumber: kase.businessNumber } : {}),
        link: `/cases/${kase.id}`,
        urgent: true,
        onceKey: `carrier:${trouble}:${event.id}:${windowId}`,
      })),
    );
  }

  async function apply(event: store.EventRow): Promise<void> {
    const now = clock.now();
    const write = async (done: Omit<Outcome, 'at'>, cases: readonly Case[]): Promise<void> => {
      await database.transaction(async (tx) => {
        if (!(await store.settleEvent(tx, event.id, { ...done, at: now }))) return;
        const alerts = alertsFor(event, done, cases);
        if (alerts.length > 0) await tellStaff(tx, alerts);
      });
    };
    if (event.occurredAt > now) {
      // The carrier's clock is ahead of ours: what it tells is taken when it is so late here too.
      const far = msOf(event.occurredAt) - msOf(now) > dayMs;
      await write(
        {
          state: 'waiting',
          nextAt: event.occurredAt,
          ...(far ? { trouble: 'wrongTime', reason: '时间在将来' } : {}),
        },
        far ? (await casesWith(event.waybill)).map(({ kase }) => kase) : [],
      );
      return;
    }
    const found = await casesWith(event.waybill);
    if (found.length === 0)
      return write({ state: 'aside', trouble: 'unknownWaybill', reason: '没有办件登记过这个运单号' }, []);
    const done: Omit<Outcome, 'at'>[] = [];
    for (const each of found) done.push(await applyTo(each, event));
    const worst =
      done.find(({ state }) => state === 'waiting') ?? done.find(({ trouble }) => trouble) ?? done[0];
    if (worst)
      await write(
        worst,
        found.map(({ kase }) => kase),
      );
  }

  let applying: Promise<number> = Promise.resolve(0);

  async function applyAll(): Promise<number> {
    let looked = 0;
    for (;;) {
      const waiting = await store.listWaiting(db, clock.now(), atOnce);
      for (const event of waiting) await apply(event);
      looked += waiting.length;
      if (waiting.length < atOnce) return looked;
    }
  }

  /** One after the other, so that the events of a parcel are not carried in twice at once. */
  const applyWaiting = (): Promise<number> => {
    applying = applying.then(applyAll, applyAll);
    return applying;
  };

  return {
    applyWaiting,
    async callback(message) {
      if (parts.secret === undefined) return { refused: 'unsigned' };
      const wall = new Date(msOf(parts.wallClock.now()));
      const refused = signatureFault(parts.secret, message, wall.getTime());
      if (refused) return { refused };
      const isNew = await database.transaction((tx) =>
        store.useNonce(tx, message.nonce, wall, new Date(wall.getTime() - 3 * freshForMs)),
      );
      if (!isNew) return { refused: 'replayed' };
      const events = eventsIn(message.body);
      if (!events) return { refused: 'malformed' };
      const stored = await keep('push', events);
      await applyWaiting();
      return { stored, known: events.length - stored };
    },
    async askDue() {
      if (!carrier) return 0;
      const due = await store.listToAsk(db, clock.now(), askedAtOnce);
      let asked = 0;
      for (const { waybill } of due) {
        try {
          await keep('poll', await carrier.track(waybill));
          await store.askLater(db, waybill, later(clock.now(), askAgainMs));
          asked += 1;
        } catch (error) {
          if (!(error instanceof CarrierFault)) throw error;
          // Down: the others of this round would fare the same.
          await store.askLater(db, waybill, later(clock.now(), outageRetryMs));
          break;
        }
      }
      if (asked > 0) await applyWaiting();
      return asked;
    },
  };
}
