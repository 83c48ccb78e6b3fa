import { randomUUID } from 'node:crypto';
import type { Executor } from '../cases/core/executor.service.ts';
import { decodeCursor, encodeCursor } from '../cases/lists/list-cursor.ts';
import { administeredPrefix, regionsOf, windowsOf } from '../cases/lists/list-scope.ts';
import type { Catalogue } from '../catalogue/catalogue.service.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import type { TableRecord } from '../platform/tables/table.ts';
import type { Instant } from '../regulation/instant.ts';
import * as store from './consultation.store.ts';
import {
  type Consultation,
  type ConsultationCounts,
  type ConsultationView,
  type HelperView,
  type HelpKind,
  helpKindCodes,
  helpKinds,
  readWords,
} from './consultation.ts';
import type { ConsultationColumn } from './consultation-table.ts';

/** What a clerk writes down. */
export type ConsultationEntry = {
  subject: string;
  answer: string;
  askingRegion: string;
  homeRegion: string;
  item?: { catalogueId: string; number: number } | undefined;
  help: readonly HelpKind[];
  businessNumber?: string | undefined;
  /** Which window, for somebody who works at several. */
  windowId?: string | undefined;
};

/** What of the list is asked for. */
export type ConsultationQuery = store.ConsultationFilter & {
  /** A region of the reader's own tree. */
  region?: string | undefined;
};

/** The desk for consultations (咨询引导台, R-034). */
export type Consultations = {
  /** Writes an consultation down, its numbers of people masked; `masked` says whether any were. */
  record(actor: Actor, entry: ConsultationEntry): Promise<ConsultationView & { masked: boolean }>;
  /** Links a case of the own window to an consultation of the own window, once. */
  link(actor: Actor, consultationId: string, businessNumber: string): Promise<ConsultationView>;
  /** Consultations of the own windows, or of the own regions and those below; the latest first. */
  list(
    actor: Actor,
    query: ConsultationQuery,
    page: { after?: string | undefined; limit: number },
  ): Promise<{ consultations: ConsultationView[]; next?: string }>;
  counts(actor: Actor, query: ConsultationQuery): Promise<ConsultationCounts>;
  /** The first 10,000 rows as a table; who exported what by which filter is recorded. */
  records(
    actor: Actor,
    query: ConsultationQuery,
    address?: string,
  ): Promise<TableRecord<ConsultationColumn>[]>;
  /** Who helped with a case, for whoever sees the case. */
  helpersOf(actor: Actor, caseId: string): Promise<HelperView[]>;
};

const mostExported = 10_000;
const pageOfExport = 500;

const outside = (): Problem =>
  new Problem('not-authorised', { detail: '只能看本窗口的记录，管理部门看本地区和下级的。' });
const notYours = (): Problem => fieldInvalid('/businessNumber', '没有查到这个编号的办件，或本窗口没有份。');

