import type { Catalogue } from '../catalogue/catalogue.service.ts';
import { namesOf } from '../catalogue/item.ts';
import { objectionToRegions } from '../catalogue/programme-rules.ts';
import { plain } from '../catalogue/search-text.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Actor } from '../platform/actor.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { dayOf, type Instant } from '../regulation/instant.ts';
import { offListLimits } from '../regulation/off-list.ts';
import { officeHoursDue } from '../regulation/office-hours.ts';
import type { WorkingCalendar } from '../regulation/working-calendar.ts';
import { calendarDaysDue } from '../regulation/working-days.ts';
import { isNamed, type ListedItem } from './listed-items.ts';
import type { OffListSide } from './off-list-request.ts';

/** What a request needs to know of lists, regions, windows and calendars; all of it lies in memory. */
export type OffListWorld = {
  /** Items that the lists of both regions have for a wording, the best first. */
  findListed(wording: string, where: { intakeRegion: string; homeRegion: string; at: Instant }): ListedItem[];
  /** The window at which somebody works. */
  windowOf(actor: Actor): OffListSide;
  /** Refuses a code that is no region in force. */
  checkRegion(code: string): void;
  /** The window of a home region with the time of its answer; undefined where the directory has none (规程第十三条). */
  findHome(
    intakeRegion: string,
    homeRegion: string,
    at: Instant,
  ): { windowId: string; answerDueAt: Instant } | undefined;
  /** 24:00 of the last day of a consent given now. */
  consentUntil(homeRegion: string, at: Instant): Instant;
  calendarOf(regionCode: string): WorkingCalendar;
  regionName(code: string): string;
  windowName(id: string): string;
  windowPhone(id: string): string;
  /** The region whose administration gets the reports of one: the next above; of a province the coordination group. */
  reportsTo(regionCode: string): string;
};

/** Stands for the coordination group among the regions reported to. */
export const groupRegion = '000000';

/** Hits of one list that are looked at, and different names that are put to the applicant; more would not be read. */
const hitsOfList = 5;
const namesShown = 6;

/** Builds it over catalogue and directory; `answerHours` is what the coordination bodies have set (OP-11). */
export function createOffListWorld(parts: {
  catalogue: Pick<Catalogue, 'listProgrammes' | 'listItems' | 'search'>;
  directory: Pick<
    Directory,
    'findRegion' | 'regionPath' | 'regionName' | 'entryOf' | 'getWindow' | 'calendarOf' | 'officeHoursOf'
  >;
  answerHours: (intakeRegion: string, homeRegion: string) => number;
}): OffListWorld {
  const { catalogue, directory } = parts;
  return {
    findListed(wording, { intakeRegion, homeRegion, at }) {
      const on = dayOf(at);
      const lists = catalogue
        .listProgrammes()
        .filter(
          (programme) =>
            programme.edition !== null &&
            objectionToRegions(programme, { intakeRegion, homeRegion, on }) === undefined,
        );
      const found = lists.flatMap(({ id, name }) => {
        const named = (catalogue.listItems(id) ?? []).filter((item) => isNamed(wording, namesOf(item)));
        const hits = catalogue.search({ query: wording, catalogueId: id, limit: hitsOfList }).items;
        return [
          ...named.map((item) => ({ number: item.number, name: item.name, exact: true, score: 2 })),
          ...hits
            .filter(({ number }) => !named.some((item) => item.number === number))
            .map((hit) => ({ number: hit.number, name: hit.name, exact: false, score: hit.score })),
        ].map((item) => ({ ...item, catalogueId: id, catalogueName: name }));
      });
      const sorted = found.toSorted((a, b) => b.score - a.score);
      const names = new Set([...new Set(sorted.map(({ name }) => plain(name)))].slice(0, namesShown));
      return sorted
        .filter(({ name, exact }) => exact || names.has(plain(name)))
        .map(({ score: _score, ...item }) => item);
    },
    windowOf({ grants }) {
      const grant = grants.find(
        ({ role, windowId }) => windowId !== null && (role === 'windowClerk' || role === 'windowLead'),
      );
      if (!grant?.windowId) throw new Problem('not-authorised');
      return { regionCode: grant.regionCode, windowId: grant.windowId };
    },
    checkRegion(code) {
      // A region elsewhere has no entry but a name; what is no code at all has neither.
      if (directory.findRegion(code)) return;
      try {
        directory.regionName(code);
      } catch {
        throw fieldInvalid('/homeRegion', '没有这个地区代码。');
      }
    },
    findHome(intakeRegion, homeRegion, at) {
      const { listed, windowId } = directory.entryOf(homeRegion);
      if (!listed || windowId === undefined) return undefined;
      const hours = parts.answerHours(intakeRegion, homeRegion);
      const { dueAt } = officeHoursDue(
        directory.calendarOf(homeRegion),
        directory.officeHoursOf(windowId),
        at,
        hours,
      );
      return { windowId, answerDueAt: dueAt };
    },
    consentUntil: (homeRegion, at) =>
      calendarDaysDue(directory.calendarOf(homeRegion), at, offListLimits.consentDays).dueAt,
    calendarOf: (regionCode) => directory.calendarOf(regionCode),
    regionName: (code) => directory.regionName(code),
    windowName: (id) => directory.getWindow(id).name,
    windowPhone: (id) => directory.getWindow(id).phone,
    reportsTo: (regionCode) => directory.regionPath(regionCode).at(-2)?.code ?? groupRegion,
  };
}
