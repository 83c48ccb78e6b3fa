import { provinceNameOfCode } from '../../directory/region.ts';
import type { Actor } from '../../platform/actor.ts';
import { type Db, isUniqueViolation } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { type Day, dayOf } from '../../regulation/instant.ts';
import { listProgrammes } from '../catalogue.store.ts';
import { saveProgramme } from '../edition.store.ts';
import type { Programme, ProgrammeMember } from '../programme.ts';
import { faultsOfProgramme } from '../programme-rules.ts';
import { decidesOnLists, keepsLists } from './keepers.ts';
import { checkDate, type KeepingPorts, noteChange, programmeIn, publishing } from './keeping.service.ts';
import * as store from './programmes.store.ts';

/**
 * A programme as it is written: the whole of it, members with the days from and until which they belong to it. What is
 * missing is named all at once.
 */
export type ProgrammeBody = Partial<Omit<Programme, 'id' | 'status'>> & {
  readonly status?: 'open' | 'listNotSupplied' | undefined;
};

/** Programmes kept by the coordination group. */
export type Programmes = {
  /** All programmes with what their lists are at. */
  list(actor: Actor): Promise<Programme[]>;
  add(actor: Actor, id: string, body: ProgrammeBody): Promise<Programme>;
  change(actor: Actor, id: string, body: ProgrammeBody): Promise<Programme>;
  /** A region belongs to it, with all below it, from a day on. */
  join(actor: Actor, id: string, member: { region: string; validFrom: Day }): Promise<Programme>;
  /** A region belongs to it until before a day. */
  leave(actor: Actor, id: string, member: { region: string; validTo: Day }): Promise<Programme>;
  /** Closed to new cases; those that run go on. */
  close(actor: Actor, id: string): Promise<Programme>;
  /** Takes away a programme that never had a case, a list or a change. */
  remove(actor: Actor, id: string): Promise<void>;
};

type Ports = KeepingPorts & {
  /** Whether any case belongs to a programme. */
  hasCases(db: Db, programmeId: string): Promise<boolean>;
};

function faultOfMembers(members: readonly ProgrammeMember[], places: KeepingPorts['places']): void {
  for (const { region, validFrom, validTo } of members) {
    // Other provinces of the country may be members though their regions are not kept here.
    const isProvince = region.endsWith('0000') && provinceNameOfCode(region) !== undefined;
    if (!isProvince && !places.findRegion(region)) throw fieldInvalid('/members', `没有地区 ${region}。`);
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
    const written = { status: 'open' as const, ...body, id, formTitle: body.formTitle?.trim() || body.name };
    const faults = faultsOfProgramme(written);
    if (written.announcedItems === undefined)
      faults.push({ field: 'announcedItems', detail: '请填写文件写明的事项数。' });
    if (faults.length > 0)
      throw new Problem('field-invalid', {
        detail: faults.map(({ detail }) => detail).join(''),
        errors: faults.map(({ field, detail }) => ({ pointer: `/${field}`, detail })),
      });
    const programme = written as Programme;
    faultOfMembers(programme.members, places);
    return programme;
  };
  /** Changes the members of a programme that is not closed, one change after the other. */
  const withMembers = (
    actor: Actor,
    id: string,
    action: 'memberJoined' | 'memberLeft',
    membersOf: (before: Programme) => { members: ProgrammeMember[]; change: object },
  ): Promise<Programme> =>
    write(() =>
      publishing(ports, async (tx) => {
        guard(actor);
        await store.holdProgramme(tx, id);
        const before = await programmeIn(tx, id);
        if (before.status === 'closed') throw new Problem('programme-closed');
        const { members, change } = membersOf(before);
        faultOfMembers(members, places);
        await save(tx, { ...before, members }, await store.positionOf(tx, id));
        await noteChange(ports, tx, actor, { action, programmeId: id, after: change, visible: true });
        return programmeIn(tx, id);
      }),
    );
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
          await store.holdProgramme(tx, id);
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
    join: (actor, id, { region, validFrom }) =>
      withMembers(actor, id, 'memberJoined', ({ members }) => ({
        members: [...members, { region, validFrom }],
        change: { region, validFrom },
      })),
    leave: (actor, id, { region, validTo }) =>
      withMembers(actor, id, 'memberLeft', ({ members }) => {
        const open = members.find((one) => one.region === region && (one.validTo ?? null) === null);
        if (!open) throw fieldInvalid('/region', '这个地区现在不是成员，或已经写明退出日期。');
        if (members.every((one) => one === open || (one.validTo ?? null) !== null))
          throw fieldInvalid('/region', '最后一个成员不能退出；不再通办的，请停止这个通办范围。');
        return {
          members: members.map((one) => (one === open ? { ...one, validTo } : one)),
          change: { region, validFrom: open.validFrom, validTo },
        };
      }),
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
        const before = await programmeIn(tx, id);
        if ((await ports.hasCases(tx, id)) || (await store.hasHistory(tx, id)))
          throw new Problem('programme-in-use');
        await store.removeProgramme(tx, id);
        await noteChange(ports, tx, actor, {
          action: 'programmeRemoved',
          programmeId: id,
          before,
          visible: true,
        });
      }),
  };
}
