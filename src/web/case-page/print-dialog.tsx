import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentView } from '../../cases/core/case-view.ts';
import { postForBytes } from '../api/client.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Dialog, Note } from '../components/frame.tsx';
import { caseText as text } from './text.zh-CN.ts';

/** Forms that are issued in three copies. */
const threefold: ReadonlySet<string> = new Set(['intakeReceipt', 'oneTimeNotice']);

/** Asks for one more copy and shows it in a tab that was opened before, so that no browser holds it back. */
async function reprint(document: DocumentView, copy: string, reason: string): Promise<void> {
  const tab = window.open('', '_blank');
  try {
    const address = document.href.replace(/\.pdf$/, '/reprints');
    const pdf = await postForBytes(address, { reason, ...(copy === 'single' ? {} : { copy }) });
    const url = URL.createObjectURL(pdf);
    if (tab) tab.location.href = url;
    else window.location.assign(url);
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch (error) {
    tab?.close();
    throw error;
  }
}

/** Prints a document as it was issued, or one copy again: with a reason, marked 副本（补打） and recorded. */
export function PrintDialog({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const names: Record<string, string> = threefold.has(document.kind) ? text.copies : text.singleCopies;
  const [copy, setCopy] = useState('all');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const again = useMutation({
    mutationFn: () => reprint(document, copy, reason.trim()),
    onSuccess: onClose,
  });
  const isAgain = copy !== 'all';
  const missing = isAgain && [...reason.trim()].length < 2 ? text.reprintMissing : undefined;
  const open = () => {
    setTried(true);
    if (missing !== undefined) return;
    if (isAgain) {
      again.mutate();
      return;
    }
    window.open(document.href, '_blank', 'noopener');
    onClose();
  };
  return (
    <Dialog title={text.reprintTitle(document.title)} onClose={onClose}>
      <ChoiceField
        label={text.copiesLabel}
        value={copy}
        choices={Object.entries(names).map(([value, name]) => ({ value, name }))}
        onChange={setCopy}
      />
      {isAgain ? (
        <TextField
          label={text.reprintReason}
          hint={text.reprintHint}
          error={tried ? missing : undefined}
          value={reason}
          maxLength={100}
          onChange={setReason}
        />
      ) : null}
      {again.error ? <Note tone="bad">{sentenceFor(again.error)}</Note> : null}
      <div className="dialog-buttons">
        <Button keys="Esc" onPress={onClose}>
          {text.cancel}
        </Button>
        <Button kind="main" first busy={again.isPending} onPress={open}>
          {text.openPdf}
        </Button>
      </div>
    </Dialog>
  );
}
