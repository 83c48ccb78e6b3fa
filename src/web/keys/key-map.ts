/** A key of the desk by its place on the keyboard (ux §5): letters, digits, function keys and the few others. */
export type KeyName =
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '0'
  | 'D'
  | 'E'
  | 'H'
  | 'M'
  | 'P'
  | 'R'
  | '+'
  | '-'
  | 'F2'
  | 'F4'
  | 'F8'
  | 'F9'
  | 'Ctrl Enter'
  | 'Ctrl /'
  | 'Esc'
  | 'Enter'
  | '空格'
  | '↑'
  | '↓'
  | '←'
  | '→'
  | 'PgDn';

/** What is read of a keyboard event. */
export type Stroke = {
  code: string;
  /** `Process` while an input method works on the stroke. */
  key: string;
  isComposing: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
};

const everywhere: Readonly<Record<string, KeyName>> = {
  F2: 'F2',
  F4: 'F4',
  F8: 'F8',
  F9: 'F9',
  Escape: 'Esc',
};

const withControl: Readonly<Record<string, KeyName>> = {
  Enter: 'Ctrl Enter',
  NumpadEnter: 'Ctrl Enter',
  Slash: 'Ctrl /',
};

const single: Readonly<Record<string, KeyName>> = {
  KeyD: 'D',
  KeyE: 'E',
  KeyH: 'H',
  KeyM: 'M',
  KeyP: 'P',
  KeyR: 'R',
  Equal: '+',
  NumpadAdd: '+',
  Minus: '-',
  NumpadSubtract: '-',
  Space: '空格',
  Digit0: '0',
  Digit1: '1',
  Digit2: '2',
  Digit3: '3',
  Digit4: '4',
  Digit5: '5',
  Digit6: '6',
  Digit7: '7',
  Digit8: '8',
  Digit9: '9',
  Numpad0: '0',
  Numpad1: '1',
  Numpad2: '2',
  Numpad3: '3',
  Numpad4: '4',
  Numpad5: '5',
  Numpad6: '6',
  Numpad7: '7',
  Numpad8: '8',
  Numpad9: '9',
};

const singleNames: ReadonlySet<KeyName> = new Set(Object.values(single));

/** Whether a key is a single character, as scanners send them too. */
export const isSingleKey = (key: KeyName): boolean => singleNames.has(key);

const movement: Readonly<Record<string, KeyName>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageDown: 'PgDn',
  Enter: 'Enter',
  NumpadEnter: 'Enter',
};

/** Where the cursor stands: in a text field, on a control that Enter and blank press, or elsewhere. */
export type Focus = 'text' | 'control' | 'elsewhere';

/**
 * The key of the desk that a stroke means, or undefined. Function keys and Ctrl Enter work everywhere; single keys
 * only outside text fields and when they are not turned off (WCAG 2.1.4); nothing while an input method composes.
 */
export function keyOf(stroke: Stroke, focus: Focus, singleKeysOn: boolean): KeyName | undefined {
  if (stroke.isComposing || stroke.key === 'Process' || stroke.altKey) return undefined;
  if (stroke.ctrlKey || stroke.metaKey) return withControl[stroke.code];
  const fixed = everywhere[stroke.code];
  if (fixed !== undefined) return fixed;
  if (focus === 'text') return undefined;
  if (focus === 'control' && ['Enter', 'NumpadEnter', 'Space'].includes(stroke.code)) return undefined;
  return movement[stroke.code] ?? (singleKeysOn ? single[stroke.code] : undefined);
}
