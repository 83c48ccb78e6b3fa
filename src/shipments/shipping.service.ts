import type { Cases } from '../cases/core/cases.service.ts';
import type { Executor } from '../cases/core/executor.service.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Renderer } from '../documents/renderer.service.ts';
import type { StaffRegister } from '../identity/staff.service.ts';
import type { Audit } from '../platform/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Files } from '../platform/files.service.ts';
import type { Keyring } from '../platform/keyring.service.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import type { Outbox } from '../platform/outbox.service.ts';
import type { Subscribers } from '../platform/subscribers.service.ts';
import type { CarrierAccess } from './carrier-access.ts';
import { createFees, type Fees } from './fees.service.ts';
import { createHalls, type Halls } from './halls.service.ts';
import { createHttpCarrier } from './http-carrier.service.ts';
import { createLabels, type Labels } from './labels.service.ts';
import { createOrders, type Orders } from './orders.service.ts';
import { createShipments, type Shipments, shipmentEvents } from './shipments.service.ts';
import { createTracking, type Tracking } from './tracking.service.ts';
import { createUnassigned, type Unassigned } from './unassigned.service.ts';

/** Everything that concerns parcels with carriers. */
export type Shipping = {
  orders: Orders;
  labels: Labels;
  tracking: Tracking;
  shipments: Shipments;
  unassigned: Unassigned;
  fees: Fees;
  halls: Halls;
  /** Carries what carriers said into the cases and asks for what they did not say; answers how much there was. */
  settle(): Promise<number>;
  start(onError: (error: unknown) => void): () => Promise<void>;
};

/** What it stands on. */
export type ShippingParts = {
  database: Database;
  clock: Clock;
  wallClock: Clock;
  keyring: Keyring;
  executor: Executor;
  cases: Pick<Cases, 'around'>;
  directory: Directory;
  files: Pick<Files, 'attachToCase'>;
  staff: Pick<StaffRegister, 'findStaff'>;
  renderer: Pick<Renderer, 'render'>;
  audit: Pick<Audit, 'record'>;
  outbox: Outbox;
  subscribers: Pick<Subscribers, 'register'>;
  tellStaff: TellStaff;
  /** Undefined: waybills are typed by hand. */
  carrier: CarrierAccess | undefined;
};

const everyMs = 5_000;

/** Puts the parts together, and has them follow the feed. */
export function createShipping(parts: ShippingParts): Shipping {
  const carrier = parts.carrier && createHttpCarrier(parts.carrier);
  const blindIndex = (kind: string, value: string): string => parts.keyring.blindIndex(kind, value);
  const fees = createFees(parts);
  const halls = createHalls({
    ...parts,
    blindIndex,
    unlabelled: (waybills) => labels.unlabelled(waybills),
  });
  const orders = createOrders({
    ...parts,
    carrier,
    governmentPays: (windowId) => halls.governmentPays(windowId),
    recordFee: (tx, fee) => fees.recordOrdered(tx, fee),
  });
  const labels = createLabels({ ...parts, orders, carrier });
  const tracking = createTracking({ ...parts, carrier, blindIndex, secret: parts.carrier?.secret });
  const shipments = createShipments({ ...parts, orders });
  const unassigned = createUnassigned(parts);
  parts.subscribers.register({
    name: 'shipments',
    title: '寄递：邮件清单和寄递企业的信息',
    types: shipmentEvents,
    from: 'beginning',
    handle: (tx, entries) => shipments.handle(tx, entries),
  });
  const settle = async (): Promise<number> => (await tracking.applyWaiting()) + (await tracking.askDue());
  return {
    orders,
    labels,
    tracking,
    shipments,
    unassigned,
    fees,
    halls,
    settle,
    start(onError) {
      let running = Promise.resolve();
      const timer = setInterval(() => {
        running = running.then(settle).then(() => undefined, onError);
      }, everyMs);
      timer.unref();
      return async () => {
        clearInterval(timer);
        await running;
      };
    },
  };
}
