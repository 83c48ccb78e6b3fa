import type { Directory } from '../directory/directory.service.ts';
import type { Actor, Grant } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { isWithinHierarchy } from '../regulation/ladder.ts';
import {
  openPoints,
  type RegionStage,
  type RollOutPoint,
  regionStages,
  rollOutPointIds,
  rollOutPoints,
} from '../regulation/roll-out.ts';
import * as store from './roll-out.store.ts';
import type { RollOutHistory, RollOutPage, RollOutView } from './roll-out-view.ts';
import { countSettingsChange } from './settings.store.ts';

/** Regions go live one by one. */
export type RollOut = {
  /** Whether a region takes part; answered from memory. */
  isActive(regionCode: string): boolean;
  /** Regions of the reader, by code; those below a region where one is named. */
  list(
    actor: Actor,
    page: {
      under?: string | undefined;
      only?: 'active' | 'open' | undefined;
      after?: string | undefined;
      limit: number;
    },
  ): Promise<RollOutPage>;
  find(actor: Actor, regionCode: string): Promise<RollOutView & { history: RollOutHistory[] }>;
  setPoint(
    actor: Actor,
    regionCode: string,
    point: RollOutPoint,
    to: { done: boolean; note?: string | undefined },
  ): Promise<RollOutView>;
  setStage(actor: Actor, regionCode: string, stage: RegionStage): Promise<RollOutView>;
  /** Refuses `roll-out-open` while a point is open. */
  activate(actor: Actor, regionCode: string): Promise<RollOutView>;
  /** Refuses `region-in-use` while a case of the region is open. */
  deactivate(actor: Actor, regionCode: string, reason: string): Promise<RollOutView>;
  reload(): Promise<void>;
};

const shownEvents = 50;
const isProvince = (code: string): boolean => code.endsWith('0000');

/** What the roll-out stands on; `countOpenCases` is asked inside the transaction that switches a region off. */
export type RollOutParts = {
  database: Database;
  clock: Clock;
  audit: Pick<Audit, 'record'>;
  directory: Pick<Directory, 'entryOf' | 'findRegion' | 'regionName' | 'listRegions'>;
  countStaff(regionCode: string): Promise<number>;
  countOpenCases(tx: Db, regionCode: string): Promise<number>;
};

