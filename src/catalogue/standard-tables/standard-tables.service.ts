import type { Actor } from '../../platform/actor.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Database, Db } from '../../platform/database.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { inPortions, type TellProgress } from '../../platform/tables/import-progress.ts';
import { readSheets } from '../../platform/tables/read-table.service.ts';
import type { TableSheet } from '../../platform/tables/table.ts';
import { checkToken, importToken, type SheetsReport } from '../../platform/tables/table-files.ts';
import { csv, workbook } from '../../platform/tables/write-table.service.ts';
import type { Catalogue } from '../catalogue.service.ts';
import { allMaterials, withMaterials } from '../material-samples.ts';
import type { StandardContent } from '../standard.ts';
import { createStandardDrafting, type StandardDraftingPorts } from '../standard-drafting.service.ts';
import * as store from '../standard-proposal.store.ts';
import { coordinates, mayPropose, type ProposalKind, proposalKinds } from '../standard-proposal.ts';
import { draftsOfRows, type RowDraft, type StandingStandard } from './row-drafts.service.ts';
import { fillingRules, rowsOfStandards, standardSheets } from './standard-sheets.ts';

/** Most rows of one sheet. */
const mostStandardRows = 10_000;

/** Which standards are given out: of one option, or whose names hold a text; none for the empty template. */
export type StandardsAsked = { optionId?: string | undefined; part?: string | undefined; empty?: boolean };

/** What an import drafts of one option; `id` once it is stored, `rewrites` where a draft of one's own is overwritten. */
export type ImportedDraft = {
  readonly id: string | null;
  readonly optionId: string;
  readonly name: string;
  readonly kind: ProposalKind;
  readonly kindText: string;
  readonly reordered: readonly string[];
  readonly rewrites: boolean;
};

/** What an import of standards did or would do. */
export type StandardsReport = SheetsReport & { readonly drafts: readonly ImportedDraft[] };

/** How an import is written: as the standard of all, or as what one province does otherwise; from when on, and why. */
export type StandardsImport = {
  readonly region: string | null;
  readonly effectiveFrom: string;
  readonly note: string;
  /** Put forward at once. */
  readonly submit: boolean;
  readonly confirm?: string | undefined;
};

/** Acceptance standards as tables, in and out. */
export type StandardTables = {
  /** The workbook with all sheets, or one sheet of it as CSV. */
  give(asked: StandardsAsked): Promise<Buffer>;
  giveSheet(asked: StandardsAsked, sheet: TableSheet): Buffer;
  /**
   * Looks a file through, and with the token of the look stores a draft for every option that changes: all or none.
   * A draft of one's own of the same kind is written anew. Refuses as the editor does.
   */
  take(actor: Actor, bytes: Buffer, how: StandardsImport, tell: TellProgress): Promise<StandardsReport>;
};

/** Files that a draft of one's own has are not in the table and stay, by the material. */
function withSamplesOf(drafted: RowDraft['drafted'], old: StandardContent | undefined): RowDraft['drafted'] {
  if (!old) return drafted;
  const kept = new Map(
    allMaterials(old).flatMap(({ id, samples }) => (samples ? [[id, samples] as const] : [])),
  );
  const add = <Material extends { readonly id: string }>(material: Material): Material => {
    const samples = kept.get(material.id);
    return samples ? { ...material, samples } : material;
  };
  if ('content' in drafted) return { content: withMaterials(drafted.content, add) };
  const { region, differences } = drafted;
  return {
    region,
    differences: withMaterials({ materials: [], regionalDifferences: differences }, add).regionalDifferences,
  };
}

