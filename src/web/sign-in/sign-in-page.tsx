import { type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { type RefusalCode, refusals } from '../../regulation/refusals.ts';
import { sentenceFor } from '../api/problem.ts';
import { useSignIn, useSignInWays } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Note } from '../components/frame.tsx';
import { Mark } from '../components/icon.tsx';
import './sign-in.css';
import { signInText as text } from './text.zh-CN.ts';

/** The page before anybody is signed in; also for the forced change of the password. */
export function EntryFrame({ children }: { children: ReactNode }) {
  return (
    <div className="sign-in">
      <header className="sign-in-brand">
        <div className="brand">
          <Mark />
          <span>通办</span>
        </div>
        <p className="slogan">
          {text.slogan[0]}
          <br />
          {text.slogan[1]}
        </p>
        <p className="lead">{text.lead}</p>
        <ol className="flow">
          {text.steps.map((step) => (
            <li key={step.name} className={step.intake ? 'intake' : ''}>
              {step.name}
              <small>{step.side}</small>
            </li>
          ))}
        </ol>
        <p className="sign-in-foot">{text.footer}</p>
      </header>
      <main className="sign-in-form" id="main">
        <div className="sign-in-box">{children}</div>
      </main>
    </div>
  );
}

/** Why single sign-on did not open a session, as its address says. */
function refusedElsewhere(): string | undefined {
  const code = new URLSearchParams(window.location.search).get('refused') ?? '';
  return code in refusals ? refusals[code as RefusalCode].sentence : undefined;
}

/** Signing in at the counter. */
export function SignInPage() {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<'username' | 'password'>();
  const [capsLock, setCapsLock] = useState(false);
  const signIn = useSignIn();
  const { data: ways } = useSignInWays();
  const refused = refusedElsewhere();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
    document.addEventListener('keyup', look);
    return () => document.removeEventListener('keyup', look);
  }, []);
  useEffect(() => {
    if (signIn.error) form.current?.querySelector<HTMLInputElement>('[type="password"]')?.select();
  }, [signIn.error]);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const lacking = username.trim() === '' ? 'username' : password === '' ? 'password' : undefined;
    setMissing(lacking);
    if (lacking === undefined) signIn.mutate({ username: username.trim(), password });
  };

  return (
    <EntryFrame>
      <h1>{text.title}</h1>
      <p className="sub">{text.under}</p>
      {refused && !signIn.error ? <Note tone="bad">{refused}</Note> : null}
      {signIn.error ? <Note tone="bad">{sentenceFor(signIn.error)}</Note> : null}
      <form ref={form} noValidate onSubmit={submit}>
        <TextField
          label={text.username}
          value={username}
          autoComplete="username"
          maxLength={64}
          error={missing === 'username' ? text.usernameMissing : undefined}
          onChange={setUsername}
        />
        <TextField
          label={text.password}
          type="password"
          value={password}
          autoComplete="current-password"
          maxLength={128}
          hint={capsLock ? text.capsLock : undefined}
          error={missing === 'password' ? text.passwordMissing : undefined}
          onChange={setPassword}
        />
        <Button kind="main" submit keys="Enter" busy={signIn.isPending}>
          {text.signIn}
        </Button>
      </form>
      {ways?.singleSignOn ? (
        <p className="sign-in-elsewhere">
          <a className="button button-plain" href="/api/session/open-id">
            {text.singleSignOn(ways.singleSignOn)}
          </a>
        </p>
      ) : null}
      <p className="sign-in-last">
        {text.forgotten}
        <br />
        {text.leaving}
      </p>
    </EntryFrame>
  );
}
