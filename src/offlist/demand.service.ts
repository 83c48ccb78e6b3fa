import { randomUUID } from 'node:crypto';
import type { Catalogue } from '../catalogue/catalogue.service.ts';
import { isMemberProvince } from '../catalogue/programme-rules.ts';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { maskNumbers } from '../platform/sensitive-text.ts';
import { type Day, dayOf } from '../regulation/instant.ts';
import { addDays, startOfDay } from '../regulation/shanghai-time.ts';
import * as store from './demand.store.ts';
import {
  type Candidate,
  type DemandGroup,
  type DemandRecord,
  type DemandRoute,
  monthOf,
  nextBatchOf,
  ranked,
  sourceTextOf,
} from './demand.ts';
import type { CaseOutcomes } from './off-list-ports.ts';
import { demandScope, prefixOf } from './off-list-scope.ts';
import { figuresOfDemand, type ItemProposal } from './proposal.ts';
import * as proposals from './proposals.store.ts';
import { readyWording } from './wording-groups.service.ts';
import * as groups from './wording-groups.store.ts';

/** The demand for what the lists do not have. */
export type Demand = {
  /** The list of a month, for the own regions or one province of them. */
  month(
    actor: Actor,
    query: { month?: string; province?: string },
  ): Promise<{ month: string; scope: string[]; groups: DemandGroup[]; routes: DemandRoute[] }>;
  /** One group with its records within the own regions, and who changed it. */
  group(
    actor: Actor,
    id: string,
  ): Promise<{ id: string; name: string; records: DemandRecord[]; history: groups.GroupChange[] }>;
  rename(actor: Actor, id: string, change: { name: string; reason: string }): Promise<void>;
  /** Moves records to another group, or to a new one of a name; their wordings go there from now on. */
  move(
    actor: Actor,
    id: string,
    change: {
      requestIds: readonly string[];
      toGroupId?: string | undefined;
      newName?: string | undefined;
      reason: string;
    },
  ): Promise<{ groupId: string; moved: number }>;
  /** Groups ranked for the next list, of a year up to now. */
  candidates(actor: Actor): Promise<Candidate[]>;
  /** Makes a group a nomination. */
  nominate(
    actor: Actor,
    groupId: string,
    nomination: { name?: string | undefined; reason: string },
  ): Promise<ItemProposal>;
  /** The groups of a year up to now that count in a province, the most asked for first. */
  ofProvince(province: string): Promise<Candidate[]>;
};

const mostGroups = 500;
const mostRoutes = 200;
const mostRecords = 500;
const mostChanges = 200;
const candidateDays = 365;
/** The list that is carried on by nominations. */
export const nextList = 'southwest-5';

function text(value: string, min: number, max: number, pointer: string): string {
  const checked = checkPlainText(value, { min, max });
  if (!checked.valid) throw fieldInvalid(pointer, checked.reason);
  return maskNumbers(checked.normalized);
}

