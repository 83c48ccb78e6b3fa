import { randomUUID } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import type { Case } from '../../src/cases/core/case.ts';
import {
  decodeCase,
  decodeEvent,
  type LoadedCase,
  verifyCase,
} from '../../src/cases/core/case-codec.service.ts';
import { dutyRows } from '../../src/cases/core/case-rows.ts';
import { openDuties } from '../../src/cases/core/duties.ts';
import type { CaseEvent } from '../../src/cases/core/events.ts';
import { calendarsIn } from '../../src/cases/core/fact-sources.service.ts';
import { listCasesAfter, listEventsOf, type WholeCaseRow } from '../../src/cases/core/records.store.ts';
import { createSystem, type System } from '../../src/composition/system.ts';
import { readConfig } from '../../src/platform/config.ts';
import { all, type Database, sql } from '../../src/platform/database.ts';
import { createKeyring } from '../../src/platform/keyring.service.ts';
import { createLogger } from '../../src/platform/log.ts';
import { type Instant, instantOf } from '../../src/regulation/instant.ts';
import { faultsOf } from '../../test/case-invariants.ts';
import { samplePdf } from '../client/scans.ts';
import { demoPassword } from '../client/story.ts';

/** An answer, whatever its status. */
export type Answer = { status: number; text: string; body: Record<string, unknown> };

/** A request as it is sent, and sent again. */
export type Sent = { account: string; path: string; key: string; version: number | undefined; body: unknown };

/** A whole system in this process with people at its windows, a clock that stands where it is put, and its records. */
export type World = {
  system: System;
  now(): Instant;
  set(now: Instant): void;
  send(sent: Sent): Promise<Answer>;
  get<Body>(account: string, path: string): Promise<Body>;
  /** A scanned page of an account that belongs to no case yet. */
  upload(account: string): Promise<string>;
  /** A token by which a second person confirms an act on a case. */
  confirm(
    account: string,
    second: string,
    act: { caseId: string; version: number; command: string },
  ): Promise<string>;
  load(caseId: string): Promise<Case>;
  listCases(): Promise<Case[]>;
  /** What is wrong with the cases that changed since the last look, with their numbers. */
  findFaults(): Promise<string[]>;
};

