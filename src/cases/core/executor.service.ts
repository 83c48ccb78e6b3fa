import { randomBytes, randomUUID } from 'node:crypto';
import type { Documents } from '../../documents/documents.service.ts';
import type { OffListConsents } from '../../offlist/off-list-consents.service.ts';
import type { Actor } from '../../platform/actor.ts';
import { canonical } from '../../platform/canonical.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Database, type Db, isUniqueViolation, within } from '../../platform/database.ts';
import { sha256Hex } from '../../platform/digest.ts';
import type { Files } from '../../platform/files.service.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import type { Capacity } from '../../regulation/roles.ts';
import { consentStep } from '../intake/consent-of-draft.ts';
import { capacitiesOf } from './capacities.ts';
import * as store from './case.store.ts';
import type { Case } from './case.ts';
import { decodeCase, decodeEvent, encodeCase, encodeEvent, type LoadedCase } from './case-codec.service.ts';
import { type Act, type CaseRequest, clockActor, eventActor, receiptOf } from './case-request.ts';
import { type BlindIndex, caseColumns, dutyRows, partyRows } from './case-rows.ts';
import type { CommandReceipt } from './case-view.ts';
import type { Context, DocumentOrder } from './command.ts';
import type { CaseCalendars } from './due.ts';
import { openDuties } from './duties.ts';
import type { CaseEvent } from './events.ts';
import { fold } from './evolve.ts';
import type { FactSources } from './fact-sources.ts';
import { filesOf } from './files-of-event.ts';
import { commands } from './registry.ts';
import { searchChanges } from './search-keys.ts';
import { findCases, findCasesByNumber } from './shared-reads.store.ts';
import { take } from './step.ts';

/** Who carries cases forward. */
export type Executor = {
  execute(request: CaseRequest): Promise<{ status: number; receipt: CommandReceipt }>;
  /**
   * An act of the clock, effective at its due time; false when there was nothing to do any more, or when the calendar
   * changed meanwhile: then the due time is moved instead.
   */
  executeAsClock(
    caseId: string,
    duty: { rule: string; round: number; dueAt: Instant },
    command: CommandName,
  ): Promise<boolean>;
  /**
   * One act without documents inside a transaction of somebody else, with facts that are known there, in the
   * capacity found there; for what must happen together with it or not at all.
   */
  executeWithin(
    tx: Db,
    act: Act & { caseId: string; actor: Actor; capacity: Capacity },
    known: Partial<FactSources>,
  ): Promise<void>;
  /** A fact from outside, as what a carrier reports: one act of the system, once by its key; false the second time. */
  executeAsSystem(caseId: string, act: Act, key: string): Promise<boolean>;
  /** Judges acts as if this person carried them out now, and writes nothing; throws the refusal. */
  check(caseId: string, acts: readonly Act[], actor: Actor): Promise<void>;
  /** A case for the system's own use, whoever asks; undefined when there is none. */
  read(caseId: string): Promise<LoadedCase | undefined>;
  /** A case for one reader: with the capacities; throws case-not-found for strangers and unknown ids alike. */
  open(caseId: string, actor: Actor): Promise<OpenedCase>;
  /** `open` for the case with a business number. */
  openByNumber(businessNumber: string, actor: Actor): Promise<OpenedCase>;
};

/** A case with what its reader may do on it. */
export type OpenedCase = { loaded: LoadedCase; capacities: ReadonlySet<Capacity> };

/** What the executor stands on. */
export type ExecutorParts = {
  database: Database;
  keyring: Keyring;
  clock: Clock;
  files: Files;
  documents: Documents;
  sources: FactSources;
  calendarsOf: (kase: Case) => CaseCalendars;
  /** Told of every stranger's and every unauthorised attempt. */
  onRefused(actor: Actor, caseId: string, problem: Problem): Promise<void>;
  /** Counts a case that somebody opens; refuses when there were too many. */
  opened?(actor: Actor, caseId: string): Promise<void>;
  /** Off-list consents, used by the step that opens a case and ended by the one that clears its draft (C.4). */
  consents?: Pick<OffListConsents, 'hold' | 'useConsent' | 'expireWithDraft'>;
  /** Called after every commit. */
  afterCommit: () => void;
};