/** Builds the roll-out. */
export async function createRollOut(parts: RollOutParts): Promise<RollOut> {
  const { database, clock, audit, directory } = parts;
  let rows = new Map<string, store.RollOutRow>();
  const reload = async (): Promise<void> => {
    rows = new Map((await store.listRollOut(database.db)).map((row) => [row.regionCode, row]));
  };
  await reload();
  const rowOf = (regionCode: string): store.RollOutRow =>
    rows.get(regionCode) ?? { regionCode, points: {}, stage: 1, active: false };

  const checking = (actor: Actor, code: string): Grant | undefined =>
    actor.grants.find(
      ({ role, regionCode }) => role === 'serviceAdministration' && isWithinHierarchy(regionCode, code),
    );
  const switching = (actor: Actor, code: string): Grant | undefined =>
    actor.grants.find(
      ({ role, regionCode }) =>
        role === 'serviceAdministration' && isProvince(regionCode) && isWithinHierarchy(regionCode, code),
    );
  const reads = (actor: Actor, code: string): boolean =>
    actor.grants.some(
      ({ role, regionCode }) =>
        role === 'coordinationGroup' ||
        role === 'systemAdministrator' ||
        role === 'auditor' ||
        (role === 'serviceAdministration' && isWithinHierarchy(regionCode, code)),
    );

  function view(row: store.RollOutRow, actor: Actor): RollOutView {
    const { regionCode, stage, active, points } = row;
    return {
      regionCode,
      regionName: directory.regionName(regionCode),
      level: directory.findRegion(regionCode)?.level ?? 'county',
      active,
      stage,
      stageText: regionStages[stage],
      points: rollOutPointIds.map((id) => ({
        id,
        ...rollOutPoints[id],
        done: points[id] !== undefined,
        by: points[id]?.by ?? null,
        at: points[id]?.at ?? null,
        note: points[id]?.note ?? null,
      })),
      open: openPoints(points).length,
      mayCheck: checking(actor, regionCode) !== undefined,
      maySwitch: switching(actor, regionCode) !== undefined,
    };
  }

  /** All regions in force, each province followed by what lies below it. */
  const regionsInForce = (): string[] => {
    const below = (parent?: string): string[] =>
      directory.listRegions(parent).flatMap(({ code }) => [code, ...below(code)]);
    return below().toSorted();
  };

  function known(actor: Actor, regionCode: string): void {
    if (!directory.findRegion(regionCode) || !reads(actor, regionCode)) throw new Problem('not-found');
  }

  const granted = (grant: Grant | undefined): Grant => {
    if (!grant)
      throw new Problem('not-authorised', { detail: '开通、停用由本省管理部门办；清单由本地区管理部门填。' });
    return grant;
  };

  async function change(
    actor: Actor,
    regionCode: string,
    grant: Grant,
    event: Pick<RollOutHistory, 'what'> & Partial<RollOutHistory>,
    work: (row: store.RollOutRow, tx: Db) => store.RollOutRow | Promise<store.RollOutRow>,
  ): Promise<RollOutView> {
    const at = clock.now();
    const saved = await database.transaction(async (tx) => {
      await countSettingsChange(tx);
      const before = (await store.lockRollOut(tx, regionCode)) ?? {
        regionCode,
        points: {},
        stage: 1 as const,
        active: false,
      };
      const after = await work(before, tx);
      await store.saveRollOut(tx, after, at);
      await store.insertRollOutEvent(tx, regionCode, {
        point: null,
        stage: null,
        note: null,
        ...event,
        byId: actor.id,
        byName: actor.name,
        at,
      });
      await audit.record(tx, {
        action: 'rollOutChanged',
        actor: auditActorOf(actor, grant.role),
        subject: { kind: 'region', id: regionCode },
        detail: { what: event.what, point: event.point ?? null },
      });
      return after;
    });
    await reload();
    return view(saved, actor);
  }

  const noteOf = (text: string | undefined, min = 0): string | null => {
    const check = checkPlainText(text ?? '', { min, max: 200 });
    if (!check.valid) throw fieldInvalid(min > 0 ? '/reason' : '/note', check.reason);
    return check.normalized || null;
  };

  async function refuseUnfounded(regionCode: string, point: RollOutPoint): Promise<void> {
    const { listed, windowId } = directory.entryOf(regionCode);
    if (point === 'directory' && !(listed && windowId !== undefined))
      throw new Problem('roll-out-unfounded', {
        detail: '联络清单里还没有这个地区开放的窗口，不能记为完成。',
      });
    if (point === 'staff' && (await parts.countStaff(regionCode)) === 0)
      throw new Problem('roll-out-unfounded', { detail: '这个地区还没有窗口人员的账号，不能记为完成。' });
  }

  return {
    isActive: (regionCode) => rows.get(regionCode)?.active === true,
    async list(actor, { under, only, after = '', limit }) {
      const mine = regionsInForce().filter(
        (code) => reads(actor, code) && (under === undefined || isWithinHierarchy(under, code)),
      );
      const wanted = mine.filter((code) => {
        const { active } = rowOf(code);
        return code > after && (only === undefined || active === (only === 'active'));
      });
      const page = wanted.slice(0, limit);
      return {
        regions: page.map((code) => view(rowOf(code), actor)),
        next: wanted.length > limit ? (page.at(-1) ?? null) : null,
        active: mine.filter((code) => rowOf(code).active).length,
        all: mine.length,
      };
    },
    async find(actor, regionCode) {
      known(actor, regionCode);
      const history = await store.listRollOutEvents(database.db, regionCode, shownEvents);
      return { ...view(rowOf(regionCode), actor), history };
    },
    async setPoint(actor, regionCode, point, { done, note }) {
      known(actor, regionCode);
      const grant = granted(checking(actor, regionCode));
      const words = noteOf(note);
      if (done) await refuseUnfounded(regionCode, point);
      return change(
        actor,
        regionCode,
        grant,
        { what: done ? 'pointDone' : 'pointReopened', point, note: words },
        ({ points: { [point]: _was, ...others }, ...row }) => {
          if (!done && row.active)
            throw new Problem('region-in-use', {
              detail: '这个地区已开通；要先停用，才能把这一项改回未完成。',
            });
          const now = { by: actor.name, at: clock.now(), ...(words === null ? {} : { note: words }) };
          return { ...row, points: done ? { ...others, [point]: now } : others };
        },
      );
    },
    async setStage(actor, regionCode, stage) {
      known(actor, regionCode);
      const grant = granted(switching(actor, regionCode));
      return change(actor, regionCode, grant, { what: 'stageSet', stage }, (row) => ({ ...row, stage }));
    },
    async activate(actor, regionCode) {
      known(actor, regionCode);
      const grant = granted(switching(actor, regionCode));
      return change(actor, regionCode, grant, { what: 'activated' }, (row) => {
        const open = openPoints(row.points);
        if (open.length > 0)
          throw new Problem('roll-out-open', {
            detail: `还没有完成：${open.map((id) => rollOutPoints[id].title).join('、')}。`,
          });
        return { ...row, active: true };
      });
    },
    async deactivate(actor, regionCode, reason) {
      known(actor, regionCode);
      const grant = granted(switching(actor, regionCode));
      const note = noteOf(reason, 2);
      return change(actor, regionCode, grant, { what: 'deactivated', note }, async (row, tx) => {
        const open = await parts.countOpenCases(tx, regionCode);
        if (open > 0)
          throw new Problem('region-in-use', { detail: `这个地区还有 ${open} 件没有办结，不能停用。` });
        return { ...row, active: false };
      });
    },
    reload,
  };
}

/** Puts the regions of shipped windows into operation, once each (the demonstration); before `createRollOut`. */
export const activateSampleRegions = (
  database: Database,
  clock: Clock,
  regionCodes: readonly string[],
): Promise<number> =>
  database.transaction(async (tx) => {
    const points = Object.fromEntries(rollOutPointIds.map((id) => [id, { note: '随演示数据开通' }]));
    const added = await store.activateShipped(tx, regionCodes, points, clock.now());
    if (added > 0) await countSettingsChange(tx);
    return added;
  });
