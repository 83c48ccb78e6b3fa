import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';

/** What 不予受理 and 不予许可 must state (行政许可法第三十八条). */
export const ReasonsInput = object({
  reasons: Type.Optional(Type.String({ maxLength: 2000 })),
  legalBasis: Type.Optional(Type.String({ maxLength: 1000, description: '依据的条款' })),
  remedies: Type.Optional(Type.String({ maxLength: 1000, description: '行政复议和行政诉讼的期限与机关' })),
});
export type ReasonsInput = Static<typeof ReasonsInput>;

/** Reasons, legal basis and remedies in their normal form. */
export type Reasons = { reasons: string; legalBasis: string; remedies: string };

const mustName = { reasons: /./, legalBasis: /./, remedies: /复议|诉讼/ } as const;
const shortest = { reasons: 5, legalBasis: 4, remedies: 8 } as const;
const codes = {
  reasons: 'reason-missing',
  legalBasis: 'legal-basis-missing',
  remedies: 'remedy-missing',
} as const;

/** The three texts, or the code of the first that is missing or says nothing. */
export function checkReasons(
  input: ReasonsInput,
): { ok: true; reasons: Reasons } | { ok: false; refusal: (typeof codes)[keyof typeof codes] } {
  const found: Partial<Reasons> = {};
  for (const field of ['reasons', 'legalBasis', 'remedies'] as const) {
    const text = checkPlainText(input[field] ?? '', { max: 2000, min: shortest[field], lines: true });
    if (!text.valid || !mustName[field].test(text.normalized)) return { ok: false, refusal: codes[field] };
    found[field] = text.normalized;
  }
  return { ok: true, reasons: found as Reasons };
}
