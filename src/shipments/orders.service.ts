import { createHash, randomUUID } from 'node:crypto';
import type { Case } from '../cases/core/case.ts';
import type { LoadedCase } from '../cases/core/case-codec.service.ts';
import type { Executor } from '../cases/core/executor.service.ts';
import { windowsOf } from '../cases/lists/list-scope.ts';
import { checkWaybill } from '../cases/transfer/waybill.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { StaffRegister } from '../identity/staff.service.ts';
import { isValidOn } from '../identity/staff.ts';
import type { Actor } from '../platform/actor.ts';
import { canonical } from '../platform/canonical.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { openWith, sealWith } from '../platform/envelope.ts';
import type { Files } from '../platform/files.service.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import type { Outbox } from '../platform/outbox.service.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { dayOf, later } from '../regulation/instant.ts';
import { defaultPayer, type Payer } from '../regulation/postal.ts';
import { type Carrier, CarrierFault, type ShippingParty } from './carrier.ts';
import {
  actOf,
  contentsOf,
  endsOf,
  type OrderCommand,
  type OrderInput,
  type OrderState,
  orderStates,
} from './order.ts';
import { cancelTopic, orderTopic, serveOrders } from './order-sending.service.ts';
import { type OrderView, viewOf } from './order-view.ts';
import * as store from './orders.store.ts';
import { createParties, sideOf } from './parties.service.ts';

/** After the answer to the clerk failed, the outbox asks again from here on. */
const firstRetryMs = 10_000;

/** What a clerk asks for. */
export type OrderRequest = {
  caseId: string;
  command: OrderCommand;
  input: OrderInput;
  weightGrams: number;
  payer?: Payer;
};

/** Both ends of a parcel, who pays and what it holds, before it is ordered. */
export type Plan = { sender: ShippingParty; addressee: ShippingParty; payer: Payer; contents: string };

/** Parcels ordered with the carrier. */
export type Orders = {
  /** Whether a carrier is connected; without one waybills are typed by hand. */
  connected: boolean;
  /** Orders a parcel; answers with its waybill, or that the carrier is asked again. */
  order(request: OrderRequest, actor: Actor, key: string): Promise<OrderView>;
  /** Who sends it, who gets it, who pays; with the carrier's price where it answers. */
  plan(request: OrderRequest, actor: Actor): Promise<Plan & { feeFen: number | null }>;
  /** A waybill typed by hand for an order that waits for the carrier. */
  giveWaybill(orderId: string, typed: { waybill: string; carrier: string }, actor: Actor): Promise<OrderView>;
  /** Takes back an order that is no parcel yet. */
  cancel(orderId: string, actor: Actor): Promise<OrderView>;
  /** Orders of the own windows that are not done. */
  listOpen(actor: Actor): Promise<OrderView[]>;
  /** Orders of a case for those on it. */
  listOfCase(caseId: string): Promise<OrderView[]>;
  /** An order of one of the own windows; 404 else. */
  get(orderId: string, actor: Actor): Promise<store.OrderRow>;
  /** Both ends of an ordered parcel, as the label names them. */
  endsOfOrder(row: store.OrderRow): Promise<{ sender: ShippingParty; addressee: ShippingParty; kase: Case }>;
  /** The case no longer has a parcel: the carrier is told. */
  parcelCancelled(tx: Db, caseId: string, waybill: string): Promise<void>;
};

/** What orders stand on. */
export type OrdersParts = {
  database: Database;
  clock: Clock;
  executor: Pick<Executor, 'check' | 'execute' | 'open' | 'read'>;
  directory: Pick<Directory, 'getWindow' | 'postalAddressOf'>;
  files: Pick<Files, 'attachToCase'>;
  outbox: Pick<Outbox, 'put' | 'serve'>;
  staff: Pick<StaffRegister, 'findStaff'>;
  tellStaff: TellStaff;
  carrier: Carrier | undefined;
  /** Whether the region of a window pays what the applicant else would (OP-29). */
  governmentPays(windowId: string): Promise<boolean>;
  /** Records what a parcel costs, in the transaction that registers its number. */
  recordFee(
    tx: Db,
    fee: {
      caseId: string;
      waybill: string;
      weightGrams: number;
      feeFen: number;
      payer: Payer;
      payerRegion: string | null;
    },
  ): Promise<void>;
};

const digestOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');
const inputContext = (id: string): string => `shipment-order:${id}`;
const windowRoles = new Set(['windowClerk', 'windowLead']);

/** Builds the orders. */
export function createOrders(parts: OrdersParts): Orders {
  const { database, clock, executor, directory, outbox, carrier, tellStaff } = parts;
  const { db } = database;
  const partyOf = createParties({ clock, directory });

  async function judged(request: OrderRequest, actor: Actor) {
    const { caseId, command, input } = request;
    await executor.check(caseId, [actOf(command, input)], actor);
    const { loaded } = await executor.open(caseId, actor);
    const side = sideOf(loaded.kase, actor, command);
    const ends = endsOf(loaded.kase, command, input, side);
    if (!ends) throw fieldInvalid('/sending/way', '这样送达不用寄，不能下单。');
    const window = loaded.kase[side];
    const payer = request.payer ?? defaultPayer(ends, await parts.governmentPays(window.windowId));
    return {
      loaded,
      side,
      window,
      payer,
      sender: partyOf(loaded.kase, ends.from, false),
      addressee: partyOf(loaded.kase, ends.to, true),
    };
  }

  const inputOf = (row: store.OrderRow, { key }: LoadedCase): OrderInput => {
    if (!key) throw new Problem('case-not-found');
    return JSON.parse(openWith(key, row.input, inputContext(row.id)).toString('utf8')) as OrderInput;
  };

  async function endsOfOrder(row: store.OrderRow) {
    const loaded = await executor.read(row.caseId);
    if (!loaded) throw new Problem('case-not-found');
    const input = inputOf(row, loaded);
    const ends = endsOf(loaded.kase, row.command, input, row.side);
    if (!ends) throw new Problem('illegal-transition');
    return {
      kase: loaded.kase,
      input,
      sender: partyOf(loaded.kase, ends.from, false),
      addressee: partyOf(loaded.kase, ends.to, true),
    };
  }

  const fresh = async (id: string): Promise<store.OrderRow> => {
    const row = await store.findOrder(db, id);
    if (!row) throw new Problem('not-found');
    return row;
  };

  /** Who ordered, with the roles of today: in their name the parcel is registered. */
  async function orderer(id: string): Promise<Actor | undefined> {
    const found = await parts.staff.findStaff(id);
    if (!found || found.suspendedAt !== null) return undefined;
    const today = dayOf(clock.now());
    const grants = found.grants.filter((grant) => isValidOn(grant, today));
    const { username, name } = found;
    return { kind: 'staff', id, username, name, grants, sessionId: id, mustChangePassword: false };
  }

  const tell = (tx: Db, row: store.OrderRow, kind: string, text: string): Promise<void> =>
    tellStaff(tx, [
      {
        to: { windowId: row.windowId },
        kind,
        text,
        caseId: row.caseId,
        link: `/cases/${row.caseId}`,
        urgent: true,
        onceKey: `${kind}:${row.id}`,
      },
    ]);

  async function cancelAtCarrier(tx: Db, orderId: string): Promise<void> {
    if (!carrier) return;
    await outbox.put(tx, { topic: cancelTopic, key: orderId, orderKey: orderId, body: { orderId } });
  }

  async function fail(row: store.OrderRow, reason: string): Promise<void> {
    await database.transaction(async (tx) => {
      if (!(await store.setState(tx, row.id, ['queued', 'numbered'], 'failed', reason))) return;
      await cancelAtCarrier(tx, row.id);
      await tell(tx, row, 'shipmentOrderFailed', `寄件没有办成，请重新下单或手工登记：${reason}`);
    });
  }

  /** Registers a parcel that has its number on the case, once, by the command that does it for typed numbers too. */
  async function register(row: store.OrderRow): Promise<void> {
    const loaded = await executor.read(row.caseId);
    const actor = await orderer(row.orderedBy);
    if (!loaded || !actor) return fail(row, '下单的人已停用，请由在岗人员重新下单。');
    const act = actOf(row.command, inputOf(row, loaded), {
      waybill: row.waybill ?? '',
      carrier: row.carrier,
    });
    try {
      await executor.execute({
        caseId: row.caseId,
        acts: [act],
        actor,
        key: `shipment-order-${row.id}`,
        digest: digestOf(act),
      });
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'stale-version') throw error;
      return fail(row, error.message);
    }
    await database.transaction(async (tx) => {
      if (!(await store.setState(tx, row.id, ['numbered'], 'dispatched')) || row.waybill === null) return;
      const { caseId, waybill, weightGrams, feeFen, payer, payerRegion } = row;
      if (feeFen !== null)
        await parts.recordFee(tx, { caseId, waybill, weightGrams, feeFen, payer, payerRegion });
    });
  }

  /** Carries an order on as far as it goes. Throws CarrierFault while the carrier gives no proper answer. */
  async function proceed(id: string): Promise<void> {
    let row = await fresh(id);
    if (row.state === 'queued' && carrier) {
      const { kase, sender, addressee } = await endsOfOrder(row);
      const ordered = await carrier.order({
        key: row.id,
        businessNumber: kase.businessNumber ?? '',
        sender,
        addressee,
        contents: row.contents,
        weightGrams: row.weightGrams,
        payer: row.payer,
      });
      await store.setNumber(db, id, { ...ordered, carrier: carrier.id, byHand: false, at: clock.now() });
      row = await fresh(id);
    }
    if (row.state === 'numbered') await register(row);
  }

  serveOrders(outbox, {
    carrier,
    proceed,
    async tried(id, error) {
      await store.noteFailure(db, id, error.message);
    },
    failed: async (id, reason) => fail(await fresh(id), reason),
    async gaveUp(tx, id) {
      const row = await store.findOrder(tx, id);
      if (!row || !(await store.setState(tx, id, ['queued'], 'failed', '寄递企业一直没有答复'))) return;
      await tell(tx, row, 'shipmentOrderFailed', '寄递企业一直没有答复，请手工填写运单号或重新下单');
    },
  });

  const mine = async (orderId: string, actor: Actor): Promise<store.OrderRow> => {
    const row = await store.findOrder(db, orderId);
    const works = actor.grants.some(
      ({ role, windowId }) => windowRoles.has(role) && windowId === row?.windowId,
    );
    if (!row || !works) throw new Problem('not-found');
    return row;
  };

  const refuseUnless = (row: store.OrderRow, ...states: OrderState[]): void => {
    if (!states.includes(row.state)) {
      throw new Problem('shipment-order-closed', { detail: `这次寄件${orderStates[row.state]}，不能再改。` });
    }
  };

  return {
    connected: carrier !== undefined,
    get: mine,
    endsOfOrder,

    async plan(request, actor) {
      const { sender, addressee, payer } = await judged(request, actor);
      const contents = contentsOf(request.command, request.input);
      const priced = await carrier
        ?.price({ from: sender.region, to: addressee.region, weightGrams: request.weightGrams })
        .catch(() => undefined);
      return { sender, addressee, payer, contents, feeFen: priced?.feeFen ?? null };
    },

    async order(request, actor, key) {
      const { caseId, command, input, weightGrams } = request;
      const digest = digestOf(request);
      const earlier = await store.findOrderOfRequest(db, actor.id, key);
      if (earlier && earlier.requestDigest !== digest) throw new Problem('request-key-reused');
      if (earlier) return viewOf(earlier);
      const { loaded, side, window, payer } = await judged(request, actor);
      if (!carrier) throw new Problem('carrier-not-connected');
      if (!loaded.key) throw new Problem('case-not-found');
      const now = clock.now();
      const id = randomUUID();
      const sealed = sealWith(loaded.key, JSON.stringify(input), inputContext(id));
      const photos = Array.isArray(input['photoIds']) ? (input['photoIds'] as string[]) : [];
      const stored = await database.transaction(async (tx) => {
        const isNew = await store.insertOrder(tx, {
          id,
          number: `YJ${window.regionCode}-${dayOf(now).replaceAll('-', '')}-${id.slice(0, 8).toUpperCase()}`,
          caseId,
          side,
          windowId: window.windowId,
          regionCode: window.regionCode,
          command,
          input: sealed,
          contents: contentsOf(command, input),
          payer,
          payerRegion: payer === 'government' ? window.regionCode : null,
          weightGrams,
          carrier: carrier.id,
          orderedBy: actor.id,
          orderedAt: now,
          requestKey: key,
          requestDigest: digest,
        });
        if (!isNew) return false;
        // Kept with the case from now on: what waits for the carrier may wait longer than uploads are kept.
        await parts.files.attachToCase(tx, photos, caseId, actor.id);
        await outbox.put(tx, {
          topic: orderTopic,
          key: id,
          orderKey: caseId,
          body: { orderId: id },
          notBefore: later(now, firstRetryMs),
        });
        return true;
      });
      if (!stored) {
        const same = await store.findOrderOfRequest(db, actor.id, key);
        if (same?.requestDigest !== digest) throw new Problem('request-key-reused');
        return viewOf(same);
      }
      try {
        await proceed(id);
      } catch (error) {
        if (error instanceof CarrierFault && !error.again) await fail(await fresh(id), error.message);
        else if (error instanceof CarrierFault) await store.noteFailure(db, id, error.message);
        else throw error;
      }
      return viewOf(await fresh(id));
    },

    async giveWaybill(orderId, { waybill, carrier: by }, actor) {
      const row = await mine(orderId, actor);
      refuseUnless(row, 'queued', 'failed');
      const checked = checkWaybill(waybill);
      if (!checked.valid) throw new Problem('waybill-invalid', { detail: checked.reason });
      const loaded = await executor.read(row.caseId);
      if (!loaded) throw new Problem('case-not-found');
      const input = inputOf(row, loaded);
      await executor.check(
        row.caseId,
        [actOf(row.command, input, { waybill: checked.normalized, carrier: by })],
        actor,
      );
      await database.transaction(async (tx) => {
        await store.setState(tx, orderId, ['failed'], 'queued');
        const given = { waybill: checked.normalized, carrier: by, byHand: true, routing: '', feeFen: null };
        if (!(await store.setNumber(tx, orderId, { ...given, at: clock.now() })))
          throw new Problem('stale-version');
        await cancelAtCarrier(tx, orderId);
      });
      await register(await fresh(orderId));
      return viewOf(await fresh(orderId));
    },

    async cancel(orderId, actor) {
      const row = await mine(orderId, actor);
      refuseUnless(row, 'queued', 'failed');
      await database.transaction(async (tx) => {
        if (!(await store.setState(tx, orderId, ['queued', 'failed'], 'cancelled')))
          throw new Problem('stale-version');
        await cancelAtCarrier(tx, orderId);
      });
      return viewOf(await fresh(orderId));
    },

    listOpen: async (actor) => (await store.listOpenOrders(db, windowsOf(actor), 200)).map(viewOf),
    listOfCase: async (caseId) => (await store.listOrdersOfCase(db, caseId)).map(viewOf),

    async parcelCancelled(tx, caseId, waybill) {
      const row = await store.findOrderOfParcel(tx, caseId, waybill);
      if (!row || row.byHand) return;
      if (await store.setState(tx, row.id, ['dispatched', 'numbered'], 'cancelled'))
        await cancelAtCarrier(tx, row.id);
    },
  };
}
