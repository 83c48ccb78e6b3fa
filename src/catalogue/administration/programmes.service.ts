import type { Actor } from '../../platform/actor.ts';
import { type Db, isUniqueViolation } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { dayOf } from '../../regulation/instant.ts';
import { listProgrammes } from '../catalogue.store.ts';
import { saveProgramme } from '../edition.store.ts';
import type { Programme, ProgrammeMember } from '../programme.ts';
import { faultsOfProgramme } from '../programme-rules.ts';
import { decidesOnLists, keepsLists } from './keepers.ts';
import { checkDate, type KeepingPorts, noteChange, programmeIn, publishing } from './keeping.service.ts';
import * as store from './programmes.store.ts';

/** A programme as it is written: the whole of it, members with the days from and until which they belong to it. */
export type ProgrammeBody = Omit<Programme, 'id' | 'status' | 'announcedItems'> & {
  readonly status: 'open' | 'listNotSupplied';
  readonly announcedItems: number;
};

/** Programmes kept by the coordination group. */
export type Programmes = {
  /** All programmes with what their lists are at. */
  list(actor: Actor): Promise<Programme[]>;
  add(actor: Actor, id: string, body: ProgrammeBody): Promise<Programme>;
  change(actor: Actor, id: string, body: ProgrammeBody): Promise<Programme>;
  /** Closed to new cases; those that run go on. */
  close(actor: Actor, id: string): Promise<Programme>;
  /** Takes away a programme that never had a case or a published list. */
  remove(actor: Actor, id: string): Promise<void>;
};

type Ports = KeepingPorts & {
  /** Whether any case belongs to a programme. */
  hasCases(db: Db, programmeId: string): Promise<boolean>;
};

function faultOfMembers(members: readonly ProgrammeMember[], places: KeepingPorts['places']): void {
  for (const { region, validFrom, validTo } of members) {
    if (!places.findRegion(region)) throw fieldInvalid('/members', `没有地区 ${region}。`);
    checkDate('/members', validFrom);
    if (validTo === undefined || validTo === null) continue;
    checkDate('/members', validTo);
    if (validTo <= validFrom) throw fieldInvalid('/members', `${region} 的退出日期要晚于加入日期。`);
  }
}

/** Programmes over their tables. */
export function createProgrammes(ports: Ports): Programmes {
  const { database, clock, places } = ports;
  const guard = (actor: Actor) => {
    if (!decidesOnLists(actor)) throw new Problem('not-authorised');
  };
  const check = (id: string, body: ProgrammeBody): Programme => {
    const programme: Programme = { ...body, id };
    const faults = faultsOfProgramme(programme);
    if (faults.length > 0)
      throw new Problem('field-invalid', {
        detail: faults[0]?.detail ?? '',
        errors: faults.map(({ field, detail }) => ({ pointer: `/${field}`, detail })),
      });
    faultOfMembers(programme.members, places);
    return programme;
  };
  const write = async (work: () => Promise<Programme>): Promise<Programme> => {
    try {
      return await work();
    } catch (error) {
      if (isUniqueViolation(error)) throw new Problem('programme-exists');
      if (error instanceof Problem && error.code === 'edition-overlap')
        throw fieldInvalid('/members', '同一地区的加入日期重叠。');
      throw error;
    }
  };
  const save = async (tx: Db, programme: Programme, position: number): Promise<void> => {
    await saveProgramme(tx, programme, position);
    await store.markKept(tx, programme.id);
  };

  return {
    async list(actor) {
      if (!keepsLists(actor)) throw new Problem('not-authorised');
      return listProgrammes(database.db);
    },
    add: (actor, id, body) =>
      write(() =>
        publishing(ports, async (tx) => {
          guard(actor);
          const programme = check(id, body);
          if ((await listProgrammes(tx)).some((one) => one.id === id || one.shortCode === body.shortCode))
            throw new Problem('programme-exists');
          await save(tx, programme, (await store.lastPosition(tx)) + 1);
          await noteChange(ports, tx, actor, {
            action: 'programmeAdded',
            programmeId: id,
            after: programme,
            visible: true,
          });
          return programmeIn(tx, id);
        }),
      ),
    change: (actor, id, body) =>
      write(() =>
        publishing(ports, async (tx) => {
          guard(actor);
          const before = await programmeIn(tx, id);
          if (before.status === 'closed') throw new Problem('programme-closed');
          const programme = check(id, body);
          await save(tx, programme, await store.positionOf(tx, id));
          await noteChange(ports, tx, actor, {
            action: 'programmeChanged',
            programmeId: id,
            before,
            after: programme,
            visible: true,
          });
          return programmeIn(tx, id);
        }),
      ),
    close: (actor, id) =>
      publishing(ports, async (tx) => {
        guard(actor);
        const before = await programmeIn(tx, id);
        if (before.status === 'closed') throw new Problem('programme-closed');
        await save(tx, { ...before, status: 'closed' }, await store.positionOf(tx, id));
        await noteChange(ports, tx, actor, {
          action: 'programmeClosed',
          programmeId: id,
          before: { status: before.status },
          after: { status: 'closed', on: dayOf(clock.now()) },
          visible: true,
        });
        return programmeIn(tx, id);
      }),
    remove: (actor, id) =>
      publishing(ports, async (tx) => {
        guard(actor);
        await programmeIn(tx, id);
        if ((await ports.hasCases(tx, id)) || (await store.hasHistory(tx, id)))
          throw new Problem('programme-in-use');
        await store.removeProgramme(tx, id);
      }),
  };
}
