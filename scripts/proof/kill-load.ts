import { randomUUID } from 'node:crypto';
import type { CaseView } from '../../src/cases/core/case-view.ts';
import { type Client, RequestFailed } from '../client/client.ts';
import {
  acceptAndSend,
  application,
  decide,
  deliver,
  demoPassword,
  type People,
  receiveAndAccept,
  register,
  review,
  waybill,
} from '../client/story.ts';
import type { Chance } from './chance.ts';
import { type Journal, lastingClient, WorkOver } from './lasting-client.ts';

/** A pair of windows whose people work on cases without end. */
export type Pair = { people: People; homeRegion: string };

async function tokenOf(origin: string, username: string): Promise<string> {
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: demoPassword }),
  });
  if (!response.ok) throw new Error(`sign-in of ${username}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { token: string }).token;
}

/** Somebody signed in once, whose session lasts through every kill. */
export async function lastingPerson(
  origin: () => Promise<string>,
  username: string,
  journal: Journal,
  isOver: () => boolean,
): Promise<Client> {
  return lastingClient(origin, await tokenOf(await origin(), username), journal, isOver);
}

let serial = 0;
const nextSerial = (): number => (serial += 1);

const nowOf = async (client: Client): Promise<string> =>
  (await client.get<{ now: string }>('/api/health')).now;

/** A case that is sent and arrives, and that nobody confirms: the clock deems it received at the end of the next day. */
async function leaveUnconfirmed({ people, homeRegion }: Pair): Promise<void> {
  const { intake } = people;
  const at = await nowOf(intake);
  const sent = await acceptAndSend(
    people,
    await review(people, await register(people, homeRegion)),
    nextSerial(),
    at,
  );
  const { parcels } = await intake.get<CaseView>(`/api/cases/${sent.id}`);
  await intake.command(sent, 'record-carrier-event', {
    waybill: parcels[0]?.waybill ?? waybill(0),
    kind: 'delivered',
    occurredAt: await nowOf(intake),
    proof: '投递签收单 03',
  });
}

async function wholeStory({ people, homeRegion }: Pair): Promise<void> {
  let now = await review(people, await register(people, homeRegion));
  now = await acceptAndSend(people, now, nextSerial(), await nowOf(people.intake));
  now = await decide(people, await receiveAndAccept(people, now));
  await deliver(people, now, nextSerial(), await nowOf(people.home));
}

/** A draft that nobody registers: it expires. */
const leaveDraft = async ({ people, homeRegion }: Pair): Promise<unknown> =>
  people.intake.post('/api/cases', application(homeRegion), { 'idempotency-key': randomUUID() });

/** Works until everything is over. The clock may overtake a case; then the next one is begun. */
export async function workOn(pair: Pair, chance: Chance): Promise<void> {
  const stories = [wholeStory, leaveUnconfirmed, leaveUnconfirmed, leaveUnconfirmed, leaveDraft];
  for (;;) {
    try {
      await chance.of(stories)(pair);
    } catch (error) {
      if (error instanceof WorkOver) return;
      if (!(error instanceof RequestFailed)) throw error;
    }
  }
}
