import type { Material } from '../../catalogue/standard.ts';
import type { Line } from '../core/case.ts';

/** A material of the standard as a line of the case, not judged yet. */
export const lineOf = (material: Material): Omit<Line, 'verdict' | 'fileIds'> => ({
  id: material.id,
  name: material.name,
  required: material.required,
  key: material.key === true,
  originals: material.originals,
  copies: material.copies,
  examineOriginal: material.examineOriginal,
  archivePaper: material.archivePaper,
  media: material.media,
});
