import { seesPersonal } from '../cases/core/capacities.ts';
import type { Case, Parcel } from '../cases/core/case.ts';
import type { Cases } from '../cases/core/cases.service.ts';
import type { Executor } from '../cases/core/executor.service.ts';
import { presentDeadlines } from '../cases/core/present-progress.ts';
import { openIncidentOf } from '../cases/custody/parcels.ts';
import { administeredPrefix, regionsOf, windowsOf } from '../cases/lists/list-scope.ts';
import { carriers } from '../cases/transfer/carriers.ts';
import { purposeNames } from '../cases/transfer/purposes.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import type { FeedEntry } from '../platform/feed.ts';
import { Problem } from '../platform/problem.ts';
import { type Instant, later } from '../regulation/instant.ts';
import { askAgainMs, payers } from '../regulation/postal.ts';
import { carrierEventKinds, isEnded, shipmentStates, stateOf } from './carrier.ts';
import * as fees from './fees.store.ts';
import type { End } from './order.ts';
import type { OrderView } from './order-view.ts';
import type { Orders } from './orders.service.ts';
import { playbookOf } from './playbook.ts';
import * as store from './shipments.store.ts';
import * as tracking from './tracking.store.ts';
import * as unassigned from './unassigned.store.ts';
import type { CaseShipmentView, EventTrouble, NotedParcel, ShipmentView, StrangeEvent } from './views.ts';

/** Parcels of all cases. */
export type Shipments = {
  /** Follows the feed: keeps the list of parcels, tells the carrier what was cancelled, wakes events set aside. */
  handle(tx: Db, entries: readonly FeedEntry[]): Promise<void>;
  list(
    actor: Actor,
    asked: {
      list: 'outgoing' | 'incoming' | 'trouble';
      scope: 'window' | 'region';
      open: boolean;
      after?: string;
      limit: number;
    },
  ): Promise<{ shipments: ShipmentView[]; next?: string }>;
  /** What carriers reported that somebody has to look at. */
  listStrange(
    actor: Actor,
    page: { after?: number; limit: number },
  ): Promise<{ events: StrangeEvent[]; next?: number }>;
  settleStrange(actor: Actor, eventId: number, reason: string): Promise<void>;
  ofCase(
    caseId: string,
    actor: Actor,
  ): Promise<{
    shipments: CaseShipmentView[];
    orders: OrderView[];
    noted: NotedParcel[];
    connected: boolean;
  }>;
};

/** Events of cases after which their parcels may stand otherwise. */
export const shipmentEvents = [
  'parcelDispatched',
  'parcelCollected',
  'parcelMoved',
  'parcelDelivered',
  'parcelDeliveryFailed',
  'parcelReturned',
  'parcelLost',
  'parcelCancelled',
  'inboundParcelRegistered',
  'supplementHandedIn',
  'homeSupplementHandedIn',
  'homeSupplementReceived',
  'channelReceived',
  'receiptDeemed',
  'resultDispatched',
  'resultRedispatched',
  'resultSentBack',
  'resultDelivered',
  'resultHandedOver',
  'originalsReturned',
  'originalsReceived',
  'custodyRecorded',
  'incidentOpened',
  'incidentClosed',
  'discrepancyReported',
  'discrepancyResolved',
] as const;

const troubleNames: Record<string, string> = {
  silent: '没有消息',
  lost: '遗失',
  returned: '退回',
  notReceived: '未收到',
};

const eventTroubles: Record<EventTrouble, string> = {
  unknownWaybill: '没有办件登记过这个运单号',
  wrongPlace: '投递地与收件地不符',
  wrongTime: '时间不对',
};

/** A window of the case with its region; the applicant is taken to be near the intake window. */
const end = (kase: Omit<Case, 'personal'>, which: End): { window: string | null; region: string } =>
  which === 'applicant'
    ? { window: null, region: kase.intake.regionCode }
    : { window: kase[which].windowId, region: kase[which].regionCode };

/** A parcel of a case as lists and figures keep it; `connected`: there is a carrier to be asked for its track. */
function shipmentOf(kase: Omit<Case, 'personal'>, parcel: Parcel, connected: boolean): store.ShipmentRow {
  const state = stateOf(parcel);
  const from = end(kase, parcel.from);
  const to = end(kase, parcel.to);
  return {
    caseId: kase.id,
    waybill: parcel.waybill,
    businessNumber: kase.businessNumber ?? '',
    purpose: parcel.purpose,
    carrier: parcel.carrier,
    fromSide: parcel.from,
    toSide: parcel.to,
    fromWindow: from.window,
    toWindow: to.window,
    fromRegion: from.region,
    toRegion: to.region,
    state,
    trouble: openIncidentOf(kase, parcel.waybill)?.kind ?? null,
    registeredAt: parcel.registeredAt,
    collectedAt: parcel.collectedAt ?? null,
    movedAt: parcel.movedAt ?? null,
    failedAt: parcel.failedAt ?? null,
    deliveredAt: parcel.deliveredAt ?? null,
    confirmedAt: parcel.confirmedAt ?? null,
    returnedAt: parcel.returnedAt ?? null,
    lostAt: parcel.lostAt ?? null,
    cancelledAt: parcel.cancelledAt ?? null,
    caseVersion: kase.version,
    askAt:
      connected && parcel.carrier !== 'other' && !isEnded(state)
        ? later(parcel.registeredAt, askAgainMs)
        : null,
  };
}

