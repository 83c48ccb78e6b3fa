import { formNames } from '../../documents/forms.ts';
import type { Case } from '../core/case.ts';
import type { CaseEvent } from '../core/events.ts';
import { filesOf } from '../core/files-of-event.ts';

/** A document or file that belongs into the file of a case; of a document the id, of a file its own. */
export type WantedPart =
  | { section: '文书'; title: string; documentId: string }
  | { section: '申请材料' | '后来交来的材料'; title: string; fileId: string };

/** What a file that came with an event is called: its material, or the act it came with. */
function titleOf(kase: Case, event: CaseEvent): string {
  if (event.type === 'fileAttached')
    return kase.lines.find(({ id }) => id === event.data.lineId)?.name ?? '扫描件';
  if (event.type === 'caseReinstated') return '恢复办理的凭证';
  if (event.type === 'discrepancyReported') return '材料差异照片';
  if (event.type === 'homeSupplementHandedIn') return '属地补正材料';
  if (event.type === 'windowAsked' || event.type === 'windowAnswered') return '两地窗口往来附件';
  return '附件';
}

/** Everything that belongs into a case file, in order: documents as issued, then scans as they came. */
export function wantedParts(kase: Case, events: readonly CaseEvent[]): WantedPart[] {
  const documents = kase.documents.map(
    ({ id, kind, number, voidedAt }): WantedPart => ({
      section: '文书',
      title: `${formNames[kind as keyof typeof formNames]} ${number}${voidedAt ? '（已作废）' : ''}`,
      documentId: id,
    }),
  );
  // Pages that lay on the wrong line and were taken off it belong where they lie now.
  const takenOff = new Set(
    events.flatMap((event) => (event.type === 'fileAttached' ? (event.data.detached ?? []) : [])),
  );
  const lying = new Set(kase.lines.flatMap(({ fileIds }) => fileIds));
  const seen = new Set<string>();
  const files = events.flatMap((event) =>
    filesOf(event).flatMap((fileId): WantedPart[] => {
      if (seen.has(fileId) || (takenOff.has(fileId) && !lying.has(fileId))) return [];
      seen.add(fileId);
      const section = event.type === 'fileAttached' ? '申请材料' : '后来交来的材料';
      return [{ section, title: titleOf(kase, event), fileId }];
    }),
  );
  return [...documents, ...files];
}
