import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { CaseView, CommandReceipt } from '../../cases/core/case-view.ts';
import { ask, requestKey } from '../api/client.ts';
import { openCase } from '../api/intake.ts';
import { bodyOf, contentsOf, type IntakeForm } from './form.ts';

/**
 * Registers the application and starts its review: a fresh form in one call, a draft by its two commands. The same
 * form keeps its keys until it was answered, so that pressing again does nothing twice.
 */
export function useRegistering() {
  const client = useQueryClient();
  const attempt = useRef<{ text: string; keys: [string, string] } | undefined>(undefined);
  return useMutation({
    mutationFn: async ({ form, settle }: Registering): Promise<CommandReceipt> => {
      const draftId = await settle();
      const text = JSON.stringify([draftId, bodyOf(form)]);
      if (attempt.current?.text !== text) attempt.current = { text, keys: [requestKey(), requestKey()] };
      const [first, second] = attempt.current.keys;
      if (draftId === undefined) return openCase(bodyOf(form), true, first);
      const { version } = await ask<CaseView>(`/api/cases/${draftId}`);
      const submitted = await command(draftId, 'submit-case', { form: contentsOf(form) }, version, first);
      return command(draftId, 'start-formal-review', {}, submitted.version, second);
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: ['cases'] }),
  });
}

/** The form, and how to wait for its draft. */
type Registering = { form: IntakeForm; settle: () => Promise<string | undefined> };

/** Clears a draft for good. */
export async function discardDraft(id: string): Promise<void> {
  const { version } = await ask<CaseView>(`/api/cases/${id}`);
  await command(id, 'discard-draft', {}, version, requestKey());
}

/** Clears the draft that is open, if there is one. */
export function useDiscarding() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (settle: Registering['settle']) => {
      const id = await settle();
      if (id !== undefined) await discardDraft(id);
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: ['cases'] }),
  });
}

const command = (
  id: string,
  name: string,
  body: object,
  version: number,
  key: string,
): Promise<CommandReceipt> =>
  ask<CommandReceipt>(`/api/cases/${id}/${name}`, {
    method: 'POST',
    body,
    headers: { 'idempotency-key': key, 'if-match': `"${version}"` },
  });