const attempts = 3;
/** What arrives from outside has nobody who would press again. */
const systemAttempts = 8;

/** Refusals that leave a trace: acting beyond one's part, and a package that arrived altered. */
const recorded = new Set<string>(['not-authorised', 'hash-mismatch', 'manifest-mismatch']);

/** 80 bits in letters and digits that cannot be mistaken for one another; on every issued document. */
const newVerificationCode = (): string =>
  [...randomBytes(16)].map((byte) => '23456789ABCDEFGHJKMNPQRSTUVWXYZ'[byte % 31]).join('');

type Work = {
  id: string;
  before: LoadedCase | undefined;
  kase: Case;
  events: CaseEvent[];
  documents: DocumentOrder[];
};

/** Builds the executor: the one place where cases are changed. */
export function createExecutor(parts: ExecutorParts): Executor {
  const { database, keyring, clock, files, documents, sources, calendarsOf, afterCommit } = parts;

  const findById = database.share((ids: readonly string[]) => findCases(database.run, ids));
  const findByNumber = database.share((numbers: readonly string[]) =>
    findCasesByNumber(database.run, numbers),
  );
  const writeStep = database.share(
    async (steps: readonly store.Step[]) => {
      // In the order of the cases, so that two processes never wait for each other.
      const order = steps.toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1));
      const statements = order.map(store.stepStatement);
      const [only] = statements;
      const written =
        only && statements.length === 1 ? [await database.run(only)] : await database.together(statements);
      const done = new Map(order.map((step, at) => [step, (written[at]?.length ?? 0) > 0]));
      return steps.map((step) => done.get(step) ?? false);
    },
    { atOnce: 16, lanes: 2 },
  );

  async function load(caseId: string, tx?: Db): Promise<LoadedCase | undefined> {
    const row = await (tx ? store.findCase(within(tx), caseId) : findById(caseId));
    return row && decodeCase(row, keyring);
  }

  async function openFor(loaded: LoadedCase | undefined, actor: Actor): Promise<OpenedCase> {
    const capacities = loaded ? capacitiesOf(actor, loaded.kase) : new Set<Capacity>();
    if (!loaded || capacities.size === 0) {
      const problem = new Problem('case-not-found');
      if (loaded) await parts.onRefused(actor, loaded.kase.id, problem);
      throw problem;
    }
    await parts.opened?.(actor, loaded.kase.id);
    return { loaded, capacities };
  }

  const open: Executor['open'] = async (caseId, actor) => openFor(await load(caseId), actor);

  const newCapacities = (actor: Actor): ReadonlySet<Capacity> =>
    new Set(
      actor.grants.some(({ role, windowId }) => windowId && (role === 'windowClerk' || role === 'windowLead'))
        ? (['intakeClerk', 'creator'] as const)
        : [],
    );

  function contextOf(
    actor: Actor,
    kase: Case | undefined,
    now: Instant,
    capacities = kase ? capacitiesOf(actor, kase) : newCapacities(actor),
  ): Context {
    return {
      now,
      actor: eventActor(actor, kase, capacities),
      capacities,
      newId: randomUUID,
      newVerificationCode,
    };
  }

  const blind: BlindIndex = (kind, value) => keyring.blindIndex(kind, value);

  /** Carries the acts out in thought: nothing is written, no lock is held. */
  async function decide(
    id: string,
    before: LoadedCase | undefined,
    acts: readonly Act[],
    contextFor: (kase: Case | undefined) => Context,
    known: FactSources = sources,
  ): Promise<Work> {
    let kase = before?.kase;
    const events: CaseEvent[] = [];
    const orders: DocumentOrder[] = [];
    for (const { command, input } of acts) {
      const taken = await take(commands[command], kase, id, input, contextFor(kase), known);
      kase = taken.kase;
      events.push(...taken.events);
      orders.push(...taken.documents);
    }
    if (!kase) throw new Error('a request without acts');
    return { id, before, kase, events, documents: orders };
  }

  /** Writes a step: everything or nothing. Answers false when the case has moved on meanwhile. */
  async function write(
    work: Work,
    now: Instant,
    request: store.Step['request'],
    issuedBy: string | null,
    tx?: Db,
  ): Promise<boolean> {
    const { id, before, kase } = work;
    const { key, wrapped } =
      before?.key && before.keyWrapped
        ? { key: before.key, wrapped: before.keyWrapped }
        : keyring.newDataKey();
    const duties = dutyRows(kase, openDuties(kase), calendarsOf(kase));
    let head = before?.headHash ?? '';
    const events = work.events.map((event) => {
      const row = encodeEvent(id, event, key, head);
      head = row.hash;
      return row;
    });
    const step: store.Step = {
      caseId: id,
      before: before?.kase.version ?? 0,
      after: kase.version,
      columns: caseColumns(kase, blind),
      ...encodeCase(kase, key),
      keyWrapped: wrapped,
      recordedAt: now,
      events,
      duties,
      parties: partyRows(kase, duties),
      search: searchChanges(before?.kase, kase, blind),
      request,
    };
    const prepared = work.documents.map((order) => documents.prepare(order));
    const uploads = work.events.flatMap(filesOf);
    const consent = consentStep(kase, work.events);
    if (prepared.length === 0 && uploads.length === 0 && !consent) {
      return tx ? (await within(tx)(store.stepStatement(step))).length > 0 : writeStep(step);
    }
    const { consents } = parts;
    if (consent && !consents) throw new Error(`${id} rests on a consent, and nobody keeps consents`);
    return database.transaction(async (own) => {
      if (consent) await consents?.hold(own, consent.requestId);
      if ((await within(own)(store.stepStatement(step))).length === 0) return false;
      if (consent) {
        const act = consent.act === 'use' ? consents?.useConsent : consents?.expireWithDraft;
        await act?.(own, { id: consent.requestId, caseId: id, at: now });
      }
      if (uploads.length > 0) await files.attachToCase(own, uploads, id, issuedBy ?? undefined);
      for (const each of prepared)
        await documents.issue(own, each, { caseId: id, caseKey: key, issuedBy, at: now });
      return true;
    });
  }

  /** The first answer again: made from the events the request recorded, so that nothing personal is stored. */
  async function repeat(
    request: CaseRequest,
  ): Promise<{ status: number; receipt: CommandReceipt } | undefined> {
    const earlier = await store.findRequest(database.run, request.actor.id, request.key);
    if (!earlier) return undefined;
    if (earlier.digest !== request.digest) throw new Problem('request-key-reused');
    const { caseId, before, after, status } = earlier;
    const rows = (await store.listEvents(database.db, caseId)).filter(({ seq }) => seq <= after);
    const events = rows.map((row) => decodeEvent(caseId, row, undefined));
    const own = events.filter(({ seq }) => seq > before);
    return { status, receipt: receiptOf(fold(caseId, events), own) };
  }

  const systemContext = (): Context => ({
    now: clock.now(),
    actor: clockActor,
    capacities: new Set<Capacity>(['system']),
    newId: randomUUID,
    newVerificationCode,
  });

  /** Carries an act of the system out, unless its key says that this was done; undefined when the case moved on. */
  async function attemptAsSystem(
    caseId: string,
    act: Act,
    request: NonNullable<store.Step['request']>,
  ): Promise<boolean | undefined> {
    const earlier = await store.findRequest(database.run, request.actorId, request.key);
    if (earlier && earlier.digest !== request.digest) throw new Problem('request-key-reused');
    if (earlier) return false;
    const before = await load(caseId);
    if (!before) throw new Problem('case-not-found');
    const context = systemContext();
    const work = await decide(caseId, before, [act], () => context);
    try {
      return (await write(work, context.now, request, null)) || undefined;
    } catch (error) {
      if (isUniqueViolation(error, 'case_request_keys_pkey')) return undefined;
      throw error;
    }
  }

  async function attempt(
    request: CaseRequest,
    now: Instant,
  ): Promise<{ status: number; receipt: CommandReceipt } | undefined> {
    const found = request.caseId === undefined ? undefined : await open(request.caseId, request.actor);
    const before = found?.loaded;
    if (before && request.expectedVersion !== undefined && before.kase.version !== request.expectedVersion) {
      throw new Problem('stale-version', {
        extensions: { state: before.kase.state, version: before.kase.version },
      });
    }
    const id = request.caseId ?? randomUUID();
    const work = await decide(id, before, request.acts, (kase) => contextOf(request.actor, kase, now));
    const status = before ? 200 : 201;
    const written = await write(
      work,
      now,
      { actorId: request.actor.id, key: request.key, digest: request.digest, status },
      request.actor.id,
    );
    if (!written) return undefined;
    afterCommit();
    return { status, receipt: receiptOf(work.kase, work.events) };
  }

  return {
    open,
    async openByNumber(businessNumber, actor) {
      const row = await findByNumber(businessNumber);
      return openFor(row && decodeCase(row, keyring), actor);
    },
    async execute(request) {
      // The complete request is here now; being tried again does not make it late (C.12).
      const receivedAt = clock.now();
      for (let tried = 0; tried < attempts; tried += 1) {
        try {
          const done = await attempt(request, receivedAt);
          if (done) return done;
        } catch (error) {
          const judged = error instanceof Problem || isUniqueViolation(error, 'case_request_keys_pkey');
          // A repeated request meets a case that has moved on; whatever that gives, its first answer stands.
          const same = judged ? await repeat(request) : undefined;
          if (same) return same;
          if (error instanceof Problem && recorded.has(error.code) && request.caseId) {
            await parts.onRefused(request.actor, request.caseId, error);
          }
          throw error;
        }
        const same = await repeat(request);
        if (same) return same;
        if (request.expectedVersion !== undefined) {
          const current = request.caseId ? await load(request.caseId) : undefined;
          throw new Problem('stale-version', {
            extensions: { state: current?.kase.state ?? null, version: current?.kase.version ?? null },
          });
        }
      }
      throw new Problem('stale-version');
    },
    async executeAsSystem(caseId, act, key) {
      const digest = sha256Hex(canonical({ caseId, ...act }));
      for (let tried = 0; tried < systemAttempts; tried += 1) {
        const done = await attemptAsSystem(caseId, act, { actorId: 'system', key, digest, status: 200 });
        if (done) afterCommit();
        if (done !== undefined) return done;
      }
      throw new Problem('stale-version');
    },
    async check(caseId, acts, actor) {
      const { loaded } = await open(caseId, actor);
      const now = clock.now();
      await decide(caseId, loaded, acts, (kase) => contextOf(actor, kase, now));
    },
    read: (caseId) => load(caseId),
    async executeWithin(tx, { caseId, actor, capacity, ...act }, known) {
      const before = await load(caseId, tx);
      if (!before) throw new Problem('case-not-found');
      const now = clock.now();
      const acting = (kase: Case | undefined): Context => contextOf(actor, kase, now, new Set([capacity]));
      const work = await decide(caseId, before, [act], acting, { ...sources, ...known });
      if (!(await write(work, now, null, actor.id, tx))) throw new Problem('stale-version');
    },
    async executeAsClock(caseId, duty, command) {
      const before = await load(caseId);
      if (!before) return false;
      const rows = dutyRows(before.kase, openDuties(before.kase), calendarsOf(before.kase));
      const still = rows.find(({ rule, round }) => rule === duty.rule && round === duty.round);
      const stored = await store.findDuty(database.db, caseId, duty);
      if (!still || stored?.dueAt !== duty.dueAt) return false;
      // Saving a draft moves its time and is no event: what is stored may be later than what the case tells. What is
      // stored earlier was computed before the calendar changed; a due time moves only later (C.9, 7).
      if (still.dueAt > stored.dueAt || still.provisional !== stored.provisional) {
        const dueAt = still.dueAt > stored.dueAt ? still.dueAt : stored.dueAt;
        await store.moveDuty(database.db, caseId, { ...still, dueAt });
        return false;
      }
      if (still.provisional) return false;
      const context = systemContext();
      const work = await decide(caseId, before, [{ command, input: {} }], () => context);
      const dated = work.events.map((event) => ({ ...event, effectiveAt: duty.dueAt }));
      const told = await store.listEvents(database.db, caseId);
      const kase = fold(caseId, [...told.map((row) => decodeEvent(caseId, row, before.key)), ...dated]);
      const written = await write({ ...work, kase, events: dated }, context.now, null, null);
      if (written) afterCommit();
      return written;
    },
  };
}
