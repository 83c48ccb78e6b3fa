import { useState } from 'react';
import type { DocumentView } from '../../cases/core/case-view.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Dialog } from '../components/frame.tsx';
import { caseText as text } from './text.zh-CN.ts';

type Copy = keyof typeof text.copies;

const copies = Object.keys(text.copies) as Copy[];

/** Prints a document: which copies, and for printing again the reason. */
export function PrintDialog({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const isReceipt = document.kind === 'intakeReceipt';
  const [copy, setCopy] = useState<Copy>('all');
  const [reason, setReason] = useState('');
  const open = () => {
    const query = new URLSearchParams();
    if (isReceipt) query.set('copy', copy);
    if (reason.trim() !== '') query.set('reprintReason', reason.trim());
    const asked = query.size === 0 ? document.href : `${document.href}?${query.toString()}`;
    window.open(asked, '_blank', 'noopener');
    onClose();
  };
  return (
    <Dialog title={text.reprintTitle(document.title)} onClose={onClose}>
      {isReceipt ? (
        <ChoiceField
          label={text.copiesLabel}
          value={copy}
          choices={copies.map((value) => ({ value, name: text.copies[value] }))}
          onChange={(value) => setCopy(copies.find((name) => name === value) ?? 'all')}
        />
      ) : null}
      <TextField
        label={text.reprintReason}
        optional
        hint={text.reprintHint}
        value={reason}
        maxLength={100}
        onChange={setReason}
      />
      <div className="dialog-buttons">
        <Button keys="Esc" onPress={onClose}>
          {text.cancel}
        </Button>
        <Button kind="main" first onPress={open}>
          {text.openPdf}
        </Button>
      </div>
    </Dialog>
  );
}