/** Builds it; `outcomesOf` tells how cases ended, which lie above. */
export function createDemand(parts: {
  database: Database;
  clock: Clock;
  audit: Pick<Audit, 'record'>;
  catalogue: Pick<Catalogue, 'findProgramme' | 'listItems'>;
  outcomesOf: CaseOutcomes;
}): Demand {
  const { database, clock, audit, catalogue, outcomesOf } = parts;
  const { db } = database;

  async function withOutcomes(figures: readonly store.GroupFigures[]): Promise<DemandGroup[]> {
    const ids = figures.flatMap(({ caseIds }) => caseIds);
    const outcomes = ids.length > 0 ? await outcomesOf(db, ids) : [];
    const granted = new Set(outcomes.filter((each) => each.granted).map(({ caseId }) => caseId));
    return figures.map(({ caseIds, ...group }) => ({
      ...group,
      granted: caseIds.filter((id) => granted.has(id)).length,
    }));
  }

  function scopeOf(actor: Actor, province: string | undefined): string[] {
    const own = demandScope(actor);
    if (own.length === 0) throw new Problem('not-authorised');
    if (province === undefined) return own;
    const asked = prefixOf(province);
    // A province's list for those above it; whoever answers for less sees that part of it.
    const narrowed = own.flatMap((prefix) =>
      asked.startsWith(prefix) ? [asked] : prefix.startsWith(asked) ? [prefix] : [],
    );
    if (narrowed.length === 0) throw new Problem('other-region', { detail: '只能看本地区的需求清单。' });
    return narrowed;
  }

  /** A group of which the reader has a record; for others it does not exist. */
  async function ownGroup(actor: Actor, id: string) {
    const prefixes = demandScope(actor);
    const found = await groups.findGroup(db, id);
    const records = found ? await store.listRecordsOfGroup(db, id, prefixes, mostRecords) : [];
    if (!found || records.length === 0) throw new Problem('group-unknown');
    return { found, records, prefixes };
  }

  const change = (actor: Actor) => ({ at: clock.now(), byId: actor.id, byName: actor.name });

  async function figuresOf(prefixes: readonly string[], from: Day, until: Day): Promise<DemandGroup[]> {
    const scope = { prefixes, from: startOfDay(from), until: startOfDay(until) };
    return withOutcomes(await store.listGroupFigures(db, scope, mostGroups));
  }

  async function ofYear(prefix: string): Promise<Candidate[]> {
    const today = dayOf(clock.now());
    return ranked(await figuresOf([prefix], addDays(today, -candidateDays), addDays(today, 1)));
  }

  async function candidates(): Promise<Candidate[]> {
    const found = await ofYear('');
    const standing = new Map(
      (await proposals.listStandingProposals(db)).map((each) => [each.groupId, each] as const),
    );
    return found.map((candidate) => {
      const proposal = standing.get(candidate.groupId);
      return { ...candidate, ...(proposal ? { proposal: { id: proposal.id, state: proposal.state } } : {}) };
    });
  }

  return {
    async month(actor, { month = dayOf(clock.now()).slice(0, 7), province }) {
      const span = monthOf(month);
      if (!span) throw fieldInvalid('/month', '月份应像 2021-06 这样。');
      const prefixes = scopeOf(actor, province);
      const scope = { prefixes, from: startOfDay(span.from), until: startOfDay(span.until) };
      return {
        month,
        scope: prefixes,
        groups: await figuresOf(prefixes, span.from, span.until),
        routes: await store.listRoutes(db, scope, mostRoutes),
      };
    },

    async group(actor, id) {
      const { found, records } = await ownGroup(actor, id);
      return { ...found, records, history: await groups.listGroupChanges(db, id, mostChanges) };
    },

    async rename(actor, id, { name, reason }) {
      const { found } = await ownGroup(actor, id);
      const after = text(name, 2, 100, '/name');
      const why = text(reason, 2, 300, '/reason');
      if (after === found.name) throw new Problem('nothing-to-correct');
      await database.transaction(async (tx) => {
        await groups.renameGroup(tx, id, after);
        await groups.addGroupChange(tx, {
          ...change(actor),
          groupId: id,
          kind: 'renamed',
          detail: { before: found.name, after, reason: why },
        });
      });
    },

    async move(actor, id, { requestIds, toGroupId, newName, reason }) {
      const { prefixes } = await ownGroup(actor, id);
      const why = text(reason, 2, 300, '/reason');
      if ((toGroupId === undefined) === (newName === undefined))
        throw fieldInvalid('/toGroupId', '请选一个已有的分组，或写一个新分组的名称。');
      if (toGroupId === id) throw new Problem('group-same');
      const name = newName === undefined ? undefined : text(newName, 2, 100, '/newName');
      if (toGroupId !== undefined && !(await groups.findGroup(db, toGroupId)))
        throw new Problem('group-unknown', { detail: '没有找到要移到的分组。' });
      return database.transaction(async (tx) => {
        const to = toGroupId ?? randomUUID();
        if (name !== undefined) {
          await groups.addGroup(tx, { id: to, name, at: clock.now() });
          await groups.addGroupChange(tx, {
            ...change(actor),
            groupId: to,
            kind: 'opened',
            detail: { after: name, reason: why },
          });
        }
        const moved = await store.moveRecords(tx, { from: id, to, ids: requestIds, prefixes });
        if (moved.length < new Set(requestIds).size)
          throw new Problem('off-list-not-found', { detail: '有的申请不在这个分组，或不属于本地区。' });
        for (const wording of new Set(moved.map((each) => each.wording)))
          await groups.putWording(tx, { ...readyWording(wording), wording, groupId: to, move: true });
        for (const { id: requestId, wording } of moved) {
          const line = { ...change(actor), requestId, detail: { reason: why, wording } };
          await groups.addGroupChange(tx, { ...line, groupId: id, kind: 'left', otherGroup: to });
          await groups.addGroupChange(tx, { ...line, groupId: to, kind: 'joined', otherGroup: id });
        }
        return { groupId: to, moved: moved.length };
      });
    },

    candidates: async (_actor) => candidates(),

    async nominate(actor, groupId, { name, reason }) {
      const why = text(reason, 5, 500, '/reason');
      if (!(await groups.findGroup(db, groupId))) throw new Problem('group-unknown');
      const candidate = (await candidates()).find((each) => each.groupId === groupId);
      if (!candidate) throw new Problem('figures-missing');
      const programme = catalogue.findProgramme(nextList);
      const today = dayOf(clock.now());
      const provinces = candidate.provinces.filter(
        (province) => programme && isMemberProvince(programme, province, today),
      );
      if (provinces.length === 0) throw new Problem('region-not-in-programme');
      const proposal: ItemProposal = {
        id: randomUUID(),
        groupId,
        programmeId: null,
        familyId: null,
        name: name === undefined ? candidate.name : text(name, 2, 100, '/name'),
        state: 'nominated',
        provinces,
        sourceText: sourceTextOf(
          provinces,
          nextBatchOf((catalogue.listItems(nextList) ?? []).map(({ source }) => source)),
        ),
        figures: figuresOfDemand(candidate),
        reason: why,
        nominatedAt: clock.now(),
        nominatedByName: actor.name,
        decidedAt: null,
        decidedByName: null,
        decisionNote: null,
      };
      return database.transaction(async (tx) => {
        const added = await proposals.addProposal(tx, { ...proposal, nominatedBy: actor.id });
        if (added === 0) throw new Problem('already-nominated');
        await audit.record(tx, {
          action: 'itemNominated',
          actor: auditActorOf(actor, 'coordinationGroup'),
          subject: { kind: 'offListGroup', id: groupId },
          detail: { counted: proposal.figures.counted, provinces: proposal.provinces },
        });
        return proposal;
      });
    },

    ofProvince: (province) => ofYear(prefixOf(province)),
  };
}