/** Builds the desk for consultations. */
export function createConsultations(parts: {
  database: Database;
  clock: Clock;
  directory: Pick<Directory, 'findRegion' | 'regionName' | 'findWindow' | 'getWindow' | 'regionPath'>;
  catalogue: Pick<Catalogue, 'findItem'>;
  executor: Pick<Executor, 'open' | 'openByNumber'>;
  audit: Pick<Audit, 'record'>;
}): Consultations {
  const { database, clock, directory, catalogue, executor, audit } = parts;
  const { db } = database;

  /** The window for which somebody writes: the one named, else the only one or the first. */
  function deskOf(actor: Actor, windowId: string | undefined): { windowId: string; regionCode: string } {
    const windows = windowsOf(actor);
    const chosen = windowId ?? windows[0];
    if (chosen === undefined || !windows.includes(chosen)) throw new Problem('not-authorised');
    return { windowId: chosen, regionCode: directory.getWindow(chosen).regionCode };
  }

  /** The scans behind a list: one a window, one a region with those below it. */
  function scopesOf(actor: Actor, region: string | undefined): store.ConsultationScope[] {
    const windows = windowsOf(actor).map((windowId) => ({ windowId }));
    const prefixes = regionsOf(actor, 'serviceAdministration').map(administeredPrefix);
    if (windows.length + prefixes.length === 0) throw new Problem('not-authorised');
    if (region === undefined) {
      const widest = prefixes.filter(
        (own) => !prefixes.some((other) => other !== own && own.startsWith(other)),
      );
      const below = windows.filter(({ windowId }) => {
        const code = directory.findWindow(windowId)?.regionCode ?? '';
        return !widest.some((prefix) => code.startsWith(prefix));
      });
      return [...below, ...[...new Set(widest)].map((prefix) => ({ prefix }))];
    }
    if (prefixes.some((prefix) => region.startsWith(prefix))) return [{ prefix: administeredPrefix(region) }];
    const there = windows.filter(({ windowId }) => directory.findWindow(windowId)?.regionCode === region);
    if (there.length === 0) throw outside();
    return there;
  }

  async function caseByNumber(
    actor: Actor,
    businessNumber: string,
  ): Promise<{ id: string; businessNumber: string }> {
    const number = businessNumber.replaceAll(/\s/g, '');
    const found = await executor.openByNumber(number, actor).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'case-not-found') throw notYours();
      throw error;
    });
    const { capacities, loaded } = found;
    if (!capacities.has('intakeClerk') && !capacities.has('homeClerk')) throw notYours();
    return { id: loaded.kase.id, businessNumber: number };
  }

  const present = (actor: Actor, consultation: Consultation): ConsultationView => ({
    id: consultation.id,
    windowName: directory.findWindow(consultation.windowId)?.name ?? '',
    askingRegionName: directory.regionName(consultation.askingRegion),
    homeRegionName: directory.regionName(consultation.homeRegion),
    subject: consultation.subject,
    ...(consultation.item ? { item: consultation.item } : {}),
    answer: consultation.answer,
    help: helpKindCodes.filter((kind) => consultation.help.includes(kind)),
    recordedAt: consultation.recordedAt,
    recordedByName: consultation.recordedByName,
    ...(consultation.case
      ? { caseId: consultation.case.id, businessNumber: consultation.case.businessNumber }
      : {}),
    linkable: consultation.case === null && windowsOf(actor).includes(consultation.windowId),
  });

  function knownRegion(code: string, pointer: string): string {
    try {
      directory.regionName(code);
      return code;
    } catch {
      throw fieldInvalid(pointer, '没有这个行政区划代码。');
    }
  }

  function itemOf(item: ConsultationEntry['item']): Consultation['item'] {
    if (!item) return null;
    const found = catalogue.findItem(item.catalogueId, item.number);
    if (!found) throw fieldInvalid('/item', '清单上没有这个事项。');
    return { ...item, name: found.name };
  }

  const note = (
    tx: Db,
    actor: Actor,
    action: string,
    consultationId: string,
    { caseId, ...detail }: { caseId?: string | undefined } & Record<string, string | number | undefined>,
  ): Promise<void> =>
    audit.record(tx, {
      action,
      actor: auditActorOf(actor),
      subject: { kind: 'consultation', id: consultationId },
      ...(caseId === undefined ? {} : { caseId }),
      detail: Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined)) as Record<
        string,
        string | number
      >,
    });

  async function page(
    actor: Actor,
    { region, ...filter }: ConsultationQuery,
    { after: place, limit }: { after?: string | undefined; limit: number },
  ): Promise<{ rows: Consultation[]; next?: string }> {
    const after = decodeCursor(place);
    const found = await Promise.all(
      scopesOf(actor, region).map((scope) =>
        store.listConsultations(db, scope, filter, after && { at: after.sortAt, id: after.caseId }, limit),
      ),
    );
    const keyOf = ({ recordedAt, id }: Consultation): string => `${recordedAt} ${id}`;
    const rows = found
      .flat()
      .toSorted((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))
      .slice(0, limit);
    const last = rows.at(-1);
    return {
      rows,
      ...(last && rows.length === limit ? { next: encodeCursor(last.recordedAt, last.id) } : {}),
    };
  }

  return {
    async record(actor, entry) {
      const { windowId, regionCode } = deskOf(actor, entry.windowId);
      const words = readWords(entry);
      if (!words.ok) throw new Problem('field-invalid', { errors: words.errors });
      const consultation: Omit<Consultation, 'case'> = {
        id: randomUUID(),
        windowId,
        regionCode,
        askingRegion: knownRegion(entry.askingRegion, '/askingRegion'),
        homeRegion: knownRegion(entry.homeRegion, '/homeRegion'),
        subject: words.subject,
        item: itemOf(entry.item),
        answer: words.answer,
        help: helpKindCodes.filter((kind) => entry.help.includes(kind)),
        recordedAt: clock.now(),
        recordedBy: actor.id,
        recordedByName: actor.name,
      };
      const kase = entry.businessNumber?.trim() ? await caseByNumber(actor, entry.businessNumber) : null;
      await database.transaction(async (tx) => {
        await store.insertConsultation(tx, consultation);
        if (kase) await store.insertLink(tx, linkOf(consultation, kase, actor));
        await note(tx, actor, 'consultationRecorded', consultation.id, {
          caseId: kase?.id,
          homeRegion: consultation.homeRegion,
        });
      });
      return { ...present(actor, { ...consultation, case: kase }), masked: words.masked };
    },

    async link(actor, consultationId, businessNumber) {
      const consultation = await store.findConsultation(db, consultationId);
      if (!consultation || !windowsOf(actor).includes(consultation.windowId)) throw new Problem('not-found');
      const kase = await caseByNumber(actor, businessNumber);
      await database.transaction(async (tx) => {
        if (!(await store.insertLink(tx, linkOf(consultation, kase, actor))))
          throw new Problem('consultation-linked');
        await note(tx, actor, 'consultationLinked', consultationId, { caseId: kase.id });
      });
      return present(actor, { ...consultation, case: kase });
    },

    async list(actor, query, asked) {
      const { rows, ...more } = await page(actor, query, asked);
      return { consultations: rows.map((row) => present(actor, row)), ...more };
    },

    async counts(actor, { region, ...filter }) {
      const found = await Promise.all(
        scopesOf(actor, region).map((scope) => store.countConsultations(db, scope, filter)),
      );
      const sum = (of: (counts: ConsultationCounts) => number): number =>
        found.reduce((total, counts) => total + of(counts), 0);
      return {
        total: sum(({ total }) => total),
        answeredOnly: sum(({ answeredOnly }) => answeredOnly),
        linked: sum(({ linked }) => linked),
        help: Object.fromEntries(
          helpKindCodes.map((kind) => [kind, sum(({ help }) => help[kind])]),
        ) as ConsultationCounts['help'],
      };
    },

    async records(actor, query, address) {
      const rows: ConsultationView[] = [];
      let after: string | undefined;
      do {
        const limit = Math.min(pageOfExport, mostExported - rows.length);
        const { rows: found, next } = await page(actor, query, { after, limit });
        rows.push(...found.map((row) => present(actor, row)));
        after = next;
      } while (after !== undefined && rows.length < mostExported);
      await audit.record(db, {
        action: 'consultationsExported',
        actor: auditActorOf(actor),
        address,
        detail: {
          region: query.region ?? null,
          homeRegion: query.homeRegion,
          help: query.help,
          from: query.from,
          until: query.until,
          consultations: rows.length,
        },
      });
      return rows.map(recordOf);
    },

    async helpersOf(actor, caseId) {
      // Strangers and unknown cases are refused alike.
      await executor.open(caseId, actor);
      return (await store.listHelpers(db, caseId)).map(({ windowId, ...helper }) => ({
        ...helper,
        windowName: directory.findWindow(windowId)?.name ?? '',
      }));
    },
  };

  function linkOf(
    { id: consultationId }: { id: string },
    kase: { id: string; businessNumber: string },
    actor: Actor,
  ) {
    const at: Instant = clock.now();
    return {
      consultationId,
      caseId: kase.id,
      businessNumber: kase.businessNumber,
      at,
      by: { id: actor.id, name: actor.name },
    };
  }
}

const recordOf = (row: ConsultationView): TableRecord<ConsultationColumn> => ({
  recordedAt: row.recordedAt.slice(0, 16).replace('T', ' '),
  windowName: row.windowName,
  askingRegion: row.askingRegionName,
  homeRegion: row.homeRegionName,
  subject: row.subject,
  item: row.item ? `${row.item.number} ${row.item.name}` : '',
  answer: row.answer,
  help: row.help.map((kind) => helpKinds[kind]).join('、'),
  businessNumber: row.businessNumber ?? '',
  recordedBy: row.recordedByName,
});
