import type { Focus } from './key-map.ts';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** The text of a field and where its cursor stood. */
export type Snapshot = { field: TextField; value: string; start: number | null; end: number | null };

const notText = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
]);

const isTextField = (element: EventTarget | null): element is TextField =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !notText.has(element.type));

/** Where the cursor stands, for deciding which keys belong to the screen. */
export function focusOf(target: EventTarget | null): Focus {
  if (isTextField(target) || target instanceof HTMLSelectElement) return 'text';
  if (!(target instanceof HTMLElement)) return 'elsewhere';
  if (target.isContentEditable || target.closest('[role="combobox"], [role="listbox"]')) return 'text';
  return target.closest('a, button, summary, input') ? 'control' : 'elsewhere';
}

/** The text of the focused field, so that characters of a scan can be taken out of it again. */
export function snapshotOf(element: Element | null): Snapshot | undefined {
  if (!isTextField(element)) return undefined;
  return { field: element, value: element.value, start: element.selectionStart, end: element.selectionEnd };
}

/** Puts a field back to what it was before a scan. */
export function restore({ field, value, start, end }: Snapshot): void {
  if (field.value === value) return;
  setValue(field, value);
  if (start !== null && end !== null) field.setSelectionRange(start, end);
}

/** Types characters into the field that were held back although no scan followed. */
export function putBack({ field }: Snapshot, text: string): void {
  if (text === '' || !field.isConnected || field.readOnly) return;
  const at = field.selectionStart ?? field.value.length;
  const until = field.selectionEnd ?? at;
  setValue(field, field.value.slice(0, at) + text + field.value.slice(until));
  if (field.selectionStart !== null) field.setSelectionRange(at + text.length, at + text.length);
}

/** Sets the value as typing would, so that the page takes notice. */
function setValue(field: TextField, value: string): void {
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
