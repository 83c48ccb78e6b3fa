import type { FieldError } from '../../platform/problem.ts';
import type { EventActor } from './events.ts';
import type { FactSources, FileFacts } from './fact-sources.ts';

/** Looks up uploads that a command names; no look-up for none. */
export const uploadFacts = async (sources: FactSources, ids: readonly string[]): Promise<FileFacts[]> =>
  ids.length === 0 ? [] : sources.files(ids);

/**
 * Why named uploads cannot be taken into a case: each must have been uploaded by whoever names it, and belong to no
 * case yet. Undefined when all is well.
 */
export function uploadFault(
  files: readonly FileFacts[],
  ids: readonly string[],
  actor: Pick<EventActor, 'id'>,
  pointer: string,
): FieldError | undefined {
  const own = files.filter(
    (file) => ids.includes(file.id) && file.uploadedBy === actor.id && file.caseId === null,
  );
  return own.length === new Set(ids).size
    ? undefined
    : { pointer, detail: '附件不是您刚上传的，或已经用在别处，请重新上传。' };
}
