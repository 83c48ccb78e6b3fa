import { maskName } from '../../identity/masking.ts';
import { type DutyId, ruleOf } from '../../regulation/duties.ts';
import { remindersByDay, reminderTimes } from '../../regulation/reminder-times.ts';
import { isTerminal } from '../../regulation/states.ts';
import type { Case, OpenDuty, Side } from './case.ts';
import { type CaseCalendars, dueOf } from './due.ts';
import type { CaseColumns, DutyRow, PartyRow } from './stored-case.ts';

/** Sorts behind every time: a side that has nothing to do. */
const noTime = 'infinity';

const sideOf = {
  intakeWindow: 'intake',
  homeWindow: 'home',
  approver: 'home',
  applicant: 'applicant',
} as const;

const isTask = (rule: string): boolean => ruleOf(rule as DutyId).kind === 'task';

/** When somebody is reminded: who must act, or of the applicant's periods the window that tells him. */
export function reminders(
  { rule, holder, since }: OpenDuty,
  dueAt: string,
  calendars: CaseCalendars,
): Pick<DutyRow, 'halfAt' | 'warnAt' | 'remindAt'> {
  const side = sideOf[holder];
  const { remindDays } = ruleOf(rule);
  if (remindDays) {
    const { halfAt = null, warnAt = null } = remindersByDay(remindDays, since, dueAt);
    return { halfAt, warnAt, remindAt: halfAt ?? warnAt };
  }
  const none = { halfAt: null, warnAt: null };
  // Nobody is reminded of a mere limit, but its end is marked where the ladder begins there (C.5).
  if (!isTask(rule)) return { ...none, remindAt: ruleOf(rule).escalates === undefined ? null : dueAt };
  if (side === 'applicant') return { ...none, remindAt: null };
  const hours = side === 'intake' ? calendars.intakeHours : calendars.homeHours;
  const { halfAt = null, warnAt = null } = ruleOf(rule).watches
    ? {}
    : reminderTimes(calendars[side], hours, since, dueAt);
  const remindAt = [halfAt, warnAt, dueAt].filter((at) => at !== null).toSorted()[0] ?? dueAt;
  return { halfAt, warnAt, remindAt };
}

/** A duty with its due time, as the table of open duties holds it. */
export function dutyRows(kase: Case, duties: readonly OpenDuty[], calendars: CaseCalendars): DutyRow[] {
  return duties
    .map((duty) => {
      const { dueAt, provisional } = dueOf(duty, kase, calendars);
      const { rule, round, holder, since } = duty;
      const fires = ruleOf(rule).fires !== undefined;
      return { rule, round, holder, since, dueAt, provisional, fires, ...reminders(duty, dueAt, calendars) };
    })
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}

function party(kase: Case, side: Side, duties: readonly DutyRow[]): PartyRow {
  const tasks = duties.filter(({ rule }) => isTask(rule));
  const own = tasks.find(({ rule, holder }) => holder === `${side}Window` && !ruleOf(rule as DutyId).watches);
  const approvers = side === 'home' ? tasks.find(({ holder }) => holder === 'approver') : undefined;
  const isEnded = isTerminal(kase.state);
  // Of an ended case only the side that has after-care left goes on.
  const next = own ?? (isEnded ? undefined : tasks[0]);
  return {
    side,
    windowId: kase[side].windowId,
    regionCode: kase[side].regionCode,
    state: kase.state,
    isOpen: !isEnded || own !== undefined || approvers !== undefined,
    isEnded,
    handlerId: side === 'home' ? (kase.handler?.staffId ?? null) : null,
    takenBy: kase.takenBy[side]?.staffId ?? null,
    priority: Boolean(kase.priority),
    nextRule: next?.rule ?? null,
    sortAt: next?.dueAt ?? noTime,
    windowSortAt: own?.dueAt ?? null,
    approverRule: approvers?.rule ?? null,
    approverSortAt: approvers?.dueAt ?? null,
  };
}

/** The two sides of a registered case for their work lists; a draft belongs to its creator alone. */
export const partyRows = (kase: Case, duties: readonly DutyRow[]): PartyRow[] =>
  kase.businessNumber ? [party(kase, 'intake', duties), party(kase, 'home', duties)] : [];

/** Blind index of a value; the same value always gives the same text, which tells nothing of the value. */
export type BlindIndex = (kind: string, value: string) => string;

/** What the public query compares: number and last four digits together. */
export const phoneTailOf = (businessNumber: string, lastFour: string): string =>
  `${businessNumber}:${lastFour}`;

/** The columns that lists and search need. */
export function caseColumns(kase: Case, blind: BlindIndex): CaseColumns {
  const { personal, businessNumber } = kase;
  const identity = personal?.applicant.identityNumber;
  const phone = personal?.contact.phone;
  return {
    state: kase.state,
    businessNumber: businessNumber ?? null,
    programmeId: kase.programmeId,
    catalogueId: kase.catalogueId,
    itemNumber: kase.itemNumber,
    optionId: kase.optionId,
    intakeRegion: kase.intake.regionCode,
    intakeWindow: kase.intake.windowId,
    homeRegion: kase.home.regionCode,
    homeWindow: kase.home.windowId,
    openedBy: kase.openedBy,
    openedAt: kase.openedAt,
    submittedAt: kase.submittedAt ?? null,
    endedAt: kase.endedAt ?? null,
    applicantMasked: personal ? maskName(personal.applicant.name) : null,
    identityIndex: identity ? blind('identity', identity) : null,
    identityTailIndex: identity ? blind('identity-tail', identity.slice(-6)) : null,
    phoneTailIndex:
      businessNumber && phone ? blind('phone-tail', phoneTailOf(businessNumber, phone.slice(-4))) : null,
  };
}
