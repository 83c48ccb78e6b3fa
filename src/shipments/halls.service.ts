import { createHash } from 'node:crypto';
import type { BlindIndex } from '../cases/core/case-rows.ts';
import type { Executor } from '../cases/core/executor.service.ts';
import { normalized, searchKey } from '../cases/core/search-keys.ts';
import { administeredPrefix, regionsOf, windowsOf } from '../cases/lists/list-scope.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import { canonical } from '../platform/canonical.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { dayOf, type Instant, parseInstant } from '../regulation/instant.ts';
import { addDays } from '../regulation/shanghai-time.ts';
import * as store from './halls.store.ts';
import { listCasesByKey } from './tracking.store.ts';
import type { HandOverView, PostalService } from './views.ts';

/** The postal service of halls, and the lists handed over there. */
export type Halls = {
  listServices(actor: Actor): Promise<PostalService[]>;
  changeService(
    actor: Actor,
    windowId: string,
    to: {
      counter: string;
      collections: readonly string[];
      equipment: readonly string[];
      governmentPays: boolean;
    },
  ): Promise<PostalService>;
  governmentPays(windowId: string): Promise<boolean>;
  listHandOvers(actor: Actor): Promise<HandOverView[]>;
  /**
   * The carrier signed a list: its time is the collection of every parcel on it but those left behind. Called once more,
   * it goes on with parcels that were not recorded yet.
   */
  signHandOver(
    actor: Actor,
    listId: string,
    signed: { collector: string; signedAt: string; leftBehind: readonly string[] },
  ): Promise<{ collected: number; refused: { waybill: string; sentence: string }[] }>;
};

const shownDays = 7;

