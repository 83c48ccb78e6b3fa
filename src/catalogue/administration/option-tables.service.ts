import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import { inPortions, quietly, type TellProgress } from '../../platform/tables/import-progress.ts';
import { readTable } from '../../platform/tables/read-table.service.ts';
import type { TableRecord } from '../../platform/tables/table.ts';
import { checkToken, type ImportReport, importToken } from '../../platform/tables/table-files.ts';
import { dayOf } from '../../regulation/instant.ts';
import type { Catalogue } from '../catalogue.service.ts';
import { keepsLists, proposesFor } from './keepers.ts';
import { type KeepingPorts, programmeIn } from './keeping.service.ts';
import { type OptionKey, optionTable, readOptions, rowsOfOptions, type SplitMatter } from './option-table.ts';
import type { Splits } from './splits.service.ts';
import { openSplitFamilies } from './splits.store.ts';

/** Most rows of one file. */
const mostOptionRows = 10_000;

/** Handling options of a list as a table: given out, and taken in as proposals to split items. */
export type OptionTables = {
  give(actor: Actor, programmeId: string): Promise<TableRecord<OptionKey>[]>;
  /** Proposes a split for every item that gets new options: all or none; nothing before it was looked at. */
  take(
    actor: Actor,
    programmeId: string,
    table: { bytes: Buffer; reason: string; confirm?: string | undefined },
    tell?: TellProgress,
  ): Promise<ImportReport>;
};

/** Builds the tables over lists and splits. */
export function createOptionTables(
  ports: Pick<KeepingPorts, 'database' | 'clock'> & {
    catalogue: Pick<Catalogue, 'listItems' | 'listKnownOptions'>;
  },
  splits: Pick<Splits, 'proposeIn'>,
): OptionTables {
  const { database, clock, catalogue } = ports;

  const mattersOf = (programmeId: string): (SplitMatter & { familyId: string })[] => {
    const ofFamily = Map.groupBy(catalogue.listKnownOptions(), ({ familyId }) => familyId);
    return (catalogue.listItems(programmeId) ?? []).map(({ number, name, familyId }) => ({
      number,
      name,
      familyId,
      options: ofFamily.get(familyId) ?? [],
    }));
  };
  const admitted = async (db: Db, actor: Actor, programmeId: string): Promise<void> => {
    if (!keepsLists(actor)) throw new Problem('not-authorised');
    const programme = await programmeIn(db, programmeId);
    if (!proposesFor(actor, programme, dayOf(clock.now()))) throw new Problem('not-authorised');
  };

  return {
    async give(actor, programmeId) {
      await admitted(database.db, actor, programmeId);
      return rowsOfOptions(mattersOf(programmeId));
    },
    async take(actor, programmeId, { bytes, reason, confirm }, tell = quietly) {
      await admitted(database.db, actor, programmeId);
      await tell('reading', 0, 0);
      const table = await readTable(bytes, optionTable.columns, mostOptionRows);
      const matters = new Map(mattersOf(programmeId).map((matter) => [matter.number, matter]));
      await tell('checking', 0, table.records.length);
      const read = readOptions(table.records, matters);
      const open = new Set(await openSplitFamilies(database.db));
      const waiting = read.splits
        .filter(({ number }) => open.has(matters.get(number)?.familyId ?? ''))
        .map(({ number, row }) => ({ row, sentence: `第 ${number} 项已有一份拆分待审定，审定以后再提。` }));
      const faults = [...table.faults, ...read.faults, ...waiting].toSorted((a, b) => a.row - b.row);
      const token = importToken(bytes, rowsOfOptions([...matters.values()]));
      const report: ImportReport = {
        stored: false,
        token,
        rows: table.records.length,
        columns: optionTable.columns,
        faults,
        questions: [],
        added: faults.length > 0 ? [] : read.added,
        changed: [],
        missing: [],
        unchanged: table.records.length - read.added.length,
      };
      await tell('checking', table.records.length, table.records.length);
      if (confirm === undefined || faults.length > 0) return report;
      checkToken(token, confirm);
      await database.transaction((tx) =>
        inPortions(read.splits, 'storing', tell, async (part) => {
          for (const { number, options } of part)
            await splits.proposeIn(tx, actor, { programmeId, number }, { options, reason });
        }),
      );
      return { ...report, stored: true };
    },
  };
}
