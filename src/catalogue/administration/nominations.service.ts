import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { listEditionItems } from '../edition.store.ts';
import { isMemberProvince } from '../programme-rules.ts';
import * as editions from './editions.store.ts';
import { decidesOnLists } from './keepers.ts';
import { type KeepingPorts, noteChange, programmeIn, writeItems } from './keeping.service.ts';
import { recordOfItem } from './list-table.ts';
import { addTaken } from './nominations.store.ts';

/** A nomination as it becomes a row of a draft. */
export type TakenNomination = {
  readonly proposalId: string;
  readonly name: string;
  /** 川、渝建议纳入第二批. */
  readonly source: string;
  /** Provinces that nominate. */
  readonly provinces: readonly string[];
  /** Requests and cases it rests on. */
  readonly supportedBy: number;
  readonly department: string;
  /** The family of an item that another list has already; null for one that none has. */
  readonly familyId: string | null;
};

/** Takes nominations into drafts. */
export type NominationsTaken = {
  /** Adds the nominated item behind the last row of a draft, with what `also` writes; answers its number. */
  take(
    actor: Actor,
    editionId: string,
    nomination: TakenNomination,
    also: (tx: Db) => Promise<void>,
  ): Promise<number>;
};

/** Nominations over the tables of the lists. */
export const createNominationsTaken = (ports: KeepingPorts): NominationsTaken => ({
  take: (actor, editionId, nomination, also) =>
    ports.database.transaction(async (tx) => {
      if (!decidesOnLists(actor)) throw new Problem('not-authorised');
      const edition = await editions.holdEdition(tx, editionId);
      if (!edition) throw new Problem('not-found', { detail: '没有这一版清单。' });
      if (edition.publishedAt !== null) throw new Problem('edition-published');
      if (edition.proposedBy !== null) throw new Problem('edition-proposed');
      const programme = await programmeIn(tx, edition.programmeId);
      if (nomination.supportedBy === 0) throw new Problem('figures-missing');
      if (
        nomination.provinces.length === 0 ||
        !nomination.provinces.every((province) =>
          isMemberProvince(programme, province, edition.effectiveFrom),
        )
      )
        throw fieldInvalid('/proposal', '提名的省不在通办范围内。');
      const number = ((await listEditionItems(tx, editionId)).at(-1)?.number ?? 0) + 1;
      const item = {
        number,
        name: nomination.name,
        localNames: {},
        leadDepartments: [{ region: null, name: nomination.department.trim() }],
        cooperatingDepartments: [],
        implementers: [],
        source: nomination.source,
        batch: null,
        numberInBatch: null,
        scenario: null,
        scenarioAsPublished: null,
        dueText: null,
      };
      await writeItems(tx, editionId, [item]);
      const { familyId } = nomination;
      if (familyId !== null) {
        if ([...(await editions.familiesOf(tx, editionId)).values()].includes(familyId))
          throw fieldInvalid('/editionId', '这一版草稿里已有这一项。');
        await editions.addMembers(tx, editionId, [{ number, familyId }]);
      }
      const { proposalId, name, source } = nomination;
      const added = await addTaken(
        tx,
        { proposalId, editionId, number, name, source },
        actor,
        ports.clock.now(),
      );
      if (added === 0) throw new Problem('nomination-taken');
      await also(tx);
      await noteChange(ports, tx, actor, {
        action: 'nominationTaken',
        programmeId: programme.id,
        editionId,
        item: name,
        after: { ...recordOfItem(item), proposalId },
      });
      return number;
    }),
});
