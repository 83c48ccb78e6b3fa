import { checkPlainText } from '../../platform/plain-text.ts';
import type { Case } from '../core/case.ts';

type FieldRule = { label: string; of: readonly ('granted' | 'denied')[]; max: number; names?: RegExp };

/**
 * What of a decision can be corrected as a clerical error. The result is none of it: 准予 stays 准予, and
 * 不予许可 stays 不予许可.
 */
export const decisionFields = {
  resultNumber: { label: '证照或批文编号', of: ['granted'], max: 60 },
  applicantName: { label: '申请人名称', of: ['granted', 'denied'], max: 100 },
  reasons: { label: '不予许可的理由', of: ['denied'], max: 2000 },
  legalBasis: { label: '法律依据', of: ['denied'], max: 1000 },
  remedies: { label: '救济途径', of: ['denied'], max: 1000, names: /复议|诉讼/ },
} as const satisfies Record<string, FieldRule>;

/** One of the fields that can be corrected. */
export type DecisionField = keyof typeof decisionFields;

const rules: Readonly<Record<string, FieldRule>> = decisionFields;

/** Whether a decision of this kind has the field; a foreign one would make another decision of it. */
export const isCorrectable = (field: string, outcome: Case['outcome']): field is DecisionField =>
  Object.hasOwn(rules, field) && rules[field]?.of.some((each) => each === outcome) === true;

/** How a field is called on the form. */
export const fieldLabel = (field: string): string => rules[field]?.label ?? field;

/** The corrected text in its normal form, or what is wrong with it. */
export function checkCorrected(
  field: DecisionField,
  text: string,
): { valid: true; normalized: string } | { valid: false; reason: string } {
  const { max, names }: FieldRule = decisionFields[field];
  const checked = checkPlainText(text, { max, min: 1, lines: max > 100 });
  if (!checked.valid) return checked;
  return names && !names.test(checked.normalized)
    ? { valid: false, reason: '救济途径须写明行政复议或者行政诉讼。' }
    : checked;
}

/** The record of the decision as it was written, and what each correction made of it. */
export type CorrectedField = { field: string; before: string; after: string; reason: string };

/** The corrections of a decision with their content, in order; none once the content was erased. */
export const correctedFields = ({
  corrections,
  personal,
}: Pick<Case, 'corrections' | 'personal'>): CorrectedField[] =>
  corrections.flatMap(({ field }, index) => {
    const content = personal?.decisionCorrections?.[index];
    return content ? [{ field, ...content }] : [];
  });

/** What a field of the decision says now: as last corrected, else as decided. */
export function decisionText(kase: Case, field: DecisionField): string {
  const corrected = correctedFields(kase).findLast((each) => each.field === field);
  if (corrected) return corrected.after;
  const { personal } = kase;
  return (field === 'applicantName' ? personal?.applicant.name : personal?.decision?.[field]) ?? '';
}
