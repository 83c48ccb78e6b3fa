import type { Channel } from '../../cases/core/case.ts';
import { type DiscrepancyKind, discrepancyKinds } from '../../cases/discrepancy/kinds.ts';
import { discrepancyText as text } from './text.zh-CN.ts';

/** A difference as it is being written down. */
export type DifferenceDraft = {
  kind: DiscrepancyKind;
  note: string;
  photoIds: readonly string[];
  applicantMustAct: boolean;
};

/** A difference about which nothing is written yet. */
export const newDraft = (kind: DiscrepancyKind): DifferenceDraft => ({
  kind,
  note: '',
  photoIds: [],
  applicantMustAct: false,
});

/** Kinds that a clerk chooses from when something is there but not right. */
export const kindsOf = (channel: Channel): DiscrepancyKind[] =>
  channel === 'electronic'
    ? ['unreadable', 'missing', 'notAsListed']
    : ['damaged', 'notAsListed', 'notAsScanned', 'unreadable', 'missing'];

/** What is still missing before it can be recorded, in one sentence. */
export function draftFault(draft: DifferenceDraft, channel: Channel): string | undefined {
  if (draft.kind !== 'missing' && [...draft.note.trim()].length < 2) return text.noteMissing;
  return channel === 'postal' && discrepancyKinds[draft.kind].photo && draft.photoIds.length === 0
    ? text.photoMissing
    : undefined;
}

/** The fields of a difference as a command takes them. */
export const bodyOf = ({ note, photoIds, applicantMustAct }: DifferenceDraft) => ({
  ...(note.trim() === '' ? {} : { note: note.trim() }),
  ...(photoIds.length > 0 ? { photoIds } : {}),
  ...(applicantMustAct ? { applicantMustAct } : {}),
});
