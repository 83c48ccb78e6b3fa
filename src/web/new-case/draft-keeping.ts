import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Instant } from '../../regulation/instant.ts';
import { openCase, saveDraft } from '../api/intake.ts';
import { isStale } from '../api/problem.ts';
import { useNow } from '../time/now.tsx';
import { bodyOf, contentsOf, type IntakeForm, isMatterKnown, isWorthKeeping } from './form.ts';
import { discardDraft } from './registering.ts';

/** A draft on the server, with the matter it was opened for: that cannot change any more. */
export type OpenedDraft = { id: string; optionId: string; homeRegion: string; revision: number };

/** How the draft stands on the server. */
export type Keeping = {
  draftId: string | undefined;
  savedAt: Instant | undefined;
  failed: 'stale' | 'other' | undefined;
  save: () => Promise<void>;
  /** Waits for a save under way; the draft that belongs to the form as it is now, if there is one. */
  settle: () => Promise<string | undefined>;
};

const every = 30_000;

const belongs = (draft: OpenedDraft, form: IntakeForm): boolean =>
  draft.optionId === form.optionId && draft.homeRegion === form.homeRegion;

/**
 * Keeps a draft on the server: opened as soon as item and home region are known and something was typed, then saved
 * every 30 seconds and whenever a field is left, if anything changed. Another item or region is another draft; the
 * one before is cleared, what was typed stays.
 */
export function useDraftKeeping(args: {
  form: IntakeForm;
  opened: OpenedDraft | undefined;
  allowed: boolean;
  onDraft: (id: string | undefined) => void;
}): Keeping {
  const { form, allowed, onDraft } = args;
  const now = useNow();
  const draft = useRef(args.opened);
  const stored = useRef(JSON.stringify(bodyOf(form)));
  const running = useRef<Promise<void> | undefined>(undefined);
  const [draftId, setDraftId] = useState(args.opened?.id);
  const [savedAt, setSavedAt] = useState<Instant>();
  const [failed, setFailed] = useState<Keeping['failed']>();

  const take = (next: OpenedDraft | undefined) => {
    draft.current = next;
    setDraftId(next?.id);
    onDraft(next?.id);
  };
  const dropOther = async () => {
    const { current: old } = draft;
    if (!old || belongs(old, form)) return;
    stored.current = '';
    take(undefined);
    await discardDraft(old.id);
  };
  const write = async () => {
    await dropOther();
    const body = JSON.stringify(bodyOf(form));
    if (!allowed || body === stored.current || !isMatterKnown(form) || !isWorthKeeping(form)) return;
    const { current: kept } = draft;
    if (kept === undefined) {
      const { id } = await openCase(bodyOf(form), false);
      const revision = Object.keys(contentsOf(form)).length > 0 ? 1 : 0;
      take({ id, optionId: form.optionId, homeRegion: form.homeRegion, revision });
    } else {
      const { revision } = await saveDraft(kept.id, kept.revision, contentsOf(form));
      draft.current = { ...kept, revision };
    }
    stored.current = body;
    setSavedAt(now);
    setFailed(undefined);
  };
  const save = async () => {
    running.current ??= write()
      .catch((error: unknown) => setFailed(isStale(error) ? 'stale' : 'other'))
      .finally(() => {
        running.current = undefined;
      });
    await running.current;
  };
  const settle = async () => {
    await running.current;
    await dropOther().catch(() => undefined);
    return draft.current?.id;
  };

  const saveNow = useEffectEvent(() => void save());
  useEffect(() => {
    const timer = setInterval(() => saveNow(), every);
    return () => clearInterval(timer);
  }, []);

  return { draftId, savedAt, failed, save, settle };
}
