import { maskName } from '../../identity/masking.ts';
import { type DutyId, ruleOf } from '../../regulation/duties.ts';
import { isTerminal } from '../../regulation/states.ts';
import type { Case, OpenDuty, Side } from './case.ts';
import { type CaseCalendars, dueOf } from './due.ts';
import type { CaseColumns, DutyRow, PartyRow } from './stored-case.ts';

/** Sorts behind every time: a side that has nothing to do. */
const noTime = 'infinity';

const sideOf = { intakeWindow: 'intake', homeWindow: 'home', approver: 'home' } as const;

/** A duty with its due time, as the table of open duties holds it. */
export function dutyRows(kase: Case, duties: readonly OpenDuty[], calendars: CaseCalendars): DutyRow[] {
  return duties
    .map((duty) => {
      const { dueAt, provisional } = dueOf(duty, kase, calendars);
      const { rule, round, holder, since } = duty;
      return { rule, round, holder, since, dueAt, provisional, fires: ruleOf(rule).fires !== undefined };
    })
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}

const isTask = (duty: DutyRow): boolean => ruleOf(duty.rule as DutyId).kind === 'task';

function party(kase: Case, side: Side, duties: readonly DutyRow[]): PartyRow {
  const own = duties.find((duty) => isTask(duty) && sideOf[duty.holder as keyof typeof sideOf] === side);
  const next = own ?? duties.find(isTask);
  return {
    side,
    windowId: kase[side].windowId,
    regionCode: kase[side].regionCode,
    state: kase.state,
    isOpen: !isTerminal(kase.state),
    turn: own ? (own.holder === 'approver' ? 'approver' : 'window') : null,
    handlerId: side === 'home' ? (kase.handler?.staffId ?? null) : null,
    nextRule: next?.rule ?? null,
    sortAt: next?.dueAt ?? noTime,
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
