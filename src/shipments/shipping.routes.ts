import type { Audit } from '../platform/audit.service.ts';
import type { Database } from '../platform/database.ts';
import type { App } from '../platform/http.ts';
import { feeRoutes } from './fees.routes.ts';
import { hallRoutes } from './halls.routes.ts';
import { orderRoutes } from './orders.routes.ts';
import { shipmentRoutes } from './shipments.routes.ts';
import type { Shipping } from './shipping.service.ts';
import { trackingRoutes } from './tracking.routes.ts';
import { unassignedRoutes } from './unassigned.routes.ts';

/** All routes of parcels with carriers. */
export async function shippingRoutes(
  app: App,
  { orders, labels, tracking, shipments, unassigned, fees, halls }: Shipping,
  parts: { database: Database; audit: Pick<Audit, 'record'> },
): Promise<void> {
  orderRoutes(app, orders, labels);
  shipmentRoutes(app, shipments);
  unassignedRoutes(app, unassigned);
  feeRoutes(app, fees);
  hallRoutes(app, halls);
  await trackingRoutes(app, { tracking, ...parts });
}
