// A carrier in a process of its own: takes orders, gives S10 numbers, moves parcels along by a clock and reports them,
// and misbehaves when it is told to. Nothing of it is kept when it stops.
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { s10Waybill } from '../../src/cases/transfer/waybill.ts';
import { sign, signatureFault } from '../../src/platform/signed-message.ts';
import { instantOf } from '../../src/regulation/instant.ts';
import type { CarrierEvent, CarrierEventKind, CarrierOrder } from '../../src/shipments/carrier.ts';
import { signatureHeaders } from '../../src/shipments/carrier-signature.ts';

/** How it misbehaves; each holds until it is changed. */
export type Misbehaviour = {
  /** Answers nothing at all, and reports nothing: an outage. */
  down: boolean;
  /** Answers every call with 500. */
  error: boolean;
  /** Takes a call and never answers. */
  hang: boolean;
  /** Answers the next so many orders with a number whose check digit is wrong. */
  wrongNumber: number;
  /** Keeps reports back, until it is turned off. */
  late: boolean;
  /** Sends each report twice, under its own number and under another. */
  twice: boolean;
  /** Sends reports in the wrong order. */
  outOfOrder: boolean;
  /** Reports the delivery of parcels at another place than where they go. */
  wrongPlace: boolean;
};

const wellBehaved: Misbehaviour = {
  down: false,
  error: false,
  hang: false,
  wrongNumber: 0,
  late: false,
  twice: false,
  outOfOrder: false,
  wrongPlace: false,
};

type Parcel = {
  order: CarrierOrder;
  waybill: string;
  feeFen: number;
  routing: string;
  orderedAt: number;
  cancelled: boolean;
  /** How many steps of its way it has made. */
  made: number;
  events: CarrierEvent[];
};

/** What happens to a parcel, by hours after it was ordered. */
const way: readonly { after: number; kind: CarrierEventKind }[] = [
  { after: 2, kind: 'collected' },
  { after: 8, kind: 'inTransit' },
  { after: 26, kind: 'inTransit' },
  { after: 44, kind: 'outForDelivery' },
  { after: 48, kind: 'delivered' },
];
const hourMs = 60 * 60 * 1000;
const mostBody = 1024 * 1024;

/** What the carrier is started with. */
export type SimulatedCarrierOptions = {
  secret: string;
  /** Where reports are pushed to; undefined: they are only asked for. */
  callback?: string;
  /** Its clock, in ms since 1970. */
  now?: () => number;
  port?: number;
  /** Hands a report over in place of HTTP; answers whether it was taken. */
  push?: (path: string, headers: Record<string, string>, body: string) => Promise<number>;
};

/** A running carrier. */
export type SimulatedCarrier = {
  url: string;
  misbehave(how: Partial<Misbehaviour>): void;
  /** Moves parcels along to the present of its clock and pushes what is to be reported; answers how many were taken. */
  tick(): Promise<number>;
  /** Makes something happen to a parcel now, or at a moment. */
  happen(
    waybill: string,
    kind: CarrierEventKind,
    more?: { at?: number; place?: string; region?: string },
  ): void;
  waybills(): string[];
  orders(): number;
  close(): Promise<void>;
};

/** Price in fen: by the province and each half kilogram. */
const priceOf = (from: string, to: string, weightGrams: number): number =>
  (from.slice(0, 2) === to.slice(0, 2) ? 1200 : 2000) + Math.max(0, Math.ceil(weightGrams / 500) - 1) * 400;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > mostBody) throw new Error('too large');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}

