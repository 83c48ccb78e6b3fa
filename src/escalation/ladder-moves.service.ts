import { randomUUID } from 'node:crypto';
import type { Catalogue } from '../catalogue/catalogue.service.ts';
import { breadth, objectionToRegions } from '../catalogue/programme-rules.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import type { StaffAddress, StaffNotice, TellStaff } from '../platform/messages-port.ts';
import { type DutyId, dutyRules, ruleOf } from '../regulation/duties.ts';
import { dayOf, type Instant, later } from '../regulation/instant.ts';
import { firstLevelOf, ladders } from '../regulation/ladder.ts';
import type { SettingId } from '../regulation/settings.ts';
import { workingDaysDue } from '../regulation/working-days.ts';
import type { Settings } from '../settings/settings.service.ts';
import type { Matter } from './case-facts.ts';
import * as store from './escalation.store.ts';
import {
  clockActor,
  type Escalation,
  type EscalationActor,
  type EscalationEventType,
  holderOf,
  scopesOf,
  secondOf,
  waitingOf,
} from './escalation.ts';
import { afterChange, type Change, closed, momentOfStep } from './escalation-flow.ts';
import { type Names, toldText } from './escalation-words.ts';

/** What the ladder stands on. */
/** Limits of the bodies of the ladder, in working days. */
export type LadderLimit = Extract<SettingId, 'levelOne' | 'levelTwo' | 'confirmation' | 'feedback'>;

export type LadderParts = {
  database: Database;
  clock: Clock;
  directory: Pick<
    Directory,
    | 'calendarOf'
    | 'regionName'
    | 'findAdministration'
    | 'findWindow'
    | 'officeHoursOf'
    | 'listWindows'
    | 'findRegion'
  >;
  catalogue: Pick<Catalogue, 'findItem' | 'findProgramme' | 'listProgrammes'>;
  tell: TellStaff;
  settings: Pick<Settings, 'numberOf'>;
};

/** A matter to be escalated: a duty of a case, or the consent to an off-list request. */
export type OpenedMatter = Omit<Matter, 'caseId' | 'dueAt' | 'catalogueId' | 'itemNumber'> & {
  caseId: string | null;
  offListId: string | null;
  subject: string;
  missedAt: Instant;
};

/** The steps of the ladder; each in the transaction of whatever gives rise to it. */
export type LadderMoves = {
  /** Opens level 1, once a matter; answers those that were opened now. */
  open(
    tx: Db,
    matters: readonly OpenedMatter[],
    how?: { actor: EscalationActor; urgentReason: string },
  ): Promise<Escalation[]>;
  /** Name of the item behind a duty. */
  subjectOf(matter: Pick<Matter, 'catalogueId' | 'itemNumber'>): string;
  /** The programme between two regions whose ladder an off-list request takes: the narrowest in use (OP-96). */
  programmeBetween(intakeRegion: string, homeRegion: string): string;
  /** Takes one step: the row, its history, and those who have to know. */
  apply(tx: Db, one: Escalation, change: Change): Promise<Escalation>;
  /** Up to level 2, from level 1. */
  toLevelTwo(
    tx: Db,
    one: Escalation,
    how: Pick<Change, 'type' | 'at' | 'actor' | 'text'>,
  ): Promise<Escalation>;
  /** The missing reply exists: level 1 closes by it, level 2 asks the waiting side (C.5). */
  answered(tx: Db, one: Escalation, how: Pick<Change, 'at' | 'actor' | 'text'>): Promise<Escalation>;
  /** One side goes on at another window of its region: the lists follow, and of what is open both windows are told. */
  moveWindow(
    tx: Db,
    one: Escalation,
    move: {
      side: 'intake' | 'home';
      from: string;
      to: string;
      at: Instant;
      actor: EscalationActor;
      text: string;
    },
  ): Promise<void>;
  /** Whether a duty opens level 1 when it is missed. */
  escalates: (rule: string) => boolean;
  namesOf(one: Escalation): Names;
  /** The end of a limit in working days of a region. */
  dueAfter(kind: LadderLimit, regionCode: string, at: Instant): Instant;
};

