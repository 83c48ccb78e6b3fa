import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePdf } from '../scripts/client/scans.ts';
import { makeBusinessNumber } from '../src/cases/core/business-number.ts';
import * as store from '../src/cases/core/case.store.ts';
import type { Case } from '../src/cases/core/case.ts';
import { decodeCase, type LoadedCase, verifyCase } from '../src/cases/core/case-codec.service.ts';
import type { Act } from '../src/cases/core/case-request.ts';
import type { CommandReceipt } from '../src/cases/core/case-view.ts';
import { createDrafts, type Drafts } from '../src/cases/core/drafts.service.ts';
import { createExecutor, type Executor, type ExecutorParts } from '../src/cases/core/executor.service.ts';
import { sequencesOf } from '../src/cases/core/fact-sources.service.ts';
import type { FactSources, WindowFacts } from '../src/cases/core/fact-sources.ts';
import { createSweep, graceMs, type Sweep } from '../src/cases/core/sweep.service.ts';
import { createDocuments } from '../src/documents/documents.service.ts';
import type { Renderer } from '../src/documents/renderer.service.ts';
import type { Actor, Grant } from '../src/platform/actor.ts';
import type { Clock } from '../src/platform/clock.ts';
import { type Database, first, sql } from '../src/platform/database.ts';
import { sha256Hex } from '../src/platform/digest.ts';
import { createFiles, type Files } from '../src/platform/files.service.ts';
import { volumeOfCase } from '../src/platform/files.store.ts';
import { type Keyring, openKeyring } from '../src/platform/keyring.service.ts';
import { type Instant, later } from '../src/regulation/instant.ts';
import type { CommandName } from '../src/regulation/lifecycle/index.ts';
import type { Capacity } from '../src/regulation/roles.ts';
import type { CaseState } from '../src/regulation/states.ts';
import { idOf, usualCapacity, usualInput, waybillOf } from './case-acts.ts';
import { actMs, lead, type StoryOptions, storyStart, type Teller } from './case-builder.ts';
import { factsOf, homeWindow, intakeWindow, nationalCalendars } from './case-facts.ts';
import { openTestDatabase } from './database.ts';
import { standingClock } from './identity-fixture.ts';

/** How forms look is tested with the renderer; here a page that names the form is enough, and a hundred times faster. */
const plainRenderer: Renderer = {
  render: (kind) => ({ pdf: samplePdf(kind), missing: [] }),
  renderSet: (forms) => ({ pdf: samplePdf(forms.map(({ kind }) => kind).join(' ')), missing: [] }),
};

/** Somebody with these grants; the id follows from the name. */
export const personWith = (number: number, name: string, ...grants: Grant[]): Actor => ({
  kind: 'staff',
  id: idOf(900_000 + number),
  username: `staff${number}`,
  name,
  grants,
  sessionId: idOf(number),
  mustChangePassword: false,
});

const at = ({ id, regionCode }: WindowFacts, role: Grant['role']): Grant => ({
  role,
  regionCode,
  windowId: id,
});

/** The people of the usual case, and one from a window that has no part in it. */
export const people = {
  intake: personWith(1, '王芳', at(intakeWindow, 'windowClerk')),
  colleague: personWith(2, '陈静', at(intakeWindow, 'windowClerk')),
  home: personWith(3, '李强', at(homeWindow, 'windowLead')),
  approver: personWith(4, '周敏', { role: 'approver', regionCode: homeWindow.regionCode, windowId: null }),
  stranger: personWith(5, '赵勇', { role: 'windowClerk', regionCode: '520103', windowId: idOf(520_103) }),
};

/** Who acts on the two sides of a case, and where its home is. */
export type Crew = { intake: Actor; home: Actor; approver: Actor; homeRegion: string };

const usualCrew: Crew = { ...people, homeRegion: homeWindow.regionCode };
const onHomeSide = new Set<Capacity>(['homeClerk', 'homeLead']);
const actorFor = (crew: Crew, capacity: Capacity): Actor =>
  capacity === 'approver' ? crew.approver : onHomeSide.has(capacity) ? crew.home : crew.intake;

/** The executor on a database of its own, with real keys, files and documents; facts as in `case-facts.ts`. */
export type CaseDesk = {
  database: Database;
  keyring: Keyring;
  clock: Clock;
  files: Files;
  executor: Executor;
  drafts: Drafts;
  sweep: Sweep;
  /** A second executor and sweep on the same database, as another process would have them. */
  another(change?: Partial<ExecutorParts>): { executor: Executor; sweep: Sweep };
  /** One request; answers the receipt. */
  request(acts: Act[], options?: RequestOptions): Promise<CommandReceipt>;
  /** A case led to a state by requests. */
  caseIn(state: CaseState, options?: StoryOptions, crew?: Crew): Promise<DeskStory>;
  load(caseId: string): Promise<Case>;
  verify(caseId: string): Promise<ReturnType<typeof verifyCase>>;
  count(table: string): Promise<number>;
  /** Where keys and files lie. */
  folder: string;
  close(): Promise<void>;
};

export type RequestOptions = {
  as?: Actor;
  caseId?: string;
  expected?: number;
  key?: string;
  digest?: string;
};

/** A case on the database. */
export type DeskStory = Teller;

/** The acts behind "register in one call". */
export const registration = (kase?: Case): Act[] => {
  const around = { now: storyStart, nextId: randomUUID, nextWaybill: () => waybillOf(1) };
  const act = (command: CommandName): Act => ({ command, input: usualInput[command](kase as Case, around) });
  return [act('openCase'), act('submitCase'), act('startFormalReview')];
};

