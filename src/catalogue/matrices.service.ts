import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { spreadsheet } from '../platform/tables/write-table.service.ts';
import { dayOf } from '../regulation/instant.ts';
import type { Catalogue } from './catalogue.service.ts';
import type { KnownOption } from './catalogue-content.ts';
import {
  type DifferenceMatrix,
  differenceMatrix,
  type ItemMatrix,
  matrixGroups,
} from './difference-matrix.ts';
import { holdsOn } from './programme.ts';
import { isMember } from './programme-rules.ts';
import { findUnifiedDraft } from './standard-proposal.store.ts';

/** Difference matrices over what is published. */
export type Matrices = {
  /** Compares the options of an item; without regions the provinces of its list. */
  of(
    catalogueId: string,
    number: number,
    regions: readonly string[] | undefined,
    options?: { draft: boolean },
  ): Promise<ItemMatrix>;
  /** The matrix as a spreadsheet, what differs named in words. */
  spreadsheetOf(matrix: ItemMatrix): Promise<Buffer>;
  /** How much of an option's standard is the same in the provinces of its list; null where none is published. */
  scoreOf(optionId: string): number | null;
};

const mostRegions = 12;

/** Matrices from the catalogue in memory; only a draft is asked of the database. */
export function createMatrices(ports: {
  database: Database;
  clock: Clock;
  catalogue: Catalogue;
  regionName: (code: string) => string | undefined;
}): Matrices {
  const { database, clock, catalogue, regionName } = ports;

  const provincesOf = (catalogueId: string): string[] => {
    const on = dayOf(clock.now());
    const members = catalogue.findProgramme(catalogueId)?.members ?? [];
    return [
      ...new Set(
        members
          .filter(
            ({ validFrom, validTo }) =>
              validFrom <= on && (validTo === null || validTo === undefined || on < validTo),
          )
          .map(({ region }) => region),
      ),
    ];
  };

  function matrixOf(
    option: KnownOption,
    regions: readonly string[],
    draft: { content: KnownOption['versions'][number]['content']; label: string } | undefined,
  ): DifferenceMatrix | undefined {
    const on = dayOf(clock.now());
    const version = option.versions.find((one) => holdsOn(one, on));
    const item = catalogue.itemOfStandard(option.id);
    if (!version || !item) return undefined;
    const programme = catalogue.findProgramme(item.catalogueId);
    return differenceMatrix(
      item,
      option,
      regions.map((region) => {
        const standard =
          programme && isMember(programme, region, on)
            ? catalogue.findStandard(option.id, { homeRegion: region })
            : undefined;
        return { region, version: standard && version, stage: standard?.stage ?? 1 };
      }),
      draft
        ? { kind: 'draft', version: draft.label, content: draft.content }
        : {
            kind: version.unified ? 'unified' : 'common',
            version: version.version,
            content: version.content,
          },
    );
  }

  return {
    async of(catalogueId, number, asked, { draft } = { draft: false }) {
      const item = catalogue.findItem(catalogueId, number);
      if (!item) throw new Problem('not-found', { detail: '清单里没有这一项。' });
      const regions = [...new Set(asked ?? provincesOf(catalogueId))];
      if (regions.length === 0) throw fieldInvalid('/regions', '请至少选一个地区。');
      if (regions.length > mostRegions)
        throw fieldInvalid('/regions', `一次最多对照 ${mostRegions} 个地区。`);
      const named = regions.map((code) => {
        const name = regionName(code);
        if (name === undefined) throw fieldInvalid('/regions', `没有 ${code} 这个地区。`);
        return { code, name };
      });
      const known = catalogue.listKnownOptions().filter(({ familyId }) => familyId === item.familyId);
      const drafts = new Map(
        draft
          ? (
              await findUnifiedDraft(
                database.db,
                known.map(({ id }) => id),
              )
            ).map((one) => [one.optionId, one])
          : [],
      );
      const options = known.flatMap((option) => {
        const proposed = drafts.get(option.id);
        const shown = proposed && {
          content: proposed.content,
          label: `${proposed.proposedByName}，${proposed.effectiveFrom} 起`,
        };
        return matrixOf(option, regions, shown) ?? [];
      });
      const scores = options.flatMap(({ score }) => score ?? []);
      return {
        catalogueId,
        number,
        name: item.name,
        leadDepartments: item.leadDepartments.map(({ name }) => name),
        regions: named,
        score:
          scores.length === 0
            ? null
            : Math.round(scores.reduce((sum, score) => sum + score, 0) / scores.length),
        options,
      };
    },

    spreadsheetOf({ regions, options }) {
      const columns = [
        { key: 'option', title: '办理项', hint: '', width: 24 },
        { key: 'group', title: '类别', hint: '', width: 12 },
        { key: 'name', title: '要素', hint: '', width: 24 },
        ...regions.map(({ code, name }) => ({ key: code, title: name, hint: '', width: 28 })),
        { key: 'standard', title: '统一标准（或拟定）', hint: '', width: 28 },
      ];
      const records = options.flatMap(({ optionName, rows, columns: own, score }) => [
        ...rows.map(({ group, name, cells, standard }) => ({
          option: optionName,
          group: matrixGroups[group],
          name,
          standard,
          ...Object.fromEntries(
            regions.map(({ code }) => {
              const cell = cells[code];
              const words = cell?.difference
                ? `【${cell.difference}】${cell.text}`
                : (cell?.text ?? '未提供');
              return [code, words];
            }),
          ),
        })),
        {
          option: optionName,
          group: '',
          name: '同标程度',
          standard: score === null ? '' : `${score} / 100`,
          ...Object.fromEntries(
            own.map(({ region, score: share }) => [region, share === null ? '未提供' : `${share}%`]),
          ),
        },
      ]);
      return spreadsheet('标准差异', columns, records);
    },

    scoreOf(optionId) {
      const option = catalogue.listKnownOptions().find(({ id }) => id === optionId);
      const item = catalogue.itemOfStandard(optionId);
      return (option && item && matrixOf(option, provincesOf(item.catalogueId), undefined)?.score) ?? null;
    },
  };
}