/** Somebody as the history of an escalation names them. */
export function actorIn({ id, name, grants }: Actor, one: Parameters<typeof scopesOf>[0]): EscalationActor {
  const scopes = scopesOf(one);
  const grant =
    grants.find(({ windowId }) => windowId !== null && scopes.includes(windowId)) ??
    grants.find(
      ({ role, regionCode }) =>
        scopes.includes(regionCode) ||
        (role === 'coordinationGroup' && scopes.includes(`group:${regionCode}`)),
    );
  return {
    kind: 'staff',
    id,
    name,
    role: grant?.role ?? '',
    regionCode: grant?.regionCode ?? null,
    windowId: grant?.windowId ?? null,
  };
}

/** Builds the steps of the ladder. */
export function createLadderMoves(parts: LadderParts): LadderMoves {
  const { clock, directory, catalogue, tell, settings } = parts;

  const administrationName = (regionCode: string): string =>
    directory.findAdministration(regionCode)?.name ?? `${directory.regionName(regionCode)}政务服务管理部门`;
  const windowName = (windowId: string, regionCode: string): string =>
    directory.findWindow(windowId)?.name ?? `${directory.regionName(regionCode)}窗口`;

  function namesOf(one: Escalation): Names {
    const [holder, waiting] = [holderOf(one), waitingOf(one)];
    return {
      holder:
        one.holder === 'approver'
          ? `${directory.regionName(holder.regionCode)}审批部门`
          : windowName(holder.windowId, holder.regionCode),
      waiting: windowName(waiting.windowId, waiting.regionCode),
      levelOne: administrationName(holder.regionCode),
      second: ladders[one.ladder].second,
    };
  }

  const dueAfter: LadderMoves['dueAfter'] = (kind, regionCode, at) =>
    // 24:00 is stored as 00:00 of the next day, and belongs to the day that ends.
    workingDaysDue(
      directory.calendarOf(regionCode),
      later(at, -1),
      settings.numberOf(kind, { regionCode }, at),
    ).dueAt;

  /** Who has to know of a step; who has to act is told urgently. */
  function addressesOf(
    one: Escalation,
    tasks: readonly string[] = [],
  ): { to: StaffAddress; urgent: boolean }[] {
    const [holder, waiting] = [holderOf(one), waitingOf(one)];
    const first = firstLevelOf(holder.regionCode);
    const { lead, copies } = secondOf(one);
    const seats = [
      { seat: first, urgent: one.state === 'level1' },
      { seat: firstLevelOf(waiting.regionCode), urgent: false },
      ...(one.level === 2
        ? [
            ...lead.map((seat) => ({ seat, urgent: one.state === 'level2' && one.instructedAt === null })),
            ...copies.map((seat) => ({ seat, urgent: false })),
            ...tasks.map((regionCode) => ({ seat: firstLevelOf(regionCode), urgent: true })),
          ]
        : []),
    ];
    const byKey = new Map<string, { to: StaffAddress; urgent: boolean }>();
    for (const { seat, urgent } of seats) {
      const key = `${seat.role} ${seat.regionCode}`;
      const before = byKey.get(key);
      byKey.set(key, { to: { ...seat }, urgent: urgent || before?.urgent === true });
    }
    return [
      ...byKey.values(),
      { to: { windowId: holder.windowId }, urgent: false },
      { to: { windowId: waiting.windowId }, urgent: one.state === 'answered' },
    ];
  }

  function noticesOf(one: Escalation, type: EscalationEventType, tasks?: readonly string[]): StaffNotice[] {
    const text = toldText(type, one, namesOf(one));
    return addressesOf(one, tasks).map(({ to, urgent }) => ({
      to,
      kind: `escalation${type[0]?.toUpperCase() ?? ''}${type.slice(1)}`,
      text,
      ...(one.caseId === null ? {} : { caseId: one.caseId }),
      ...(one.businessNumber === null ? {} : { businessNumber: one.businessNumber }),
      link: `/escalations/${one.id}`,
      urgent,
      onceKey: `escalation ${one.id} ${one.seq}`,
    }));
  }

  const apply: LadderMoves['apply'] = async (tx, one, change) => {
    const { next, event } = afterChange(one, change);
    await store.updateEscalation(tx, next);
    await store.insertEvents(tx, [{ ...event, id: one.id }]);
    const regions = change.type === 'instructed' ? (change.data?.['regions'] as string[]) : undefined;
    await tell(tx, noticesOf(next, change.type, regions));
    return next;
  };

  return {
    escalates: (rule) => Object.hasOwn(dutyRules, rule) && ruleOf(rule as DutyId).escalates !== undefined,
    programmeBetween(intakeRegion, homeRegion) {
      const on = dayOf(clock.now());
      const fitting = catalogue
        .listProgrammes()
        .filter(
          (programme) =>
            programme.status === 'open' &&
            objectionToRegions(programme, { intakeRegion, homeRegion, on }) === undefined,
        );
      // Of the two between the same provinces the one of the Rules, which know off-list requests (规程第二十四条).
      return (
        fitting.find(({ ladder }) => ladder === 'southwest')?.id ??
        fitting.toSorted((a, b) => breadth(a, on) - breadth(b, on))[0]?.id ??
        'southwest-5'
      );
    },
    namesOf,
    dueAfter,
    apply,
    subjectOf: ({ catalogueId, itemNumber }) =>
      catalogue.findItem(catalogueId, itemNumber)?.name ?? `第 ${itemNumber} 项`,
    async open(tx, matters, how) {
      if (matters.length === 0) return [];
      const now = clock.now();
      const wanted = matters.map((matter): Escalation => {
        const holder = holderOf(matter);
        const at = how ? now : momentOfStep(matter.missedAt, now);
        return {
          ...matter,
          id: randomUUID(),
          ladder: catalogue.findProgramme(matter.programmeId)?.ladder ?? 'bothProvinces',
          urgentReason: how?.urgentReason ?? null,
          state: 'level1',
          level: 1,
          seq: 1,
          dueAt: dueAfter('levelOne', holder.regionCode, at),
          openedAt: at,
          level2At: null,
          instructedAt: null,
          deemedAt: null,
          answeredAt: null,
          answeredBy: null,
          reportedAt: null,
          closedAt: null,
          outcome: null,
        };
      });
      const fresh = new Set((await store.insertEscalations(tx, wanted)).map(({ id }) => id));
      const opened = wanted.filter(({ id }) => fresh.has(id));
      if (opened.length === 0) return [];
      await store.insertScopes(
        tx,
        opened.flatMap((one) => scopesOf(one).map((scope) => ({ id: one.id, scope, dueAt: one.dueAt }))),
      );
      const type = how ? 'openedUrgently' : 'opened';
      await store.insertEvents(
        tx,
        opened.map((one) => ({
          id: one.id,
          seq: 1,
          type,
          at: one.openedAt,
          state: one.state,
          dueAt: one.dueAt,
          actor: how?.actor ?? clockActor,
          text: how?.urgentReason ?? null,
          data: { rule: one.rule, round: one.round, missedAt: one.missedAt },
        })),
      );
      await tell(
        tx,
        opened.flatMap((one) => noticesOf(one, type)),
      );
      return opened;
    },
    async moveWindow(tx, one, { side, from, to, at, actor, text }) {
      const place = side === 'intake' ? 'intakeWindow' : 'homeWindow';
      if (one[place] !== from) return;
      const { next, event } = afterChange(one, {
        type: 'windowMoved',
        at,
        actor,
        text,
        data: { side, from, to },
        set: { [place]: to },
      });
      await store.updateEscalation(tx, next);
      await store.moveScope(tx, { id: one.id, from, to });
      await store.insertEvents(tx, [{ ...event, id: one.id }]);
      if (next.closedAt === null)
        await tell(
          tx,
          noticesOf(next, 'windowMoved').filter((notice) => 'windowId' in notice.to),
        );
    },
    toLevelTwo(tx, one, how) {
      const [lead] = secondOf(one).lead;
      return apply(tx, one, {
        ...how,
        set: {
          state: 'level2',
          level: 2,
          level2At: one.level2At ?? how.at,
          instructedAt: null,
          answeredAt: null,
          answeredBy: null,
          dueAt: dueAfter('levelTwo', lead?.regionCode ?? one.homeRegion, how.at),
        },
      });
    },
    answered(tx, one, how) {
      const given = { answeredAt: how.at, answeredBy: how.actor.name };
      if (one.state === 'level1')
        return apply(tx, one, { ...how, type: 'answered', set: { ...given, ...closed(how.at, 'answered') } });
      if (one.state === 'reported')
        return apply(tx, one, {
          ...how,
          type: 'lateAnswer',
          set: { ...given, ...closed(how.at, 'answered') },
        });
      return apply(tx, one, {
        ...how,
        type: 'answered',
        set: {
          ...given,
          state: 'answered',
          dueAt: dueAfter('confirmation', waitingOf(one).regionCode, how.at),
        },
      });
    },
  };
}
