import type { ReactNode } from 'react';
import { sentenceFor } from '../api/problem.ts';
import { useKeys } from '../keys/keyboard.tsx';
import { Button } from './button.tsx';
import { Dialog, Note } from './frame.tsx';

type ActDialogProps = {
  title: string;
  verb: string;
  safe: string;
  blocked: string | undefined;
  busy: boolean;
  error: unknown;
  onAct: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog with one act (Ctrl Enter) and the way back. */
export function ActDialog(props: ActDialogProps) {
  useKeys(
    [
      { key: 'Ctrl Enter', name: props.verb, act: props.onAct },
      { key: 'Esc', name: props.safe, act: props.onClose },
    ],
    'dialog',
  );
  return (
    <Dialog title={props.title} width={600} onClose={props.onClose}>
      {props.children}
      {props.error ? <Note tone="bad">{sentenceFor(props.error)}</Note> : null}
      <p className="small" role="status">
        {props.blocked ?? ''}
      </p>
      <div className="dialog-buttons">
        <Button keys="Esc" onPress={props.onClose}>
          {props.safe}
        </Button>
        <Button kind="main" keys="Ctrl Enter" blocked={props.blocked} busy={props.busy} onPress={props.onAct}>
          {props.verb}
        </Button>
      </div>
    </Dialog>
  );
}
