import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { errorAt, sentenceFor } from '../api/problem.ts';
import {
  type Session,
  useBeginFactor,
  useConfirmFactor,
  useFactor,
  useProveFactor,
  useSessionAgain,
  useSignOut,
  useSignStatement,
  useStatement,
} from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { Check, TextField } from '../components/field.tsx';
import { Dialog, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { EntryFrame } from './sign-in-page.tsx';
import { signInText as text } from './text.zh-CN.ts';

/** The page that stands before everything else while something must be done first. */
export function BarPage({ session }: { session: Session }) {
  switch (session.bar) {
    case 'secondFactorDue':
      return <ProvePage />;
    case 'twoFactorSetUpDue':
      return (
        <EntryFrame>
          <h1>{text.setUpTitle}</h1>
          <p className="sub">{text.setUpWhy}</p>
          <FactorSetUp leave={<Leave />} />
        </EntryFrame>
      );
    case 'statementDue':
      return <StatementPage session={session} />;
    case 'casesLocked':
      return <LockedPage />;
    default:
      return null;
  }
}

function Leave() {
  const signOut = useSignOut();
  return <Button onPress={() => signOut.mutate()}>{text.signOut}</Button>;
}

/** Second step of signing in. */
function ProvePage() {
  const [code, setCode] = useState('');
  const prove = useProveFactor();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (code.trim() !== '') prove.mutate(code.trim());
  };
  return (
    <EntryFrame>
      <h1>{text.proveTitle}</h1>
      <p className="sub">{text.proveWhy}</p>
      {prove.error ? <Note tone="bad">{sentenceFor(prove.error)}</Note> : null}
      <form className="stack" noValidate onSubmit={submit}>
        <TextField
          label={text.code}
          hint={text.codeHint}
          value={code}
          maxLength={40}
          autoComplete="one-time-code"
          onChange={setCode}
        />
        <div className="dialog-buttons">
          <Leave />
          <Button kind="main" submit keys="Enter" busy={prove.isPending}>
            {text.signIn}
          </Button>
        </div>
      </form>
    </EntryFrame>
  );
}

/** Setting up a second factor: scan, type the first code, keep the recovery codes. */
function FactorSetUp({ leave, onDone }: { leave: ReactNode; onDone?: () => void }) {
  const [code, setCode] = useState('');
  const [noted, setNoted] = useState(false);
  const begin = useBeginFactor();
  const confirm = useConfirmFactor();
  const again = useSessionAgain();
  const codes = confirm.data?.recoveryCodes;
  if (codes)
    return (
      <div className="stack">
        <Note tone="warn">{text.recoveryWhy}</Note>
        <ul className="recovery-codes" aria-label={text.recoveryCodes}>
          {codes.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
        <Check checked={noted} onChange={setNoted}>
          {text.recoveryNoted}
        </Check>
        <div className="dialog-buttons">
          <Button
            kind="main"
            blocked={noted ? undefined : text.recoveryNoted}
            onPress={() => {
              onDone?.();
              void again();
            }}
          >
            {text.goOn}
          </Button>
        </div>
      </div>
    );
  if (!begin.data)
    return (
      <div className="stack">
        {begin.error ? <Note tone="bad">{sentenceFor(begin.error)}</Note> : null}
        <p>{text.setUpNeeds}</p>
        <div className="dialog-buttons">
          {leave}
          <Button kind="main" busy={begin.isPending} onPress={() => begin.mutate()}>
            {text.showQr}
          </Button>
        </div>
      </div>
    );
  const { qr, secret } = begin.data;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== '') confirm.mutate(code.trim());
      }}
    >
      {confirm.error ? <Note tone="bad">{sentenceFor(confirm.error)}</Note> : null}
      <img
        className="factor-qr"
        alt={text.qrAlt}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr)}`}
      />
      <p className="small">
        {text.byHand}
        <code className="factor-secret">{secret.replaceAll(/(.{4})/g, '$1 ')}</code>
      </p>
      <TextField
        label={text.code}
        hint={text.firstCodeHint}
        value={code}
        maxLength={8}
        inputMode="numeric"
        autoComplete="one-time-code"
        onChange={setCode}
      />
      <div className="dialog-buttons">
        {leave}
        <Button kind="main" submit busy={confirm.isPending}>
          {text.setUp}
        </Button>
      </div>
    </form>
  );
}

/** The own second factor out of the menu: how it stands, or setting it up. */
export function FactorDialog({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useFactor();
  return (
    <Dialog title={text.factorDialog} onClose={onClose}>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {data?.standing ? (
        <>
          <p>{text.factorStanding(data.recoveryCodesLeft)}</p>
          <div className="dialog-buttons">
            <Button keys="Esc" first onPress={onClose}>
              {text.close}
            </Button>
          </div>
        </>
      ) : null}
      {data?.standing === false ? (
        <FactorSetUp leave={<Button onPress={onClose}>{text.close}</Button>} onDone={onClose} />
      ) : null}
    </Dialog>
  );
}

/** 保密承诺: read and signed before first use and every year. */
function StatementPage({ session }: { session: Session }) {
  const [name, setName] = useState('');
  const [read, setRead] = useState(false);
  const { data, error, isPending, refetch } = useStatement();
  const sign = useSignStatement();
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={6} />;
  const blocked = !read ? text.statementUnread : name.trim() === '' ? text.statementNameMissing : undefined;
  return (
    <EntryFrame>
      <h1>{text.statementTitle}</h1>
      <p className="sub">{text.statementWhy}</p>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (blocked === undefined) sign.mutate({ name: name.trim(), digest: data.digest });
        }}
      >
        <section className="statement-text" aria-label={data.title}>
          <h2>{data.title}</h2>
          {data.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
        <Check checked={read} onChange={setRead}>
          {text.statementRead}
        </Check>
        <TextField
          label={text.statementName}
          hint={text.statementNameHint(session.name)}
          value={name}
          maxLength={50}
          error={sign.error ? errorAt(sign.error, '/name') : undefined}
          onChange={setName}
        />
        {sign.error && !errorAt(sign.error, '/name') ? (
          <Note tone="bad">{sentenceFor(sign.error)}</Note>
        ) : null}
        <div className="dialog-buttons">
          <Leave />
          <Button kind="main" submit blocked={blocked} busy={sign.isPending}>
            {text.statementSign}
          </Button>
        </div>
      </form>
    </EntryFrame>
  );
}

/** Too many cases were opened: who helps. */
function LockedPage() {
  const again = useSessionAgain();
  return (
    <EntryFrame>
      <h1>{text.lockedTitle}</h1>
      <Note tone="bad">{text.lockedWhy}</Note>
      <div className="dialog-buttons">
        <Leave />
        <Button kind="main" onPress={() => void again()}>
          {text.lookAgain}
        </Button>
      </div>
    </EntryFrame>
  );
}
