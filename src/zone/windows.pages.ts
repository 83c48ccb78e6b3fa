import type { FastifyRequest } from 'fastify';
import type { Directory } from '../directory/directory.service.ts';
import type { ServiceWindow } from '../directory/window.ts';
import type { Clock } from '../platform/clock.ts';
import type { App } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { Type } from '../platform/schema.ts';
import type { Instant } from '../regulation/instant.ts';
import { CalendarError } from '../regulation/working-calendar.ts';
import { cookieNames, pageAnswer, type SendPage } from './answer.pages.ts';
import { openingView } from './opening.ts';
import { keep } from './preferences.pages.ts';
import type { WindowView } from './window-card.ts';
import { windowsPage } from './windows-page.ts';

/** A window with its opening at a moment; without it where the year's calendar is missing. */
export function windowView(directory: Directory, window: ServiceWindow, now: Instant): WindowView {
  try {
    const calendar = directory.calendarOf(window.regionCode);
    return { ...window, opening: openingView(calendar, window.officeHours, now) };
  } catch (error) {
    if (error instanceof CalendarError) return window;
    throw error;
  }
}

/** The visitor's own place with its window, if it was chosen before. */
export function placeOf(
  request: FastifyRequest,
  directory: Directory,
): { regionCode: string; window: ServiceWindow } | undefined {
  const regionCode = request.cookies[cookieNames.place];
  if (regionCode === undefined || !directory.findRegion(regionCode)) return undefined;
  const window = directory.findOpenWindow(regionCode);
  return window && { regionCode, window };
}

/** Extra opening times of a window that have not ended. */
export type ExtraHoursOf = (windowId: string) => Promise<{ fromAt: Instant; toAt: Instant }[]>;

/** How many of the nearest windows are offered where a region has none. */
const nearestShown = 3;

/** Windows (找窗口) from the province down; the county looked at is kept for the first page. */
export function windowsPages(
  zone: App,
  {
    directory,
    clock,
    extraHoursOf = async () => [],
  }: { directory: Directory; clock: Clock; extraHoursOf?: ExtraHoursOf },
  send: SendPage,
): void {
  zone.get(
    '/windows',
    {
      config: { access: 'public' },
      schema: {
        summary: '找窗口',
        tags: ['专区页面'],
        security: [],
        querystring: Type.Object({ region: Type.Optional(Type.String({ maxLength: 20 })) }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const now = clock.now();
      const { region: code } = request.query;
      const region = code === undefined || code === '' ? undefined : directory.findRegion(code);
      if (code !== undefined && code !== '' && !region) throw new Problem('not-found');
      const windows = region ? directory.listWindows(region.code) : [];
      const below = directory.listRegions(region?.code);
      const remembered =
        region !== undefined && below.length === 0 && windows.some(({ status }) => status === 'open');
      if (remembered) keep(reply, cookieNames.place, region.code);
      const page = windowsPage({
        now,
        region: region && { name: directory.regionName(region.code), parent: region.parent ?? undefined },
        remembered,
        windows: await Promise.all(
          windows.map(async (window) => ({
            ...windowView(directory, window, now),
            extra: await extraHoursOf(window.id),
          })),
        ),
        // Whatever stands on the lists can be handed in at any window (规程第九条), so the nearest will do.
        nearest:
          region !== undefined && below.length === 0 && !windows.some(({ status }) => status === 'open')
            ? directory
                .nearestWindows(region.code, nearestShown)
                .map(({ window }) => windowView(directory, window, now))
            : [],
        below,
      });
      return send(request, reply, page);
    },
  );
}
