import { Id, object, type Static, Type } from '../../platform/schema.ts';
import { largestCase } from '../../regulation/file-limits.ts';
import { command, refuse } from '../core/command.ts';
import type { FileFacts } from '../core/fact-sources.ts';

const AttachInput = object({
  lineId: Type.String({ minLength: 1, maxLength: 80 }),
  uploadIds: Type.Array(Id, { minItems: 1, maxItems: 50 }),
});

/** Puts uploaded pages to a material line, in their order. Whoever uploaded them attaches them. */
export const attachFile = command<
  'attachFile',
  Static<typeof AttachInput>,
  { files: FileFacts[]; volume: number }
>({
  name: 'attachFile',
  input: AttachInput,
  summary: '把已上传的扫描件归到材料行',
  example: { lineId: '048-1-m-form', uploadIds: ['00000000-0000-4000-8000-000000000001'] },
  async facts(sources, kase, { uploadIds }) {
    return { files: await sources.files(uploadIds), volume: await sources.caseVolume(kase.id) };
  },
  decide(kase, { lineId, uploadIds }, { files, volume }, { actor }) {
    if (!kase.lines.some((line) => line.id === lineId)) {
      return refuse('field-invalid', { errors: [{ pointer: '/lineId', detail: '本件没有这一项材料。' }] });
    }
    const mine = files.filter((file) => file.uploadedBy === actor.id && file.caseId === null);
    if (new Set(uploadIds).size !== mine.length) return refuse('file-not-found');
    const added = mine.reduce((sum, file) => sum + file.size, 0);
    if (volume + added > largestCase) return refuse('case-volume-exceeded');
    return { events: [{ type: 'fileAttached', data: { lineId, fileIds: [...uploadIds] } }] };
  },
});
