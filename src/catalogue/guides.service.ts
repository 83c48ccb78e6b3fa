import { randomBytes, randomUUID } from 'node:crypto';
import type { Directory } from '../directory/directory.service.ts';
import { type Actor, holds } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import type { Instant } from '../regulation/instant.ts';
import { workingDaysDue } from '../regulation/working-days.ts';
import type { Catalogue } from './catalogue.service.ts';
import {
  faultsOfGuide,
  type Guide,
  type GuideSection,
  type GuideText,
  type GuideWindow,
  guideOf,
  guideSections,
  guideTextOf,
} from './guide.ts';
import { guidePortalOf } from './guide-portals.ts';
import type { GuideReport, ReportView } from './guide-report.ts';
import * as store from './guides.store.ts';
import { routeHomeWindow } from './routing.ts';
import type { ResolvedStandard } from './standard.ts';

/** A report as it is made; both texts come from anybody. */
export type NewReport = { optionId: string; region: string; section: string; description: string };

/** Office guides and the reports that they differ from what is done. */
export type Guides = {
  /** The guide of an option in a home region; undefined without a standard there. */
  find(optionId: string, region: string): Promise<Guide | undefined>;
  history(optionId: string, region: string): Promise<store.GuideRevision[]>;
  /** Somebody says that a guide differs; staff are told of the answer, visitors read it by the code. */
  report(actor: Actor | undefined, report: NewReport): Promise<ReportView>;
  findReport(code: string): Promise<ReportView | undefined>;
  list(
    actor: Actor,
    query: { open: boolean; after?: string | undefined; limit: number },
  ): Promise<ReportView[]>;
  /** Corrects the guide that a report is about: its revision rises by one and the reporter is told. */
  correct(actor: Actor, id: string, text: GuideText, reason: string): Promise<Guide>;
  /** Says that the guide is right. */
  confirm(actor: Actor, id: string, answer: string): Promise<void>;
  rates(actor: Actor): Promise<(store.GuideRate & { regionName: string })[]>;
};

const mostOpen = 50;
const longest = { description: 500, text: 800, reason: 300 };

function written(value: string, pointer: string, max: number, missing: string): string {
  const checked = checkPlainText(value, { max, min: 0, lines: true });
  if (!checked.valid) throw fieldInvalid(pointer, checked.reason);
  if (checked.normalized.trim() === '') throw fieldInvalid(pointer, missing);
  return checked.normalized.trim();
}

