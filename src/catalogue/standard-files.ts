import { composeStandard } from './compose-standard.ts';
import type { ItemRow } from './item.ts';
import type { Programme } from './programme.ts';
import { isMemberProvince } from './programme-rules.ts';
import { faultsOfOption, warningsOfOption } from './publishable.ts';
import type { StandardContent } from './standard.ts';
import { readOverlay, readStandardFile } from './standard-file.ts';

/** A composed standard with the item it belongs to. */
export type ReadStandard = {
  readonly catalogueId: string;
  readonly itemNumber: number;
  readonly position: number;
  readonly content: StandardContent;
};

/** A catalogue as far as its standards are held against it. */
type Listed = { readonly programme: Programme; readonly items: readonly ItemRow[]; readonly on: string };

/** Name of the file that says what the others lack. */
export const overlayFile = 'overlay.json';

/**
 * Reads the files of `data/standards` and completes them by the overlay. An option that cannot be published, an
 * item that is not in its list under this name, and a difference of a province that is no member are faults; with
 * one of them nothing is loaded.
 */
export function readStandards(
  texts: ReadonlyMap<string, string>,
  catalogues: ReadonlyMap<string, Listed>,
): { standards: ReadStandard[]; faults: string[]; warnings: string[] } {
  const overlay = readOverlay(JSON.parse(texts.get(overlayFile) ?? '{}'), overlayFile);
  const faults: string[] = [];
  const warnings: string[] = [];
  const standards: ReadStandard[] = [];
  const seen = new Set<string>();
  for (const [name, text] of texts) {
    if (name === overlayFile) continue;
    const { item, options } = readStandardFile(JSON.parse(text), name);
    const catalogue = catalogues.get(item.catalogueId);
    const listed = catalogue?.items.find(({ number }) => number === item.number);
    if (!catalogue || !listed || listed.name !== item.name) {
      faults.push(`${name}：清单里没有第 ${item.number} 项“${item.name}”。`);
      continue;
    }
    const leadDepartment = listed.leadDepartments[0]?.name ?? '';
    for (const [position, option] of options.entries()) {
      warnings.push(...warningsOfOption(option).map((warning) => `${name} ${option.id}：${warning}`));
      const wrong = faultsOfOption(option);
      if (seen.has(option.id)) wrong.push('编号在另一个文件里已有。');
      seen.add(option.id);
      for (const { id, region } of option.regionalDifferences) {
        if (!isMemberProvince(catalogue.programme, region, catalogue.on))
          wrong.push(`${id}：${region} 不是成员地区。`);
      }
      faults.push(...wrong.map((fault) => `${name} ${option.id}：${fault}`));
      if (wrong.length > 0) continue;
      standards.push({
        catalogueId: item.catalogueId,
        itemNumber: item.number,
        position,
        content: composeStandard(option, { number: item.number, leadDepartment }, overlay),
      });
    }
  }
  return { standards: faults.length > 0 ? [] : standards, faults, warnings };
}
