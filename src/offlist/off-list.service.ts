import { randomUUID } from 'node:crypto';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import { type Database, type Db, isUniqueViolation } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.service.ts';
import { Problem } from '../platform/problem.ts';
import { maskNumbers } from '../platform/sensitive-text.ts';
import type { Instant } from '../regulation/instant.ts';
import {
  mayAnswerOffList,
  type OffListActor,
  type OffListCommand,
  type OffListState,
  offListRow,
  offListStates,
  offListTarget,
} from '../regulation/off-list.ts';
import * as store from './off-list.store.ts';
import * as acts from './off-list-acts.ts';
import { decodeOffList, type LoadedOffList } from './off-list-codec.service.ts';
import { createConsents, type OffListConsents } from './off-list-consents.service.ts';
import type { OffListPersonCommand } from './off-list-inputs.ts';
import type { Answered, Ladder, LadderOf, Moved } from './off-list-ports.ts';
import type { OffListEventActor, OffListRequest } from './off-list-request.ts';
import { offListActorsOf } from './off-list-scope.ts';
import type { OffListTelling } from './off-list-telling.service.ts';
import type { OffListWorld } from './off-list-world.service.ts';
import { createOffListWriter, illegalOffList } from './off-list-writing.service.ts';

/** What a command on an off-list request answers. */
export type OffListReceipt = { id: string; version: number; state: OffListState; stateLabel: string };

/** A request of somebody to change one off-list request, or to record a new one. */
export type OffListAct = {
  command: OffListPersonCommand;
  /** Absent: a new one. */
  id?: string;
  input: unknown;
  actor: Actor;
  expectedVersion?: number;
  key: string;
  digest: string;
};

/** Off-list requests (规程第二十四条; C.4). */
export type OffList = OffListConsents & {
  execute(act: OffListAct): Promise<{ status: number; receipt: OffListReceipt }>;
  /** A request for somebody who has a part in it; throws `off-list-not-found` for strangers and unknown ids alike. */
  open(id: string, actor: Actor): Promise<OpenedOffList>;
};

/** A request with what its reader may do on it. */
export type OpenedOffList = {
  loaded: LoadedOffList;
  actors: ReadonlySet<OffListActor>;
  ladder: Ladder;
  /** Actors by which the reader may answer the question now. */
  answersAs: OffListActor | undefined;
};

export type OffListParts = {
  database: Database;
  keyring: Keyring;
  clock: Clock;
  audit: Pick<Audit, 'record'>;
  world: OffListWorld;
  telling: OffListTelling;
  ladderOf?: LadderOf | undefined;
  answered?: Answered | undefined;
  moved?: Moved | undefined;
};

/** The grant by which somebody acts: at the window of the request, else in its region. */
function eventActor(actor: Actor, as: OffListActor, request: OffListRequest | undefined): OffListEventActor {
  const windows = request ? [request.intake.windowId, request.homeWindow] : [];
  const grant =
    actor.grants.find(({ windowId }) => windowId !== null && windows.includes(windowId)) ??
    actor.grants.find(({ windowId }) => (as === 'intakeClerk' ? windowId !== null : windowId === null));
  return {
    kind: 'staff',
    id: actor.id,
    name: actor.name,
    as,
    windowId: grant?.windowId ?? null,
    regionCode: grant?.regionCode ?? null,
  };
}

