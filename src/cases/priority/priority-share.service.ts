import type { Directory } from '../../directory/directory.service.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { type Day, dayOf } from '../../regulation/instant.ts';
import { addDays, endOfDay, isDay, startOfDay } from '../../regulation/shanghai-time.ts';
import { administeredPrefix, regionsOf, windowsOf } from '../lists/list-scope.ts';
import { countShares } from './priority-share.store.ts';
import type { PriorityShares, Share } from './priority-share.ts';

/** The share of priority cases among those registered in a period: own windows, or those of an administration's tree. */
export type PriorityFigures = {
  shares(
    actor: Actor,
    asked: { region?: string | undefined; from?: Day | undefined; to?: Day | undefined },
  ): Promise<PriorityShares>;
};

const usualDays = 30;
const longestDays = 366;
const mostWindows = 200;

const shareOf = (cases: number, priority: number): Share => ({
  cases,
  priority,
  percent: cases === 0 ? 0 : Math.round((priority * 1000) / cases) / 10,
});

const together = (shares: readonly Share[]): Share =>
  shareOf(
    shares.reduce((sum, { cases }) => sum + cases, 0),
    shares.reduce((sum, { priority }) => sum + priority, 0),
  );

/** Builds the figures. */
export function createPriorityFigures({
  database,
  clock,
  directory,
}: {
  database: Database;
  clock: Clock;
  directory: Pick<Directory, 'listWindows' | 'getWindow' | 'regionName'>;
}): PriorityFigures {
  /** Windows of the reader, or of the region asked for within the reader's reach. */
  function windowsFor(actor: Actor, region: string | undefined): string[] {
    const own = windowsOf(actor);
    const prefixes = regionsOf(actor, 'serviceAdministration').map(administeredPrefix);
    const reached = directory
      .listWindows()
      .filter(
        ({ id, regionCode }) => own.includes(id) || prefixes.some((prefix) => regionCode.startsWith(prefix)),
      );
    const wanted =
      region === undefined
        ? reached
        : reached.filter(({ regionCode }) => regionCode.startsWith(administeredPrefix(region)));
    if (own.length + prefixes.length === 0 || (region !== undefined && wanted.length === 0))
      throw new Problem('not-authorised', { detail: '只能看本窗口的，管理部门看本地区和下级的。' });
    return wanted.map(({ id }) => id);
  }

  function periodOf({ from, to }: { from?: Day | undefined; to?: Day | undefined }): { from: Day; to: Day } {
    const last = to ?? dayOf(clock.now());
    if (!isDay(last)) throw fieldInvalid('/to', '没有这一天。');
    const first = from ?? addDays(last, 1 - usualDays);
    if (!isDay(first)) throw fieldInvalid('/from', '没有这一天。');
    if (first > last) throw fieldInvalid('/to', '最后一天不能早于第一天。');
    if (addDays(first, longestDays) <= last) throw fieldInvalid('/from', `一次最多看 ${longestDays} 天。`);
    return { from: first, to: last };
  }

  return {
    async shares(actor, { region, ...days }) {
      const period = periodOf(days);
      const counted = await countShares(
        database.db,
        windowsFor(actor, region),
        startOfDay(period.from),
        endOfDay(period.to),
      );
      const windows = counted.map(({ windowId, intakeCases, intakePriority, homeCases, homePriority }) => ({
        window: directory.getWindow(windowId),
        intake: shareOf(intakeCases, intakePriority),
        home: shareOf(homeCases, homePriority),
      }));
      return {
        ...period,
        intake: together(windows.map(({ intake }) => intake)),
        home: together(windows.map(({ home }) => home)),
        windows: windows
          .toSorted((a, b) => b.intake.priority + b.home.priority - a.intake.priority - a.home.priority)
          .slice(0, mostWindows)
          .map(({ window, ...shares }) => ({
            windowId: window.id,
            windowName: window.name,
            regionName: directory.regionName(window.regionCode),
            ...shares,
          })),
      };
    },
  };
}
