import type { Directory } from '../directory/directory.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import type { FeedEntry } from '../platform/feed.ts';
import type { Subscriber } from '../platform/subscribers.service.ts';
import { type Instant, later } from '../regulation/instant.ts';
import type { MeasuredRule } from '../regulation/ladder.ts';
import { officeHoursDue, officeMinutesBetween } from '../regulation/office-hours.ts';
import type { Settings } from '../settings/settings.service.ts';
import { listLogged } from './case-facts.store.ts';
import type { LoggedEvent } from './case-facts.ts';
import { findConsent } from './off-list-facts.store.ts';
import { type Ranked, ranked, type WindowResponse } from './response.ts';
import {
  type Asked,
  insertResponses,
  listAskedBy,
  listFigures,
  listFirstPackages,
} from './responses.store.ts';

/** A window of the league with its names. */
export type LeagueRow = Ranked & { windowName: string; regionName: string };

/** How fast windows answer each other (R-154, OP-11). */
export type Responses = {
  subscriber: Subscriber;
  /** An off-list request was answered: in the transaction that writes the answer. */
  offListAnswered(
    tx: Db,
    answer: { requestId: string; outcome: 'consented' | 'refused' | 'withdrawn' | 'unanswered'; at: Instant },
  ): Promise<void>;
  /** The last 30 days, between provinces where they are named. */
  league(direction: { from?: string | undefined; to?: string | undefined }): Promise<LeagueRow[]>;
};

/** Days that the league looks back on. */
const leagueDays = 30;
const dayMs = 24 * 60 * 60 * 1000;

const replies = ['standardProvided', 'windowAnswered'] as const;
const ends = ['guideAdopted', 'standardAdopted', 'requestCancelled'] as const;
const openings = ['caseFirstOpened', 'channelReceived'] as const;
const among = (types: readonly string[], type: string): boolean => types.includes(type);

/** The request that an event ends. */
const refOf = ({ type, data }: LoggedEvent): string | undefined => {
  const ref = type === 'guideAdopted' || type === 'standardAdopted' ? data['cancels'] : data['id'];
  return typeof ref === 'string' ? ref : undefined;
};

/** Builds the measuring. */
export function createResponses({
  database,
  clock,
  directory,
  settings,
}: {
  database: Database;
  clock: Clock;
  directory: Pick<Directory, 'calendarOf' | 'findWindow' | 'regionName'>;
  settings: Pick<Settings, 'findSet' | 'numberOf'>;
}): Responses {
  function measured(
    kind: MeasuredRule,
    asked: Asked,
    { at, replied }: { at: Instant; replied: boolean },
  ): WindowResponse[] {
    const home = asked.from === 'intake';
    const windowId = home ? asked.homeWindow : asked.intakeWindow;
    const regionCode = home ? asked.homeRegion : asked.intakeRegion;
    const window = directory.findWindow(windowId);
    if (!window || at < asked.askedAt) return [];
    const calendar = directory.calendarOf(regionCode);
    const where = { programmeId: asked.programmeId, optionId: asked.optionId, regionCode };
    const set = settings.findSet(kind, where, asked.askedAt)?.value;
    const hours = Number(set ?? asked.hours ?? settings.numberOf(kind, where, asked.askedAt));
    const { dueAt } = officeHoursDue(calendar, window.officeHours, asked.askedAt, hours);
    // What the asking side took back in time says nothing of the other window.
    if (!replied && at <= dueAt) return [];
    return [
      {
        kind,
        subjectId: asked.caseId,
        ref: asked.ref,
        windowId,
        regionCode,
        askingRegion: home ? asked.intakeRegion : asked.homeRegion,
        askedAt: asked.askedAt,
        dueAt,
        answeredAt: at,
        minutes: officeMinutesBetween(calendar, window.officeHours, asked.askedAt, at),
        onTime: replied && at <= dueAt,
        replied,
      },
    ];
  }

  async function handle(tx: Db, entries: readonly FeedEntry[]): Promise<void> {
    const events = (
      await listLogged(
        tx,
        entries.map(({ caseId, seq }) => ({ caseId, seq })),
      )
    ).toSorted((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : 1));
    const answers = events.flatMap((event) => {
      const ref = among(openings, event.type) ? undefined : refOf(event);
      return ref === undefined ? [] : [{ event, ref }];
    });
    const opened = events.filter(
      // What the clock deems received is no reply.
      ({ type, actor }) => among(openings, type) && actor.kind === 'staff',
    );
    const [asked, packages] = await Promise.all([
      answers.length === 0
        ? []
        : listAskedBy(
            tx,
            answers.map(({ event, ref }) => ({ caseId: event.caseId, ref })),
          ),
      opened.length === 0 ? [] : listFirstPackages(tx, [...new Set(opened.map(({ caseId }) => caseId))]),
    ]);
    const byRef = new Map(asked.map((one) => [`${one.caseId} ${one.ref}`, one]));
    const byCase = new Map(packages.map((one) => [one.caseId, one]));
    const responses = [
      ...answers.flatMap(({ event, ref }) => {
        const one = byRef.get(`${event.caseId} ${ref}`);
        const replied = among(replies, event.type);
        return one ? measured('homeAnswer', one, { at: event.effectiveAt, replied }) : [];
      }),
      ...opened.flatMap((event) => {
        const one = byCase.get(event.caseId);
        return one ? measured('firstOpening', one, { at: event.effectiveAt, replied: true }) : [];
      }),
    ];
    if (responses.length > 0) await insertResponses(tx, responses);
  }

  return {
    subscriber: {
      name: 'responses',
      title: '窗口响应：从请求到首次实质回复的办公时间',
      types: [...replies, ...ends, ...openings],
      handle,
    },
    async offListAnswered(tx, { requestId, outcome, at }) {
      const consent = await findConsent(tx, requestId);
      if (!consent) return;
      const asked: Asked = {
        caseId: requestId,
        ref: 'consent',
        from: 'intake',
        hours: null,
        programmeId: undefined,
        optionId: undefined,
        askedAt: consent.askedAt,
        intakeRegion: consent.intakeRegion,
        intakeWindow: consent.intakeWindow,
        homeRegion: consent.homeRegion,
        homeWindow: consent.homeWindow,
      };
      const replied = outcome === 'consented' || outcome === 'refused';
      const responses = measured('offListConsent', asked, { at, replied });
      if (responses.length > 0) await insertResponses(tx, responses);
    },
    async league({ from = '', to = '' }) {
      const prefix = (code: string): string => code.replace(/(?:00){1,2}$/, '');
      const since = later(clock.now(), -leagueDays * dayMs);
      const figures = await listFigures(database.db, { since, from: prefix(from), to: prefix(to) });
      return ranked(figures).map((row) => ({
        ...row,
        windowName: directory.findWindow(row.windowId)?.name ?? '',
        regionName: directory.regionName(row.regionCode),
      }));
    },
  };
}
