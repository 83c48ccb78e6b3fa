import { randomUUID } from 'node:crypto';
import type { Directory } from '../../directory/directory.service.ts';
import { singleCopy } from '../../documents/copies.ts';
import type { Renderer } from '../../documents/renderer.service.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Database, isUniqueViolation } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import { dayOf, type Instant } from '../../regulation/instant.ts';
import { caseStates } from '../../regulation/states.ts';
import type { Case, Parcel, Side } from '../core/case.ts';
import { type CaseCalendars, dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';
import { administeredPrefix, regionsOf, windowsOf } from '../lists/list-scope.ts';
import { carriers } from '../transfer/carriers.ts';
import { purposeNames } from '../transfer/purposes.ts';
import * as store from './custody-desk.store.ts';
import type { HeldOriginal, WaitingParcel } from './desk-view.ts';
import { belongsToApplicant, isNeeded } from './originals.ts';

/** What lies at a window: originals, parcels for the carrier, and the lists handed over with them. */
export type CustodyDesk = {
  /**
   * Originals held, the longest first: by the own windows, or by all windows of the regions answered for; without a
   * scope the own windows, where there are any.
   */
  originals(
    actor: Actor,
    scope: 'window' | 'region' | undefined,
  ): Promise<{ originals: HeldOriginal[]; more: boolean }>;
  /** Parcels registered at the own windows that the carrier has not collected, and the lists made today. */
  parcels(actor: Actor): Promise<{
    parcels: WaitingParcel[];
    lists: { id: string; number: string; parcels: number; madeAt: Instant }[];
  }>;
  /**
   * Makes out the hand-over list of all of them, one for each of the own windows that has some, or for the one named
   * (C.1, 14a; R-186). Refuses `parcel-without-label` while one that was ordered has no label on it.
   */
  handOver(actor: Actor, windowId?: string): Promise<HandOverMade[]>;
  /** The list as PDF, with the carrier's signature field; only for the window that made it. */
  handOverPdf(id: string, actor: Actor): Promise<{ bytes: Buffer; number: string }>;
};

/** A hand-over list just made. */
export type HandOverMade = { id: string; number: string; windowName: string; parcels: number; href: string };

/** Most cases that one page looks at. */
const mostCases = 500;

const isWaiting = (parcel: Parcel, side: Side): boolean =>
  parcel.from === side &&
  parcel.collectedAt === undefined &&
  parcel.cancelledAt === undefined &&
  parcel.deliveredAt === undefined &&
  parcel.returnedAt === undefined &&
  parcel.lostAt === undefined;

function contentsOf({ purpose, packed }: Parcel): string {
  const pieces = packed.reduce((sum, { originals, copies }) => sum + originals + copies, 0);
  const withResult = purpose === 'result' || purpose === 'resultBack';
  return [withResult ? '审批结果' : '', pieces > 0 ? `材料 ${pieces} 份` : ''].filter(Boolean).join('、');
}

/** Builds the desk of originals and parcels. */
export function createCustodyDesk({
  database,
  directory,
  clock,
  calendarsOf,
  renderer,
  unlabelled = async () => [],
}: {
  database: Database;
  directory: Pick<Directory, 'getWindow'>;
  clock: Clock;
  calendarsOf: (kase: Case) => CaseCalendars;
  renderer: Pick<Renderer, 'render'>;
  /** Of some waybills those whose parcels have no label yet. */
  unlabelled?: (waybills: readonly string[]) => Promise<string[]>;
}): CustodyDesk {
  const { db } = database;
  const windowName = (id: string): string => directory.getWindow(id).name;

  const ownWindows = (actor: Actor): store.DeskScope => {
    const windows = windowsOf(actor);
    if (windows.length === 0) throw new Problem('not-authorised');
    return { windows, regionPrefixes: [] };
  };
  /** Leads answer for their region, an administration for all regions below it. */
  const answeredFor = (actor: Actor): store.DeskScope => {
    const regionPrefixes = [
      ...regionsOf(actor, 'windowLead'),
      ...regionsOf(actor, 'serviceAdministration').map(administeredPrefix),
    ];
    if (regionPrefixes.length === 0) throw new Problem('not-authorised');
    return { windows: [], regionPrefixes };
  };

  function heldIn({ id, applicant, snapshot }: store.DeskCase, side: Side): HeldOriginal[] {
    const kase: Case = { ...snapshot, personal: null };
    const holder = side === 'home' ? 'homeWindow' : 'intakeWindow';
    const duty = openDuties(kase).find((each) => each.rule === 'originalsBack' && each.holder === holder);
    const due = duty && dueOf(duty, kase, calendarsOf(kase));
    return kase.lines
      .filter((line) => line.paper === side && belongsToApplicant(kase, line))
      .map((line) => {
        const needed = isNeeded(kase, line);
        return {
          caseId: id,
          ...(kase.businessNumber ? { businessNumber: kase.businessNumber } : {}),
          itemName: kase.itemName,
          applicant: applicant ?? '',
          state: kase.state,
          stateLabel: caseStates[kase.state],
          side,
          windowName: windowName(kase[side].windowId),
          lineId: line.id,
          name: line.name,
          originals: line.received?.originals ?? 1,
          since: kase.custody.findLast(({ lineId }) => lineId === line.id)?.at ?? kase.openedAt,
          needed,
          ...(due && !needed ? { dueOn: due.dueOn } : {}),
          overdue: due !== undefined && !needed && clock.now() >= due.dueAt,
        };
      });
  }

  function waitingIn({ id, applicant, snapshot }: store.DeskCase, side: Side): WaitingParcel[] {
    const to = (parcel: Parcel): string =>
      parcel.to === 'applicant'
        ? `申请人 ${applicant ?? ''}`.trim()
        : windowName(snapshot[parcel.to].windowId);
    return snapshot.parcels
      .filter((parcel) => isWaiting(parcel, side))
      .map((parcel) => ({
        caseId: id,
        version: snapshot.version,
        ...(snapshot.businessNumber ? { businessNumber: snapshot.businessNumber } : {}),
        waybill: parcel.waybill,
        carrier: (carriers as Record<string, string>)[parcel.carrier] ?? parcel.carrier,
        purpose: parcel.purpose,
        purposeLabel: purposeNames[parcel.purpose],
        addressee: to(parcel),
        contents: contentsOf(parcel),
        registeredAt: parcel.registeredAt,
      }));
  }

  async function both<Row>(
    what: 'paper' | 'parcels',
    scope: store.DeskScope,
    rowsOf: (found: store.DeskCase, side: Side) => Row[],
  ): Promise<{ rows: Row[]; more: boolean }> {
    const found = await Promise.all(
      (['intake', 'home'] as const).map(async (side) => {
        const cases = await store.listDeskCases(db, what, side, scope, mostCases);
        return { rows: cases.flatMap((each) => rowsOf(each, side)), full: cases.length === mostCases };
      }),
    );
    return { rows: found.flatMap(({ rows }) => rows), more: found.some(({ full }) => full) };
  }

  const waiting = async (scope: store.DeskScope): Promise<WaitingParcel[]> =>
    (await both('parcels', scope, waitingIn)).rows.toSorted((a, b) =>
      a.registeredAt < b.registeredAt ? -1 : 1,
    );

  async function makeList(
    actor: Actor,
    windowId: string,
    parcels: readonly WaitingParcel[],
  ): Promise<HandOverMade> {
    const now = clock.now();
    const day = dayOf(now);
    const list = {
      id: randomUUID(),
      windowId,
      day,
      content: {
        lines: parcels.map(({ waybill, carrier, addressee, contents }) => ({
          waybill,
          carrier,
          addressee,
          contents,
        })),
        handlerName: actor.name,
      },
      madeAt: now,
      madeBy: actor.id,
      prefix: `JJ${directory.getWindow(windowId).regionCode}-${day.replaceAll('-', '')}`,
    };
    const add = () => store.addHandOverList(db, list);
    // Clerks who act at once would take the same number: whoever comes second takes the next.
    const numbered = (tries: number): ReturnType<typeof add> =>
      add().catch((error: unknown) => {
        if (tries > 1 && isUniqueViolation(error)) return numbered(tries - 1);
        throw error;
      });
    const { id, number } = await numbered(10);
    return {
      id,
      number,
      windowName: windowName(windowId),
      parcels: parcels.length,
      href: `/api/hand-over-lists/${id}.pdf`,
    };
  }

  return {
    async originals(actor, scope) {
      const { rows, more } = await both(
        'paper',
        (scope ?? (windowsOf(actor).length > 0 ? 'window' : 'region')) === 'region'
          ? answeredFor(actor)
          : ownWindows(actor),
        heldIn,
      );
      return { originals: rows.toSorted((a, b) => (a.since < b.since ? -1 : 1)), more };
    },

    async parcels(actor) {
      const scope = ownWindows(actor);
      const lists = await store.listHandOverLists(db, scope.windows, dayOf(clock.now()));
      return {
        parcels: await waiting(scope),
        lists: lists.map(({ id, number, content, madeAt }) => ({
          id,
          number,
          parcels: content.lines.length,
          madeAt,
        })),
      };
    },

    async handOver(actor, windowId) {
      const windows = ownWindows(actor).windows.filter((id) => windowId === undefined || id === windowId);
      if (windows.length === 0) throw new Problem('not-authorised');
      const waitingAt = await Promise.all(
        windows.map(async (id) => ({ id, parcels: await waiting({ windows: [id], regionPrefixes: [] }) })),
      );
      const filled = waitingAt.filter(({ parcels }) => parcels.length > 0);
      if (filled.length === 0) throw new Problem('no-parcels-waiting');
      const bare = await unlabelled(filled.flatMap(({ parcels }) => parcels.map(({ waybill }) => waybill)));
      if (bare.length > 0) {
        throw new Problem('parcel-without-label', { detail: `还没有打印面单：${bare.join('、')}。` });
      }
      const made: HandOverMade[] = [];
      for (const { id, parcels } of filled) made.push(await makeList(actor, id, parcels));
      return made;
    },

    async handOverPdf(id, actor) {
      const list = await store.findHandOverList(db, id);
      if (!list || !windowsOf(actor).includes(list.windowId)) throw new Problem('not-found');
      const { pdf } = renderer.render(
        'handOverList',
        {
          documentNumber: list.number,
          businessNumber: '',
          verification: null,
          windowName: windowName(list.windowId),
          lines: list.content.lines,
          handlerName: list.content.handlerName,
          listedAt: list.madeAt,
        },
        singleCopy,
      );
      return { bytes: Buffer.from(pdf), number: list.number };
    },
  };
}
