import type { Actor } from '../platform/actor.ts';
import { Problem } from '../platform/problem.ts';
import { ruleOf } from '../regulation/duties.ts';
import { dayOf, type Instant, later } from '../regulation/instant.ts';
import { isWithinHierarchy } from '../regulation/ladder.ts';
import { officeMinutesBetween } from '../regulation/office-hours.ts';
import { startOfDay } from '../regulation/shanghai-time.ts';
import { workingDaysBetween } from '../regulation/working-days.ts';
import { listAsked, listLog, listReminders, listWithoutOfficeHours } from './case-facts.store.ts';
import type { Matter } from './case-facts.ts';
import * as store from './escalation.store.ts';
import {
  type Escalation,
  escalationStates,
  eventTitles,
  holderOf,
  matterOf,
  outcomes,
  scopesOfActor,
  secondOf,
  standingsOf,
  waitingOf,
} from './escalation.ts';
import { actsOf } from './escalation-acts.ts';
import type { EscalationRow, EscalationView, LadderSummary } from './escalation-view.ts';
import { articleOf, dutyTitle, nextByItself, overWords, preparedText } from './escalation-words.ts';
import { evidenceOf } from './evidence.ts';
import type { LadderMoves, LadderParts } from './ladder-moves.service.ts';
import { decodePlace, encodePlace } from './list-place.ts';

/** Reading the ladder. */
export type LadderReading = {
  list(
    actor: Actor,
    query: { list: store.EscalationList; after?: string | undefined; limit: number },
  ): Promise<{ escalations: EscalationRow[]; next?: string }>;
  /** Requests to windows whose time runs: level 0. */
  asked(actor: Actor, limit: number): Promise<EscalationRow[]>;
  summary(actor: Actor): Promise<LadderSummary>;
  view(actor: Actor, id: string): Promise<EscalationView>;
  /** Escalations of a case that the reader may see, the latest first; rights on the case were checked before. */
  ofCase(actor: Actor, caseId: string): Promise<EscalationView[]>;
};

const mostCounted = 1000;
const mostAsked = 100;

/** The beginning of the codes below a region: 510000 → 51. */
const prefixOf = (regionCode: string): string => regionCode.replace(/(?:00){1,2}$/, '');

