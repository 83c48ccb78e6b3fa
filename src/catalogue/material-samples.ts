import type { Material, MaterialSample, StandardContent } from './standard.ts';

type WithMaterials = Pick<StandardContent, 'materials' | 'regionalDifferences'>;

/** Every material of a content: of all provinces, and what a province adds. */
export const allMaterials = ({ materials, regionalDifferences }: WithMaterials): Material[] => [
  ...materials,
  ...regionalDifferences.flatMap((difference) =>
    difference.change === 'add-material' ? [difference.material] : [],
  ),
];

/** The files that show what the materials of a content look like. */
export const samplesOf = (content: WithMaterials): MaterialSample[] =>
  allMaterials(content).flatMap(({ samples }) => samples ?? []);

/** The content with every material changed, those that a province adds among them. */
export const withMaterials = <C extends WithMaterials>(
  content: C,
  change: (material: Material) => Material,
): C => ({
  ...content,
  materials: content.materials.map(change),
  regionalDifferences: content.regionalDifferences.map((difference) =>
    difference.change === 'add-material'
      ? { ...difference, material: change(difference.material) }
      : difference,
  ),
});

/** Where anybody may see a file of a published standard. */
export const sampleHref = (optionId: string, { fileId }: Pick<MaterialSample, 'fileId'>): string =>
  `/api/options/${optionId}/samples/${fileId}`;
