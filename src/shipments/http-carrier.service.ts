import { randomBytes } from 'node:crypto';
import { checkWaybill } from '../cases/transfer/waybill.ts';
import { sign } from '../platform/signed-message.ts';
import { instantOf } from '../regulation/instant.ts';
import { type Carrier, type CarrierEvent, CarrierFault, carrierEventKinds } from './carrier.ts';
import type { CarrierAccess } from './carrier-access.ts';
import { signatureHeaders } from './carrier-signature.ts';

/** How long one answer may take. An order must be answered within 5 s, a retry included. */
const answerWithinMs = 4_000;
const longestAnswer = 256 * 1024;

type Answer = Record<string, unknown>;

const isRecord = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const broken = (): CarrierFault => new CarrierFault('寄递企业的答复读不懂', true);

function feeIn(answer: Answer): number {
  const { feeFen } = answer;
  if (typeof feeFen !== 'number' || !Number.isInteger(feeFen) || feeFen < 0) throw broken();
  return feeFen;
}

/** An event as the carrier's answer or callback names it; undefined where it is none. */
export function readCarrierEvent(value: unknown): CarrierEvent | undefined {
  if (!isRecord(value)) return undefined;
  const { id, waybill, kind, occurredAt, place, region } = value;
  if (typeof id !== 'string' || !/^[\w.:-]{1,80}$/.test(id)) return undefined;
  if (typeof waybill !== 'string' || waybill.length === 0 || waybill.length > 40) return undefined;
  if (typeof kind !== 'string' || !Object.hasOwn(carrierEventKinds, kind)) return undefined;
  const ms =
    typeof occurredAt === 'string' && /T.*(?:Z|[+-]\d\d:\d\d)$/.test(occurredAt)
      ? Date.parse(occurredAt)
      : Number.NaN;
  if (!(ms > Date.UTC(2000, 0, 1) && ms < Date.UTC(2100, 0, 1))) return undefined;
  return {
    id,
    waybill,
    kind: kind as CarrierEvent['kind'],
    occurredAt: instantOf(ms),
    place: typeof place === 'string' ? place.slice(0, 100) : '',
    ...(typeof region === 'string' && /^\d{6}$/.test(region) ? { region } : {}),
  };
}

/** The adapter for a carrier that speaks JSON over HTTP, signed both ways; the one that `npm run carrier` answers to. */
export function createHttpCarrier({ url, secret }: CarrierAccess): Carrier {
  const base = url.replace(/\/+$/, '');

  async function call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const message = {
      timestamp: String(Date.now()),
      nonce: randomBytes(16).toString('hex'),
      path,
      body: text,
    };
    let status: number;
    let answer: unknown;
    try {
      const response = await fetch(base + path, {
        method,
        headers: {
          [signatureHeaders.timestamp]: message.timestamp,
          [signatureHeaders.nonce]: message.nonce,
          [signatureHeaders.signature]: sign(secret, message),
          ...(text === '' ? {} : { 'content-type': 'application/json' }),
        },
        ...(text === '' ? {} : { body: text }),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      status = response.status;
      const read = await response.text();
      if (read.length > longestAnswer) throw broken();
      answer = status < 500 && read !== '' ? JSON.parse(read) : {};
    } catch (error) {
      if (error instanceof CarrierFault) throw error;
      const late = error instanceof Error && error.name === 'TimeoutError';
      throw new CarrierFault(late ? '寄递企业没有及时答复' : '连不上寄递企业', true);
    }
    if (status >= 500 || status === 429) throw new CarrierFault(`寄递企业答复 ${status}`, true);
    if (!isRecord(answer)) throw broken();
    if (status === 404) return answer;
    if (status >= 400) {
      const { reason } = answer;
      throw new CarrierFault(
        `寄递企业不收：${typeof reason === 'string' ? reason.slice(0, 200) : String(status)}`,
        // An answer that our signature is wrong is a matter of settings, not of this order.
        status === 401 || status === 403,
      );
    }
    return answer;
  }

  return {
    id: 'ems',
    async order(order) {
      const answer = await call('POST', '/orders', order);
      const { waybill, routing } = answer;
      const checked = checkWaybill(typeof waybill === 'string' ? waybill : '');
      // A number that cannot be right is never printed: the order is asked for again under its key.
      if (!checked.valid) throw new CarrierFault(`寄递企业给的运单号不对：${checked.reason}`, true);
      return {
        waybill: checked.normalized,
        feeFen: feeIn(answer),
        routing: typeof routing === 'string' ? routing.slice(0, 20) : '',
      };
    },
    async cancel(key) {
      await call('DELETE', `/orders/${encodeURIComponent(key)}`);
    },
    async label(key) {
      const { routing } = await call('GET', `/orders/${encodeURIComponent(key)}/label`);
      return { routing: typeof routing === 'string' ? routing.slice(0, 20) : '' };
    },
    async track(waybill) {
      const { events } = await call('GET', `/tracks/${encodeURIComponent(waybill)}`);
      if (events === undefined) return [];
      if (!Array.isArray(events)) throw broken();
      return events.map(readCarrierEvent).filter((event) => event !== undefined);
    },
    async price({ from, to, weightGrams }) {
      return { feeFen: feeIn(await call('GET', `/price?from=${from}&to=${to}&weightGrams=${weightGrams}`)) };
    },
  };
}
