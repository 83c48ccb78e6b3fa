import { checkPlainText } from '../../platform/plain-text.ts';

/** A reason that somebody typed, in its normal form; undefined when it says nothing. At least two characters by default. */
export function statedReason(text: string | undefined, { min = 2, max = 300 } = {}): string | undefined {
  const checked = checkPlainText(text ?? '', { min, max });
  return checked.valid ? checked.normalized : undefined;
}
