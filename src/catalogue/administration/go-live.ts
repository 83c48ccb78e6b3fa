import { requiredDays } from '../../regulation/go-live-days.ts';
import type { Day } from '../../regulation/instant.ts';
import { addDays, daysBetween } from '../../regulation/shanghai-time.ts';
import type { ItemRow } from '../item.ts';

/** A dated step of what a list asks for: by which day, and in its words. */
export type GoLivePhase = { readonly due: Day; readonly text: string };

/** How an item stands in a region. */
export const goLiveStatuses = {
  notStarted: '未开始',
  inProgress: '推进中',
  realised: '已落地',
  overdue: '已逾期',
} as const;
export type GoLiveStatus = keyof typeof goLiveStatuses;

/** Modes in which an item is realised. */
export const realisedModes = {
  online: '全程网办',
  proxyIntake: '异地代收代办',
  joint: '多地联办',
} as const;
export type RealisedMode = keyof typeof realisedModes;

/** What is recorded of an item in a region. */
export type GoLiveRecord = {
  readonly status: 'inProgress' | 'realised';
  readonly realisedOn: Day | null;
  readonly mode: string | null;
};

const dated = /(\d{4})\s*年(?:\s*(\d{1,2})\s*月)?(?:\s*(\d{1,2})\s*日)?/gu;
const two = (text: string | number): string => `${text}`.padStart(2, '0');

const lastDayOf = (year: number, month: number): Day =>
  addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`, -1);

/** The last day that a clause names: a month or year means its end; undefined where it names none. */
function dueOf(clause: string): Day | undefined {
  const [, year, month, day] = [...clause.matchAll(dated)].at(-1) ?? [];
  if (year === undefined) return undefined;
  if (month === undefined) return `${year}-12-31`;
  if (day === undefined) return lastDayOf(Number(year), Number(month));
  return `${year}-${two(month)}-${two(day)}`;
}

/** The dated steps in a text of a list: 2022年6月底前; three of them for 结婚登记. */
export const phasesOf = (dueText: string): GoLivePhase[] =>
  dueText
    .split(/[，；;]/u)
    .flatMap((clause) => {
      const due = dueOf(clause);
      return due === undefined ? [] : [{ due, text: clause.trim() }];
    })
    .filter(({ due }, at, all) => all.findIndex((one) => one.due === due) === at);

const nationalYear = /^国家要求\s*(\d{4})\s*年实现/u;

/** The day by which the nation asks for an item, where it does. */
export function nationalDay({ source, batch }: Pick<ItemRow, 'source' | 'batch'>): Day | undefined {
  const year = nationalYear.exec(source ?? '')?.[1] ?? /^(\d{4})年底前实现/u.exec(batch ?? '')?.[1];
  return year === undefined ? undefined : `${year}-12-31`;
}

/** What a list asks for of an item, in dated steps; nothing where it names no day. */
export function plannedPhases(
  programmeId: string,
  item: Pick<ItemRow, 'source' | 'batch' | 'dueText'>,
): GoLivePhase[] {
  const own = phasesOf(item.dueText ?? '');
  if (own.length > 0) return own;
  const due = nationalDay(item) ?? requiredDays[programmeId];
  return due === undefined ? [] : [{ due, text: '清单要求的完成时限' }];
}

/** How an item stands in a region on a day, and by how many days it is overdue. */
export function goLiveOn(
  phases: readonly GoLivePhase[],
  record: GoLiveRecord | undefined,
  on: Day,
): { status: GoLiveStatus; overdueDays: number; due: Day | null } {
  const due = phases.at(-1)?.due ?? null;
  if (record?.status === 'realised') return { status: 'realised', overdueDays: 0, due };
  const overdueDays = due === null ? 0 : Math.max(0, daysBetween(due, on));
  const status = overdueDays > 0 ? 'overdue' : record ? 'inProgress' : 'notStarted';
  return { status, overdueDays, due };
}

/** What is wrong with a record before it is kept. */
export function faultOfGoLive(
  record: {
    status: 'notStarted' | 'inProgress' | 'realised';
    realisedOn?: Day | undefined;
    mode?: string | undefined;
  },
  on: Day,
): { pointer: string; detail: string } | undefined {
  const { status, realisedOn, mode } = record;
  if (status !== 'realised') return undefined;
  if (realisedOn === undefined) return { pointer: '/realisedOn', detail: '已落地的要填落地日期。' };
  if (mode === undefined) return { pointer: '/mode', detail: '已落地的要填办理方式。' };
  if (realisedOn > on) return { pointer: '/realisedOn', detail: '落地日期不能晚于今天。' };
  return undefined;
}