const carrierName = (id: string): string => (carriers as Record<string, string>)[id] ?? id;
const latestOf = (row: store.ShipmentRow): Instant =>
  [
    row.registeredAt,
    row.collectedAt,
    row.movedAt,
    row.failedAt,
    row.deliveredAt,
    row.confirmedAt,
    row.returnedAt,
    row.lostAt,
    row.cancelledAt,
  ]
    .filter((at) => at !== null)
    .toSorted()
    .at(-1) ?? row.registeredAt;

const cursorOf = ({ registeredAt, caseId, waybill }: store.ShipmentRow): string =>
  Buffer.from(JSON.stringify([registeredAt, caseId, waybill])).toString('base64url');

function cursorFrom(text: string | undefined): store.ShipmentList['after'] {
  if (text === undefined) return undefined;
  try {
    const [registeredAt, caseId, waybill] = JSON.parse(Buffer.from(text, 'base64url').toString()) as string[];
    if (/^\d{4}-/.test(registeredAt ?? '') && /^[0-9a-f-]{36}$/.test(caseId ?? '') && waybill) {
      return { registeredAt: registeredAt as string, caseId: caseId as string, waybill };
    }
  } catch {
    // falls through: not one of ours
  }
  throw new Problem('field-invalid', {
    errors: [{ pointer: '/after', detail: '翻页的位置不对，请从第一页看起。' }],
  });
}

/** Regions for which somebody answers, by the beginning of their codes. */
export const answeredRegions = (actor: Actor): string[] => [
  ...regionsOf(actor, 'windowLead'),
  ...regionsOf(actor, 'serviceAdministration').map(administeredPrefix),
];

