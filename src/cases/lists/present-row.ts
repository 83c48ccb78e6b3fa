import { countsEveryDay, type DutyHolder, type DutyId, ruleOf } from '../../regulation/duties.ts';
import { dayOf, type Instant, instantOf, later } from '../../regulation/instant.ts';
import { caseStates } from '../../regulation/states.ts';
import type { WorkingCalendar } from '../../regulation/working-calendar.ts';
import { workingDaysBetween } from '../../regulation/working-days.ts';
import type { CaseRow } from '../core/case-view.ts';
import { calendarSide } from '../core/due.ts';
import { type SeenParts, unseenParts } from '../requests/unseen.ts';
import type { ListedCase, ListedDraft } from './listed.ts';

/** What a row needs beyond what is stored. */
export type RowAround = {
  now: Instant;
  calendarOf: (regionCode: string) => WorkingCalendar;
  regionName: (regionCode: string) => string;
  /** When messages between the windows were seen, by request; a search counts none. */
  seen?: ReadonlyMap<string, SeenParts> | undefined;
};

/** How the materials travel, in a word. */
const channelNames = { electronic: '电子', postal: '邮寄' } as const;

/** A row of a list or of a search as its reader sees it. */
export function presentRow(listed: ListedCase, { now, calendarOf, regionName, seen }: RowAround): CaseRow {
  const rule = listed.nextRule ? ruleOf(listed.nextRule as DutyId) : undefined;
  const dueAt = listed.sortAt === 'infinity' || !rule ? undefined : instantOf(new Date(listed.sortAt));
  // 24:00 of a day is stored as 00:00 of the next.
  const dueOn = dueAt && dayOf(later(dueAt, -1));
  const holder = rule && ((listed.holder as DutyHolder | null) ?? rule.holder);
  const side = holder && calendarSide({ rule: listed.nextRule as DutyId, holder });
  const calendar = side && calendarOf(side === 'intake' ? listed.intakeRegion : listed.homeRegion);
  const overdue = dueAt !== undefined && now >= dueAt;
  const left =
    dueOn && calendar && rule && !('officeHours' in rule.length) && !countsEveryDay(rule.length)
      ? overdue
        ? -Math.max(1, workingDaysBetween(calendar, dueOn, dayOf(now)))
        : dueOn > dayOf(now)
          ? workingDaysBetween(calendar, dayOf(now), dueOn)
          : 0
      : undefined;
  return {
    id: listed.id,
    ...(listed.businessNumber ? { businessNumber: listed.businessNumber } : {}),
    state: listed.state,
    stateLabel: caseStates[listed.state],
    ...(listed.outcome ? { outcome: listed.outcome } : {}),
    itemNumber: listed.itemNumber,
    itemName: listed.itemName,
    optionName: listed.optionName,
    applicant: listed.applicant ?? '',
    ...(listed.priority ? { priority: true } : {}),
    intakeRegionName: regionName(listed.intakeRegion),
    homeRegionName: regionName(listed.homeRegion),
    side: listed.side,
    ...(seen ? { unread: unseenParts(listed.requests ?? [], listed.side, seen).length } : {}),
    channel: listed.channels.map((channel) => channelNames[channel]).join('＋'),
    next: rule?.title ?? '',
    ...(rule ? { nextRule: listed.nextRule as DutyId } : {}),
    mine: listed.mine,
    ...(holder ? { holder } : {}),
    ...(dueAt && dueOn ? { dueAt, dueOn } : {}),
    provisional: listed.provisional,
    ...(left === undefined ? {} : { workingDaysLeft: left }),
    overdue,
    updatedAt: listed.updatedAt,
  };
}

/** A draft as its creator sees it in the list. */
export const presentDraft = (draft: ListedDraft, { regionName }: RowAround): CaseRow => ({
  id: draft.id,
  state: draft.state,
  stateLabel: caseStates[draft.state],
  itemNumber: draft.itemNumber,
  itemName: draft.itemName,
  optionName: draft.optionName,
  applicant: '',
  intakeRegionName: regionName(draft.intakeRegion),
  homeRegionName: regionName(draft.homeRegion),
  side: 'intake',
  channel: '',
  next: '继续填写',
  mine: true,
  ...(draft.dueAt ? { dueAt: draft.dueAt, dueOn: dayOf(later(draft.dueAt, -1)) } : {}),
  provisional: false,
  overdue: false,
  updatedAt: draft.updatedAt,
});
