import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { inPortions, quietly, type TellProgress } from '../../platform/tables/import-progress.ts';
import { readTable } from '../../platform/tables/read-table.service.ts';
import type { TableRead } from '../../platform/tables/table.ts';
import { checkToken, type ImportReport, importToken } from '../../platform/tables/table-files.ts';
import { dayOf } from '../../regulation/instant.ts';
import { listEditionItems } from '../edition.store.ts';
import type { ItemRow } from '../item.ts';
import type { Programme } from '../programme.ts';
import { isMemberProvince } from '../programme-rules.ts';
import * as store from './editions.store.ts';
import { differenceOfLists, matchItems } from './item-match.ts';
import { keepsLists, proposesFor } from './keepers.ts';
import { type KeepingPorts, noteChange, programmeIn, writeItems } from './keeping.service.ts';
import { type ListKey, listTableColumns, recordOfItem } from './list-table.ts';
import { type ListAnswers, type ReadList, readListTable } from './read-list.ts';

/** Most rows of a list that is handed in. */
const mostListRows = 5000;

/** Import of a list into a draft: what it would change, then — confirmed — the rows in place of those that stood. */
export type ListImport = {
  run(
    actor: Actor,
    editionId: string,
    table: { bytes: Buffer; confirm?: string | undefined; answers: ListAnswers },
    tell?: TellProgress,
  ): Promise<ImportReport>;
};

/** Answers to the questions of an import out of their JSON: row → texts. */
export function readAnswers(text: string | undefined): ListAnswers {
  if (text === undefined || text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const entries = Object.entries(value);
      const fits = entries.every(
        ([row, texts]) =>
          /^\d+$/.test(row) && Array.isArray(texts) && texts.every((one) => typeof one === 'string'),
      );
      if (fits) return Object.fromEntries(entries) as ListAnswers;
    }
  } catch {
    // Said below.
  }
  throw fieldInvalid('/querystring/answers', '确认的内容读不懂。');
}

/** The import over the tables of the lists. */
export function createListImport(ports: KeepingPorts): ListImport {
  const held = async (tx: Db, actor: Actor, editionId: string) => {
    if (!keepsLists(actor)) throw new Problem('not-authorised');
    const edition = await store.holdEdition(tx, editionId);
    if (!edition) throw new Problem('not-found', { detail: '没有这一版清单。' });
    const programme = await programmeIn(tx, edition.programmeId);
    if (!proposesFor(actor, programme, dayOf(ports.clock.now()))) throw new Problem('not-authorised');
    if (edition.publishedAt !== null) throw new Problem('edition-published');
    if (edition.proposedBy !== null) throw new Problem('edition-proposed');
    return { edition, programme };
  };
  const readIn = async (
    tx: Db,
    programme: Programme,
    on: string,
    { table, answers }: { table: TableRead<ListKey>; answers: ListAnswers },
  ) => {
    if (table.faults.length > 0)
      return { items: [], faults: [...table.faults], questions: [] } satisfies ReadList;
    const { sources, departments } = await store.wordsOfProgramme(tx, programme.id);
    return readListTable(
      table.records,
      {
        departments,
        sources: new Set(sources),
        isMemberProvince: (region) => isMemberProvince(programme, region, on),
      },
      answers,
    );
  };
  const replace = async (
    tx: Db,
    id: string,
    { standing, items }: { standing: readonly ItemRow[]; items: readonly ItemRow[] },
    tell: TellProgress,
  ) => {
    const families = await store.familiesOf(tx, id);
    const matched = matchItems(standing, items);
    await store.removeRows(tx, id);
    await inPortions(items, 'storing', tell, (part) => writeItems(tx, id, part));
    await store.addMembers(
      tx,
      id,
      items.flatMap(({ number }) => {
        const familyId = families.get(matched.get(number)?.number ?? 0);
        return familyId === undefined ? [] : [{ number, familyId }];
      }),
    );
  };

  return {
    async run(actor, editionId, { bytes, confirm, answers }, tell = quietly) {
      await tell('reading', 0, 0);
      // Before the transaction: while a file is read, nobody waits for the database.
      const table = await readTable(bytes, listTableColumns, mostListRows);
      return ports.database.transaction(async (tx) => {
        const { edition, programme } = await held(tx, actor, editionId);
        const standing = await listEditionItems(tx, editionId);
        await tell('checking', 0, table.records.length);
        const read = await readIn(tx, programme, edition.effectiveFrom, { table, answers });
        const token = importToken(bytes, standing);
        const refused = read.faults.length > 0;
        const report: ImportReport = {
          stored: false,
          token,
          rows: read.items.length,
          columns: listTableColumns,
          faults: read.faults,
          questions: read.questions,
          ...(refused
            ? { added: [], changed: [], missing: [], unchanged: 0 }
            : differenceOfLists(standing, read.items, recordOfItem)),
        };
        await tell('checking', table.records.length, table.records.length);
        if (confirm === undefined) return report;
        checkToken(token, confirm);
        if (refused)
          throw new Problem('field-invalid', {
            detail: read.faults[0]?.sentence ?? '',
            errors: read.faults.slice(0, 50).map(({ row, sentence }) => ({
              pointer: `/rows/${row}`,
              detail: sentence,
            })),
          });
        const open = read.questions.filter(({ row }) => answers[`${row}`] === undefined);
        if (open.length > 0)
          throw new Problem('import-unconfirmed', {
            errors: open.map(({ row, sentence }) => ({ pointer: `/rows/${row}`, detail: sentence })),
          });
        await replace(tx, editionId, { standing, items: read.items }, tell);
        await noteChange(ports, tx, actor, {
          action: 'listImported',
          programmeId: programme.id,
          editionId,
          before: { items: standing.length },
          after: {
            items: read.items.length,
            added: report.added.length,
            changed: report.changed.length,
            missing: report.missing.length,
            confirmed: read.questions.length,
          },
        });
        return { ...report, stored: true };
      });
    },
  };
}