/** Builds the list of parcels. */
export function createShipments(parts: {
  database: Database;
  clock: Clock;
  executor: Pick<Executor, 'open'>;
  cases: Pick<Cases, 'around'>;
  directory: Pick<Directory, 'findWindow' | 'regionName'>;
  orders: Orders;
}): Shipments {
  const { database, clock, directory, orders } = parts;
  const { db } = database;

  const endName = (window: string | null): string =>
    window === null ? '申请人' : (directory.findWindow(window)?.name ?? '');

  const viewOf = (row: store.ShipmentRow): ShipmentView => ({
    caseId: row.caseId,
    businessNumber: row.businessNumber,
    waybill: row.waybill,
    carrierName: carrierName(row.carrier),
    purposeLabel: (purposeNames as Record<string, string>)[row.purpose] ?? row.purpose,
    from: endName(row.fromWindow),
    to: endName(row.toWindow),
    state: row.state,
    stateLabel: shipmentStates[row.state],
    ...(row.trouble ? { trouble: troubleNames[row.trouble] ?? row.trouble } : {}),
    registeredAt: row.registeredAt,
    lastAt: latestOf(row),
  });

  function scopeOf(actor: Actor, scope: 'window' | 'region') {
    const windows = scope === 'window' ? windowsOf(actor) : [];
    const regionPrefixes = scope === 'region' ? answeredRegions(actor) : [];
    if (windows.length + regionPrefixes.length === 0) throw new Problem('not-authorised');
    return { windows, regionPrefixes };
  }

  const strangeScope = (actor: Actor) => ({
    regionPrefixes: [
      ...actor.grants.flatMap(({ windowId, regionCode }) => (windowId ? [regionCode] : [])),
      ...answeredRegions(actor),
    ],
    all: actor.grants.some(({ role }) => role === 'systemAdministrator'),
  });

  const caseParcel = (
    kase: Case,
    parcel: Parcel,
    known: {
      events: tracking.EventRow[];
      orders: OrderView[];
      fees: fees.FeeRow[];
      personal: boolean;
      deadlines: ReturnType<typeof presentDeadlines>;
    },
  ): CaseShipmentView => {
    const events = known.events.filter(({ waybill }) => waybill === parcel.waybill);
    const troubles = events.flatMap(({ trouble, state }) =>
      trouble && state !== 'settled' ? [trouble] : [],
    );
    const playbook = playbookOf(kase, parcel, known.deadlines, troubles);
    const order = known.orders.find(({ waybill }) => waybill === parcel.waybill);
    const fee = known.fees.find(({ waybill }) => waybill === parcel.waybill);
    const state = stateOf(parcel);
    let before: Instant = '';
    return {
      waybill: parcel.waybill,
      carrierName: carrierName(parcel.carrier),
      purposeLabel: purposeNames[parcel.purpose],
      from: parcel.from,
      to: parcel.to,
      state,
      stateLabel: shipmentStates[state],
      registeredAt: parcel.registeredAt,
      history: events.map((event) => {
        const late = event.receivedAt < before;
        before = event.receivedAt > before ? event.receivedAt : before;
        return {
          kindLabel: carrierEventKinds[event.kind],
          at: event.occurredAt,
          place: known.personal || parcel.to !== 'applicant' ? event.place : '',
          late,
          ...(event.trouble && event.state !== 'settled' ? { trouble: eventTroubles[event.trouble] } : {}),
        };
      }),
      ...(playbook ? { playbook } : {}),
      ...(order ? { order } : {}),
      ...(fee
        ? { fee: { weightGrams: fee.weightGrams, feeFen: fee.feeFen, payerLabel: payers[fee.payer] } }
        : {}),
      photos: known.personal
        ? (parcel.sealed?.photos ?? []).map(({ fileId, sha256 }) => ({
            fileId,
            sha256,
            href: `/api/cases/${kase.id}/files/${fileId}`,
          }))
        : [],
      ...(parcel.sealed ? { sealedDigest: parcel.sealed.digest } : {}),
    };
  };

  return {
    async handle(tx, entries) {
      const ids = [...new Set(entries.map(({ caseId }) => caseId))];
      const snapshots = await store.listSnapshots(tx, ids);
      const rows = snapshots.flatMap(({ snapshot }) =>
        snapshot.parcels.map((parcel) => shipmentOf(snapshot, parcel, orders.connected)),
      );
      if (rows.length === 0) return;
      await store.putShipments(tx, rows);
      await tracking.wakeAside(
        tx,
        rows.flatMap(({ waybill, state }) => (state === 'cancelled' ? [] : [waybill])),
        clock.now(),
      );
      for (const { caseId, waybill, state } of rows) {
        if (state === 'cancelled') await orders.parcelCancelled(tx, caseId, waybill);
      }
    },

    async list(actor, { list, scope, open, after, limit }) {
      const rows = await store.listShipments(db, {
        list,
        ...scopeOf(actor, scope),
        open,
        after: cursorFrom(after),
        limit,
      });
      const last = rows.at(-1);
      return {
        shipments: rows.map(viewOf),
        ...(last && rows.length === limit ? { next: cursorOf(last) } : {}),
      };
    },

    async listStrange(actor, { after, limit }) {
      const rows = await tracking.listTroubled(db, strangeScope(actor), { after, limit });
      const events = rows.map((row) => ({
        id: row.id,
        waybill: row.waybill,
        kindLabel: carrierEventKinds[row.kind],
        at: row.occurredAt,
        place: row.place,
        regionName: row.region === null ? '' : regionNameOf(directory, row.region),
        trouble: row.trouble ?? 'unknownWaybill',
        troubleLabel: eventTroubles[row.trouble ?? 'unknownWaybill'],
        reason: row.reason ?? '',
        ...(row.caseId ? { caseId: row.caseId } : {}),
      }));
      const last = rows.at(-1);
      return { events, ...(last && rows.length === limit ? { next: last.id } : {}) };
    },

    async settleStrange(actor, eventId, reason) {
      const [seen] = await tracking.listTroubled(db, strangeScope(actor), { after: eventId + 1, limit: 1 });
      if (seen?.id !== eventId || !(await tracking.settleTrouble(db, eventId, reason, clock.now()))) {
        throw new Problem('not-found');
      }
    },

    async ofCase(caseId, actor) {
      const { loaded, capacities } = await parts.executor.open(caseId, actor);
      const { kase } = loaded;
      const waybills = kase.parcels.map(({ waybill }) => waybill);
      const known = {
        deadlines: presentDeadlines(kase, await parts.cases.around(kase)),
        events: waybills.length > 0 ? await tracking.listEventsOf(db, waybills) : [],
        orders: await orders.listOfCase(caseId),
        fees: waybills.length > 0 ? await fees.listFeesOfCase(db, caseId) : [],
        personal: seesPersonal(kase, capacities),
      };
      return {
        shipments: kase.parcels.map((parcel) => caseParcel(kase, parcel, known)),
        orders: known.orders.filter(({ state }) => state !== 'dispatched'),
        noted: (await unassigned.listLinked(db, caseId)).flatMap(({ waybill, arrivedAt, outcome }) =>
          outcome === 'noted' ? [{ waybill, arrivedAt }] : [],
        ),
        connected: orders.connected,
      };
    },
  };
}

const regionNameOf = (directory: Pick<Directory, 'regionName'>, code: string): string => {
  try {
    return directory.regionName(code);
  } catch {
    return code;
  }
};