/** Builds the reading of the ladder. */
export function createLadderReading(
  { database, clock, directory }: LadderParts,
  moves: LadderMoves,
): LadderReading {
  const { db } = database;

  /** How far the missed deadline is over, in office time or in working days of whoever is silent. */
  function overOf(one: Escalation, now: Instant): string | undefined {
    if (now <= one.missedAt) return undefined;
    const holder = holderOf(one);
    const calendar = directory.calendarOf(holder.regionCode);
    const inHours = one.rule === 'offListConsent' || 'officeHours' in ruleOf(one.rule).length;
    const until = one.answeredAt ?? one.closedAt ?? now;
    if (until <= one.missedAt) return undefined;
    return overWords(
      inHours && directory.findWindow(holder.windowId) !== undefined
        ? {
            minutes: officeMinutesBetween(
              calendar,
              directory.officeHoursOf(holder.windowId),
              one.missedAt,
              until,
            ),
          }
        : {
            workingDays: workingDaysBetween(calendar, dayOf(later(one.missedAt, -1)), dayOf(until)),
          },
    );
  }

  function dueOf(regionCode: string, dueAt: Instant | null, now: Instant) {
    if (dueAt === null) return { overdue: false };
    const dueOn = dayOf(later(dueAt, -1));
    return {
      dueAt,
      dueOn,
      overdue: dueAt <= now,
      workingDaysLeft: workingDaysBetween(directory.calendarOf(regionCode), dayOf(now), dueOn),
    };
  }

  const mayOpen = (
    actor: Actor,
    one: Pick<Escalation, 'caseId' | 'intakeRegion' | 'homeRegion' | 'intakeWindow' | 'homeWindow'>,
  ): boolean =>
    one.caseId !== null &&
    actor.grants.some(
      ({ role, regionCode, windowId }) =>
        (role === 'serviceAdministration' &&
          (isWithinHierarchy(regionCode, one.intakeRegion) ||
            isWithinHierarchy(regionCode, one.homeRegion))) ||
        (windowId !== null && (windowId === one.intakeWindow || windowId === one.homeWindow)),
    );

  function inHandsOf(one: Escalation): string {
    const names = moves.namesOf(one);
    if (one.state === 'level1') return names.levelOne;
    if (one.state === 'level2') return names.second;
    if (one.state === 'answered') return names.waiting;
    return one.state === 'reported' ? '联席会议' : '—';
  }

  function rowOf(actor: Actor, one: Escalation, now: Instant): EscalationRow {
    const over = overOf(one, now);
    const place = one.state === 'answered' ? waitingOf(one) : holderOf(one);
    return {
      id: one.id,
      ...(one.caseId === null ? {} : { caseId: one.caseId }),
      ...(one.offListId === null ? {} : { offListId: one.offListId }),
      opensCase: mayOpen(actor, one),
      ...(one.businessNumber === null ? {} : { businessNumber: one.businessNumber }),
      rule: one.rule,
      matter: matterOf(one.rule),
      subject: one.subject,
      intakeRegionName: directory.regionName(one.intakeRegion),
      homeRegionName: directory.regionName(one.homeRegion),
      level: one.level,
      state: one.state,
      stateLabel: escalationStates[one.state],
      ...dueOf(place.regionCode, one.dueAt, now),
      ...(over === undefined ? {} : { over }),
      inHands: inHandsOf(one),
      urgent: one.urgentReason !== null,
      openedAt: one.openedAt,
      ...(one.closedAt === null ? {} : { closedAt: one.closedAt }),
      ...(one.outcome === null ? {} : { outcomeLabel: outcomes[one.outcome] }),
    };
  }

  function askedRow(actor: Actor, matter: Matter, now: Instant): EscalationRow {
    const holder = holderOf(matter);
    return {
      id: `${matter.caseId} ${matter.rule} ${matter.round}`,
      caseId: matter.caseId,
      opensCase: mayOpen(actor, matter),
      ...(matter.businessNumber === null ? {} : { businessNumber: matter.businessNumber }),
      rule: matter.rule,
      matter: dutyTitle(matter.rule),
      subject: moves.subjectOf(matter),
      intakeRegionName: directory.regionName(matter.intakeRegion),
      homeRegionName: directory.regionName(matter.homeRegion),
      level: 0,
      state: 'level0',
      stateLabel: '等对方窗口回应',
      ...dueOf(holder.regionCode, matter.dueAt, now),
      inHands: directory.findWindow(holder.windowId)?.name ?? directory.regionName(holder.regionCode),
      urgent: false,
      openedAt: matter.since,
    };
  }

  const regionsAround = (one: Escalation): string[] => {
    const chain = (code: string): string[] => [code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];
    return [...new Set([...chain(one.homeRegion), ...chain(one.intakeRegion)])].filter(
      (code) => directory.findRegion(code) !== undefined,
    );
  };

  async function whole(actor: Actor, one: Escalation): Promise<EscalationView> {
    const now = clock.now();
    const [events, tasks, log, reminders] = await Promise.all([
      store.listEvents(db, one.id),
      store.listTasks(db, one.id),
      one.caseId === null ? [] : listLog(db, one.caseId),
      one.caseId === null ? [] : listReminders(db, one.caseId),
    ]);
    const names = moves.namesOf(one);
    const year = Number(now.slice(0, 4));
    const next = nextByItself(one);
    const windowName = (id: string | null): string => (id ? (directory.findWindow(id)?.name ?? '') : '');
    const holder = holderOf(one);
    const ownRegions = new Set(
      actor.grants.flatMap(({ role, regionCode }) => (role === 'serviceAdministration' ? [regionCode] : [])),
    );
    const standings = standingsOf(actor, one);
    const orderTo = [
      ...[...ownRegions]
        .filter((own) => isWithinHierarchy(own, holder.regionCode))
        .slice(0, 1)
        .flatMap((own) => [
          ...(own === holder.regionCode ? [] : [{ regionCode: holder.regionCode, name: names.levelOne }]),
          { regionCode: holder.regionCode, windowId: holder.windowId, name: windowName(holder.windowId) },
        ]),
      ...(ownRegions.size === 0 && standings.has('member')
        ? [{ regionCode: holder.regionCode, name: names.levelOne }]
        : []),
    ];
    return {
      ...rowOf(actor, one, now),
      title: dutyTitle(one.rule),
      since: one.since,
      missedAt: one.missedAt,
      article: articleOf(one.rule),
      holderName: names.holder,
      waitingName: names.waiting,
      levelOneName: names.levelOne,
      secondName: names.second,
      copies: secondOf(one).copies.map(
        ({ regionCode, role }) =>
          `${directory.regionName(regionCode)}${role === 'coordinationGroup' ? '协调小组成员' : '政务服务管理部门'}`,
      ),
      ...(one.urgentReason === null ? {} : { urgentReason: one.urgentReason }),
      ...(next === undefined ? {} : { next }),
      ...(one.reportedAt === null ? {} : { reportedAt: one.reportedAt }),
      ...(one.answeredAt === null ? {} : { answeredAt: one.answeredAt, answeredBy: one.answeredBy ?? '' }),
      preparedText: preparedText(one, names, { now, over: overOf(one, now), year }),
      evidence: evidenceOf(one, { log, reminders, windowName, names }),
      history: events.map(({ at, type, actor: by, text }) => ({
        at,
        title: eventTitles[type],
        by: [by.name, windowName(by.windowId) || (by.regionCode ? directory.regionName(by.regionCode) : '')]
          .filter((part) => part !== '')
          .join(' · '),
        ...(text === null ? {} : { text }),
      })),
      tasks: tasks.map(({ regionCode, doneAt, doneBy, report, madeAt: _made, ...task }) => ({
        ...task,
        regionName: directory.regionName(regionCode),
        ...(doneAt === null ? {} : { doneAt, doneBy: doneBy ?? '', report: report ?? '' }),
        own: doneAt === null && one.state !== 'closed' && ownRegions.has(regionCode),
      })),
      acts: actsOf(one, standings),
      regions: regionsAround(one).map((code) => ({ code, name: directory.regionName(code) })),
      orderTo,
    };
  }

  const windowsOf = (actor: Actor): string[] =>
    actor.grants.flatMap(({ role, windowId }) =>
      windowId && (role === 'windowClerk' || role === 'windowLead') ? [windowId] : [],
    );
  const prefixesOf = (actor: Actor): string[] =>
    actor.grants.flatMap(({ role, regionCode }) =>
      role === 'serviceAdministration' ? [prefixOf(regionCode)] : role === 'coordinationGroup' ? [''] : [],
    );
  const listLevelZero = (actor: Actor, limit: number): Promise<Matter[]> =>
    listAsked(db, { windows: windowsOf(actor), prefixes: prefixesOf(actor) }, clock.now(), limit);

  return {
    async list(actor, { list, after: place, limit }) {
      const scopes = scopesOfActor(actor);
      const after = decodePlace(place);
      const found =
        list === 'major'
          ? await store.listMajor(db, scopes, after, limit)
          : await store.listEscalations(db, scopes, list, after, limit);
      const now = clock.now();
      const last = found.at(-1);
      return {
        escalations: found.map((one) => rowOf(actor, one, now)),
        ...(last && found.length === limit ? { next: encodePlace({ at: last.sortAt, id: last.id }) } : {}),
      };
    },
    async asked(actor, limit) {
      const now = clock.now();
      return (await listLevelZero(actor, limit)).map((matter) => askedRow(actor, matter, now));
    },
    async summary(actor) {
      const scopes = scopesOfActor(actor);
      const now = clock.now();
      const [states, today, zero] = await Promise.all([
        store.countByState(db, scopes, mostCounted),
        store.countOpenedSince(db, scopes, startOfDay(dayOf(now)), mostCounted),
        listLevelZero(actor, mostAsked),
      ]);
      const sum = (state: Escalation['state']): number =>
        states.filter((each) => each.state === state).reduce((total, { count }) => total + count, 0);
      const own = actor.grants.flatMap(({ role, regionCode }) =>
        role === 'serviceAdministration' ? directory.listWindows(regionCode).map(({ id }) => id) : [],
      );
      const without = own.length === 0 ? [] : await listWithoutOfficeHours(db, own);
      return {
        level0: zero.length,
        level1: sum('level1'),
        level2: sum('level2'),
        answered: sum('answered'),
        reported: sum('reported'),
        today,
        most: mostCounted,
        windowsWithoutHours: without.map(({ name }) => name),
      };
    },
    async view(actor, id) {
      const one = await store.findEscalation(db, id);
      if (!one || !standingsOf(actor, one).has('reader')) throw new Problem('not-found');
      return whole(actor, one);
    },
    async ofCase(actor, caseId) {
      const found = await store.listOfCase(db, caseId);
      return Promise.all(found.map((one) => whole(actor, one)));
    },
  };
}
