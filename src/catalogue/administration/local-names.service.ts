import type { Actor } from '../../platform/actor.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { dayOf } from '../../regulation/instant.ts';
import { isMemberProvince, provinceOf } from '../programme-rules.ts';
import { decidesOnLists, keepsLists, provincesOf } from './keepers.ts';
import { type ListPorts, noteChange, programmeIn, publishing } from './keeping.service.ts';
import { matterIn } from './matter.service.ts';
import * as store from './matters.store.ts';

/** What one province calls an item. */
export type LocalNameView = {
  readonly province: string;
  /** As kept by the province, else as the list prints it. */
  readonly name: string | null;
  readonly statutoryName: string | null;
  /** The province keeps it itself; else it stands in the list. */
  readonly kept: boolean;
};

/** An item of a list with its names in the provinces. */
export type NamedItem = {
  readonly number: number;
  readonly name: string;
  readonly names: readonly LocalNameView[];
};

/** How provinces call the items of a list. */
export type LocalNames = {
  /** A page of the items of a list with their names; `part` is looked for in number and names. */
  list(
    actor: Actor,
    programmeId: string,
    page: { part: string; namedOnly: boolean; after: number; limit: number },
  ): Promise<{ items: NamedItem[]; more: boolean; provinces: string[]; own: string[] }>;
  /** Keeps what a member province calls an item, and its statutory name; both empty takes it away. */
  save(
    actor: Actor,
    item: { programmeId: string; number: number },
    local: { province: string; name?: string | undefined; statutoryName?: string | undefined },
  ): Promise<void>;
};

const textOrNull = (text: string | undefined): string | null => text?.trim() || null;

/** Local names over their table; they count at once. */
export const createLocalNames = (ports: ListPorts): LocalNames => ({
  async list(actor, programmeId, { part, namedOnly, after, limit }) {
    if (!keepsLists(actor)) throw new Problem('not-authorised');
    const on = dayOf(ports.clock.now());
    const programme = await programmeIn(ports.database.db, programmeId);
    const kept = Map.groupBy(
      (await store.listLocalNames(ports.database.db)).filter((one) => one.programmeId === programmeId),
      ({ familyId }) => familyId,
    );
    const found = (ports.catalogue.listItems(programmeId) ?? [])
      .map((item): NamedItem => {
        const own = kept.get(item.familyId) ?? [];
        const printed = Object.entries(item.localNames)
          .filter(([province]) => !own.some((one) => one.province === province))
          .map(([province, name]) => ({ province, name, statutoryName: null, kept: false }));
        const names = own.map(({ province, name, statutoryName }) => ({
          province,
          name,
          statutoryName,
          kept: true,
        }));
        return {
          number: item.number,
          name: item.name,
          names: [...names, ...printed].toSorted((a, b) => (a.province < b.province ? -1 : 1)),
        };
      })
      .filter(({ number, name, names }) => {
        if (number <= after || (namedOnly && names.length === 0)) return false;
        const all = [name, ...names.flatMap((one) => [one.name ?? '', one.statutoryName ?? ''])];
        return part === '' || `${number}` === part || all.some((one) => one.includes(part));
      });
    const provinces = [...new Set(programme.members.map(({ region }) => provinceOf(region)))].filter(
      (province) => isMemberProvince(programme, province, on),
    );
    return {
      items: found.slice(0, limit),
      more: found.length > limit,
      provinces,
      own: decidesOnLists(actor) ? provinces : provincesOf(actor).filter((one) => provinces.includes(one)),
    };
  },
  save: (actor, key, local) =>
    publishing(ports, async (tx) => {
      const { programme, item, on } = await matterIn(ports, tx, actor, key);
      const { province } = local;
      if (!isMemberProvince(programme, province, on))
        throw fieldInvalid('/province', '这个省不在通办范围内，不能登记当地名称。');
      if (!decidesOnLists(actor) && !provincesOf(actor).includes(province)) throw new Problem('other-region');
      const { syllablesOf } = await import('../pinyin.service.ts');
      const kept = {
        programmeId: programme.id,
        familyId: item.familyId,
        province,
        name: textOrNull(local.name),
        statutoryName: textOrNull(local.statutoryName),
      };
      const before = await store.findLocalName(tx, kept);
      const names = [...new Set([kept.name, kept.statutoryName])].filter((name) => name !== null);
      await store.saveLocalName(
        tx,
        kept,
        names.map((name) => ({ name, reading: syllablesOf(name) })),
        actor.name,
        ports.clock.now(),
      );
      await noteChange(ports, tx, actor, {
        action: 'localNameChanged',
        programmeId: programme.id,
        item: item.name,
        ...(before ? { before: { province, name: before.name, statutoryName: before.statutoryName } } : {}),
        after: { province, name: kept.name, statutoryName: kept.statutoryName },
        visible: true,
      });
    }),
});