/** Opens a desk at a moment, with some facts of its own. */
export async function openDesk(
  start: Instant = storyStart,
  facts: Partial<FactSources> = {},
): Promise<CaseDesk> {
  const database = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tongban-desk-'));
  const clock = standingClock(start);
  const keyring = await openKeyring(database, folder);
  const files = createFiles({ database, keyring, folder, clock });
  const documents = createDocuments({
    database,
    files,
    clock,
    renderer: plainRenderer,
    keyOf: async (id) => {
      const row = await store.findCaseKey(database.db, id);
      return row?.keyWrapped ? keyring.unwrap(row.keyWrapped) : undefined;
    },
  });
  await documents.loadSampleSeals(
    [intakeWindow, homeWindow].map(({ regionCode, regionName }) => ({
      id: randomUUID(),
      regionCode,
      authority: `${regionName}政务服务管理办公室`,
    })),
  );
  const sequenceOf = sequencesOf(database);
  const sources = factsOf('', {
    files: async (ids) =>
      (await files.describe(ids)).map(({ id, sha256, size, uploadedBy = '', caseId = null }) => ({
        id,
        sha256,
        size,
        uploadedBy,
        caseId,
      })),
    rehash: async (ids) =>
      new Map(await Promise.all(ids.map(async (id) => [id, await files.rehash(id)] as const))),
    caseVolume: (id) => volumeOfCase(database.db, id),
    async takeBusinessNumber(regionCode, on) {
      const sequence = await sequenceOf({ regionCode, day: on });
      return sequence === undefined ? undefined : makeBusinessNumber({ regionCode, on, sequence });
    },
    ...facts,
  });
  const parts: ExecutorParts = {
    database,
    keyring,
    clock,
    files,
    documents,
    sources,
    calendarsOf: () => nationalCalendars,
    onRefused: async () => undefined,
    afterCommit: () => undefined,
  };
  const onError = (error: unknown): void => {
    throw error;
  };
  const another = (change: Partial<ExecutorParts> = {}): { executor: Executor; sweep: Sweep } => {
    const executor = createExecutor({ ...parts, ...change });
    return { executor, sweep: createSweep({ database, clock, executor, onError }) };
  };
  const { executor, sweep } = another();
  let serial = 0;

  async function opened(caseId: string): Promise<LoadedCase> {
    const row = await store.findCase(database.run, caseId);
    if (!row) throw new Error(`no case ${caseId}`);
    return decodeCase(row, keyring);
  }

  async function request(acts: Act[], options: RequestOptions = {}): Promise<CommandReceipt> {
    const {
      as = people.intake,
      caseId,
      expected,
      key = randomUUID(),
      digest = sha256Hex(JSON.stringify(acts)),
    } = options;
    const { receipt } = await executor.execute({
      acts,
      actor: as,
      key,
      digest,
      ...(caseId === undefined ? {} : { caseId }),
      ...(expected === undefined ? {} : { expectedVersion: expected }),
    });
    return receipt;
  }

  async function upload(by: Actor): Promise<string> {
    const meta = { name: 'scan.pdf', uploadedBy: by.id };
    return (await files.store(database.db, samplePdf(`page ${(serial += 1)}`), meta)).id;
  }

  async function caseIn(
    state: CaseState,
    options: StoryOptions = {},
    crew: Crew = usualCrew,
  ): Promise<DeskStory> {
    const around = () => ({
      now: clock.now(),
      nextId: randomUUID,
      nextWaybill: () => waybillOf((serial += 1)),
    });
    const story: DeskStory = {
      kase: undefined as unknown as Case,
      get now() {
        return clock.now();
      },
      set now(moment) {
        clock.set(moment);
      },
      upload: () => upload(crew.intake),
      usual: (command) => ({
        ...(usualInput[command](story.kase, around()) as Record<string, unknown>),
        ...(command === 'openCase' ? { homeRegion: crew.homeRegion } : {}),
      }),
      async take(command, input, { as, at: moment } = {}) {
        if (moment !== undefined) clock.set(moment);
        const before = story.kase as Case | undefined;
        const capacity = as ?? usualCapacity(command, before);
        if (capacity === 'system' && before) {
          // Only the clock can do it, and it waits a while after the due time.
          clock.set(later(clock.now(), graceMs));
          await sweep.run();
          story.kase = (await opened(before.id)).kase;
          if (story.kase.version === before.version) throw new Error(`the clock did not ${command}`);
          return story.kase;
        }
        const receipt = await request([{ command, input: input ?? story.usual(command) }], {
          as: actorFor(crew, capacity),
          ...(before ? { caseId: before.id, expected: before.version } : {}),
        });
        story.kase = (await opened(receipt.id)).kase;
        clock.set(later(clock.now(), actMs));
        return receipt;
      },
    };
    await lead(story, state, options);
    return story;
  }

  return {
    database,
    keyring,
    clock,
    files,
    executor,
    drafts: createDrafts({
      database,
      keyring,
      clock,
      executor,
      isOffered: async () => true,
      calendarsOf: () => nationalCalendars,
    }),
    sweep,
    another,
    request,
    caseIn,
    load: async (caseId) => (await opened(caseId)).kase,
    verify: async (caseId) => verifyCase(await opened(caseId), await store.listEvents(database.db, caseId)),
    count: async (table) =>
      (await first(database.db, sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`))
        ?.count ?? -1,
    folder,
    close: () => database.close(),
  };
}
