import { checkPlainText } from '../../platform/plain-text.ts';
import type { FieldError } from '../../platform/problem.ts';

/** Length in characters of what one window writes to the other. */
const writtenLength = { min: 2, max: 500 } as const;

/** A message in its normal form, or what is wrong with it at its field. */
export function writtenText(
  text: string,
  pointer: string,
  { min }: { min: number } = writtenLength,
): { text: string } | { errors: FieldError[] } {
  const checked = checkPlainText(text, { min, max: writtenLength.max, lines: true });
  return checked.valid ? { text: checked.normalized } : { errors: [{ pointer, detail: checked.reason }] };
}
