import { checkPlainText } from '../../platform/plain-text.ts';
import type { FieldError } from '../../platform/problem.ts';
import { Id, Type } from '../../platform/schema.ts';
import { mostMessageFiles } from '../../regulation/file-limits.ts';
import type { EventActor } from '../core/events.ts';
import type { FileFacts } from '../core/fact-sources.ts';
import { uploadFault } from '../core/own-uploads.ts';

/** Length in characters of what one window writes to the other. */
const writtenLength = { min: 2, max: 500 } as const;

/** A message in its normal form, or what is wrong with it at its field. */
export function writtenText(
  text: string,
  pointer: string,
  { min }: { min: number } = writtenLength,
): { text: string } | { errors: FieldError[] } {
  const checked = checkPlainText(text, { min, max: writtenLength.max, lines: true });
  return checked.valid ? { text: checked.normalized } : { errors: [{ pointer, detail: checked.reason }] };
}

/** Uploads that go with a message: PDF or picture, 20 MB each at most. */
export const MessageFiles = Type.Optional(
  Type.Array(Id, {
    maxItems: mostMessageFiles,
    uniqueItems: true,
    description: `附件：先传到 /api/uploads 的文件，最多 ${mostMessageFiles} 个；PDF、JPEG、PNG，每个不超过 20 MB`,
  }),
);

/** A message with its files as it is kept, or what is wrong with either at its field. */
export function writtenMessage(
  { text, uploadIds = [] }: { text: string; uploadIds?: readonly string[] },
  files: readonly FileFacts[],
  actor: Pick<EventActor, 'id'>,
): { personal: { text: string }; data: { fileIds?: string[] } } | { errors: FieldError[] } {
  const written = writtenText(text, '/text');
  if ('errors' in written) return written;
  const fault = uploadFault(files, uploadIds, actor, '/uploadIds');
  if (fault) return { errors: [fault] };
  return { personal: written, data: uploadIds.length === 0 ? {} : { fileIds: [...uploadIds] } };
}
