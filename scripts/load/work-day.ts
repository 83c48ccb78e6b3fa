import { randomUUID } from 'node:crypto';
import { residentNumber } from '../bench/applicants.ts';
import type { Client, Receipt } from '../client/client.ts';
import { RequestFailed } from '../client/client.ts';
import {
  acceptAndSend,
  application,
  decide,
  deliver,
  type People,
  receiveAndAccept,
  review,
} from '../client/story.ts';
import { TimeIsOver } from './clerk-client.ts';

/** Who works at one home region, and what lies with them. */
export type HomeDesk = { regionCode: string; arrived: Receipt[]; accepted: Receipt[]; decided: Receipt[] };

const pageOf = (queue: string): string => `/api/cases?queue=${queue}&limit=20`;

/** Goes on until the time is over; what was refused is recorded already, and the next case begins. */
async function untilTheEnd(turn: (round: number) => Promise<void>): Promise<void> {
  for (let round = 1; ; round += 1) {
    try {
      await turn(round);
    } catch (error) {
      if (error instanceof TimeIsOver) return;
      if (!(error instanceof RequestFailed)) throw error;
    }
  }
}

let serial = 0;

/** Only one of the three acts in each part of a story. */
const alone = (client: Client): People => ({ intake: client, home: client, approver: client });

/** Intake: looks at the list, looks somebody up, registers, reviews line by line, accepts and sends. */
export const intakeDay = (client: Client, homes: readonly HomeDesk[]): Promise<void> =>
  untilTheEnd(async (round) => {
    await client.get(pageOf('mine'));
    serial += 1;
    const own = serial;
    const identityNumber = residentNumber(own);
    await client.post('/api/case-search', { by: 'identity', value: residentNumber(Math.max(1, own - 50)) });
    const home = homes[own % homes.length];
    if (!home) throw new Error('no home region');
    const { duplicateReason: _reason, ...form } = application(home.regionCode);
    const start = await client.post<Receipt>(
      '/api/cases',
      { ...form, applicant: { ...form.applicant, identityNumber }, submit: true, startReview: true },
      { 'idempotency-key': randomUUID() },
    );
    await client.get(`/api/cases/by-number/${start.businessNumber}`);
    const reviewed = await review(alone(client), start);
    const { now } = await health();
    home.arrived.push(await acceptAndSend(alone(client), reviewed, own * 2, now));
    if (round % 3 === 0) await client.get(pageOf('intake'));
  });

let origin = '';
/** The server whose clock the carriers' events are dated by. */
export const workAt = (address: string): void => void (origin = address);
const health = async (): Promise<{ now: string }> =>
  (await (await fetch(`${origin}/api/health`)).json()) as { now: string };

/** Home window: looks at the list, takes what arrived, accepts and assigns; brings results to their owners. */
export const homeDay = (client: Client, desk: HomeDesk): Promise<void> =>
  untilTheEnd(async () => {
    await client.get(pageOf('mine'));
    const decided = desk.decided.shift();
    if (decided) {
      serial += 1;
      const { now } = await health();
      await deliver(alone(client), decided, serial * 2 + 1, now);
    }
    const arrived = desk.arrived.shift();
    if (arrived) desk.accepted.push(await receiveAndAccept(alone(client), arrived));
    else await client.get(pageOf('home'));
  });

/** Approver: looks at the list, examines and decides. */
export const approverDay = (client: Client, desk: HomeDesk): Promise<void> =>
  untilTheEnd(async () => {
    await client.get(pageOf('mine'));
    const accepted = desk.accepted.shift();
    if (accepted) desk.decided.push(await decide(alone(client), accepted));
  });
