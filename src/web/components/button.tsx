import type { ReactNode } from 'react';
import { Keys } from './marks.tsx';

/** How a button looks: the one main act, an ordinary act, one that cannot be taken back. */
export type ButtonKind = 'main' | 'plain' | 'danger';

type ButtonProps = {
  kind?: ButtonKind;
  small?: boolean;
  /** The key that does the same, shown on the button. */
  keys?: string;
  /** Why it cannot be pressed now; said beside it and to screen readers. */
  blocked?: string | undefined;
  busy?: boolean;
  submit?: boolean;
  label?: string;
  pressed?: boolean;
  className?: string;
  /** In a dialog: the control that has the focus first. */
  first?: boolean;
  onPress?: () => void;
  children: ReactNode;
};

/** A button with its key on it. A blocked one stays in reach and says why. */
export function Button(props: ButtonProps) {
  const { kind = 'plain', small = false, keys, blocked, busy = false, submit = false } = props;
  const disabled = blocked !== undefined || busy;
  const classes = ['button', `button-${kind}`, small ? 'button-small' : '', props.className ?? ''];
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={classes.filter((name) => name !== '').join(' ')}
      aria-disabled={disabled || undefined}
      aria-busy={busy || undefined}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
      title={blocked}
      data-first={props.first || undefined}
      onClick={(event) => {
        if (!submit || disabled) event.preventDefault();
        if (!disabled) props.onPress?.();
      }}
    >
      {props.children}
      {keys === undefined ? null : <Keys name={keys} />}
    </button>
  );
}

const ariaNames: Readonly<Record<string, string>> = {
  Ctrl: 'Control',
  Esc: 'Escape',
  空格: 'Space',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  PgDn: 'PageDown',
};

const ariaKeys = (keys: string): string =>
  keys
    .split(' ')
    .map((key) => ariaNames[key] ?? key)
    .join('+');