/** Builds the service of off-list requests. */
export function createOffList(parts: OffListParts): OffList {
  const { database, keyring, clock, audit, world, telling } = parts;
  const write = createOffListWriter({ keyring, telling, answered: parts.answered });

  async function ladderFor(db: Db, request: OffListRequest): Promise<Ladder> {
    const overdue =
      request.state === 'offListPending' &&
      request.answerDueAt !== undefined &&
      clock.now() >= request.answerDueAt;
    const told = parts.ladderOf ? await parts.ladderOf(db, request.id) : { level: 0 as const, second: [] };
    // Level 1 opens by itself at the due time; the record of it may follow some seconds later.
    return told.level === 0 && overdue ? { ...told, level: 1 } : told;
  }

  /** As what somebody may answer now: the window before the administration before the second level. */
  function answersAs(
    actor: Actor,
    actors: ReadonlySet<OffListActor>,
    { level, second }: Ladder,
  ): OffListActor | undefined {
    const seated =
      second.length === 0
        ? actors.has('coordinationGroup')
        : second.some(({ role, regionCode }) =>
            actor.grants.some((grant) => grant.role === role && grant.regionCode === regionCode),
          );
    const may = (as: OffListActor): boolean => mayAnswerOffList(as, level);
    if (actors.has('homeClerk')) return 'homeClerk';
    if (actors.has('homeAdministration') && may('homeAdministration')) return 'homeAdministration';
    return seated && may('coordinationGroup') ? 'coordinationGroup' : undefined;
  }

  async function openFor(
    db: Db,
    row: Awaited<ReturnType<typeof store.findOffList>>,
    actor: Actor,
  ): Promise<OpenedOffList> {
    const loaded = row && decodeOffList(row, keyring);
    if (!loaded) throw new Problem('off-list-not-found');
    const actors = offListActorsOf(actor, loaded.request);
    const ladder = await ladderFor(db, loaded.request);
    const answering = answersAs(actor, actors, ladder);
    if (actors.size === 0 && answering === undefined) throw new Problem('off-list-not-found');
    return { loaded, actors, ladder, answersAs: answering };
  }

  /** As what somebody uses a command; throws `not-authorised` where the row does not name them. */
  function actingAs(command: OffListCommand, opened: OpenedOffList): OffListActor {
    const { actors, article } = offListRow(command);
    const as = actors.find((each) =>
      command === 'giveOffListConsent' || command === 'refuseOffListConsent'
        ? each === opened.answersAs
        : opened.actors.has(each),
    );
    if (as) return as;
    const waiting = actors.some((each) => opened.actors.has(each));
    throw new Problem('not-authorised', {
      article,
      ...(waiting ? { detail: '还没有逐级协调到您这一级，先由属地窗口答复。' } : {}),
    });
  }

  /** What a person's command records, judged on the request as it stands. */
  function decide({ command, input, actor }: OffListAct, before: OffListRequest | undefined, at: Instant) {
    const found = (homeRegion: string, intakeRegion: string) => (wording: string) =>
      world.findListed(wording, { intakeRegion, homeRegion, at });
    if (command === 'recordOffListRequest') {
      const body = masked(input as Parameters<typeof acts.recordOffList>[0]);
      const intake = world.windowOf(actor);
      world.checkRegion(body.homeRegion);
      return acts.recordOffList(body, { intake, found: found(body.homeRegion, intake.regionCode) });
    }
    if (!before) throw new Problem('off-list-not-found');
    switch (command) {
      case 'explainOffList':
        return acts.explainOffList(input as Parameters<typeof acts.explainOffList>[0]);
      case 'requestOffListConsent':
        return acts.askOffList(
          input as Parameters<typeof acts.askOffList>[0],
          world.findHome(before.intake.regionCode, before.homeRegion, at),
        );
      case 'giveOffListConsent':
        return acts.giveOffList(input as Parameters<typeof acts.giveOffList>[0], {
          id: randomUUID(),
          itemName: before.wording,
          homeRegion: before.homeRegion,
          givenAt: at,
          givenBy: {
            staffId: actor.id,
            name: actor.name,
            windowId: actor.grants.find(({ windowId }) => windowId === before.homeWindow)?.windowId ?? null,
          },
          consentUntil: world.consentUntil(before.homeRegion, at),
        });
      case 'refuseOffListConsent':
        return acts.refuseOffList(input as Parameters<typeof acts.refuseOffList>[0]);
      case 'withdrawOffListRequest':
        return acts.withdrawOffList(input as Parameters<typeof acts.withdrawOffList>[0]);
      case 'correctOffListRequest':
        return acts.correctOffList(
          before,
          masked(input as Parameters<typeof acts.correctOffList>[1]),
          found(before.homeRegion, before.intake.regionCode),
        );
    }
  }

  async function carryOut(
    act: OffListAct,
    at: Instant,
  ): Promise<{ status: number; receipt: OffListReceipt }> {
    const { command, actor } = act;
    return database.transaction(async (tx) => {
      const known = await store.findOffListKey(tx, actor.id, act.key);
      if (known) {
        if (known.digest !== act.digest) throw new Problem('request-key-reused');
        return { status: known.status, receipt: receiptOf(known.requestId, known.version, known.state) };
      }
      const opened =
        act.id === undefined
          ? undefined
          : await openFor(tx, await store.findOffList(tx, act.id, true), actor);
      const before = opened?.loaded;
      const as = opened ? actingAs(command, opened) : 'intakeClerk';
      if (before && act.expectedVersion !== undefined && act.expectedVersion !== before.request.version) {
        throw new Problem('stale-version', {
          extensions: { state: before.request.state, version: before.request.version },
        });
      }
      if (before && !offListTarget(command, before.request.state))
        throw illegalOffList(command, before.request.state);
      const id = act.id ?? randomUUID();
      const event = decide(act, before?.request, at);
      const request = await write(tx, {
        id,
        before,
        event,
        command,
        actor: eventActor(actor, as, before?.request),
        at,
      });
      const status = before ? 200 : 201;
      await store.addOffListKey(tx, {
        actorId: actor.id,
        key: act.key,
        digest: act.digest,
        requestId: id,
        version: request.version,
        state: request.state,
        status,
        at,
      });
      return { status, receipt: receiptOf(id, request.version, request.state) };
    });
  }

  return {
    async execute(act) {
      const at = clock.now();
      try {
        return await carryOut(act, at);
      } catch (error) {
        // Sent twice at the same moment: the other one was first, and its answer stands.
        if (isUniqueViolation(error, 'off_list_request_keys_pkey')) return carryOut(act, at);
        if (
          error instanceof Problem &&
          (error.code === 'not-authorised' || error.code === 'off-list-not-found')
        ) {
          await audit.record(database.db, {
            action: 'offListRefused',
            actor: auditActorOf(act.actor),
            ...(act.id === undefined ? {} : { subject: { kind: 'offListRequest', id: act.id } }),
            outcome: 'refused',
            detail: { code: error.code, command: act.command },
          });
        }
        throw error;
      }
    },
    open: async (id, actor) => openFor(database.db, await store.findOffList(database.db, id), actor),
    ...createConsents({ database, keyring, clock, world, write, moved: parts.moved }),
  };
}

const receiptOf = (id: string, version: number, state: OffListState): OffListReceipt => ({
  id,
  version,
  state,
  stateLabel: offListStates[state],
});

/** A wording stands in lists and figures: numbers of persons that were typed into it are struck out. */
const masked = <Body extends { wording?: string }>(body: Body): Body =>
  body.wording === undefined ? body : { ...body, wording: maskNumbers(body.wording) };
