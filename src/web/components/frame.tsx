import { type ReactNode, useEffect, useRef, useState } from 'react';
import { sentenceFor } from '../api/problem.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

/** A card with its heading. */
export function Card(props: {
  title?: ReactNode;
  aside?: ReactNode;
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={`card ${props.className ?? ''}`} aria-label={props.label}>
      {props.title === undefined ? null : (
        <div className="card-head">
          <h2>{props.title}</h2>
          {props.aside === undefined ? null : <div className="aside">{props.aside}</div>}
        </div>
      )}
      {props.children}
    </section>
  );
}

/** A framed remark. */
export function Note(props: { tone?: 'go' | 'ok' | 'warn' | 'bad'; icon?: IconName; children: ReactNode }) {
  const { tone = 'go', icon = tone === 'bad' ? 'octagon' : tone === 'warn' ? 'alert' : 'check' } = props;
  return (
    <div className={`note note-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div>{props.children}</div>
    </div>
  );
}

/** The shape of a list that is being read; shown only after 200 ms. */
export function Skeleton({ rows = 5 }: { rows?: number }) {
  return (
    <div aria-busy="true">
      <Delayed milliseconds={200}>
        <span className="sr-only" role="status">
          正在读取
        </span>
        <ul className="skeleton" aria-hidden="true">
          {Array.from({ length: rows }, (_, row) => row).map((row) => (
            <li key={row}>
              <span />
              <span />
              <span />
              <span />
              <span />
            </li>
          ))}
        </ul>
      </Delayed>
    </div>
  );
}

/** Shows what it holds after a while, so that short waits leave no flicker. */
export function Delayed({ milliseconds, children }: { milliseconds: number; children: ReactNode }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return shown ? children : null;
}

/** An empty place: why, and what to do. */
export function Empty(props: { icon?: IconName; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <Icon name={props.icon ?? 'box'} />
      <b>{props.title}</b>
      {props.children === undefined ? null : <p>{props.children}</p>}
      {props.action}
    </div>
  );
}

/** What could not be read, with the way to try again. */
export function ReadFailed({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Note tone="bad">
      <b>没能读到最新内容。</b>
      <p>{sentenceFor(error)}</p>
      <Button small onPress={retry}>
        现在重试
      </Button>
    </Note>
  );
}

/** A dialog of the browser's own kind: focus stays inside, Esc closes it. */
export function Dialog(props: { title: string; width?: number; onClose: () => void; children: ReactNode }) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-first]')?.focus();
  }, []);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-label={props.title}
      style={props.width === undefined ? undefined : { '--dialog-width': `${props.width}px` }}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <div className="dialog-body">
        <h2>{props.title}</h2>
        {props.children}
      </div>
    </dialog>
  );
}

/** Asks before what cannot be taken back: the consequence in words, the button repeats the verb. */
export function Confirm(props: {
  title: string;
  verb: string;
  safe: string;
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { danger = false } = props;
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      {props.children}
      {props.error ? <Note tone="bad">{sentenceFor(props.error)}</Note> : null}
      <div className="dialog-buttons">
        <Button keys="Esc" first={danger} onPress={props.onClose}>
          {props.safe}
        </Button>
        <Button
          kind={danger ? 'danger' : 'main'}
          first={!danger}
          busy={props.busy ?? false}
          onPress={props.onConfirm}
        >
          {props.verb}
        </Button>
      </div>
    </Dialog>
  );
}
