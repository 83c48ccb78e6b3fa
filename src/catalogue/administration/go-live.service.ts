import type { Actor } from '../../platform/actor.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { type Day, dayOf } from '../../regulation/instant.ts';
import type { ItemView } from '../catalogue.service.ts';
import { isMember, provinceOf } from '../programme-rules.ts';
import {
  faultOfGoLive,
  type GoLivePhase,
  type GoLiveStatus,
  goLiveOn,
  nationalDay,
  plannedPhases,
} from './go-live.ts';
import { decidesOnLists, keepsLists, provincesOf } from './keepers.ts';
import { checkDate, type KeepingPorts, noteChange, programmeIn } from './keeping.service.ts';
import { matterIn } from './matter.service.ts';
import * as store from './matters.store.ts';

/** An item in a region: what is asked for, and how it stands. */
export type GoLiveRow = {
  readonly number: number;
  readonly name: string;
  readonly phases: readonly GoLivePhase[];
  readonly status: GoLiveStatus;
  readonly overdueDays: number;
  readonly realisedOn: Day | null;
  readonly mode: string | null;
  readonly note: string | null;
  readonly changedByName: string | null;
};

/** An item of a national list that was realised before the nation asked for it. */
export type EarlyItem = {
  readonly number: number;
  readonly name: string;
  readonly regionCode: string;
  readonly realisedOn: Day;
  readonly requiredBy: Day;
};

/** Go-live days planned against realised, per item and region. */
export type GoLive = {
  list(actor: Actor, programmeId: string, region: string): Promise<{ rows: GoLiveRow[]; mine: boolean }>;
  save(
    actor: Actor,
    item: { programmeId: string; number: number },
    record: {
      region: string;
      status: 'notStarted' | 'inProgress' | 'realised';
      realisedOn?: Day | undefined;
      mode?: string | undefined;
      note?: string | undefined;
    },
  ): Promise<void>;
  /** The 提前实现 list of a programme, by region, from behind an item in a region on; public. */
  early(
    programmeId: string,
    page: { after?: { regionCode: string; number: number } | undefined; limit: number },
  ): Promise<{ items: EarlyItem[]; more: boolean }>;
};

type Ports = Omit<KeepingPorts, 'catalogue'> & {
  catalogue: KeepingPorts['catalogue'] & { listItems(programmeId: string): ItemView[] | undefined };
};

/** Go-live over its table. */
export function createGoLive(ports: Ports): GoLive {
  const { database, clock, catalogue, places } = ports;
  const today = (): Day => dayOf(clock.now());
  const keepsRegion = (actor: Actor, region: string): boolean =>
    decidesOnLists(actor) || provincesOf(actor).includes(provinceOf(region));
  const itemsOf = (programmeId: string): ItemView[] => {
    const items = catalogue.listItems(programmeId);
    if (!items) throw new Problem('not-found', { detail: '没有这份清单。' });
    return items;
  };

  return {
    async list(actor, programmeId, region) {
      if (!keepsLists(actor)) throw new Problem('not-authorised');
      const items = itemsOf(programmeId);
      const programme = await programmeIn(database.db, programmeId);
      if (!places.findRegion(region) || !isMember(programme, region, today()))
        throw fieldInvalid('/querystring/region', '这个地区不在通办范围内。');
      const records = new Map(
        (await store.listGoLive(database.db, programmeId, region)).map((one) => [one.familyId, one]),
      );
      const rows = items.map((item): GoLiveRow => {
        const record = records.get(item.familyId);
        const phases = plannedPhases(programmeId, item);
        const { status, overdueDays } = goLiveOn(phases, record, today());
        return {
          number: item.number,
          name: item.name,
          phases,
          status,
          overdueDays,
          realisedOn: record?.realisedOn ?? null,
          mode: record?.mode ?? null,
          note: record?.note ?? null,
          changedByName: record?.changedByName ?? null,
        };
      });
      return { rows, mine: keepsRegion(actor, region) };
    },

    save: (actor, key, record) =>
      database.transaction(async (tx) => {
        const { programme, item, on } = await matterIn(ports, tx, actor, key);
        const { region, status, realisedOn, mode, note } = record;
        if (!places.findRegion(region) || !isMember(programme, region, on))
          throw fieldInvalid('/region', '这个地区不在通办范围内。');
        if (!keepsRegion(actor, region)) throw new Problem('other-region');
        if (realisedOn !== undefined) checkDate('/realisedOn', realisedOn);
        const fault = faultOfGoLive(record, on);
        if (fault) throw fieldInvalid(fault.pointer, fault.detail);
        const realised = status === 'realised';
        const kept = {
          familyId: item.familyId,
          regionCode: region,
          status,
          realisedOn: realised ? (realisedOn ?? null) : null,
          mode: realised ? (mode ?? null) : null,
          note: note?.trim() || null,
        };
        await store.saveGoLive(tx, programme.id, kept, actor.name, clock.now());
        await noteChange(ports, tx, actor, {
          action: 'goLiveChanged',
          programmeId: programme.id,
          item: item.name,
          after: { region, status, realisedOn: kept.realisedOn, mode: kept.mode },
        });
      }),

    async early(programmeId, { after, limit }) {
      const items = new Map(itemsOf(programmeId).map((item) => [item.familyId, item]));
      const dated = Object.fromEntries(
        [...items.values()].flatMap((item) => {
          const requiredBy = nationalDay(item);
          return requiredBy === undefined ? [] : [[item.familyId, requiredBy] as const];
        }),
      );
      const familyId = [...items.values()].find(({ number }) => number === after?.number)?.familyId;
      const start = after && { regionCode: after.regionCode, familyId: familyId ?? '' };
      const page = { after: start, limit: limit + 1 };
      const found = await store.listRealisedBy(database.db, programmeId, dated, page);
      return {
        items: found.slice(0, limit).flatMap(({ familyId: id, ...rest }) => {
          const item = items.get(id);
          return item ? [{ number: item.number, name: item.name, ...rest }] : [];
        }),
        more: found.length > limit,
      };
    },
  };
}
