import { type SyntheticEvent, useState } from 'react';
import { sentenceFor } from '../api/problem.ts';
import { useChangePassword, useSignOut } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Dialog, Note } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { EntryFrame } from './sign-in-page.tsx';
import { signInText as text } from './text.zh-CN.ts';

/** The page that stands before everything else until the first password was changed. */
export function ForcedChangePage() {
  const signOut = useSignOut();
  return (
    <EntryFrame>
      <h1>{text.changeTitle}</h1>
      <p className="sub">{text.changeWhy}</p>
      <PasswordForm leave={text.signOut} onLeave={() => signOut.mutate()} />
    </EntryFrame>
  );
}

/** Changing the own password out of the menu. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { say } = useMessages();
  return (
    <Dialog title={text.changeDialog} onClose={onClose}>
      <PasswordForm
        leave={text.cancel}
        onLeave={onClose}
        onDone={() => {
          say(text.changed);
          onClose();
        }}
      />
    </Dialog>
  );
}

function PasswordForm(props: { leave: string; onLeave: () => void; onDone?: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [differs, setDiffers] = useState(false);
  const change = useChangePassword();

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setDiffers(next !== again);
    if (next !== again) return;
    change.mutate({ currentPassword: current, newPassword: next }, { onSuccess: () => props.onDone?.() });
  };

  return (
    <form className="stack" noValidate onSubmit={submit}>
      {change.error ? <Note tone="bad">{sentenceFor(change.error)}</Note> : null}
      <TextField
        label={text.current}
        type="password"
        first
        value={current}
        autoComplete="current-password"
        onChange={setCurrent}
      />
      <TextField
        label={text.next}
        type="password"
        hint={text.nextHint}
        value={next}
        maxLength={128}
        autoComplete="new-password"
        onChange={setNext}
      />
      <TextField
        label={text.again}
        type="password"
        value={again}
        maxLength={128}
        autoComplete="new-password"
        error={differs ? text.differs : undefined}
        onChange={setAgain}
      />
      <div className="dialog-buttons">
        <Button onPress={props.onLeave}>{props.leave}</Button>
        <Button kind="main" submit busy={change.isPending}>
          {text.change}
        </Button>
      </div>
    </form>
  );
}
