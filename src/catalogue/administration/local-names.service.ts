import type { Actor } from '../../platform/actor.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { isMemberProvince } from '../programme-rules.ts';
import { decidesOnLists, provincesOf } from './keepers.ts';
import { type KeepingPorts, noteChange, publishing } from './keeping.service.ts';
import { matterIn } from './matter.service.ts';
import * as store from './matters.store.ts';

/** How provinces call the items of a list. */
export type LocalNames = {
  /** Keeps what a member province calls an item, and its statutory name; both empty takes it away. */
  save(
    actor: Actor,
    item: { programmeId: string; number: number },
    local: { province: string; name?: string | undefined; statutoryName?: string | undefined },
  ): Promise<void>;
};

const textOrNull = (text: string | undefined): string | null => text?.trim() || null;

/** Local names over their table; they count at once. */
export const createLocalNames = (ports: KeepingPorts): LocalNames => ({
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
