import type { Actor } from '../../platform/actor.ts';
import { Problem } from '../../platform/problem.ts';
import * as editions from './editions.store.ts';
import { plainName } from './item-match.ts';
import { decidesOnLists } from './keepers.ts';
import { type KeepingPorts, noteChange, publishing } from './keeping.service.ts';
import { matterIn } from './matter.service.ts';
import * as store from './matters.store.ts';

type ItemOf = { programmeId: string; number: number };

/** Which items of several lists mean the same: linked and unlinked by the coordination group. */
export type Families = {
  link(actor: Actor, item: ItemOf, sameAs: ItemOf): Promise<void>;
  unlink(actor: Actor, item: ItemOf): Promise<void>;
};

/** The families over their tables. An item whose standards stand under its list keeps its family. */
export function createFamilies(ports: KeepingPorts): Families {
  const { catalogue } = ports;
  const guard = (actor: Actor) => {
    if (!decidesOnLists(actor)) throw new Problem('not-authorised');
  };
  return {
    link: (actor, key, sameAs) =>
      publishing(ports, async (tx) => {
        guard(actor);
        const { item } = await matterIn(ports, tx, actor, key);
        const other = catalogue.findItem(sameAs.programmeId, sameAs.number);
        if (!other) throw new Problem('not-found', { detail: '清单里没有要关联的事项。' });
        if (sameAs.programmeId === key.programmeId) throw new Problem('same-programme-items');
        if (other.familyId === item.familyId) return;
        if (await store.hasFamily(tx, key.programmeId, other.familyId))
          throw new Problem('same-programme-items');
        if (await store.hasStandards(tx, key.programmeId, item.familyId))
          throw new Problem('item-has-standards');
        await store.moveMembers(tx, key.programmeId, item.familyId, other.familyId);
        await noteChange(ports, tx, actor, {
          action: 'familyLinked',
          programmeId: key.programmeId,
          item: item.name,
          before: { familyId: item.familyId },
          after: { familyId: other.familyId, sameAs: other.name },
          visible: true,
        });
      }),

    unlink: (actor, key) =>
      publishing(ports, async (tx) => {
        guard(actor);
        const { item } = await matterIn(ports, tx, actor, key);
        if (await store.hasStandards(tx, key.programmeId, item.familyId))
          throw new Problem('item-has-standards');
        const own = `${key.programmeId}:${plainName(item.name)}`;
        if (own === item.familyId) return;
        await editions.addFamilies(tx, [{ id: own, name: item.name }]);
        await store.moveMembers(tx, key.programmeId, item.familyId, own);
        await noteChange(ports, tx, actor, {
          action: 'familyUnlinked',
          programmeId: key.programmeId,
          item: item.name,
          before: { familyId: item.familyId },
          after: { familyId: own },
          visible: true,
        });
      }),
  };
}
