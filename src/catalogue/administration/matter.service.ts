import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import { type Day, dayOf } from '../../regulation/instant.ts';
import type { ItemView } from '../catalogue.service.ts';
import type { Programme } from '../programme.ts';
import { keepsLists, proposesFor } from './keepers.ts';
import { type KeepingPorts, programmeIn } from './keeping.service.ts';

/** An item of the list in force as somebody keeps it. */
export type KeptMatter = { readonly programme: Programme; readonly item: ItemView; readonly on: Day };

/** The item of a programme's list in force, for somebody with a part in the programme. */
export async function matterIn(
  { catalogue, clock }: Pick<KeepingPorts, 'catalogue' | 'clock'>,
  tx: Db,
  actor: Actor,
  { programmeId, number }: { programmeId: string; number: number },
): Promise<KeptMatter> {
  if (!keepsLists(actor)) throw new Problem('not-authorised');
  const on = dayOf(clock.now());
  const programme = await programmeIn(tx, programmeId);
  if (!proposesFor(actor, programme, on)) throw new Problem('not-authorised');
  const item = catalogue.findItem(programmeId, number);
  if (!item) throw new Problem('not-found', { detail: '清单里没有这一项。' });
  return { programme, item, on };
}