/** Guides from standards, windows and corrections. `reportDays`: working days to answer a report in a region. */
export function createGuides(ports: {
  database: Database;
  clock: Clock;
  audit: Audit;
  catalogue: Pick<Catalogue, 'findStandard'>;
  directory: Pick<
    Directory,
    | 'regionPath'
    | 'regionName'
    | 'entryOf'
    | 'findWindow'
    | 'findAdministration'
    | 'calendarOf'
    | 'findRegion'
  >;
  tell: TellStaff;
  reportDays: (region: string, at: Instant) => number;
}): Guides {
  const { database, clock, audit, catalogue, directory, tell, reportDays } = ports;

  function windowOf(standard: ResolvedStandard): GuideWindow | null {
    const route = routeHomeWindow({
      levels: standard.levels,
      home: directory.regionPath(standard.homeRegion),
      entryOf: (code) => directory.entryOf(code),
      withoutImplementer: standard.withoutImplementer,
    });
    const window = route.ok ? directory.findWindow(route.windowId) : undefined;
    return window
      ? { name: `${window.hallName} ${window.name}`, address: window.address, phone: window.phone }
      : null;
  }

  async function read(db: Db, optionId: string, region: string) {
    const standard = directory.findRegion(region)
      ? catalogue.findStandard(optionId, { homeRegion: region })
      : undefined;
    if (!standard) return undefined;
    const [last] = await store.listRevisions(db, optionId, region, 1);
    const text = last?.content ?? guideTextOf(standard, guidePortalOf(region));
    const guide = guideOf(standard, { revision: last?.revision ?? 1, text, window: windowOf(standard) });
    return { guide, standard };
  }

  /** The administration that answers for a region: its own, or the nearest one above. */
  const taskRegionOf = (region: string): string =>
    directory
      .regionPath(region)
      .toReversed()
      .find(({ code }) => directory.findAdministration(code) !== undefined)?.code ?? region;

  const view = (report: GuideReport): ReportView => ({
    ...report,
    optionName:
      catalogue.findStandard(report.optionId, { homeRegion: report.region })?.optionName ?? report.optionId,
    regionName: directory.regionName(report.region),
    sectionText: guideSections[report.section],
    overdue: report.state === 'open' && report.dueAt < clock.now(),
  });

  /** Regions whose reports somebody answers or sees; null: all. */
  function regionsOf(actor: Actor): string[] | null {
    if (holds(actor, 'coordinationGroup', 'auditor')) return null;
    const own = actor.grants
      .filter(({ role }) => role === 'serviceAdministration')
      .map(({ regionCode }) => regionCode);
    if (own.length === 0) throw new Problem('not-authorised');
    return own;
  }

  async function task(tx: Db, actor: Actor, id: string): Promise<GuideReport> {
    const report = await store.lockReport(tx, id);
    const own = actor.grants.some(
      ({ role, regionCode }) => role === 'serviceAdministration' && regionCode === report?.taskRegion,
    );
    if (!report) throw new Problem('not-found');
    if (!own) throw new Problem('not-authorised');
    if (report.state !== 'open') throw new Problem('guide-report-closed');
    return report;
  }

  async function end(
    tx: Db,
    actor: Actor,
    report: GuideReport,
    state: 'corrected' | 'confirmed',
    answer: string,
  ): Promise<void> {
    await store.answerReport(tx, report.id, { state, answer, by: actor, at: clock.now() });
    await audit.record(tx, {
      action: state === 'corrected' ? 'guideCorrected' : 'guideConfirmed',
      actor: auditActorOf(actor, 'serviceAdministration'),
      subject: { kind: 'guideReport', id: report.id },
    });
    if (report.reportedBy !== null)
      await tell(tx, [
        {
          to: { staffId: report.reportedBy },
          kind: 'guideAnswered',
          text: `您反映的办事指南（${view(report).optionName}，${directory.regionName(report.region)}）${state === 'corrected' ? '已更正' : '已核对，与实际一致'}：${answer}`,
          link: '/guides',
          onceKey: `guide ${report.id}`,
        },
      ]);
  }

  return {
    find: async (optionId, region) => (await read(database.db, optionId, region))?.guide,
    history: (optionId, region) => store.listRevisions(database.db, optionId, region, 100),

    async report(actor, { optionId, region, section, description }) {
      if (!Object.hasOwn(guideSections, section))
        throw fieldInvalid('/section', '请选指南的哪一部分与实际不符。');
      const words = written(description, '/description', longest.description, '请写明实际是怎样的。');
      return database.transaction(async (tx) => {
        const found = await read(tx, optionId, region);
        if (!found) throw new Problem('not-found', { detail: '没有这份办事指南。' });
        if (!actor && (await store.countOpenVisitorReports(tx, optionId, region, mostOpen)) >= mostOpen)
          throw new Problem('too-many-requests');
        const now = clock.now();
        const taskRegion = taskRegionOf(region);
        const days = reportDays(taskRegion, now);
        const { dueAt } = workingDaysDue(directory.calendarOf(taskRegion), now, days);
        const report: GuideReport = {
          id: randomUUID(),
          code: randomBytes(9).toString('base64url'),
          optionId,
          region,
          taskRegion,
          section: section as GuideSection,
          description: words,
          guideRevision: found.guide.revision,
          standardVersion: found.guide.standardVersion,
          reportedBy: actor?.kind === 'staff' ? actor.id : null,
          reportedByName: actor?.kind === 'staff' ? actor.name : null,
          reportedAt: now,
          dueAt,
          state: 'open',
          answer: null,
          answeredByName: null,
          answeredAt: null,
        };
        await store.addReport(tx, report);
        await tell(tx, [
          {
            to: { regionCode: taskRegion, role: 'serviceAdministration' },
            kind: 'guideReported',
            text: `有人反映办事指南与实际不符：${found.guide.optionName}，${guideSections[report.section]}，请在 ${days} 个工作日内核对`,
            link: '/guides',
            onceKey: `guide ${report.id} reported`,
          },
        ]);
        return view(report);
      });
    },

    async findReport(code) {
      const report = await store.findReportByCode(database.db, code);
      return report && view(report);
    },

    async list(actor, query) {
      return (await store.listReports(database.db, { ...query, regions: regionsOf(actor) })).map(view);
    },

    correct: (actor, id, text, reason) =>
      database.transaction(async (tx) => {
        const report = await task(tx, actor, id);
        const found = await read(tx, report.optionId, report.region);
        if (!found) throw new Problem('not-found', { detail: '这个办理项现在没有收件标准。' });
        const words = written(reason, '/reason', longest.reason, '请写明更正了什么。');
        for (const key of ['conditions', 'flow', 'onlineWay', 'offlineWay', 'remarks'] as const) {
          const checked = checkPlainText(text[key], { max: longest.text, min: 0, lines: true });
          if (!checked.valid) throw fieldInvalid(`/guide/${key}`, checked.reason);
        }
        const errors = faultsOfGuide(text, found.standard).map(({ pointer, detail }) => ({
          pointer: `/guide${pointer}`,
          detail,
        }));
        if (errors.length > 0)
          throw new Problem('guide-incomplete', {
            detail: errors.map(({ detail }) => detail).join(''),
            errors,
          });
        const revision = found.guide.revision + 1;
        const added = await store.addRevision(tx, {
          optionId: report.optionId,
          region: report.region,
          revision,
          content: text,
          reason: words,
          reportId: report.id,
          by: actor,
          at: clock.now(),
        });
        if (added === 0) throw new Problem('stale-version');
        await end(tx, actor, report, 'corrected', words);
        return guideOf(found.standard, { revision, text, window: windowOf(found.standard) });
      }),

    confirm: (actor, id, answer) =>
      database.transaction(async (tx) => {
        const report = await task(tx, actor, id);
        const words = written(answer, '/answer', longest.reason, '请写明怎样核对的。');
        await end(tx, actor, report, 'confirmed', words);
      }),

    async rates(actor) {
      const rates = await store.listRates(database.db, regionsOf(actor), clock.now());
      return rates.map((rate) => ({ ...rate, regionName: directory.regionName(rate.region) }));
    },
  };
}
