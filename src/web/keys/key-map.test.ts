import { describe, expect, test } from 'vitest';
import { type Focus, keyOf, type Stroke } from './key-map.ts';

const stroke = (code: string, more: Partial<Stroke> = {}): Stroke => ({
  code,
  key: '',
  isComposing: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

describe('key map', () => {
  test.each<[string, Stroke, Focus, string | undefined]>([
    ['F2 in a text field', stroke('F2'), 'text', 'F2'],
    ['Ctrl Enter in a text field', stroke('Enter', { ctrlKey: true }), 'text', 'Ctrl Enter'],
    ['Ctrl Enter on the number pad', stroke('NumpadEnter', { ctrlKey: true }), 'text', 'Ctrl Enter'],
    ['a digit outside text', stroke('Digit1'), 'elsewhere', '1'],
    ['a digit of the number pad', stroke('Numpad1'), 'elsewhere', '1'],
    ['a digit on a focused button', stroke('Digit2'), 'control', '2'],
    ['a digit in a text field', stroke('Digit1'), 'text', undefined],
    ['Enter on a button presses the button', stroke('Enter'), 'control', undefined],
    ['Enter elsewhere', stroke('Enter'), 'elsewhere', 'Enter'],
    ['arrows on a control', stroke('ArrowDown'), 'control', '↓'],
    ['arrows in a text field', stroke('ArrowDown'), 'text', undefined],
    ['composing', stroke('Digit1', { isComposing: true }), 'elsewhere', undefined],
    ['composing by its key', stroke('F2', { key: 'Process' }), 'elsewhere', undefined],
    ['Alt and a digit belong to the browser', stroke('Digit1', { altKey: true }), 'elsewhere', undefined],
    ['Ctrl and a digit belong to the browser', stroke('Digit1', { ctrlKey: true }), 'elsewhere', undefined],
    ['keys of the browser', stroke('F5'), 'elsewhere', undefined],
  ])('%s', (_name, event, focus, expected) => {
    expect(keyOf(event, focus, true)).toBe(expected);
  });

  test('single keys can be turned off, the others stay', () => {
    expect(keyOf(stroke('KeyP'), 'elsewhere', true)).toBe('P');
    expect(keyOf(stroke('KeyP'), 'elsewhere', false)).toBeUndefined();
    expect(keyOf(stroke('ArrowDown'), 'elsewhere', false)).toBe('↓');
    expect(keyOf(stroke('F2'), 'elsewhere', false)).toBe('F2');
  });
});
