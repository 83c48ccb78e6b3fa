import { randomUUID } from 'node:crypto';
import { findCase, listEvents } from '../../src/cases/core/case.store.ts';
import { decodeCase, decodeEvent } from '../../src/cases/core/case-codec.service.ts';
import type { Database } from '../../src/platform/database.ts';
import type { Keyring } from '../../src/platform/keyring.service.ts';
import type { Receipt } from '../client/client.ts';
import { notify } from '../client/notice-story.ts';
import {
  acceptAndSend,
  application,
  decide,
  deliver,
  meet,
  type People,
  receive,
  receiveAndAccept,
  register,
  review,
} from '../client/story.ts';
import type { Place, Template } from './plan.ts';

/** How the cases of a filled database stand: shares in a hundred, and the acts that lead there. */
const kinds: readonly {
  name: string;
  weight: number;
  isOpen?: true;
  tell: (telling: Telling) => Promise<Receipt>;
}[] = [
  { name: '草稿', weight: 3, isOpen: true, tell: ({ people, home }) => open(people, home) },
  { name: '形式审查中', weight: 5, isOpen: true, tell: ({ people, home }) => register(people, home) },
  {
    name: '待收件',
    weight: 2,
    isOpen: true,
    tell: async ({ people, home }) => review(people, await register(people, home)),
  },
  {
    name: '流转中',
    weight: 3,
    isOpen: true,
    async tell({ people, home, at, serial }) {
      return acceptAndSend(people, await review(people, await register(people, home)), serial, at);
    },
  },
  {
    name: '待补正',
    weight: 0,
    isOpen: true,
    tell: async ({ people, home }) => notify(people, await review(people, await register(people, home))),
  },
  {
    name: '属地已收到',
    weight: 0,
    isOpen: true,
    async tell({ people, home, at, serial }) {
      const reviewed = await review(people, await register(people, home));
      return receive(people, await acceptAndSend(people, reviewed, serial, at));
    },
  },
  { name: '属地已受理', weight: 3, isOpen: true, tell: (telling) => accepted(telling) },
  {
    name: '已准予',
    weight: 1,
    isOpen: true,
    tell: async (telling) => decide(telling.people, await accepted(telling)),
  },
  {
    name: '已办结',
    weight: 18,
    async tell(telling) {
      const decided = await decide(telling.people, await accepted(telling));
      return deliver(telling.people, decided, telling.serial + 1, telling.at);
    },
  },
  {
    name: '不予收件',
    weight: 44,
    async tell({ people: { intake }, home }) {
      const form = { ...application(home), submit: true };
      const start = await intake.post<Receipt>('/api/cases', form, { 'idempotency-key': randomUUID() });
      const failed = await intake.command(start, 'record-identity-check', {
        method: 'visual',
        subject: 'applicant',
        passed: false,
      });
      return intake.command(failed, 'decline-intake', {
        code: 'identityFailed',
        explanation: '人证不一致，请本人持有效证件再来。',
      });
    },
  },
  {
    name: '草稿作废',
    weight: 23,
    tell: async ({ people, home }) => people.intake.command(await open(people, home), 'discard-draft'),
  },
];

type Telling = { people: People; home: string; serial: number; at: string };

const open = (people: People, homeRegion: string): Promise<Receipt> =>
  people.intake.post<Receipt>(
    '/api/cases',
    { optionId: '048-1', homeRegion, mode: 'proxyIntake' },
    { 'idempotency-key': randomUUID() },
  );

async function accepted({ people, home, serial, at }: Telling): Promise<Receipt> {
  const reviewed = await review(people, await register(people, home));
  return receiveAndAccept(people, await acceptAndSend(people, reviewed, serial, at));
}

/** A template as it was told; its history is read once the server has stopped. */
export type Told = Pick<Template, 'name' | 'weight' | 'isOpen' | 'caseId' | 'businessNumber'>;

/** Tells every kind of case once, over HTTP, on a running server. */
export async function tellTemplates(origin: string, intake: Place, home: Place): Promise<Told[]> {
  const people = await meet(origin, intake.regionCode, home.regionCode);
  const { now: at } = (await (await fetch(`${origin}/api/health`)).json()) as { now: string };
  const told: Told[] = [];
  for (const [index, { name, weight, isOpen = false, tell }] of kinds.entries()) {
    const { id, businessNumber = '' } = await tell({
      people,
      home: home.regionCode,
      serial: 10 + index * 2,
      at,
    });
    told.push({ name, weight, isOpen, caseId: id, businessNumber });
  }
  return told;
}

/** Reads the history of a told case, opened with its key. */
export async function readTemplate(
  database: Database,
  keyring: Keyring,
  told: Told,
  intake: Place,
  home: Place,
): Promise<Template> {
  const row = await findCase(database.run, told.caseId);
  if (!row) throw new Error(`no case ${told.caseId}`);
  const { key } = decodeCase(row, keyring);
  const events = (await listEvents(database.db, told.caseId)).map((stored) =>
    decodeEvent(told.caseId, stored, key),
  );
  return {
    ...told,
    submittedAt: events.findIndex(({ type }) => type === 'caseSubmitted'),
    events: events.map((event) => JSON.stringify(event)),
    intake,
    home,
  };
}