/** Puts a system over a database and a folder. */
export async function openWorld(given: {
  database: Database;
  dataFolder: string;
  start: Instant;
}): Promise<World> {
  const { database, dataFolder } = given;
  let current = given.start;
  const system = await createSystem({
    config: { ...readConfig({}), dataFolder, demo: true },
    database,
    clock: {
      now: () => current,
      set(next) {
        current = instantOf(new Date(next));
      },
    },
    logger: createLogger({ level: 'error' }),
    requestsPerMinute: 100_000_000,
  });
  await system.app.ready();
  const keyring = await createKeyring(dataFolder);
  const calendarsOf = calendarsIn(system.directory, () => system.heartbeat.interruptedDays());
  const tokens = new Map<string, Promise<string>>();
  const seen = new Map<string, Case>();

  async function ask(options: InjectOptions): Promise<Answer> {
    const response = await system.app.inject(options);
    const text = response.payload;
    const isJson = String(response.headers['content-type']).includes('json');
    return { status: response.statusCode, text, body: isJson ? (JSON.parse(text) as Answer['body']) : {} };
  }

  async function signIn(username: string): Promise<string> {
    const { status, text, body } = await ask({
      method: 'POST',
      url: '/api/session',
      payload: { username, password: demoPassword },
    });
    if (status >= 300) throw new Error(`sign-in of ${username}: ${text}`);
    return String(body['token']);
  }

  async function headersOf(account: string): Promise<{ authorization: string }> {
    const token = tokens.get(account) ?? signIn(account);
    tokens.set(account, token);
    return { authorization: `Bearer ${await token}` };
  }

  async function fine(options: InjectOptions & { url: string }): Promise<Answer> {
    const answer = await ask(options);
    if (answer.status >= 300) throw new Error(`${options.url} → ${answer.status} ${answer.text}`);
    return answer;
  }

  async function listRows(): Promise<WholeCaseRow[]> {
    const rows: WholeCaseRow[] = [];
    for (;;) {
      const page = await listCasesAfter(database.db, rows.at(-1)?.id, 100);
      rows.push(...page);
      if (page.length === 0) return rows;
    }
  }

  async function dutyFaults({ kase }: LoadedCase): Promise<string[]> {
    const stored = await all(
      database.db,
      sql<{ rule: string; round: number; holder: string; dueAt: Instant; fires: boolean }>`
        select rule, round, holder, due_at as "dueAt", fires from case_duties where case_id = ${kase.id}`,
    );
    const due = dutyRows(kase, openDuties(kase), calendarsOf(kase));
    const keyOf = (duty: { rule: string; round: number; holder: string; fires: boolean }): string =>
      `${duty.rule} ${duty.round} ${duty.holder} ${duty.fires}`;
    const [have, want] = [stored.map(keyOf).toSorted(), due.map(keyOf).toSorted()];
    if (have.join('; ') !== want.join('; '))
      return [`17: stored duties are [${have.join('; ')}], recomputed [${want.join('; ')}]`];
    return due.flatMap((duty) => {
      const found = stored.find((each) => keyOf(each) === keyOf(duty));
      // Saving a draft moves its time and is no event.
      if (!found || found.dueAt === duty.dueAt || (duty.rule === 'draftKept' && found.dueAt > duty.dueAt))
        return [];
      return [`17: ${duty.rule} ${duty.round} is due ${found.dueAt}, recomputed ${duty.dueAt}`];
    });
  }

  async function faultsIn(
    row: WholeCaseRow,
    rows: Awaited<ReturnType<typeof listEventsOf>>,
  ): Promise<string[]> {
    const loaded = decodeCase(row, keyring);
    const { kase, key } = loaded;
    const { fault } = verifyCase(loaded, rows);
    const events: CaseEvent[] = rows.map((event) => decodeEvent(kase.id, event, key));
    const found = [
      ...(fault === undefined ? [] : [fault]),
      ...faultsOf(kase, events, seen.get(kase.id)),
      ...(await dutyFaults(loaded)),
    ];
    seen.set(kase.id, kase);
    return found.map((sentence) => `${kase.id} (${kase.state}, version ${kase.version}): ${sentence}`);
  }

  return {
    system,
    now: () => current,
    set(now) {
      current = now;
    },
    async send({ account, path, key, version, body }) {
      return ask({
        method: 'POST',
        url: path,
        payload: body as NonNullable<InjectOptions['payload']>,
        headers: {
          ...(await headersOf(account)),
          'content-type': 'application/json',
          'idempotency-key': key,
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        },
      });
    },
    async get<Body>(account: string, path: string) {
      return (await fine({ method: 'GET', url: path, headers: await headersOf(account) })).body as Body;
    },
    async upload(account) {
      const answer = await fine({
        method: 'POST',
        url: '/api/uploads?name=scan.pdf',
        payload: samplePdf(randomUUID()),
        headers: { ...(await headersOf(account)), 'content-type': 'application/octet-stream' },
      });
      return String(answer.body['id']);
    },
    async confirm(account, second, act) {
      const answer = await ask({
        method: 'POST',
        url: '/api/confirmations',
        payload: { username: second, password: demoPassword, ...act },
        headers: await headersOf(account),
      });
      return answer.status < 300 ? String(answer.body['token']) : 'refused';
    },
    async load(caseId) {
      const rows = await all(
        database.db,
        sql<WholeCaseRow>`
          select id, version, snapshot, personal, key_wrapped as "keyWrapped", head_hash as "headHash", state,
            business_number as "businessNumber" from cases where id = ${caseId}`,
      );
      const [row] = rows;
      if (!row) throw new Error(`no case ${caseId}`);
      return decodeCase(row, keyring).kase;
    },
    listCases: async () => (await listRows()).map((row) => decodeCase(row, keyring).kase),
    async findFaults() {
      const changed = (await listRows()).filter(({ id, version }) => seen.get(id)?.version !== version);
      const faults: string[] = [];
      for (let from = 0; from < changed.length; from += 50) {
        const rows = changed.slice(from, from + 50);
        const events = Map.groupBy(
          await listEventsOf(
            database.db,
            rows.map(({ id }) => id),
          ),
          ({ caseId }) => caseId,
        );
        for (const row of rows) faults.push(...(await faultsIn(row, events.get(row.id) ?? [])));
      }
      return faults;
    },
  };
}
