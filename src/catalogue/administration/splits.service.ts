import type { Actor } from '../../platform/actor.ts';
import { type Db, isUniqueViolation } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { approvalFault } from '../../regulation/four-eyes.ts';
import { dayOf } from '../../regulation/instant.ts';
import { saveOption } from '../edition.store.ts';
import { plainName } from './item-match.ts';
import { decidesOnLists, keepsLists, proposesFor, provincesOf } from './keepers.ts';
import { type KeepingPorts, noteChange, programmeIn, publishing } from './keeping.service.ts';
import { matterIn } from './matter.service.ts';
import type { ProposedOption, Split } from './split.ts';
import * as store from './splits.store.ts';

/** Splits of items into handling options: proposed by one, approved by another person (R-009). */
export type Splits = {
  list(
    actor: Actor,
    programmeId: string,
    page: { after?: string | undefined; limit: number },
  ): Promise<Split[]>;
  propose(
    actor: Actor,
    item: { programmeId: string; number: number },
    split: { options: readonly ProposedOption[]; reason: string },
  ): Promise<Split>;
  /** The same inside a transaction of the caller. */
  proposeIn(
    tx: Db,
    actor: Actor,
    item: { programmeId: string; number: number },
    split: { options: readonly ProposedOption[]; reason: string },
  ): Promise<Split>;
  /** Approves: the options stand from now on; windows see them, their standards come after. */
  approve(actor: Actor, id: string, note: string | undefined): Promise<void>;
  reject(actor: Actor, id: string, note: string | undefined): Promise<void>;
};

/** Id of the next option of an item that is free: sw5-149-1. */
async function nextId(
  isTaken: (id: string) => Promise<boolean>,
  { shortCode, number }: { shortCode: string; number: number },
): Promise<string> {
  const base = `${shortCode.toLowerCase()}-${`${number}`.padStart(3, '0')}`;
  let place = 1;
  while (await isTaken(`${base}-${place}`)) place += 1;
  return `${base}-${place}`;
}

/** The splits over their table. */
export function createSplits(ports: KeepingPorts): Splits {
  const { database, clock, catalogue } = ports;
  const decide = (actor: Actor, id: string, state: 'approved' | 'rejected', note: string | undefined) =>
    publishing(ports, async (tx) => {
      if (!decidesOnLists(actor)) throw new Problem('not-authorised');
      const split = await store.holdSplit(tx, id);
      if (!split) throw new Problem('not-found', { detail: '没有这份拆分建议。' });
      if (split.state !== 'proposed') throw new Problem('split-decided');
      const own = state === 'approved' ? approvalFault(split.proposedBy, actor.id) : undefined;
      if (own) throw new Problem(own);
      if (state === 'rejected' && !note?.trim()) throw fieldInvalid('/note', '退回要写明理由。');
      await store.decideSplit(tx, id, { state, note: note?.trim() || null }, actor, clock.now());
      const { shortCode } = await programmeIn(tx, split.programmeId);
      const standing = await store.listFamilyOptions(tx, split.familyId);
      const number = numberOf(split);
      let position = standing.at(-1)?.position ?? 0;
      for (const option of state === 'approved' ? split.options : []) {
        position += 1;
        const optionId = await nextId((one) => store.isOption(tx, one), { shortCode, number });
        await saveOption(tx, { id: optionId, familyId: split.familyId, name: option.name, position });
      }
      await noteChange(ports, tx, actor, {
        action: state === 'approved' ? 'splitApproved' : 'splitRejected',
        programmeId: split.programmeId,
        item: split.itemName,
        after: { options: split.options.map(({ name }) => name), note: note?.trim() || null },
        visible: state === 'approved',
      });
    });
  const numberOf = ({ programmeId, familyId }: Split): number => {
    for (let number = 1; ; number += 1) {
      const item = catalogue.findItem(programmeId, number);
      if (!item) return 0;
      if (item.familyId === familyId) return number;
    }
  };

  const proposeIn: Splits['proposeIn'] = async (tx, actor, key, { options, reason }) => {
    const { programme, item } = await matterIn(ports, tx, actor, key);
    const standing = await store.listFamilyOptions(tx, item.familyId);
    const names = [...standing, ...options].map(({ name }) => plainName(name));
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) throw fieldInvalid('/options', `办理项“${twice}”重复。`);
    const split = await store
      .addSplit(
        tx,
        {
          programmeId: programme.id,
          familyId: item.familyId,
          itemName: item.name,
          options,
          reason: reason.trim(),
          regionCode: provincesOf(actor)[0] ?? actor.grants[0]?.regionCode ?? '',
        },
        actor,
        clock.now(),
      )
      .catch((error: unknown) => {
        if (isUniqueViolation(error, 'one_open_split_of_a_family')) throw new Problem('split-open');
        throw error;
      });
    await noteChange(ports, tx, actor, {
      action: 'splitProposed',
      programmeId: programme.id,
      item: item.name,
      after: { options: options.map(({ name }) => name) },
    });
    return split;
  };

  return {
    async list(actor, programmeId, page) {
      if (!keepsLists(actor)) throw new Problem('not-authorised');
      const programme = await programmeIn(database.db, programmeId);
      if (!proposesFor(actor, programme, dayOf(clock.now()))) throw new Problem('not-authorised');
      return store.listSplits(database.db, programmeId, page);
    },
    propose: (actor, key, split) => database.transaction((tx) => proposeIn(tx, actor, key, split)),
    proposeIn,
    approve: (actor, id, note) => decide(actor, id, 'approved', note),
    reject: (actor, id, note) => decide(actor, id, 'rejected', note),
  };
}
