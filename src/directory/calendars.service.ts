import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../platform/clock.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import type { Day } from '../regulation/instant.ts';
import { isDay } from '../regulation/shanghai-time.ts';
import { CalendarError, type WorkingCalendar, type YearArrangement } from '../regulation/working-calendar.ts';
import { type DirectoryView, presentCode, type RegionalDay, regionalDaysIn } from './directory-view.ts';
import { wholeCountry } from './region.ts';
import { regionalCalendar } from './regional-calendar.ts';
import { removeRegionalDay, saveRegionalDay } from './window.store.ts';
import type { Change } from './window-register.service.ts';

const folder = join(import.meta.dirname, '../../data/calendar');

/** The national arrangements that ship, `data/calendar/<year>.json`, in the order of the years. */
export async function readArrangements(): Promise<YearArrangement[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}\.json$/.test(file)).toSorted();
  return Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8')) as YearArrangement),
  );
}

/** Working-day calendars by region. */
export type Calendars = {
  /** The calendar of a region, the national one for `wholeCountry`; throws a Problem for an unknown region. */
  calendarOf(regionCode: string): WorkingCalendar;
  /** Adds or changes a day of a region's own; refuses one that would be both holiday and working day. */
  setRegionalDay(day: RegionalDay): Promise<void>;
  /** Takes a day of a region's own back. */
  removeRegionalDay(regionCode: string, day: Day): Promise<void>;
};

/** A CalendarError as the answer a person gets; any other error unchanged. */
export function calendarProblem(error: unknown): unknown {
  if (!(error instanceof CalendarError)) return error;
  const code = error.code === 'calendar-year-missing' ? 'calendar-year-missing' : 'calendar-conflict';
  return new Problem(code, { detail: error.message });
}

/** Builds calendars from the national arrangements and the directory, each once for a state of the directory. */
export function calendars(
  years: readonly YearArrangement[],
  view: () => DirectoryView,
  change: Change,
  clock: Clock,
): Calendars {
  const national = regionalCalendar(years, []);
  let built = { version: -1, byRegion: new Map<string, WorkingCalendar>() };
  return {
    calendarOf(regionCode) {
      if (regionCode === wholeCountry) return national;
      const now = view();
      if (!now.paths.has(regionCode)) throw unknownRegion(regionCode);
      if (built.version !== now.version) built = { version: now.version, byRegion: new Map() };
      const known = built.byRegion.get(regionCode);
      if (known) return known;
      const days = regionalDaysIn(now, presentCode(now, regionCode));
      const calendar = days.length === 0 ? national : regionalCalendar(years, days);
      built.byRegion.set(regionCode, calendar);
      return calendar;
    },
    async setRegionalDay(day) {
      refuseUnlessDay(view(), day);
      refuseConflict(years, view(), day);
      await change((tx) => saveRegionalDay(tx, { ...day, recordedAt: clock.now() }));
    },
    async removeRegionalDay(regionCode, day) {
      const removed = await change((tx) => removeRegionalDay(tx, regionCode, day));
      if (!removed) throw new Problem('not-found', { detail: '这个地区没有另设这一天。' });
    },
  };
}

/** 404 for a code that is no region of the directory. */
export const unknownRegion = (code: string): Problem =>
  new Problem('not-found', { detail: `没有行政区划代码为 ${code} 的地区。` });

function refuseUnlessDay(view: DirectoryView, { regionCode, day, name }: RegionalDay): void {
  if (!view.regions.has(regionCode)) throw unknownRegion(regionCode);
  if (!isDay(day)) throw fieldInvalid('/day', '日期应写成 2021-08-09 这样的形式。');
  if (name.trim() === '') throw fieldInvalid('/name', '请写明是什么节日或调休。');
}

/** A day may conflict in the region itself and in each region below it. */
function refuseConflict(years: readonly YearArrangement[], view: DirectoryView, added: RegionalDay): void {
  const below = [...view.paths].filter(([, path]) => path.some(({ code }) => code === added.regionCode));
  try {
    for (const [code] of below) {
      const others = regionalDaysIn(view, code).filter(
        ({ regionCode, day }) => regionCode !== added.regionCode || day !== added.day,
      );
      if (code === added.regionCode || view.regionalDaysOf.has(code))
        regionalCalendar(years, [...others, added]);
    }
  } catch (error) {
    throw calendarProblem(error);
  }
}