/** Builds the halls. */
export function createHalls(parts: {
  database: Database;
  clock: Clock;
  executor: Pick<Executor, 'execute'>;
  directory: Pick<Directory, 'getWindow' | 'findWindow' | 'listWindows'>;
  blindIndex: BlindIndex;
  audit: Pick<Audit, 'record'>;
  unlabelled(waybills: readonly string[]): Promise<string[]>;
}): Halls {
  const { database, clock, executor, directory, audit } = parts;
  const { db } = database;

  const mayChange = (actor: Actor, windowId: string): boolean => {
    const region = directory.findWindow(windowId)?.regionCode ?? '';
    return (
      actor.grants.some((grant) => grant.role === 'windowLead' && grant.windowId === windowId) ||
      regionsOf(actor, 'serviceAdministration').some((own) => region.startsWith(administeredPrefix(own)))
    );
  };

  const viewOf = (actor: Actor, windowId: string, row: store.CounterRow | undefined): PostalService => ({
    windowId,
    windowName: directory.getWindow(windowId).name,
    counter: row?.counter ?? '',
    collections: row?.collections ?? [],
    equipment: row?.equipment ?? [],
    governmentPays: row?.governmentPays ?? false,
    ...(row ? { changedAt: row.changedAt } : {}),
    mayChange: mayChange(actor, windowId),
  });

  function windowsFor(actor: Actor): string[] {
    const own = windowsOf(actor);
    const prefixes = regionsOf(actor, 'serviceAdministration').map(administeredPrefix);
    const administered = directory
      .listWindows()
      .filter(({ regionCode }) => prefixes.some((prefix) => regionCode.startsWith(prefix)))
      .map(({ id }) => id);
    return [...new Set([...own, ...administered])].slice(0, 200);
  }

  function listOf(pointer: string, values: readonly string[], max: number): string[] {
    return values.map((value, i) => {
      const checked = checkPlainText(value, { max, min: 2 });
      if (!checked.valid) throw fieldInvalid(`${pointer}/${i}`, checked.reason);
      return checked.normalized;
    });
  }

  async function collect(
    actor: Actor,
    list: store.SignedListRow,
    waybill: string,
    signedAt: Instant,
  ): Promise<string | undefined> {
    const key = searchKey(parts.blindIndex, 'waybill', normalized.waybill(waybill));
    const cases = await listCasesByKey(db, key);
    if (cases.length === 0) return '没有办件登记过这个运单号。';
    for (const { caseId } of cases) {
      const act = {
        command: 'recordCarrierEvent' as const,
        input: { waybill, kind: 'collected', occurredAt: signedAt, proof: `邮件交接清单 ${list.number}` },
      };
      try {
        await executor.execute({
          caseId,
          acts: [act],
          actor,
          key: `hand-over-${list.id}-${waybill}-${caseId}`,
          digest: createHash('sha256').update(canonical({ caseId, act })).digest('hex'),
        });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        // The carrier's own word of the collection came first.
        if (error.code !== 'already-taken') return error.message;
      }
    }
    return undefined;
  }

  return {
    async listServices(actor) {
      const windows = windowsFor(actor);
      if (windows.length === 0) throw new Problem('not-authorised');
      const rows = new Map((await store.listCounters(db, windows)).map((row) => [row.windowId, row]));
      return windows.map((id) => viewOf(actor, id, rows.get(id)));
    },

    async changeService(actor, windowId, { counter, collections, equipment, governmentPays }) {
      if (!directory.findWindow(windowId)) throw new Problem('not-found');
      if (!mayChange(actor, windowId)) throw new Problem('not-authorised');
      const place = checkPlainText(counter, { max: 100, min: 2 });
      if (!place.valid) throw fieldInvalid('/counter', place.reason);
      const wrong = collections.findIndex((time) => !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time));
      if (wrong >= 0) throw fieldInvalid(`/collections/${wrong}`, '揽收时间请写成 16:30 这样。');
      const row = {
        windowId,
        counter: place.normalized,
        collections: [...new Set(collections)].toSorted(),
        equipment: listOf('/equipment', equipment, 40),
        governmentPays,
        changedAt: clock.now(),
      };
      await database.transaction(async (tx) => {
        await store.putCounter(tx, { ...row, changedBy: actor.id });
        await audit.record(tx, {
          action: 'postalServiceChanged',
          actor: auditActorOf(actor),
          subject: { kind: 'window', id: windowId },
          detail: { governmentPays, collections: row.collections },
        });
      });
      return viewOf(actor, windowId, row);
    },

    governmentPays: async (windowId) => (await store.findCounter(db, windowId))?.governmentPays ?? false,

    async listHandOvers(actor) {
      const windows = windowsOf(actor);
      if (windows.length === 0) throw new Problem('not-authorised');
      const lists = await store.listSignedLists(db, windows, addDays(dayOf(clock.now()), -shownDays));
      return lists.map((list) => ({
        id: list.id,
        number: list.number,
        windowName: directory.getWindow(list.windowId).name,
        day: list.day,
        parcels: list.waybills.length,
        waybills: list.waybills,
        madeAt: list.madeAt,
        href: `/api/hand-over-lists/${list.id}.pdf`,
        ...(list.collector && list.signedAt ? { collector: list.collector, signedAt: list.signedAt } : {}),
      }));
    },

    async signHandOver(actor, listId, { collector, signedAt, leftBehind }) {
      const list = await store.findSignedList(db, listId);
      if (!list || !windowsOf(actor).includes(list.windowId)) throw new Problem('not-found');
      const name = checkPlainText(collector, { max: 60, min: 2 });
      if (!name.valid) throw fieldInvalid('/collector', name.reason);
      const at = parseInstant(signedAt);
      if (!at || at > clock.now() || dayOf(at) < list.day) {
        throw fieldInvalid('/signedAt', '签收时间应在开具清单当天以后、现在以前，且要带时区。');
      }
      const stray = leftBehind.find((waybill) => !list.waybills.includes(waybill));
      if (stray !== undefined) throw fieldInvalid('/leftBehind', `清单上没有 ${stray}。`);
      const taken = list.waybills.filter((waybill) => !leftBehind.includes(waybill));
      if (taken.length === 0) throw fieldInvalid('/leftBehind', '一件也没有揽走的，不用签收。');
      const bare = await parts.unlabelled(taken);
      if (bare.length > 0) {
        throw new Problem('parcel-without-label', { detail: `还没有打印面单：${bare.join('、')}。` });
      }
      const first = await store.insertSignature(db, {
        listId,
        collector: name.normalized,
        signedAt: at,
        leftBehind,
        by: actor.id,
        at: clock.now(),
      });
      const same = list.signedAt === at && list.collector === name.normalized;
      if (!first && !same) throw new Problem('hand-over-signed');
      const refused: { waybill: string; sentence: string }[] = [];
      for (const waybill of taken) {
        const sentence = await collect(actor, list, waybill, at);
        if (sentence !== undefined) refused.push({ waybill, sentence });
      }
      return { collected: taken.length - refused.length, refused };
    },
  };
}
