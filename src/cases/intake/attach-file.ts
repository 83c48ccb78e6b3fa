import { Id, object, type Static, Type } from '../../platform/schema.ts';
import { largestCase } from '../../regulation/file-limits.ts';
import type { Case } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { FileFacts } from '../core/fact-sources.ts';

const AttachInput = object({
  lineId: Type.String({ minLength: 1, maxLength: 80 }),
  uploadIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
  detachIds: Type.Optional(
    Type.Array(Id, { maxItems: 50, description: '从这一行取下的扫描件；取下后可归到另一行' }),
  ),
});

/** Whether scans of a line may still be taken off it: not once the electronic package holds them. */
const isSent = (kase: Case, fileId: string): boolean =>
  [kase.package, ...kase.morePackages].some((each) =>
    each?.manifest.some((entry) => entry.fileId === fileId),
  );

/**
 * Puts uploaded pages to a material line, in their order, and takes pages off that lay on the wrong one.
 * Whoever uploaded pages attaches them; pages taken off a line of this case may go to another.
 */
export const attachFile = command<
  'attachFile',
  Static<typeof AttachInput>,
  { files: FileFacts[]; volume: number }
>({
  name: 'attachFile',
  input: AttachInput,
  summary: '把已上传的扫描件归到材料行，或从放错的行取下',
  example: { lineId: '048-1-m-form', uploadIds: ['00000000-0000-4000-8000-000000000001'] },
  async facts(sources, kase, { uploadIds = [] }) {
    return { files: await sources.files(uploadIds), volume: await sources.caseVolume(kase.id) };
  },
  decide(kase, { lineId, uploadIds = [], detachIds = [] }, { files, volume }, { actor }) {
    const line = kase.lines.find(({ id }) => id === lineId);
    if (!line) {
      return refuse('field-invalid', { errors: [{ pointer: '/lineId', detail: '本件没有这一项材料。' }] });
    }
    if (uploadIds.length + detachIds.length === 0) {
      return refuse('field-invalid', { errors: [{ pointer: '/uploadIds', detail: '没有选扫描件。' }] });
    }
    if (!detachIds.every((id) => line.fileIds.includes(id))) return refuse('file-not-found');
    if (detachIds.some((id) => isSent(kase, id))) return refuse('file-already-sent');
    const lying = new Set(kase.lines.flatMap(({ fileIds }) => fileIds));
    const fresh = files.filter((file) => file.uploadedBy === actor.id && file.caseId === null);
    const loose = files.filter((file) => file.caseId === kase.id && !lying.has(file.id));
    if (new Set(uploadIds).size !== fresh.length + loose.length) return refuse('file-not-found');
    const added = fresh.reduce((sum, file) => sum + file.size, 0);
    if (volume + added > largestCase) return refuse('case-volume-exceeded');
    return {
      events: [
        {
          type: 'fileAttached',
          data: {
            lineId,
            fileIds: [...uploadIds],
            ...(detachIds.length > 0 ? { detached: [...detachIds] } : {}),
          },
        },
      ],
    };
  },
});
