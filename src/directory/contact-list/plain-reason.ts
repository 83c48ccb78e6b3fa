import { checkPlainText } from '../../platform/plain-text.ts';
import { fieldInvalid } from '../../platform/problem.ts';

/** The reason of a change as it is kept; refuses one that is too short, too long or not plain. */
export function plainReason(reason: string): string {
  const checked = checkPlainText(reason, { max: 200, min: 2 });
  if (!checked.valid) throw fieldInvalid('/reason', checked.reason);
  return checked.normalized;
}