const headerOf = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/** Starts a carrier on the loopback. */
export async function startSimulatedCarrier(options: SimulatedCarrierOptions): Promise<SimulatedCarrier> {
  const { secret, callback, now = Date.now } = options;
  let behaviour = { ...wellBehaved };
  const byKey = new Map<string, Parcel>();
  const byWaybill = new Map<string, Parcel>();
  const nonces = new Set<string>();
  let serial = Math.floor(Number.parseInt(randomBytes(3).toString('hex'), 16) * 5);
  /** Reports not taken yet, in the order in which they are sent. */
  let unsent: CarrierEvent[] = [];

  function report(parcel: Parcel, event: CarrierEvent): void {
    parcel.events.push(event);
    unsent.push(event);
    if (behaviour.twice) unsent.push(event, { ...event, id: randomUUID() });
  }

  const placeOf = (parcel: Parcel, kind: CarrierEventKind): { place: string; region: string } => {
    const { sender, addressee } = parcel.order;
    if (kind === 'collected') return { place: '寄件地揽投部', region: sender.region };
    if (kind === 'inTransit')
      return { place: '省际邮件处理中心', region: `${sender.region.slice(0, 2)}0000` };
    if (kind === 'delivered' && behaviour.wrongPlace) {
      return addressee.region.startsWith('53')
        ? { place: '贵阳市云岩区揽投部', region: '520103' }
        : { place: '昆明市五华区揽投部', region: '530102' };
    }
    return { place: '收件地揽投部', region: addressee.region };
  };

  function moveAlong(): void {
    for (const parcel of byWaybill.values()) {
      if (parcel.cancelled) continue;
      while (parcel.made < way.length) {
        const step = way[parcel.made];
        const at = parcel.orderedAt + (step?.after ?? 0) * hourMs;
        if (!step || at > now()) break;
        parcel.made += 1;
        report(parcel, {
          id: randomUUID(),
          waybill: parcel.waybill,
          kind: step.kind,
          occurredAt: instantOf(at),
          ...placeOf(parcel, step.kind),
        });
      }
    }
  }

  async function send(events: readonly CarrierEvent[]): Promise<boolean> {
    if (callback === undefined) return false;
    const { pathname: path } = new URL(callback);
    const body = JSON.stringify({ events });
    const message = { timestamp: String(Date.now()), nonce: randomBytes(16).toString('hex'), path, body };
    const headers = {
      'content-type': 'application/json',
      [signatureHeaders.timestamp]: message.timestamp,
      [signatureHeaders.nonce]: message.nonce,
      [signatureHeaders.signature]: sign(secret, message),
    };
    if (options.push) return (await options.push(path, headers, body)) < 300;
    try {
      const taken = await fetch(callback, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(10_000),
      });
      return taken.ok;
    } catch {
      return false;
    }
  }

  async function tick(): Promise<number> {
    moveAlong();
    if (behaviour.down || behaviour.late || callback === undefined) return 0;
    const batch = unsent.slice(0, 200);
    if (batch.length === 0) return 0;
    const sent = behaviour.outOfOrder ? batch.toReversed() : batch;
    // What is not taken is sent again at the next tick: nothing is lost.
    if (!(await send(sent))) return 0;
    unsent = unsent.slice(batch.length);
    return batch.length + (await tick());
  }

  function orderOf(order: CarrierOrder): { status: number; body: object } {
    const known = byKey.get(order.key);
    if (known)
      return { status: 200, body: { waybill: known.waybill, feeFen: known.feeFen, routing: known.routing } };
    if (!order.sender?.name || !order.addressee?.name || !order.addressee?.address) {
      return { status: 422, body: { reason: '收寄件人不全' } };
    }
    serial = (serial + 1) % 100_000_000;
    const waybill = s10Waybill('EA', serial);
    const parcel: Parcel = {
      order,
      waybill,
      feeFen: priceOf(order.sender.region, order.addressee.region, order.weightGrams),
      routing: `${order.sender.region.slice(0, 3)}-${order.addressee.region.slice(0, 3)}-${waybill.slice(-4, -2)}`,
      orderedAt: now(),
      cancelled: false,
      made: 0,
      events: [],
    };
    if (behaviour.wrongNumber > 0) {
      behaviour.wrongNumber -= 1;
      const last = Number(waybill[10]);
      return {
        status: 200,
        body: { ...parcel, order: undefined, waybill: `${waybill.slice(0, 10)}${(last + 1) % 10}CN` },
      };
    }
    byKey.set(order.key, parcel);
    byWaybill.set(waybill, parcel);
    return { status: 200, body: { waybill, feeFen: parcel.feeFen, routing: parcel.routing } };
  }

  function happen(
    waybill: string,
    kind: CarrierEventKind,
    { at = now(), place, region }: { at?: number; place?: string; region?: string } = {},
  ): void {
    const parcel = byWaybill.get(waybill);
    const event: CarrierEvent = {
      id: randomUUID(),
      waybill,
      kind,
      occurredAt: instantOf(at),
      ...(parcel ? placeOf(parcel, kind) : { place: '揽投部' }),
      ...(place === undefined ? {} : { place }),
      ...(region === undefined ? {} : { region }),
    };
    if (parcel) {
      // Whoever says what happens to a parcel says it from then on.
      parcel.made = way.length;
      report(parcel, event);
    } else unsent.push(event);
  }

  async function answer(
    method: string,
    path: string,
    text: string,
  ): Promise<{ status: number; body: object }> {
    const url = new URL(path, 'http://carrier');
    const [, first, second, third] = url.pathname.split('/').map(decodeURIComponent);
    if (first === 'orders' && method === 'POST') return orderOf(JSON.parse(text) as CarrierOrder);
    const parcel = byKey.get(second ?? '');
    if (first === 'orders' && method === 'DELETE') {
      if (parcel) parcel.cancelled = true;
      return { status: parcel ? 200 : 404, body: {} };
    }
    if (first === 'orders' && third === 'label') {
      return parcel ? { status: 200, body: { routing: parcel.routing } } : { status: 404, body: {} };
    }
    if (first === 'tracks') {
      moveAlong();
      const found = byWaybill.get(second ?? '');
      return found ? { status: 200, body: { events: found.events } } : { status: 404, body: {} };
    }
    if (first === 'price') {
      const { searchParams } = url;
      const weight = Number(searchParams.get('weightGrams') ?? 0);
      return {
        status: 200,
        body: { feeFen: priceOf(searchParams.get('from') ?? '', searchParams.get('to') ?? '', weight) },
      };
    }
    return { status: 404, body: {} };
  }

  /** Whoever sits at the machine tells it how to behave; it listens on the loopback only. */
  async function control(
    method: string,
    path: string,
    text: string,
  ): Promise<{ status: number; body: object }> {
    if (method === 'GET') {
      return {
        status: 200,
        body: { behaviour, parcels: byWaybill.size, unsent: unsent.length, now: instantOf(now()) },
      };
    }
    const asked = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    if (path === '/control/event') {
      const { waybill, kind, at, place, region } = asked as Record<string, string | undefined>;
      if (!waybill || !kind) return { status: 400, body: { reason: 'waybill, kind' } };
      happen(waybill, kind as CarrierEventKind, {
        ...(at ? { at: Date.parse(at) } : {}),
        ...(place ? { place } : {}),
        ...(region ? { region } : {}),
      });
    } else if (path === '/control/well') behaviour = { ...wellBehaved };
    else behaviour = { ...behaviour, ...(asked as Partial<Misbehaviour>) };
    return { status: 200, body: { behaviour, sent: await tick() } };
  }

  function unsigned(request: IncomingMessage, path: string, body: string): boolean {
    const message = {
      timestamp: headerOf(request, signatureHeaders.timestamp),
      nonce: headerOf(request, signatureHeaders.nonce),
      signature: headerOf(request, signatureHeaders.signature),
      path,
      body,
    };
    if (signatureFault(secret, message, Date.now()) !== undefined || nonces.has(message.nonce)) return true;
    nonces.add(message.nonce);
    return false;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const method = request.method ?? 'GET';
    const text = await bodyOf(request);
    const isControl = path.startsWith('/control');
    if (!isControl && behaviour.down) return void request.socket.destroy();
    if (!isControl && behaviour.hang) return;
    const reply = ({ status, body }: { status: number; body: object }): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (isControl) return reply(await control(method, path, text));
    if (behaviour.error) return reply({ status: 500, body: {} });
    if (unsigned(request, path, text)) return reply({ status: 401, body: { reason: '签名不对' } });
    reply(await answer(method, path, text));
  }

  const server: Server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400).end('{}');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    misbehave(how) {
      behaviour = { ...behaviour, ...how };
    },
    tick,
    happen,
    waybills: () => [...byWaybill.keys()],
    orders: () => byKey.size,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
