import { randomUUID } from 'node:crypto';
import type { Receipt } from '../scripts/client/client.ts';
import { type SimulatedCarrier, startSimulatedCarrier } from '../scripts/simulated/carrier.ts';
import { sign } from '../src/platform/signed-message.ts';
import type { Instant } from '../src/regulation/instant.ts';
import { signatureHeaders } from '../src/shipments/carrier-signature.ts';
import type { OrderView } from '../src/shipments/order-view.ts';
import type { CaseShipmentView } from '../src/shipments/views.ts';
import { paperOf } from './case-steps.ts';
import { type Answer, openSystem, type Person, type TestSystem } from './system.ts';

/** Known to both sides of these tests. */
export const carrierSecret = 'secret-of-the-test-carrier';

/** A system with the simulated carrier beside it; the carrier goes by the clock of the system. */
export async function openWithCarrier(
  start: Instant,
): Promise<{ system: TestSystem; carrier: SimulatedCarrier; close(): Promise<void> }> {
  const beside: { system?: TestSystem } = {};
  const carrier = await startSimulatedCarrier({
    secret: carrierSecret,
    callback: 'http://app/api/carrier/events',
    now: () => Date.parse(beside.system?.clock.now() ?? start),
    push: async (path, headers, body) => {
      const answer = await beside.system?.visitor().ask(path, { method: 'POST', headers, body });
      return answer?.status ?? 503;
    },
  });
  const opened = await openSystem(start, { carrier: { url: carrier.url, secret: carrierSecret } });
  beside.system = opened;
  return {
    system: opened,
    carrier,
    async close() {
      await opened.close();
      await carrier.close();
    },
  };
}

/** A message as the carrier would send it; each part can be another than it should be. */
export function carrierMessage(
  events: readonly object[],
  { secret = carrierSecret, at = Date.now(), nonce = randomUUID() } = {},
): { path: string; question: { method: 'POST'; headers: Record<string, string>; body: string } } {
  const path = '/api/carrier/events';
  const body = JSON.stringify({ events });
  const message = { timestamp: String(at), nonce, path, body };
  return {
    path,
    question: {
      method: 'POST',
      headers: {
        [signatureHeaders.timestamp]: message.timestamp,
        [signatureHeaders.nonce]: nonce,
        [signatureHeaders.signature]: sign(secret, message),
      },
      body,
    },
  };
}

/** Sends a message of the carrier. */
export async function carrierSays(
  system: TestSystem,
  events: readonly object[],
): Promise<Answer<{ stored: number; known: number }>> {
  const { path, question } = carrierMessage(events);
  return system.visitor().ask(path, question);
}

/** Orders the parcel with all paper at the intake window. */
export async function parcelOrdered(
  person: Person,
  now: Pick<Receipt, 'id'>,
  more: object = {},
  key: string = randomUUID(),
): Promise<OrderView> {
  const packed = paperOf(await person.view(now.id));
  return person.post<OrderView>(
    `/api/cases/${now.id}/shipment-orders/dispatch-parcel`,
    { sending: { packed, ...more }, weightGrams: 350 },
    { 'idempotency-key': key },
  );
}

/** The parcels of a case with what is known of them. */
export const shipmentsOf = async (person: Person, caseId: string): Promise<CaseShipmentView[]> =>
  (await person.get<{ shipments: CaseShipmentView[] }>(`/api/cases/${caseId}/shipments`)).shipments;
