import type { Actor } from '../../platform/actor.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { approvalFault } from '../../regulation/four-eyes.ts';
import { type Day, dayOf } from '../../regulation/instant.ts';
import { isMember } from '../programme-rules.ts';
import { decidesOnLists, keepsLists } from './keepers.ts';
import { checkDate, type KeepingPorts, noteChange, programmeIn, publishing } from './keeping.service.ts';
import { matterIn } from './matter.service.ts';
import type { StoredPilot } from './pilot-record.ts';
import * as store from './pilots.store.ts';

/** Items restricted to pilots: a scope and a period, proposed by one and approved by another person. */
export type Pilots = {
  list(actor: Actor, programmeId: string): Promise<StoredPilot[]>;
  propose(
    actor: Actor,
    item: { programmeId: string; number: number },
    pilot: { regions: readonly string[]; validFrom: Day; validTo?: Day | undefined; reason: string },
  ): Promise<StoredPilot>;
  approve(actor: Actor, id: string): Promise<void>;
  /** Lifts the restriction: the item is open to all members. */
  lift(actor: Actor, id: string): Promise<void>;
};

/** Pilots over their table. */
export function createPilots(ports: KeepingPorts): Pilots {
  const { database, clock, places } = ports;
  return {
    async list(actor, programmeId) {
      if (!keepsLists(actor)) throw new Problem('not-authorised');
      await programmeIn(database.db, programmeId);
      return store.listPilots(database.db, programmeId);
    },
    propose: (actor, key, { regions, validFrom, validTo, reason }) =>
      database.transaction(async (tx) => {
        const { programme, item, on } = await matterIn(ports, tx, actor, key);
        const scope = [...new Set(regions)];
        if (scope.length === 0) throw fieldInvalid('/regions', '试点范围不能为空。');
        for (const region of scope)
          if (!places.findRegion(region) || !isMember(programme, region, on))
            throw fieldInvalid('/regions', `${region} 不在通办范围内。`);
        checkDate('/validFrom', validFrom);
        if (validTo !== undefined) {
          checkDate('/validTo', validTo);
          if (validTo <= validFrom) throw fieldInvalid('/validTo', '试点结束要晚于开始。');
        }
        const pilot = await store.addPilot(
          tx,
          {
            programmeId: programme.id,
            familyId: item.familyId,
            itemName: item.name,
            regions: scope,
            validFrom,
            validTo: validTo ?? null,
            reason: reason.trim(),
          },
          actor,
          clock.now(),
        );
        await noteChange(ports, tx, actor, {
          action: 'pilotProposed',
          programmeId: programme.id,
          item: item.name,
          after: { regions: scope, validFrom, validTo: validTo ?? null },
        });
        return pilot;
      }),
    approve: (actor, id) =>
      publishing(ports, async (tx) => {
        if (!decidesOnLists(actor)) throw new Problem('not-authorised');
        const pilot = await store.holdPilot(tx, id);
        if (!pilot) throw new Problem('not-found', { detail: '没有这项试点。' });
        if (pilot.approvedByName !== null) throw new Problem('pilot-decided');
        const own = approvalFault(pilot.proposedBy, actor.id);
        if (own) throw new Problem(own);
        await store.approvePilot(tx, id, actor, clock.now());
        await noteChange(ports, tx, actor, {
          action: 'pilotApproved',
          programmeId: pilot.programmeId,
          item: pilot.itemName,
          after: { regions: pilot.regions, validFrom: pilot.validFrom, validTo: pilot.validTo },
          visible: true,
        });
      }),
    lift: (actor, id) =>
      publishing(ports, async (tx) => {
        if (!decidesOnLists(actor)) throw new Problem('not-authorised');
        const pilot = await store.holdPilot(tx, id);
        if (!pilot) throw new Problem('not-found', { detail: '没有这项试点。' });
        if (pilot.liftedByName !== null) throw new Problem('pilot-decided');
        await store.liftPilot(tx, id, actor.name, clock.now());
        await noteChange(ports, tx, actor, {
          action: 'pilotLifted',
          programmeId: pilot.programmeId,
          item: pilot.itemName,
          before: { regions: pilot.regions },
          after: { on: dayOf(clock.now()) },
          visible: true,
        });
      }),
  };
}