/** Builds the tables over the standards. */
export function createStandardTables(
  ports: {
    database: Database;
    catalogue: Pick<Catalogue, 'listKnownOptions' | 'itemOfStandard' | 'itemsOfFamily'>;
  } & Omit<StandardDraftingPorts, 'catalogue'>,
): StandardTables {
  const { database, audit, catalogue } = ports;
  const drafting = createStandardDrafting(ports);

  const standing = (): StandingStandard[] =>
    catalogue
      .listKnownOptions()
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, name, familyId, versions }) => {
        const last = versions.at(-1);
        return {
          head: {
            id,
            name,
            itemName: (catalogue.itemOfStandard(id) ?? catalogue.itemsOfFamily(familyId)[0])?.name ?? '',
            version: last?.version ?? '',
            from: last?.effectiveFrom ?? '',
          },
          content: last?.content,
          unified: last?.unified ?? false,
        };
      });

  const asked = ({ optionId, part = '', empty = false }: StandardsAsked): StandingStandard[] => {
    if (empty) return [];
    const found = standing().filter(
      ({ head }) =>
        (optionId === undefined || head.id === optionId) &&
        [head.id, head.name, head.itemName].some((name) => name.includes(part.trim())),
    );
    if (optionId !== undefined && found.length === 0)
      throw new Problem('not-found', { detail: '没有这个办理项。' });
    return found;
  };

  /** Drafts of one's own that an import writes anew, by option. */
  const ownDrafts = async (db: Db, actor: Actor, region: string | null) => {
    const drafts = await store.listOwnDrafts(db, actor.id, region);
    return new Map(drafts.map((draft) => [draft.optionId, draft]));
  };

  const shown = (draft: RowDraft, id: string | null, rewrites: boolean): ImportedDraft => ({
    id,
    optionId: draft.optionId,
    name: draft.name,
    kind: draft.kind,
    kindText: proposalKinds[draft.kind],
    reordered: draft.reordered,
    rewrites,
  });

  return {
    give: (query) => workbook(rowsOfStandards(asked(query)), fillingRules),
    giveSheet(query, sheet) {
      const rows = rowsOfStandards(asked(query)).find((each) => each.sheet.title === sheet.title);
      return csv(sheet.columns, rows?.records ?? []);
    },

    async take(actor, bytes, how, tell) {
      const { region, effectiveFrom, note, confirm } = how;
      if (!mayPropose(actor.grants, region)) throw new Problem('not-authorised');
      await tell('reading', 0, 0);
      const { records, faults } = await readSheets(bytes, standardSheets, mostStandardRows);
      const rows = [...records.values()].reduce((sum, each) => sum + each.length, 0);
      const known = new Map(standing().map((each) => [each.head.id, each]));
      const read =
        faults.length > 0
          ? { drafts: [], faults, sheets: [] }
          : await draftsOfRows(records, known, region, (done, total) => tell('checking', done, total));
      if (rows === 0 && read.faults.length === 0) throw fieldInvalid('/file', '表里一行也没有填。');
      const versions = read.drafts.map(({ optionId }) => [optionId, known.get(optionId)?.head.version]);
      const token = importToken(bytes, [region, versions]);
      const own = await ownDrafts(database.db, actor, region);
      const report: StandardsReport = {
        stored: false,
        token,
        rows,
        faults: read.faults,
        questions: [],
        sheets: read.sheets,
        drafts: read.drafts.map((draft) => shown(draft, null, own.has(draft.optionId))),
      };
      if (confirm === undefined || read.faults.length > 0) return report;
      checkToken(token, confirm);
      const drafts: ImportedDraft[] = [];
      await database.transaction(async (tx) => {
        const before = await ownDrafts(tx, actor, region);
        await inPortions(read.drafts, 'storing', tell, async (part) => {
          for (const draft of part) {
            const { optionId } = draft;
            const old = before.get(optionId);
            const drafted = { ...withSamplesOf(draft.drafted, old?.content), effectiveFrom, note };
            const { id } = old
              ? await drafting.change(tx, actor, old.id, old.revision, drafted)
              : await drafting.draft(tx, actor, optionId, drafted);
            if (how.submit) await drafting.submit(tx, actor, id);
            drafts.push(shown(draft, id, old !== undefined));
          }
        });
        await audit.record(tx, {
          action: 'standardsImported',
          actor: auditActorOf(
            actor,
            coordinates(actor.grants) ? 'coordinationGroup' : 'serviceAdministration',
          ),
          detail: { rows, drafts: drafts.length, region, submitted: how.submit },
        });
      });
      return { ...report, stored: true, drafts };
    },
  };
}
