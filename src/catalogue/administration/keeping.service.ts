import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/database.ts';
import type { TellStaff } from '../../platform/messages-port.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import type { Day } from '../../regulation/instant.ts';
import { isDay } from '../../regulation/shanghai-time.ts';
import type { Catalogue } from '../catalogue.service.ts';
import { listProgrammes } from '../catalogue.store.ts';
import { readable } from '../edition.service.ts';
import { addItems } from '../edition.store.ts';
import type { ItemRow } from '../item.ts';
import type { Programme } from '../programme.ts';
import type { CatalogueChange } from './change.ts';
import { addChange } from './changes.store.ts';
import { keeperRole } from './keepers.ts';

/** What the services of list keeping work with. */
export type KeepingPorts = {
  database: Database;
  clock: Clock;
  audit: Audit;
  catalogue: Pick<Catalogue, 'reload' | 'findItem'>;
  /** Tells administrations what waits for them. */
  tell: TellStaff;
  /** Regions that exist. */
  places: { findRegion(code: string): object | undefined; regionName(code: string): string };
};

/** The same, where the lists themselves are read. */
export type ListPorts = Omit<KeepingPorts, 'catalogue'> & {
  catalogue: KeepingPorts['catalogue'] & Pick<Catalogue, 'listItems' | 'itemsOfFamily' | 'findProgramme'>;
};

/** A transaction over the lists that windows see: refuses overlapping days in words, and has the lists read anew. */
export async function publishing<Result>(
  { database, catalogue }: Pick<KeepingPorts, 'database' | 'catalogue'>,
  work: (tx: Db) => Promise<Result>,
): Promise<Result> {
  try {
    const result = await database.transaction(work);
    await catalogue.reload();
    return result;
  } catch (error) {
    if ((error as { code?: string }).code === '23P01') throw new Problem('edition-overlap');
    throw error;
  }
}

/** Refuses a day that no calendar has. */
export function checkDate(pointer: string, day: Day): void {
  if (!isDay(day)) throw fieldInvalid(pointer, `没有 ${day} 这一天。`);
}

/** A programme by its id. */
export async function programmeIn(tx: Db, id: string): Promise<Programme> {
  const programme = (await listProgrammes(tx)).find((one) => one.id === id);
  if (!programme) throw new Problem('not-found', { detail: '没有这份清单。' });
  return programme;
}

/** Notes a change of the lists in their history and in the audit log. */
export async function noteChange(
  { audit, clock }: Pick<KeepingPorts, 'audit' | 'clock'>,
  tx: Db,
  actor: Actor,
  change: CatalogueChange,
): Promise<void> {
  await addChange(tx, change, actor, clock.now());
  await audit.record(tx, {
    action: change.action,
    actor: auditActorOf(actor, keeperRole(actor)),
    subject: { kind: 'catalogue', id: change.editionId ?? change.programmeId },
  });
}

/** Writes rows of a draft, with what their names sound like. */
export async function writeItems(tx: Db, editionId: string, items: readonly ItemRow[]): Promise<void> {
  // The dictionary takes a while to read.
  const reader = await import('../pinyin.service.ts');
  await addItems(
    tx,
    editionId,
    items.map((item) => readable(item, reader)),
  );
}
