import type { Actor } from '../../platform/actor.ts';
import { Problem } from '../../platform/problem.ts';
import * as editions from './editions.store.ts';
import { plainName } from './item-match.ts';
import { decidesOnLists, keepsLists } from './keepers.ts';
import { type ListPorts, noteChange, publishing } from './keeping.service.ts';
import { matterIn } from './matter.service.ts';
import * as store from './matters.store.ts';

type ItemOf = { programmeId: string; number: number };

/** An item of a list with those of other lists that mean the same. */
export type LinkedItem = {
  readonly number: number;
  readonly name: string;
  readonly others: readonly {
    readonly programmeId: string;
    readonly programmeName: string;
    readonly number: number;
    readonly name: string;
  }[];
  /** Standards stand under it: its link cannot be changed. */
  readonly fixed: boolean;
};

/** Which items of several lists mean the same: linked and unlinked by the coordination group. */
export type Families = {
  /** A page of the items of a list with those of other lists that mean the same. */
  list(
    actor: Actor,
    programmeId: string,
    page: { part: string; linked: boolean | undefined; after: number; limit: number },
  ): Promise<{ items: LinkedItem[]; more: boolean }>;
  link(actor: Actor, item: ItemOf, sameAs: ItemOf): Promise<void>;
  unlink(actor: Actor, item: ItemOf): Promise<void>;
};

/** The families over their tables. An item whose standards stand under its list keeps its family. */
export function createFamilies(ports: ListPorts): Families {
  const { catalogue } = ports;
  const guard = (actor: Actor) => {
    if (!decidesOnLists(actor)) throw new Problem('not-authorised');
  };
  return {
    async list(actor, programmeId, { part, linked, after, limit }) {
      if (!keepsLists(actor)) throw new Problem('not-authorised');
      const items = catalogue.listItems(programmeId);
      if (!items) throw new Problem('not-found', { detail: '没有这份清单。' });
      const fixed = new Set(await store.listFixedFamilies(ports.database.db, programmeId));
      const found = items
        .filter(({ number }) => number > after)
        .map(
          ({ number, name, familyId }): LinkedItem => ({
            number,
            name,
            others: catalogue
              .itemsOfFamily(familyId)
              .filter((other) => other.catalogueId !== programmeId)
              .map((other) => ({
                programmeId: other.catalogueId,
                programmeName: catalogue.findProgramme(other.catalogueId)?.name ?? '',
                number: other.number,
                name: other.name,
              })),
            fixed: fixed.has(familyId),
          }),
        )
        .filter(
          ({ number, name, others }) =>
            (linked === undefined || linked === others.length > 0) &&
            (part === '' ||
              `${number}` === part ||
              [name, ...others.map((other) => other.name)].some((one) => one.includes(part))),
        );
      return { items: found.slice(0, limit), more: found.length > limit };
    },

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
